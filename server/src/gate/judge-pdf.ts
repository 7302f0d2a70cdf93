// PDF (ISO 32000-2): every object of the file is read as names and numbers, those in object streams as well, and no name that
// makes a page act is let through. Viewers find objects in more ways than one, so what looks like an object inside a
// stream, a stream that ends elsewhere than it says, and anything before or behind the file is refused.
import { bytesOfBuffer, type Bytes } from '../files/bytes.ts';
import type { Budget } from './budget.ts';
import { inflate, type Packed } from './inflate.ts';
import { sliceOf, type Inspection } from './inspection.ts';
import type { Kind } from './kinds.ts';
import { openPdfTokens, type PdfToken, type PdfTokens } from './pdf-tokens.ts';
import { refuse, type RefusalCode } from './refusals.ts';

/** Names that must not be in any object, whatever for. */
const FORBIDDEN: Readonly<Record<string, RefusalCode>> = {
  JavaScript: 'form-script',
  JS: 'form-script',
  Launch: 'form-script',
  SubmitForm: 'form-script',
  ImportData: 'form-script',
  GoToR: 'outside-link',
  GoToE: 'embedded-object',
  GoToDp: 'form-script',
  RichMedia: 'embedded-object',
  RichMediaExecute: 'form-script',
  Rendition: 'form-script',
  Movie: 'embedded-object',
  Sound: 'embedded-object',
  '3D': 'embedded-object',
  EmbeddedFile: 'embedded-object',
  EmbeddedFiles: 'embedded-object',
  FileAttachment: 'embedded-object',
  XFA: 'dynamic-form',
  Encrypt: 'password-protected',
};

/** Dictionaries within dictionaries. */
const MOST_NESTED = 200;
const MOST_PLAIN_STREAM = 64 * 1024 ** 2;
const MOST_PICTURE_STREAM = 512 * 1024 ** 2;

interface Dictionary {
  /** The value of each name at the top of the dictionary: a name, a number, or the number of an object that is referred to. */
  readonly entries: Map<string, PdfToken>;
  readonly lists: Map<string, readonly string[]>;
  /** The numbers of objects that `OpenAction` names. */
  readonly names: ReadonlySet<string>;
}

interface State {
  readonly budget: Budget;
  readonly bytes: Bytes;
  /** Numbers that are objects of their own: the lengths of streams, where they are said apart. */
  readonly numbers: Map<number, number>;
  readonly laterLengths: { readonly of: number; readonly length: number }[];
  readonly outward: Set<number>;
  readonly opened: Set<number>;
  readonly offsets: Set<number>;
  pages: boolean;
  root: boolean;
  objects: number;
}

export async function judgePdf({ bytes, budget }: Inspection): Promise<Kind> {
  const state: State = {
    ...{ budget, bytes, numbers: new Map(), laterLengths: [], outward: new Set(), opened: new Set() },
    ...{ offsets: new Set(), pages: false, root: false, objects: 0 },
  };
  await checkEnds(bytes);
  await readObjects(openPdfTokens(bytes, budget), state);
  for (const { of, length } of state.laterLengths) {
    const said = state.numbers.get(of);
    if (said === undefined || !nearly(said, length)) refuse('broken');
  }
  if ([...state.opened].some((number) => state.outward.has(number))) refuse('outside-link');
  if (state.objects === 0 || !state.root || !state.pages) refuse('broken');
  await checkStart(state);
  return 'pdf';
}

/** The file begins with its mark and ends with its end: everything else is another file at the same time. */
async function checkEnds(bytes: Bytes): Promise<void> {
  const head = (await bytes.read(0, 1_024)).toString('latin1');
  if (!/^(\xef\xbb\xbf)?\s{0,16}%PDF-[12]\.\d/.test(head)) refuse('two-in-one');
  const length = Math.min(bytes.size, 4_096);
  const tail = (await bytes.read(bytes.size - length, length)).toString('latin1');
  const end = tail.lastIndexOf('%%EOF');
  if (end < 0) refuse('truncated');
  if (!/^[\s\0]*$/.test(tail.slice(end + 5))) refuse('two-in-one');
}

/** `startxref` must lead to a table or to an object that was seen as one. */
async function checkStart({ bytes, offsets }: State): Promise<void> {
  const length = Math.min(bytes.size, 4_096);
  const tail = (await bytes.read(bytes.size - length, length)).toString('latin1');
  const match = /startxref\s+(\d{1,15})\s+%%EOF[\s\0]*$/.exec(tail);
  const at = Number(match?.[1] ?? NaN);
  if (!Number.isSafeInteger(at) || at >= bytes.size) refuse('broken');
  const there = (await bytes.read(at, 64)).toString('latin1');
  if (/^\s*xref\b/.test(there)) return;
  const lead = /^\s*/.exec(there)?.[0].length ?? 0;
  if (!offsets.has(at + lead)) refuse('broken');
}

async function readObjects(tokens: PdfTokens, state: State): Promise<void> {
  let [older, old]: [PdfToken | null, PdfToken | null] = [null, null];
  let current = -1;
  for (;;) {
    const token = await tokens.next();
    if (token === null) return;
    if (token.type === 'word' && token.text === 'obj' && older?.type === 'number' && old?.type === 'number') {
      current = older.value;
      state.objects += 1;
      state.offsets.add(older.at);
      await readObject(tokens, state, current);
    } else if (token.type === 'open') {
      // A trailer, or the rest of what was not understood: looked at all the same.
      takeDictionary(await readDictionary(tokens, 0), state, -1);
    } else if (token.type === 'name') refuseName(token.text);
    [older, old] = [old, token];
  }
}

async function readObject(tokens: PdfTokens, state: State, number: number): Promise<void> {
  const first = await tokens.next();
  if (first === null) refuse('truncated');
  if (first.type === 'number') return void state.numbers.set(number, first.value);
  if (first.type === 'name') return refuseName(first.text);
  if (first.type !== 'open') return;
  const dictionary = await readDictionary(tokens, 0);
  takeDictionary(dictionary, state, number);
  const place = await tokens.streamStart();
  if (place !== null) await readStream(tokens, state, { dictionary, start: place });
}

/** What is in the dictionary itself; whatever lies deeper is looked at and gives its names only. */
async function readDictionary(tokens: PdfTokens, depth: number): Promise<Dictionary> {
  if (depth > MOST_NESTED) refuse('broken');
  const entries = new Map<string, PdfToken>();
  const lists = new Map<string, readonly string[]>();
  const names = new Set<string>();
  let key: string | null = null;
  for (;;) {
    const token = await tokens.next();
    if (token === null || (token.type === 'word' && token.text === 'endobj')) refuse('truncated');
    if (token.type === 'close') return { entries, lists, names };
    if (token.type === 'name') {
      refuseName(token.text);
      names.add(token.text);
      if (key === null) key = token.text;
      else {
        entries.set(key, token);
        key = null;
      }
      continue;
    }
    const value = await readValue(tokens, token, depth);
    for (const name of value.names) names.add(name);
    // The generation and the `R` of a reference.
    if (token.type === 'number' && token.refers) await skipReference(tokens);
    if (key !== null) entries.set(key, token);
    if (key !== null && token.type === 'list') lists.set(key, value.list);
    key = null;
  }
}

async function skipReference(tokens: PdfTokens): Promise<void> {
  await tokens.next();
  await tokens.next();
}

interface Value {
  readonly names: Iterable<string>;
  readonly list: readonly string[];
}

async function readValue(tokens: PdfTokens, token: PdfToken, depth: number): Promise<Value> {
  if (token.type === 'open') return { names: (await readDictionary(tokens, depth + 1)).names, list: [] };
  if (token.type !== 'list') return { names: [], list: [] };
  const list: string[] = [];
  const names = new Set<string>();
  for (;;) {
    const each = await tokens.next();
    if (each === null) refuse('truncated');
    if (each.type === 'endlist') return { names, list };
    if (depth > MOST_NESTED) refuse('broken');
    if (each.type === 'name') {
      refuseName(each.text);
      list.push(each.text);
      names.add(each.text);
    } else for (const name of (await readValue(tokens, each, depth + 1)).names) names.add(name);
  }
}

function refuseName(name: string): void {
  const code = Object.hasOwn(FORBIDDEN, name) ? FORBIDDEN[name] : undefined;
  if (code !== undefined) refuse(code);
}

function takeDictionary({ entries, names }: Dictionary, state: State, number: number): void {
  state.budget.check();
  if (entries.has('Root')) state.root = true;
  const type = textOf(entries.get('Type'));
  if (type === 'Pages' || type === 'Page') state.pages = true;
  const action = textOf(entries.get('S'));
  if (action === 'URI' || action === 'Thread') state.outward.add(number);
  const opening = entries.get('OpenAction');
  if (opening?.type === 'number') state.opened.add(opening.value);
  if (opening?.type === 'open' && (names.has('URI') || names.has('Thread'))) refuse('outside-link');
}

function textOf(token: PdfToken | undefined): string {
  return token?.type === 'name' ? token.text : '';
}

interface StreamPlace {
  readonly dictionary: Dictionary;
  readonly start: number;
}

async function readStream(tokens: PdfTokens, state: State, { dictionary, start }: StreamPlace): Promise<void> {
  const { entries } = dictionary;
  // The data may lie in another file.
  if (entries.has('F') && entries.get('F')?.type !== 'name') refuse('outside-link');
  const length = entries.get('Length');
  if (length?.type !== 'number') refuse('broken');
  const end = await tokens.skipStream();
  const found = end - start;
  if (length.refers) state.laterLengths.push({ of: length.value, length: found });
  else if (!nearly(length.value, found)) refuse('broken');
  await inflateStream(state, dictionary, sliceOf(state.bytes, start, found));
}

/** Between the data and `endstream` there is an end of line, or none. */
function nearly(said: number, found: number): boolean {
  return said <= found && found - said <= 4;
}

async function inflateStream(state: State, dictionary: Dictionary, data: Bytes): Promise<void> {
  const filters = filtersOf(dictionary);
  const { entries } = dictionary;
  const holdsObjects = textOf(entries.get('Type')) === 'ObjStm';
  if (filters.filter((filter) => filter === 'FlateDecode' || filter === 'LZWDecode').length > 1)
    refuse('too-much-inside');
  if (holdsObjects && !(filters.length === 0 || (filters.length === 1 && filters[0] === 'FlateDecode')))
    refuse('broken');
  if (holdsObjects && filters.length === 0) return readObjectStream(state, data);
  if (filters[0] !== 'FlateDecode') return;
  const isPicture = textOf(entries.get('Subtype')) === 'Image';
  const packed: Packed = { bytes: data, form: 'zlib', most: isPicture ? MOST_PICTURE_STREAM : MOST_PLAIN_STREAM };
  // A blank page of a scanner packs a thousand to one, so that a picture is held to what it says it has.
  if (isPicture) refuseLargePicture(entries, state.budget);
  const pieces: Buffer[] = [];
  const budget = isPicture ? { ...state.budget, limits: { ...state.budget.limits, ratio: 2_000 } } : state.budget;
  const { size } = await inflate(packed, budget, (piece) => void (holdsObjects && pieces.push(piece)));
  if (!holdsObjects) return;
  if (size === 0) refuse('broken');
  await readObjectStream(state, bytesOfBuffer(Buffer.concat(pieces)));
}

const SHORT_FILTERS: Readonly<Record<string, string>> = { Fl: 'FlateDecode', LZW: 'LZWDecode' };

function filtersOf({ entries, lists }: Dictionary): readonly string[] {
  const list = lists.get('Filter') ?? [textOf(entries.get('Filter'))].filter((name) => name !== '');
  // A list that is an object of its own cannot be told here; nobody writes one.
  if (entries.get('Filter')?.type === 'number') refuse('broken');
  return list.map((name) => SHORT_FILTERS[name] ?? name);
}

function refuseLargePicture(entries: ReadonlyMap<string, PdfToken>, { limits }: Budget): void {
  const numberOf = (key: string): number => {
    const token = entries.get(key);
    return token?.type === 'number' && !token.refers ? token.value : 1;
  };
  if (numberOf('Width') * numberOf('Height') > limits.pixels) refuse('too-many-pixels');
}

/** Objects without numbers of their own, one after another; their names count like all others. */
async function readObjectStream(state: State, data: Bytes): Promise<void> {
  const tokens = openPdfTokens(data, state.budget);
  for (;;) {
    const token = await tokens.next();
    if (token === null) return;
    if (token.type === 'name') refuseName(token.text);
    if (token.type === 'open') takeDictionary(await readDictionary(tokens, 0), state, -1);
  }
}

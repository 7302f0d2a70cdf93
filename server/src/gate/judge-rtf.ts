// Rich text (RTF 1.9): its words are read one by one; objects, links to templates and fields that act are refused, however
// they are written. Programs that read it forgive nearly everything, so that nothing odd is forgiven here.
import { piecesOf } from '../files/bytes.ts';
import { refuseFields } from './field-codes.ts';
import type { Inspection } from './inspection.ts';
import type { Kind } from './kinds.ts';
import { refuse } from './refusals.ts';

const MOST_DEPTH = 2_000;
const MOST_FIELDS = 1_000_000;
const OBJECTS =
  /^(object|objdata|objclass|objemb|objlink|objautlink|objsub|objpub|objicemb|objhtml|objocx|objupdate|objname|ole\w*)$/;
const TEMPLATES =
  /^(template|nextfile|passwordhash|subdocument|filetbl|datastore|mailmerge|mmconnectstr\w*|mmdatasource|mmquery)$/;

interface State {
  depth: number;
  deepest: number;
  fields: string;
  /** Depths at which the text of a field is given. */
  readonly fieldDepths: number[];
  ended: boolean;
}

export async function judgeRtf({ bytes, budget }: Inspection): Promise<Kind> {
  const state: State = { depth: 0, deepest: 0, fields: '', fieldDepths: [], ended: false };
  let rest = '';
  for await (const piece of piecesOf(bytes, 256 * 1024)) {
    await budget.breathe();
    const text = rest + piece.toString('latin1');
    // A word may be cut at the end of a piece.
    const cut = Math.max(text.lastIndexOf('\\'), text.length - 64);
    rest = text.length - cut > 1_000 ? '' : text.slice(cut);
    readWords(rest === '' ? text : text.slice(0, cut), state);
  }
  readWords(rest, state);
  if (state.depth > 0) refuse('truncated');
  refuseFields(state.fields);
  return 'rtf';
}

function readWords(text: string, state: State): void {
  for (const [word] of text.matchAll(/\\[a-z]{1,64}(-?\d{1,12})? ?|\\'[0-9a-f]{2}|\\[^a-z]|[{}]|[^\\{}]+/gis))
    takeWord(word, state);
}

function takeWord(word: string, state: State): void {
  if (state.ended) {
    // Behind the last bracket there is nothing but ends of lines.
    if (/[^\s\0]/.test(word)) refuse('two-in-one');
    return;
  }
  if (word === '{') {
    state.depth += 1;
    state.deepest = Math.max(state.deepest, state.depth);
    if (state.depth > MOST_DEPTH) refuse('broken');
  } else if (word === '}') {
    state.depth -= 1;
    if ((state.fieldDepths.at(-1) ?? -1) > state.depth) state.fieldDepths.pop();
    state.ended = state.depth === 0;
  } else if (word.startsWith('\\') && /^\\[a-z]/i.test(word)) takeControl(word, state);
  else if (state.fieldDepths.length > 0 && state.fields.length < MOST_FIELDS)
    state.fields += word.startsWith("\\'") ? String.fromCharCode(parseInt(word.slice(2), 16)) : word;
}

function takeControl(word: string, state: State): void {
  const name = word
    .slice(1)
    .replace(/-?\d+ ?$/, '')
    .trim()
    .toLowerCase();
  if (OBJECTS.test(name)) refuse('embedded-object');
  if (TEMPLATES.test(name)) refuse('outside-link');
  // Bytes that are not read as words can hold anything.
  if (name === 'bin') refuse('embedded-object');
  if (name === 'fldinst') state.fieldDepths.push(state.depth);
  if (name === 'u' && state.fieldDepths.length > 0)
    state.fields += String.fromCharCode(Number(/-?\d+/.exec(word)?.[0] ?? 32) & 0xffff);
}

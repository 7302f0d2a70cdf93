// Old Word, Excel and PowerPoint files and Outlook messages: told by their streams, looked at for macros, objects, fields that
// act and protection ([MS-DOC], [MS-XLS], [MS-PPT], [MS-OXMSG]).
import { openCompound, type Compound, type CompoundEntry } from './compound.ts';
import { refuseFields } from './field-codes.ts';
import type { Inspection } from './inspection.ts';
import { judgeHtmlText } from './judge-markup.ts';
import type { Kind } from './kinds.ts';
import { piecesOf, type Bytes } from '../files/bytes.ts';
import type { Budget } from './budget.ts';
import { refuse } from './refusals.ts';

const MACROS = /^(macros|vba|_vba_project|_vba_project_cur|project|projectwm|dir|thisdocument|_srp_\d+)$/i;
const OBJECTS =
  // oxlint-disable-next-line no-control-regex -- names of streams begin with controls
  /^(objectpool|\x01ole10native|\x01ole10itemname|mbd[0-9a-f]{8}|lnk[0-9a-f]{8}|package|equation native|ocxname|\x03objinfo|contents|ctls)$/i;

export async function judgeCompound(inspection: Inspection): Promise<Kind> {
  const compound = await openCompound(inspection.bytes, inspection.budget);
  const { entries } = compound;
  const top = new Map(entries.filter(({ path }) => path.length === 0).map((entry) => [entry.name, entry]));
  if (top.has('EncryptedPackage') || top.has('EncryptionInfo')) refuse('password-protected');
  if (top.has('__properties_version1.0')) return judgeMsg(inspection, compound);
  for (const { name } of entries) {
    if (MACROS.test(name)) refuse('macros');
    if (OBJECTS.test(name)) refuse('embedded-object');
  }
  if (entries.some(({ path }) => path[0] === '(loose)')) refuse('hidden-content');
  const word = top.get('WordDocument');
  const book = top.get('Workbook') ?? top.get('Book');
  const show = top.get('PowerPoint Document');
  const found = [word, book, show].filter((each) => each !== undefined);
  // Visio, Publisher, Project, installers and whatever else is kept so.
  if (found.length === 0) refuse('unknown-type');
  if (found.length > 1 || (top.has('Workbook') && top.has('Book'))) refuse('two-in-one');
  if (word !== undefined) return judgeDoc(compound, word, inspection.budget);
  if (book !== undefined) return judgeXls(compound, book, inspection.budget);
  return judgePpt(compound, found[0] ?? refuse('broken'), inspection.budget);
}

async function judgeDoc(compound: Compound, entry: CompoundEntry, budget: Budget): Promise<Kind> {
  const stream = await compound.open(entry);
  const head = await stream.read(0, 32);
  if (head.length < 32 || ![0xa5ec, 0xa5dc].includes(head.readUInt16LE(0))) refuse('broken');
  const flags = head.readUInt16LE(10);
  if ((flags & 0x0100) !== 0 || (flags & 0x8000) !== 0) refuse('password-protected');
  if ((flags & 0x0001) !== 0) refuse('unknown-type');
  for await (const piece of piecesOf(stream, 1024 ** 2)) {
    await budget.breathe();
    judgeFieldsOf(piece);
  }
  return 'doc';
}

/** Fields lie in the text between marks, one or two bytes a letter; `HYPERLINK` and its like are fine. */
function judgeFieldsOf(piece: Buffer): void {
  for (const text of [piece.toString('latin1'), piece.toString('utf16le'), piece.subarray(1).toString('utf16le')])
    // oxlint-disable-next-line no-control-regex -- the marks of fields are controls
    for (const [, field = ''] of text.matchAll(/\u0013([^\u0013-\u0015]{2,2000})/g)) refuseFields(field);
}

/** Records of BIFF8: two bytes of type, two of length. */
async function judgeXls(compound: Compound, entry: CompoundEntry, budget: Budget): Promise<Kind> {
  const stream = await compound.open(entry);
  const window = openWindow(stream);
  let sheets = 0;
  for (let at = 0, count = 0; at + 4 <= stream.size; count += 1) {
    if (count % 256 === 0) await budget.breathe();
    const head = await window(at, 32);
    const [type, length] = [head.readUInt16LE(0), head.readUInt16LE(2)];
    if (count === 0 && ![0x0809, 0x0409, 0x0209].includes(type)) refuse('broken');
    // Files are filled up with zeros to the end of a sector.
    if (type === 0 && length === 0) break;
    if (at + 4 + length > stream.size) refuse('truncated');
    if (type === 0x0085) sheets += takeSheet(head, length);
    if (type === 0x002f) refuse('password-protected');
    if (type === 0x00d3) refuse('macros');
    if (type === 0x01ae && length >= 8) await takeBook(window, { at: at + 4, length, budget });
    if (
      type === 0x0018 &&
      /auto_?(open|close|activate)/i.test(
        (await window(at + 4, Math.min(length, 200))).toString('latin1').replaceAll('\0', ''),
      )
    )
      refuse('macros');
    at += 4 + length;
  }
  if (sheets === 0) refuse('broken');
  return 'xls';
}

function takeSheet(head: Buffer, length: number): number {
  // The kind of sheet: 1 is of macros, 6 a module.
  const kind = length >= 6 ? head[4 + 5] : 0;
  if (kind === 1 || kind === 6) refuse('macros');
  return 1;
}

interface Record {
  readonly at: number;
  readonly length: number;
  readonly budget: Budget;
}

/** SupBook: another workbook, or a program to be asked. */
async function takeBook(window: Window, { at, length, budget }: Record): Promise<void> {
  const body = await window(at, Math.min(length, 600));
  const [sheets, size] = [body.readUInt16LE(0), body.readUInt16LE(2)];
  if (size === 0x0401 || size === 0x3a01) return;
  const path = body.toString('latin1', 4).replaceAll('\0', '');
  // Without sheets it is a link of DDE or OLE: the program, a mark, the topic.
  // oxlint-disable-next-line no-control-regex -- the format parts program and topic by a control
  if (sheets === 0 && /[\w.]+\x03/.test(path)) refuse('data-exchange');
  // oxlint-disable-next-line no-control-regex -- the format marks outside paths by a control
  if (/(\x01@|https?:|\\\\)/i.test(path.slice(0, 60))) refuse('outside-link');
  budget.warnings.add('links-to-workbooks');
}

type Window = (at: number, length: number) => Promise<Buffer>;

/** Small reads, one after another, out of larger ones. */
function openWindow(stream: Bytes): Window {
  let base = 0;
  let buffer: Buffer = Buffer.alloc(0);
  return async (at, length) => {
    if (at < base || at + length > base + buffer.length) {
      buffer = await stream.read(at, Math.max(length, 64 * 1024));
      base = at;
    }
    const found = buffer.subarray(at - base, at - base + length);
    return found.length < length ? Buffer.concat([found, Buffer.alloc(length - found.length)]) : found;
  };
}

/** Records in records: a container is entered, anything else stepped over. */
async function judgePpt(compound: Compound, entry: CompoundEntry, budget: Budget): Promise<Kind> {
  const stream = await compound.open(entry);
  const window = openWindow(stream);
  let documents = 0;
  for (let at = 0, count = 0; at + 8 <= stream.size; count += 1) {
    if (count % 256 === 0) await budget.breathe();
    const head = await window(at, 24);
    const [version, type, length] = [head.readUInt16LE(0) & 0xf, head.readUInt16LE(2), head.readUInt32LE(4)];
    if (type === 0 && length === 0) break;
    if (at + 8 + length > stream.size) refuse('truncated');
    documents += type === 0x03e8 ? 1 : 0;
    refuseRecord(type, head);
    at += version === 0xf ? 8 : 8 + length;
  }
  if (documents === 0) refuse('broken');
  const user = compound.entries.find(({ name }) => name === 'Current User');
  if (
    user !== undefined &&
    (await (await compound.open(user)).read(0, 16)).subarray(12).equals(Buffer.from('dfc4d1f3', 'hex'))
  )
    refuse('password-protected');
  return 'ppt';
}

function refuseRecord(type: number, head: Buffer): void {
  // VBA: a container with its atom, whose second number says whether there are macros.
  if (type === 0x0400 && head.readUInt32LE(12) !== 0) refuse('macros');
  // Stored objects, embedded ones, controls, links to others.
  if (type === 0x1011 || type === 0x0fcc || type === 0x0fce) refuse('embedded-object');
  if (type === 0x0fee) refuse('active-control');
  // What a click does: 1 runs a macro, 2 a program, 5 an object.
  if (type === 0x0ff3 && [1, 2, 5].includes(head[8 + 8] ?? 0)) refuse('macros');
  if (type === 0x2f14) refuse('password-protected');
}

const BODY_HTML = /^__substg1\.0_1013(0102|001F|001E)$/i;
const DATA = /^__substg1\.0_37010102$/i;
const NAMES = ['3707', '3704', '3001'];

/** A message of Outlook: each attachment is a storage with data and names; a message in it is a storage again. */
async function judgeMsg(inspection: Inspection, compound: Compound): Promise<Kind> {
  const { budget, depth } = inspection;
  if (depth >= budget.limits.depth) refuse('too-deep');
  const levels = Math.max(
    0,
    ...compound.entries.map(({ path }) => path.filter((part) => /^__attach/i.test(part)).length),
  );
  if (depth + levels > budget.limits.depth) refuse('too-deep');
  for (const entry of compound.entries) {
    await budget.breathe();
    if (entry.path[0] === '(loose)' && entry.type === 'stream' && entry.size > 0) refuse('hidden-content');
    if (entry.type !== 'stream') {
      // An attachment that is an object of another program, not a file.
      if (/^__substg1\.0_3701000D$/i.test(entry.name) && !isMessage(compound, entry)) refuse('embedded-object');
      continue;
    }
    if (BODY_HTML.test(entry.name)) await judgeBody(await compound.open(entry), entry.name, budget);
    if (!DATA.test(entry.name)) continue;
    budget.member();
    await inspection.judgeInner(await compound.open(entry), await nameOf(compound, entry.path));
  }
  return 'msg';
}

function isMessage({ entries }: Compound, storage: CompoundEntry): boolean {
  const inside = [...storage.path, storage.name].join('/');
  return entries.some(({ name, path }) => name === '__properties_version1.0' && path.join('/') === inside);
}

async function judgeBody(body: Bytes, name: string, budget: Budget): Promise<void> {
  if (body.size > 16 * 1024 ** 2) refuse('too-large');
  const raw = await body.read(0, body.size);
  const text = name.toUpperCase().endsWith('001F') ? raw.toString('utf16le') : raw.toString('latin1');
  judgeHtmlText(text, (code) => void budget.warnings.add(code));
}

async function nameOf(compound: Compound, path: readonly string[]): Promise<string> {
  const beside = compound.entries.filter((entry) => entry.path.join('/') === path.join('/') && entry.type === 'stream');
  for (const tag of NAMES) {
    const found = beside.find(({ name }) => name.toUpperCase().startsWith(`__SUBSTG1.0_${tag}`));
    if (found === undefined) continue;
    const raw = await (await compound.open(found)).read(0, 2_000);
    return found.name.toUpperCase().endsWith('001F') ? raw.toString('utf16le') : raw.toString('latin1');
  }
  return 'part';
}

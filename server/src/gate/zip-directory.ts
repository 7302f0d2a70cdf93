// The list of a ZIP archive, read strictly (APPNOTE 6.3.10): one end record that ends the file, a central directory that
// agrees with every local header, members that follow each other without gap or overlap. What two programs could read
// in two ways is refused, since a virus scanner may be one of them.
import type { Bytes } from '../files/bytes.ts';
import type { Budget } from './budget.ts';
import { refuse } from './refusals.ts';

export interface ZipMember {
  /** As it is in the archive, decoded; a folder ends with a slash. */
  readonly name: string;
  readonly packedSize: number;
  readonly size: number;
  readonly crc: number;
  readonly method: 'stored' | 'deflated';
  /** Where its packed bytes begin. */
  readonly start: number;
}

interface CentralEntry extends Omit<ZipMember, 'start'> {
  readonly rawName: Buffer;
  readonly flags: number;
  readonly methodCode: number;
  readonly header: number;
}

interface EndRecord {
  readonly count: number;
  readonly size: number;
  readonly start: number;
  /** Where the list must end: before the end record, or before that of ZIP64. */
  readonly end: number;
}

const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const MOST_COMMENT = 65_535;
const MOST_DIRECTORY = 16 * 1024 ** 2;
const ENCRYPTED = 0x1 | 0x40 | 0x2000;
const WITH_DESCRIPTOR = 0x8;
const UTF8 = 0x800;
const UNIX = 3;
const FILE_TYPE = 0o170000;
const REGULAR = 0o100000;
const FOLDER = 0o040000;

/** Whether some archive program would find an archive in the last bytes: how a ZIP hides behind something else. */
export async function endsAsZip(bytes: Bytes): Promise<boolean> {
  const length = Math.min(bytes.size, END_BYTES + MOST_COMMENT);
  const tail = await bytes.read(bytes.size - length, length);
  for (let at = tail.lastIndexOf('PK\x05\x06'); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf('PK\x05\x06', at - 1)) {
    if (at + END_BYTES > tail.length) continue;
    const size = tail.readUInt32LE(at + 12);
    const place = bytes.size - length + at;
    if (size === 0xffffffff) return true;
    if (size < 46 || size > place) continue;
    const head = await bytes.read(place - size, 4);
    if (head.length === 4 && head.readUInt32LE(0) === CENTRAL) return true;
  }
  return false;
}

/** @returns the members in the order in which they lie; Refused where anything is not as it must be */
export async function readZipDirectory(bytes: Bytes, budget: Budget): Promise<readonly ZipMember[]> {
  const end = await readEnd(bytes);
  if (end.size > MOST_DIRECTORY) refuse('too-many-files');
  if (end.start + end.size !== end.end) refuse('archive-mismatch');
  const list = await bytes.read(end.start, end.size);
  const entries: CentralEntry[] = [];
  let at = 0;
  while (at < list.length) {
    budget.member();
    const { entry, next } = readCentral(list, at);
    entries.push(entry);
    at = next;
  }
  if (entries.length !== end.count) refuse('archive-mismatch');
  return followEachOther(bytes, entries, end.start);
}

async function readEnd(bytes: Bytes): Promise<EndRecord> {
  const length = Math.min(bytes.size, END_BYTES + MOST_COMMENT);
  const tail = await bytes.read(bytes.size - length, length);
  const at = tail.lastIndexOf('PK\x05\x06');
  if (at < 0 || at + END_BYTES > tail.length) refuse('truncated');
  if (tail.subarray(0, at).lastIndexOf('PK\x05\x06') >= 0 && tail.readUInt16LE(at + 20) > 0) refuse('two-in-one');
  if (at + END_BYTES + tail.readUInt16LE(at + 20) !== tail.length) refuse('two-in-one');
  const place = bytes.size - length + at;
  if (tail.readUInt16LE(at + 4) !== 0 || tail.readUInt16LE(at + 6) !== 0) refuse('archive-mismatch');
  if (tail.readUInt16LE(at + 8) !== tail.readUInt16LE(at + 10)) refuse('archive-mismatch');
  const plain = {
    ...{ count: tail.readUInt16LE(at + 10), size: tail.readUInt32LE(at + 12), start: tail.readUInt32LE(at + 16) },
    end: place,
  };
  const large = plain.count === 0xffff || plain.size === 0xffffffff || plain.start === 0xffffffff;
  const locator = await bytes.read(Math.max(0, place - LOCATOR_BYTES), LOCATOR_BYTES);
  const has64 = locator.length === LOCATOR_BYTES && locator.readUInt32LE(0) === LOCATOR_64;
  if (!has64) return large ? refuse('archive-mismatch') : plain;
  return readEnd64(bytes, plain, Number(locator.readBigUInt64LE(8)));
}

async function readEnd64(bytes: Bytes, plain: EndRecord, at: number): Promise<EndRecord> {
  const record = at < bytes.size ? await bytes.read(at, 56) : Buffer.alloc(0);
  if (record.length < 56 || record.readUInt32LE(0) !== END_64) refuse('archive-mismatch');
  if (at + 12 + Number(record.readBigUInt64LE(4)) !== plain.end - LOCATOR_BYTES) refuse('archive-mismatch');
  const found = {
    ...{ count: Number(record.readBigUInt64LE(32)), size: Number(record.readBigUInt64LE(40)) },
    ...{ start: Number(record.readBigUInt64LE(48)), end: at },
  };
  // Where the old record says a number as well, the two must be one: else two programs read two archives.
  const agrees = (old: number, none: number, now: number): boolean => old === none || old === now;
  if (!agrees(plain.count, 0xffff, found.count) || !agrees(plain.size, 0xffffffff, found.size))
    refuse('archive-mismatch');
  if (!agrees(plain.start, 0xffffffff, found.start)) refuse('archive-mismatch');
  return found;
}

function readCentral(list: Buffer, at: number): { readonly entry: CentralEntry; readonly next: number } {
  if (at + 46 > list.length || list.readUInt32LE(at) !== CENTRAL) refuse('archive-mismatch');
  const nameLength = list.readUInt16LE(at + 28);
  const extraLength = list.readUInt16LE(at + 30);
  const next = at + 46 + nameLength + extraLength + list.readUInt16LE(at + 32);
  if (next > list.length) refuse('archive-mismatch');
  const flags = list.readUInt16LE(at + 8);
  const methodCode = list.readUInt16LE(at + 10);
  if ((flags & ENCRYPTED) !== 0 || methodCode === 99) refuse('password-protected');
  if (methodCode !== 0 && methodCode !== 8) refuse('other-archive');
  const rawName = list.subarray(at + 46, at + 46 + nameLength);
  refuseSpecial(list.readUInt16LE(at + 4), list.readUInt32LE(at + 38));
  const extra = list.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
  const sizes = largeSizes(extra, {
    ...{ size: list.readUInt32LE(at + 24), packedSize: list.readUInt32LE(at + 20), header: list.readUInt32LE(at + 42) },
  });
  const entry = {
    ...{ rawName, flags, methodCode, ...sizes, crc: list.readUInt32LE(at + 16) },
    name: decodeName(rawName, flags),
    method: methodCode === 0 ? ('stored' as const) : ('deflated' as const),
  };
  return { entry, next };
}

/** Links and devices, as Unix says them in the upper half of the external attributes. */
function refuseSpecial(madeBy: number, attributes: number): void {
  const type = (attributes >>> 16) & FILE_TYPE;
  const unix = madeBy >>> 8 === UNIX || madeBy >>> 8 === 19;
  if (type !== 0 && type !== REGULAR && type !== FOLDER && (unix || type === 0o120000)) refuse('archive-link');
}

interface Sizes {
  readonly size: number;
  readonly packedSize: number;
  readonly header: number;
}

function largeSizes(extra: Buffer, plain: Sizes): Sizes {
  let found: Buffer | null = null;
  for (let at = 0; at + 4 <= extra.length;) {
    const length = extra.readUInt16LE(at + 2);
    if (at + 4 + length > extra.length) break;
    const id = extra.readUInt16LE(at);
    // A second name for the member (Info-ZIP) is a second reading of the archive.
    if (id === 0x9901) refuse('password-protected');
    if (id === 0x0001) {
      if (found !== null) refuse('archive-mismatch');
      found = extra.subarray(at + 4, at + 4 + length);
    }
    at += 4 + length;
  }
  const field = found ?? Buffer.alloc(0);
  let at = 0;
  const take = (value: number): number => {
    if (value !== 0xffffffff) return value;
    if (at + 8 > field.length) refuse('archive-mismatch');
    at += 8;
    return Number(field.readBigUInt64LE(at - 8));
  };
  return { size: take(plain.size), packedSize: take(plain.packedSize), header: take(plain.header) };
}

function decodeName(raw: Buffer, flags: number): string {
  const text = raw.toString('utf8');
  if (Buffer.from(text, 'utf8').equals(raw)) return text;
  // Before UTF-8 names were in the code page of whoever packed; which letters they were does not matter to the gate.
  return (flags & UTF8) !== 0 ? refuse('name-not-usable') : raw.toString('latin1');
}

async function followEachOther(
  bytes: Bytes,
  entries: readonly CentralEntry[],
  end: number,
): Promise<readonly ZipMember[]> {
  const inOrder = entries.toSorted((a, b) => a.header - b.header);
  const members: ZipMember[] = [];
  let at = 0;
  for (const [index, entry] of inOrder.entries()) {
    if (entry.header !== at) refuse(index === 0 && entry.header > 0 ? 'two-in-one' : 'archive-mismatch');
    const start = await checkLocal(bytes, entry);
    at = start + entry.packedSize;
    const next = inOrder[index + 1]?.header ?? end;
    if ((entry.flags & WITH_DESCRIPTOR) !== 0) at = await afterDescriptor(bytes, { at, next, entry });
    if (at > next) refuse('archive-mismatch');
    const { name, packedSize, size, crc, method } = entry;
    members.push({ name, packedSize, size, crc, method, start });
  }
  if (at !== end) refuse('two-in-one');
  return members;
}

/** @returns where its packed bytes begin */
async function checkLocal(bytes: Bytes, entry: CentralEntry): Promise<number> {
  const head = await bytes.read(entry.header, 30);
  if (head.length < 30 || head.readUInt32LE(0) !== LOCAL) refuse('archive-mismatch');
  const nameLength = head.readUInt16LE(26);
  const name = await bytes.read(entry.header + 30, nameLength);
  if (!name.equals(entry.rawName)) refuse('archive-mismatch');
  if (head.readUInt16LE(8) !== entry.methodCode) refuse('archive-mismatch');
  if (((head.readUInt16LE(6) ^ entry.flags) & (ENCRYPTED | WITH_DESCRIPTOR)) !== 0) refuse('archive-mismatch');
  const later = (entry.flags & WITH_DESCRIPTOR) !== 0;
  const same = (value: number, listed: number): boolean =>
    value === listed || value === 0xffffffff || (later && value === 0);
  if (!same(head.readUInt32LE(14), entry.crc) && !(later && head.readUInt32LE(14) === 0)) refuse('archive-mismatch');
  if (!same(head.readUInt32LE(18), entry.packedSize) || !same(head.readUInt32LE(22), entry.size))
    refuse('archive-mismatch');
  return entry.header + 30 + nameLength + head.readUInt16LE(28);
}

interface Gap {
  readonly at: number;
  readonly next: number;
  readonly entry: CentralEntry;
}

/** A descriptor has 12 or 20 bytes, with or without a signature before them. */
async function afterDescriptor(bytes: Bytes, { at, next, entry }: Gap): Promise<number> {
  const length = next - at;
  if (length === 0) return at;
  if (![12, 16, 20, 24].includes(length)) refuse('archive-mismatch');
  const found = await bytes.read(at, length);
  const signed = length === 16 || length === 24;
  if (signed && found.readUInt32LE(0) !== DESCRIPTOR) refuse('archive-mismatch');
  if (found.readUInt32LE(signed ? 4 : 0) !== entry.crc) refuse('archive-mismatch');
  return next;
}

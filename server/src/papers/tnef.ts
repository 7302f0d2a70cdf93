// What Outlook packs into `winmail.dat` ([MS-OXTNEF]): the attachments with their names. Bounded by the file it reads; checksums are not
// asked for, since what they guard is judged again by the gate.
import type { MailAttachment } from './mail.ts';

const SIGNATURE = 0x223e9f78;
const LEVEL_ATTACHMENT = 2;
const ATTRIBUTE = { begin: 0x00069002, title: 0x00018010, data: 0x0006800f, properties: 0x00069005 };
/** Properties of an attachment: its long name, in one byte or two for each character. */
const LONG_NAME = 0x3707;
const HEAD_BYTES = 9;

export function isWinmail({ name, mediaType }: MailAttachment): boolean {
  return /^application\/(vnd\.)?ms-tnef$/.test(mediaType) || /^winmail\.dat$/i.test(name);
}

/** @returns null where it is no such file, or is cut off */
export function unpackWinmail(file: Buffer): readonly MailAttachment[] | null {
  if (file.length < 6 || file.readUInt32LE(0) !== SIGNATURE) return null;
  const found: { name: string; bytes: Buffer }[] = [];
  let at = 6;
  while (at + HEAD_BYTES <= file.length) {
    const level = file.readUInt8(at);
    const attribute = file.readUInt32LE(at + 1);
    const length = file.readUInt32LE(at + 5);
    const end = at + HEAD_BYTES + length;
    if (end + 2 > file.length) return null;
    if (level === LEVEL_ATTACHMENT) take(found, attribute, file.subarray(at + HEAD_BYTES, end));
    at = end + 2;
  }
  // Some are filled up with zeros.
  if (file.subarray(at).some((byte) => byte !== 0)) return null;
  return found.map(({ name, bytes }) => ({ name, mediaType: 'application/octet-stream', bytes }));
}

function take(found: { name: string; bytes: Buffer }[], attribute: number, data: Buffer): void {
  if (attribute === ATTRIBUTE.begin) found.push({ name: '', bytes: Buffer.alloc(0) });
  const last = found.at(-1);
  if (last === undefined) return;
  if (attribute === ATTRIBUTE.data) last.bytes = data;
  else if (attribute === ATTRIBUTE.title && last.name === '') last.name = textOf(data);
  else if (attribute === ATTRIBUTE.properties) last.name = longName(data) ?? last.name;
}

function textOf(data: Buffer): string {
  return new TextDecoder('windows-1252').decode(data).replace(/\0.*$/s, '');
}

/** Found by its tag, without reading those before it: each begins at a multiple of four. */
function longName(data: Buffer): string | null {
  for (let at = 4; at + 12 <= data.length; at += 4) {
    const type = data.readUInt16LE(at);
    if (data.readUInt16LE(at + 2) !== LONG_NAME || (type !== 0x1f && type !== 0x1e)) continue;
    // One value, then its length.
    const length = data.readUInt32LE(at + 8);
    if (data.readUInt32LE(at + 4) !== 1 || at + 12 + length > data.length) continue;
    const value = data.subarray(at + 12, at + 12 + length);
    return type === 0x1f ? value.toString('utf16le').replace(/\0.*$/s, '') : textOf(value);
  }
  return null;
}

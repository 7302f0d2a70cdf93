// The text of a document of Word 97 to 2003 ([MS-DOC]): its pieces in their order, as the piece table names them. Runs in a reader
// process. Older documents and the drawings of these are not read.
import type { Bytes } from '../files/bytes.ts';
import { openCompoundFile } from './compound-file.ts';
import { makePages } from './pages.ts';
import { PaperError, type PaperTask, type PaperText } from './paper.ts';
import { wholeOf } from './plain-text.ts';

/** Places in the File Information Block. */
const FIB = { ident: 0, flags: 0x0a, clxAt: 0x01a2, clxBytes: 0x01a6, least: 0x01aa };
const IDENT = 0xa5ec;
const ENCRYPTED = 0x0100;
const TABLE_1 = 0x0200;
/** A piece has one byte for each character. */
const COMPRESSED = 0x40000000;

export async function oldWordText(bytes: Bytes, task: PaperTask): Promise<PaperText> {
  const pages = makePages(task.limits, task.firstPages);
  for (const page of wordsOfOldWord(await wholeOf(bytes, task)).split('\f')) if (!pages.add(page)) break;
  return pages.made();
}

/** @throws PaperError `encrypted`, `damaged`, or `format` where the file is older than Word 97 */
export function wordsOfOldWord(file: Buffer): string {
  const compound = openCompoundFile(file);
  const main = compound.stream('WordDocument');
  if (main === null || main.length < FIB.least || main.readUInt16LE(FIB.ident) !== IDENT)
    throw new PaperError('format');
  const flags = main.readUInt16LE(FIB.flags);
  if ((flags & ENCRYPTED) !== 0) throw new PaperError('encrypted');
  const table = compound.stream((flags & TABLE_1) === 0 ? '0Table' : '1Table');
  const clxAt = main.readUInt32LE(FIB.clxAt);
  const clx = table?.subarray(clxAt, clxAt + main.readUInt32LE(FIB.clxBytes));
  const pieces = clx === undefined ? null : pieceTable(clx);
  if (pieces === null) throw new PaperError('damaged');
  return readable(textOfPieces(main, pieces));
}

/** After some properties, each with its length, comes the piece table. */
function pieceTable(clx: Buffer): Buffer | null {
  let at = 0;
  while (at + 5 <= clx.length) {
    const mark = clx.readUInt8(at);
    if (mark === 2) return clx.subarray(at + 5, at + 5 + clx.readUInt32LE(at + 1));
    if (mark !== 1) return null;
    at += 3 + clx.readUInt16LE(at + 1);
  }
  return null;
}

function textOfPieces(main: Buffer, table: Buffer): string {
  // One more place than pieces: four bytes for a place, eight for a piece.
  const count = Math.floor((table.length - 4) / 12);
  let text = '';
  for (let at = 0; at < count; at += 1) {
    const length = table.readUInt32LE((at + 1) * 4) - table.readUInt32LE(at * 4);
    const place = table.readUInt32LE((count + 1) * 4 + at * 8 + 2);
    if (length < 0 || text.length + length > main.length) throw new PaperError('damaged');
    const start = place & ~COMPRESSED;
    text +=
      (place & COMPRESSED) === 0
        ? main.toString('utf16le', start, start + length * 2)
        : new TextDecoder('windows-1252').decode(main.subarray(start / 2, start / 2 + length));
  }
  return text;
}

/** Ends of paragraphs and cells are characters; of a field its result is read, not its instruction. */
function readable(text: string): string {
  let read = '';
  const fields: boolean[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code === 0x13) fields.push(true);
    else if (code === 0x14) fields.splice(-1, 1, false);
    else if (code === 0x15) fields.pop();
    else if (!fields.includes(true)) read += BREAKS[code] ?? character;
  }
  return read;
}

const BREAKS: Readonly<Record<number, string>> = {
  ...{ 0x07: '\t', 0x0b: '\n', 0x0d: '\n', 0x0c: '\f', 0x1e: '-', 0x1f: '', 0x01: '', 0x08: '', 0x02: '', 0x05: '' },
};

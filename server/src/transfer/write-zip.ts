// A folder as a ZIP (APPNOTE 6.3.10) whose files are stored as they are: what is in a bag is named by its hashes and read by any program.
// For what fits into memory: no file and no archive of 4 GiB, and names in ASCII, as bags have them.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

interface Entry {
  readonly name: Buffer;
  readonly bytes: Buffer;
  readonly crc: number;
  readonly offset: number;
}

/** 1 January 1980: when it was made is said by the bag, and the same bag is the same bytes. */
const DAY = 0x21;
const VERSION = 20;

/**
 * @param root the name of the folder in the archive
 * @param most bytes of all files together, at most
 * @returns null for more than that
 */
export async function zipOfFolder(folder: string, root: string, most: number): Promise<Buffer | null> {
  const paths = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .toSorted();
  const pieces: Buffer[] = [];
  const entries: Entry[] = [];
  let [offset, total] = [0, 0];
  for (const path of paths) {
    const bytes = await readFile(path);
    total += bytes.length;
    if (total > most) return null;
    const name = Buffer.from(`${root}/${path.slice(folder.length + 1).replaceAll('\\', '/')}`, 'latin1');
    const entry = { name, bytes, crc: crc32(bytes), offset };
    const head = localHead(entry);
    pieces.push(head, bytes);
    entries.push(entry);
    offset += head.length + bytes.length;
  }
  const directory = Buffer.concat(entries.map(centralHead));
  return Buffer.concat([...pieces, directory, endOf(entries.length, directory.length, offset)]);
}

/** What both heads say of a file, from its version on: stored, 1980, checksum, sizes. */
function said({ name, bytes, crc }: Entry): Buffer {
  const head = Buffer.alloc(26);
  head.writeUInt16LE(VERSION, 0);
  head.writeUInt16LE(DAY, 8);
  head.writeUInt32LE(crc, 10);
  head.writeUInt32LE(bytes.length, 14);
  head.writeUInt32LE(bytes.length, 18);
  head.writeUInt16LE(name.length, 22);
  return head;
}

function localHead(entry: Entry): Buffer {
  return Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), said(entry), entry.name]);
}

function centralHead(entry: Entry): Buffer {
  const made = Buffer.alloc(2);
  made.writeUInt16LE(VERSION, 0);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(entry.offset, 10);
  return Buffer.concat([Buffer.from('PK\u0001\u0002', 'latin1'), made, said(entry), rest, entry.name]);
}

function endOf(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

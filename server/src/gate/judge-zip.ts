// A ZIP archive and what is in it. Office files of today are such archives and are told here from plain ones; every member
// is unpacked once, its size and checksum compared, and judged as if it had come by itself.
import { crc32 } from 'node:zlib';
import { bytesOfBuffer, piecesOf, type Bytes } from '../files/bytes.ts';
import type { Budget } from './budget.ts';
import { safeMemberName } from './file-name.ts';
import { inflate } from './inflate.ts';
import { sliceOf, type Inspection } from './inspection.ts';
import type { Kind } from './kinds.ts';
import { judgeOdf } from './judge-odf.ts';
import { judgeOoxml } from './judge-ooxml.ts';
import { refuse } from './refusals.ts';
import { readZipDirectory, type ZipMember } from './zip-directory.ts';

/** The archive with its members checked by name; what they hold is read one by one. */
export interface OpenZip {
  readonly members: readonly ZipMember[];
  /** Hands over all plain bytes of a member, in pieces; throws where they are not what the list says. */
  readonly each: (member: ZipMember, take: (piece: Buffer) => void) => Promise<void>;
  /** Plain bytes of a member for random access. */
  readonly open: (member: ZipMember) => Promise<Bytes>;
}

export async function judgeZip(inspection: Inspection): Promise<Kind> {
  const { bytes, budget } = inspection;
  const members = await readZipDirectory(bytes, budget);
  checkNames(members);
  const zip = openZip(bytes, members, budget);
  const first = members[0]?.name ?? '';
  const has = (name: string): boolean => members.some((member) => member.name === name);
  if (first === 'mimetype') return judgeOdf(zip, inspection);
  if (has('[Content_Types].xml')) return judgeOoxml(zip, inspection);
  refusePrograms(members);
  if (members.length === 0) refuse('empty');
  if (inspection.depth >= budget.limits.depth) refuse('too-deep');
  for (const member of members) {
    await budget.breathe();
    if (member.name.endsWith('/')) checkFolder(member);
    else await inspection.judgeInner(await zip.open(member), member.name.split('/').at(-1) ?? '');
  }
  return 'zip';
}

/** Archives that are programs: they unpack like any other, and run. */
function refusePrograms(members: readonly ZipMember[]): void {
  const signs =
    /^(META-INF\/MANIFEST\.MF|AndroidManifest\.xml|classes\.dex|Payload\/[^/]+\.app\/|AppxManifest\.xml|AppxBlockMap\.xml|extension\.vsixmanifest|manifest\.json|install\.rdf|word\/|xl\/|ppt\/)/i;
  const found = members.find(({ name }) => signs.test(name));
  if (found === undefined) return;
  // A manifest alone may be anybody's data; with scripts beside it, it is an extension of a browser.
  if (/^manifest\.json$/i.test(found.name) && !members.some(({ name }) => /\.(js|mjs|wasm)$/i.test(name))) return;
  refuse(/^(word|xl|ppt)\//i.test(found.name) ? 'broken' : 'not-a-document');
}

function checkFolder(member: ZipMember): void {
  if (member.size !== 0) refuse('archive-mismatch');
}

function checkNames(members: readonly ZipMember[]): void {
  const seen = new Set<string>();
  for (const { name } of members) {
    const safe = safeMemberName(name);
    if (safe === null) refuse('name-not-usable');
    const key = safe.normalize('NFKC').toLowerCase();
    // Two of one name: which of them is read depends on the program.
    if (seen.has(key)) refuse('archive-mismatch');
    seen.add(key);
  }
  for (const key of seen) {
    // A file that is a folder as well is written through a link or over a file.
    const above = key.split('/').slice(0, -1);
    if (!key.endsWith('/') && above.some((_part, index) => seen.has(above.slice(0, index + 1).join('/'))))
      refuse('name-not-usable');
  }
}

function openZip(bytes: Bytes, members: readonly ZipMember[], budget: Budget): OpenZip {
  const each = async (member: ZipMember, take: (piece: Buffer) => void): Promise<void> => {
    let crc = 0;
    let size = 0;
    const count = (piece: Buffer): void => {
      crc = crc32(piece, crc);
      size += piece.length;
      if (size > member.size) refuse('archive-mismatch');
      take(piece);
    };
    await unpack(member, count);
    if (size !== member.size || crc !== member.crc) refuse('archive-mismatch');
  };
  const unpack = async (member: ZipMember, take: (piece: Buffer) => void): Promise<void> => {
    const packed = sliceOf(bytes, member.start, member.packedSize);
    if (member.method === 'deflated') {
      const { whole, used } = await inflate({ bytes: packed, form: 'raw' }, budget, take);
      if (!whole) refuse('broken');
      // Bytes behind the end of the packed data are seen by nobody who unpacks.
      if (used !== member.packedSize) refuse('two-in-one');
      return;
    }
    if (member.packedSize !== member.size) refuse('archive-mismatch');
    for await (const piece of piecesOf(packed, 256 * 1024)) {
      await budget.breathe();
      take(piece);
    }
  };
  const open = async (member: ZipMember): Promise<Bytes> => {
    if (member.method === 'stored') {
      await each(member, () => undefined);
      return sliceOf(bytes, member.start, member.packedSize);
    }
    const pieces: Buffer[] = [];
    await each(member, (piece) => void pieces.push(piece));
    return bytesOfBuffer(Buffer.concat(pieces));
  };
  return { members, each, open };
}

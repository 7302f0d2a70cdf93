// What a file is by its first bytes: the beginning of exactly one judge, or of something that is never taken. A library that
// only names the type would call a picture with a script behind it a picture, so that each judge goes on from here.
import type { Bytes } from '../files/bytes.ts';
import { refuse, type RefusalCode } from './refusals.ts';

export type Start =
  | 'pdf'
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'bmp'
  | 'tiff'
  | 'riff'
  | 'boxes'
  | 'ogg'
  | 'ebml'
  | 'mp3'
  | 'zip'
  | 'compound'
  | 'rtf'
  | 'text';

interface Signature {
  readonly at: number;
  readonly hex: string;
}

const STARTS: readonly (readonly [Start, Signature])[] = [
  ['jpeg', { at: 0, hex: 'ffd8ff' }],
  ['png', { at: 0, hex: '89504e470d0a1a0a' }],
  ['gif', { at: 0, hex: '474946383761' }],
  ['gif', { at: 0, hex: '474946383961' }],
  ['tiff', { at: 0, hex: '49492a00' }],
  ['tiff', { at: 0, hex: '4d4d002a' }],
  ['tiff', { at: 0, hex: '49492b00' }],
  ['tiff', { at: 0, hex: '4d4d002b' }],
  ['riff', { at: 0, hex: '52494646' }],
  ['ogg', { at: 0, hex: '4f676753' }],
  ['ebml', { at: 0, hex: '1a45dfa3' }],
  ['mp3', { at: 0, hex: '494433' }],
  ['zip', { at: 0, hex: '504b0304' }],
  ['zip', { at: 0, hex: '504b0506' }],
  ['compound', { at: 0, hex: 'd0cf11e0a1b11ae1' }],
  ['rtf', { at: 0, hex: '7b5c727466' }],
  ['boxes', { at: 4, hex: '66747970' }],
];

const NEVER: readonly (readonly [RefusalCode, Signature])[] = [
  ['not-a-document', { at: 0, hex: '4d5a' }],
  ['not-a-document', { at: 0, hex: '7f454c46' }],
  ['not-a-document', { at: 0, hex: 'feedface' }],
  ['not-a-document', { at: 0, hex: 'feedfacf' }],
  ['not-a-document', { at: 0, hex: 'cefaedfe' }],
  ['not-a-document', { at: 0, hex: 'cffaedfe' }],
  ['not-a-document', { at: 0, hex: 'cafebabe' }],
  ['not-a-document', { at: 0, hex: '0061736d' }],
  ['not-a-document', { at: 0, hex: '6465780a' }],
  ['not-a-document', { at: 0, hex: '4c00000001140200' }],
  ['not-a-document', { at: 0, hex: '465753' }],
  ['not-a-document', { at: 0, hex: '435753' }],
  ['not-a-document', { at: 0, hex: '5a5753' }],
  ['not-a-document', { at: 0, hex: '49545346' }],
  ['not-a-document', { at: 0, hex: '213c617263683e' }],
  ['not-a-document', { at: 0, hex: 'edabeedb' }],
  ['not-a-document', { at: 0, hex: '2321' }],
  ['not-a-document', { at: 0, hex: '1b4c7561' }],
  ['not-a-document', { at: 0, hex: 'e4525c7b8cd8a74d' }],
  ['not-a-document', { at: 4, hex: '5374616e64617264' }],
  ['other-archive', { at: 0, hex: '1f8b' }],
  ['other-archive', { at: 0, hex: '1f9d' }],
  ['other-archive', { at: 0, hex: '1fa0' }],
  ['other-archive', { at: 0, hex: '425a68' }],
  ['other-archive', { at: 0, hex: 'fd377a585a00' }],
  ['other-archive', { at: 0, hex: '377abcaf271c' }],
  ['other-archive', { at: 0, hex: '526172211a07' }],
  ['other-archive', { at: 0, hex: '28b52ffd' }],
  ['other-archive', { at: 0, hex: '04224d18' }],
  ['other-archive', { at: 0, hex: '5d00008000' }],
  ['other-archive', { at: 0, hex: '60ea' }],
  ['other-archive', { at: 0, hex: '4d534346' }],
  ['other-archive', { at: 0, hex: '49536328' }],
  ['other-archive', { at: 0, hex: '78617221' }],
  ['other-archive', { at: 257, hex: '7573746172' }],
  ['other-archive', { at: 0, hex: '303730373037' }],
  ['other-archive', { at: 2, hex: '2d6c68' }],
  ['other-archive', { at: 7, hex: '2a2a4143452a2a' }],
  ['other-archive', { at: 0, hex: '504b0708' }],
  ['disk-image', { at: 0, hex: '636f6e6563746978' }],
  ['disk-image', { at: 0, hex: '7668647866696c65' }],
  ['disk-image', { at: 0, hex: '4b444d56' }],
  ['disk-image', { at: 0, hex: '514649fb' }],
  ['disk-image', { at: 0, hex: '4d53574d494d' }],
  ['disk-image', { at: 64, hex: '7f10dabe' }],
  ['disk-image', { at: 0, hex: '3c3c3c204f7261636c6520564d' }],
  ['disk-image', { at: 0, hex: '685351' }],
];

/** ISO 9660 and UDF say what they are at the seventeenth sector, so that anything may stand before it. */
const DISK_AT = 0x8001;

export async function sniff(bytes: Bytes): Promise<Start> {
  const head = await bytes.read(0, 1_024);
  const matches = ({ at, hex }: Signature): boolean => head.toString('hex', at, at + hex.length / 2) === hex;
  const never = NEVER.find(([, signature]) => matches(signature));
  if (never !== undefined) refuse(never[0]);
  if (/^(CD001|BEA01|NSR0)/.test((await bytes.read(DISK_AT, 5)).toString('latin1'))) refuse('disk-image');
  const tail = (await bytes.read(Math.max(0, bytes.size - 512), 512)).toString('latin1');
  // Images of macOS and of virtual disks say it at their end.
  if (/^(koly|conectix)/.test(tail)) refuse('disk-image');
  const known = STARTS.find(([, signature]) => matches(signature));
  if (known !== undefined) return known[0];
  const words = head.toString('latin1');
  // A PDF may begin a little later for most viewers; its judge says no.
  if (words.includes('%PDF-')) return 'pdf';
  if (words.startsWith('BM') && head.length > 18 && head.readUInt32LE(6) === 0) return 'bmp';
  if (head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2 && head[1] !== 0xfe) return 'mp3';
  return looksLikeText(head) ? 'text' : refuse('unknown-type');
}

/** No zeros, or zeros as in UTF-16 with its mark; the rest is told by reading all of it. */
function looksLikeText(head: Buffer): boolean {
  const marked = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (marked) return true;
  const odd = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 26)).length;
  return odd === 0;
}

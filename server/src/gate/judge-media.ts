// Films, sound and the pictures that are kept like films (HEIC, AVIF, WebP): the boxes, chunks or pages that they are made of
// are followed from the first byte to the last. What is in them is not decoded.
import { refuseHiddenMarkup } from './hidden-markup.ts';
import { sliceOf, type Inspection } from './inspection.ts';
import { exactly, refusePixels } from './judge-picture.ts';
import type { Kind } from './kinds.ts';
import { refuse } from './refusals.ts';

const MOST_PARTS = 2_000_000;
const MOST_WORDS = 256 * 1024;

const BRANDS: readonly (readonly [RegExp, Kind])[] = [
  [/^(heic|heix|heim|heis|hevc|hevx|mif1|msf1)/, 'heic'],
  [/^avi[fs]/, 'avif'],
  [/^qt {2}/, 'mov'],
  [/^(isom|iso[2-9]|mp4[12]|M4[AVBP] |avc1|3gp|3g2|dash|mmp4|MSNV|f4v)/, 'mp4'],
];

const TOP_BOXES = new Set(
  'ftyp moov mdat free skip wide meta moof mfra sidx styp uuid pnot udta mfro emsg prft pdin jP2 iods mvex'.split(' '),
);

/** ISO base media (ISO/IEC 14496-12): boxes by their lengths. A `uuid` box may hold XMP. */
export async function judgeBoxes({ bytes, budget }: Inspection): Promise<Kind> {
  const brand = (await exactly(bytes, 8, 8)).toString('latin1');
  const kind = BRANDS.find(([pattern]) => pattern.test(brand))?.[1];
  if (kind === undefined) refuse('unknown-type');
  const seen = new Set<string>();
  for (let at = 0, count = 0; at < bytes.size; count += 1) {
    if (count > MOST_PARTS) refuse('too-many-files');
    await budget.breathe();
    const head = await exactly(bytes, at, 8);
    const type = head.toString('latin1', 4, 8);
    if (!TOP_BOXES.has(type)) refuse(count === 0 ? 'unknown-type' : 'two-in-one');
    const short = head.readUInt32BE(0);
    const length =
      short === 1
        ? Number((await exactly(bytes, at + 8, 8)).readBigUInt64BE(0))
        : short === 0
          ? bytes.size - at
          : short;
    if (length < 8) refuse('broken');
    if (at + length > bytes.size) refuse('truncated');
    if (type !== 'mdat') refuseHiddenMarkup(await bytes.read(at + 8, Math.min(length - 8, MOST_WORDS)));
    seen.add(type);
    at += length;
  }
  const picture = kind === 'heic' || kind === 'avif';
  if (!seen.has(picture ? 'meta' : 'moov') || !(seen.has('mdat') || seen.has('moof') || picture)) refuse('broken');
  return kind;
}

/** RIFF: one chunk around all, whose length is that of the file; WebP, WAV and AVI. */
export async function judgeRiff({ bytes, budget }: Inspection): Promise<Kind> {
  const head = await exactly(bytes, 0, 12);
  const length = head.readUInt32LE(4) + 8;
  const form = head.toString('latin1', 8, 12);
  const kind = ({ WEBP: 'webp', WAVE: 'wav', 'AVI ': 'avi' } as const)[form as 'WEBP']; // A form that is none of them gives undefined.
  if (kind === undefined) refuse('unknown-type');
  if (length > bytes.size) refuse('truncated');
  // An odd length may be filled by one byte.
  if (bytes.size - length > (length & 1)) refuse('two-in-one');
  const seen = new Set<string>();
  for (let at = 12, count = 0; at < length; count += 1) {
    if (count > MOST_PARTS) refuse('too-many-files');
    await budget.breathe();
    const chunk = await exactly(bytes, at, 8);
    const id = chunk.toString('latin1', 0, 4);
    if (!/^[\x20-\x7e]{4}$/.test(id)) refuse('broken');
    const size = chunk.readUInt32LE(4);
    if (at + 8 + size > length) refuse('truncated');
    const body = sliceOf(bytes, at + 8, size);
    if (kind === 'webp') await takeWebp(id, body, budget);
    if (!/^(data|movi|VP8 |VP8L|ALPH|ANMF)$/.test(id)) refuseHiddenMarkup(await body.read(0, MOST_WORDS));
    seen.add(id);
    at += 8 + size + (size & 1);
  }
  const needed = { webp: /^(VP8 |VP8L|ANMF)$/, wav: /^data$/, avi: /^LIST$/ }[kind as 'webp']; // One row for each kind above.
  if (![...seen].some((id) => needed.test(id))) refuse('broken');
  return kind;
}

async function takeWebp(id: string, body: Inspection['bytes'], budget: Inspection['budget']): Promise<void> {
  const head = await body.read(0, 10);
  if (head.length < 10 && /^VP8[ LX]$/.test(id)) refuse(head.length < 5 ? 'truncated' : 'broken');
  if (id === 'VP8X') refusePixels(budget, head.readUIntLE(4, 3) + 1, head.readUIntLE(7, 3) + 1);
  if (id === 'VP8 ') refusePixels(budget, head.readUInt16LE(6) & 0x3fff, head.readUInt16LE(8) & 0x3fff);
  if (id === 'VP8L') {
    const bits = head.readUInt32LE(1);
    refusePixels(budget, (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
  }
}

/** Ogg (RFC 3533): pages one after another. */
export async function judgeOgg({ bytes, budget }: Inspection): Promise<Kind> {
  let last = 0;
  for (let at = 0, count = 0; at < bytes.size; count += 1) {
    if (count > MOST_PARTS) refuse('too-many-files');
    await budget.breathe();
    const head = await exactly(bytes, at, 27);
    if (head.toString('latin1', 0, 4) !== 'OggS') refuse(at === 0 ? 'broken' : 'two-in-one');
    const segments = await exactly(bytes, at + 27, head[26] ?? 0);
    last = segments.reduce((sum, each) => sum + each, 0);
    const body = await exactly(bytes, at + 27 + segments.length, last);
    if (count < 8) refuseHiddenMarkup(body);
    at += 27 + segments.length + last;
  }
  return 'ogg';
}

/** Matroska (RFC 8794): a head and a segment, which may be of unknown length where it was recorded live. */
export async function judgeEbml({ bytes, budget }: Inspection): Promise<Kind> {
  let at = 0;
  const seen: number[] = [];
  while (at < bytes.size) {
    await budget.breathe();
    const id = (await exactly(bytes, at, 4)).readUInt32BE(0);
    // The head, the segment, and what fills up to it.
    const isVoid = id >>> 24 === 0xec;
    if (!isVoid && id !== 0x1a45dfa3 && id !== 0x18538067) refuse('two-in-one');
    const { value, length } = await ebmlNumber(bytes, at + (isVoid ? 1 : 4));
    const start = at + (isVoid ? 1 : 4) + length;
    if (id === 0x1a45dfa3 && !/matroska|webm/.test((await bytes.read(start, Math.min(value, 256))).toString('latin1')))
      refuse('broken');
    const end = value < 0 ? bytes.size : start + value;
    if (end > bytes.size) refuse('truncated');
    refuseHiddenMarkup(await bytes.read(start, Math.min(end - start, 4_096)));
    seen.push(id);
    at = end;
  }
  if (!seen.includes(0x18538067)) refuse('truncated');
  return 'webm';
}

/** @returns -1 for an unknown length */
async function ebmlNumber(
  bytes: Inspection['bytes'],
  at: number,
): Promise<{ readonly value: number; readonly length: number }> {
  const first = (await exactly(bytes, at, 1))[0] ?? 0;
  const length = Math.clz32(first) - 23;
  if (length > 8) refuse('broken');
  const rest = await exactly(bytes, at, length);
  let [value, ones] = [first & (0xff >> length), (first & (0xff >> length)) === 0xff >> length];
  for (const byte of rest.subarray(1)) {
    value = value * 256 + byte;
    ones &&= byte === 0xff;
  }
  return { value: ones ? -1 : value, length };
}

const BIT_RATES: readonly (readonly number[])[] = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];
const SAMPLE_RATES = [44_100, 48_000, 32_000];

/** MP3 (ISO/IEC 11172-3, layer III): a tag in front, frames one after another, a tag behind. */
export async function judgeMp3({ bytes, budget }: Inspection): Promise<Kind> {
  let at = 0;
  const head = await exactly(bytes, 0, 10);
  if (head.toString('latin1', 0, 3) === 'ID3') {
    if (/^ID3[=(/<]/.test(head.toString('latin1'))) refuse('hidden-content');
    const size = head.subarray(6).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
    refuseHiddenMarkup(await bytes.read(10, Math.min(size, MOST_WORDS)));
    at = 10 + size;
    const fill = await bytes.read(at, 8_192);
    at += Math.max(
      0,
      fill.findIndex((byte) => byte !== 0),
    );
  }
  let frames = 0;
  while (at < bytes.size) {
    if (frames % 64 === 0) await budget.breathe();
    const mark = await bytes.read(at, 4);
    const length = mark.length === 4 ? frameBytes(mark) : 0;
    if (length === 0) break;
    frames += 1;
    at += length;
  }
  if (frames < 3) refuse(at >= bytes.size ? 'truncated' : 'broken');
  await judgeMp3End(bytes, at);
  return 'mp3';
}

function frameBytes(mark: Buffer): number {
  const [first = 0, second = 0, third = 0] = mark;
  const version = (second >> 3) & 3;
  if (first !== 0xff || (second & 0xe6) !== 0xe2 || version === 1) return 0;
  const rate = BIT_RATES[version === 3 ? 0 : 1]?.[third >> 4] ?? 0;
  const samples = (SAMPLE_RATES[(third >> 2) & 3] ?? 0) / (version === 3 ? 1 : version === 2 ? 2 : 4);
  if (rate === 0 || samples === 0) return 0;
  return Math.floor(((version === 3 ? 144_000 : 72_000) * rate) / samples) + ((third >> 1) & 1);
}

/** ID3v1, Lyrics3 and APE say their names; a last frame may be cut. */
async function judgeMp3End(bytes: Inspection['bytes'], at: number): Promise<void> {
  const left = bytes.size - at;
  if (left <= 0) return;
  if (left > 128 * 1024) refuse('two-in-one');
  const rest = await bytes.read(at, left);
  refuseHiddenMarkup(rest);
  const tag = /^(TAG|APETAGEX|LYRICSBEGIN|\0+$)/.test(rest.toString('latin1'));
  if (!tag) refuse('two-in-one');
}

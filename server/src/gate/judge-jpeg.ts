// JPEG pictures, followed from the first segment to the end of the last picture in the file; none is decoded here.
import type { Bytes } from '../files/bytes.ts';
import type { Budget } from './budget.ts';
import { refuseHiddenMarkup } from './hidden-markup.ts';
import { sliceOf, type Inspection } from './inspection.ts';
import { exactly, refusePixels } from './judge-picture.ts';
import type { Kind } from './kinds.ts';
import { refuse } from './refusals.ts';

const MOST_CHUNKS = 200_000;
const MOST_PICTURES = 100;
const MOST_WORDS_BEHIND = 64 * 1024;

/** JPEG (ISO/IEC 10918-1): segments by their lengths, scans up to the next mark, and nothing behind the end. */
export async function judgeJpeg(inspection: Inspection): Promise<Kind> {
  const { bytes, budget } = inspection;
  let at = await followJpeg(bytes, 0, budget);
  for (let pictures = 0; at < bytes.size; pictures += 1) {
    if (pictures > MOST_PICTURES) refuse('two-in-one');
    at = await judgeBehind(inspection, at);
  }
  return 'jpeg';
}

/** @returns where the picture ends */
async function followJpeg(bytes: Bytes, start: number, budget: Budget): Promise<number> {
  let at = start + 2;
  let [frame, scan] = [false, false];
  for (let count = 0; ; count += 1) {
    if (count > MOST_CHUNKS) refuse('too-many-files');
    await budget.breathe();
    let head = await exactly(bytes, at, 2);
    while (head[0] === 0xff && head[1] === 0xff) {
      at += 1;
      head = await exactly(bytes, at, 2);
    }
    const mark = head[1] ?? 0;
    if (head[0] !== 0xff || mark === 0) refuse('broken');
    at += 2;
    if (mark === 0xd9) break;
    if ((mark >= 0xd0 && mark <= 0xd7) || mark === 0x01) continue;
    const length = (await exactly(bytes, at, 2)).readUInt16BE(0);
    if (length < 2) refuse('broken');
    const body = await exactly(bytes, at + 2, length - 2);
    frame = takeJpegSegment({ mark, body, budget }) || frame;
    at += length;
    if (mark !== 0xda) continue;
    scan = true;
    at = await skipScan(bytes, at, budget);
  }
  if (!frame || !scan) refuse('broken');
  return at;
}

interface JpegSegment {
  readonly mark: number;
  readonly body: Buffer;
  readonly budget: Budget;
}

/** @returns whether it declares the picture */
function takeJpegSegment({ mark, body, budget }: JpegSegment): boolean {
  const isFrame = mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark);
  if (isFrame) {
    if (body.length < 6) refuse('broken');
    refusePixels(budget, body.readUInt16BE(3), body.readUInt16BE(1));
  }
  // A length that reads as the beginning of a comment makes the picture a script as well.
  if (mark >= 0xe0 && [0x2f2a, 0x2f2f, 0x3c21].includes(body.length + 2)) refuse('hidden-content');
  if (mark >= 0xe0) refuseHiddenMarkup(body);
  return isFrame;
}

async function skipScan(bytes: Bytes, from: number, budget: Budget): Promise<number> {
  for (let at = from; at < bytes.size;) {
    await budget.breathe();
    const piece = await bytes.read(at, 256 * 1024);
    for (
      let place = piece.indexOf(0xff);
      place >= 0 && place + 1 < piece.length;
      place = piece.indexOf(0xff, place + 1)
    ) {
      const mark = piece[place + 1] ?? 0;
      if (mark !== 0 && mark !== 0xff && !(mark >= 0xd0 && mark <= 0xd7)) return at + place;
    }
    at += Math.max(1, piece.length - 1);
  }
  return refuse('truncated');
}

/**
 * What telephones and cameras put behind a picture: zeros, further pictures (CIPA DC-007), a short film (each judged like any
 * other), and the words of one maker, which name their own end. @returns where that ends
 */
async function judgeBehind(inspection: Inspection, at: number): Promise<number> {
  const { bytes, budget } = inspection;
  const rest = await bytes.read(at, MOST_WORDS_BEHIND);
  const zeros = rest.findIndex((byte) => byte !== 0);
  if (zeros < 0 && at + rest.length === bytes.size) return bytes.size;
  if (zeros > 0) return at + zeros;
  if (rest[0] === 0xff && rest[1] === 0xd8 && rest[2] === 0xff) return followJpeg(bytes, at, budget);
  if (rest.toString('latin1', 4, 8) === 'ftyp') {
    await inspection.judgeInner(sliceOf(bytes, at, bytes.size - at), 'part.mp4');
    return bytes.size;
  }
  const named = at + rest.length === bytes.size && rest.includes('SEFH') && rest.toString('latin1').endsWith('SEFT');
  if (!named) refuse('two-in-one');
  refuseHiddenMarkup(rest);
  return bytes.size;
}

// Pictures written byte by byte, sound ones and ones that declare what they are not: for the proofs of the gate.
import { crc32, deflateSync } from 'node:zlib';

export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

export interface MadePng {
  readonly width?: number;
  readonly height?: number;
  /** Chunks between the head and the picture. */
  readonly more?: readonly Buffer[];
  /** The packed picture, where it is not the one declared. */
  readonly packed?: Buffer;
}

export function makePng({ width = 4, height = 4, more = [], packed }: MadePng = {}): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const plain =
    packed === undefined
      ? Buffer.alloc(Math.min(height, 4_000) * (1 + Math.min(width, 4_000) * 3), 0x40)
      : Buffer.alloc(0);
  for (let line = 0; packed === undefined && line < height && line < 4_000; line += 1)
    plain[line * (1 + width * 3)] = 0;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', head),
    ...more,
    pngChunk('IDAT', packed ?? deflateSync(plain)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

export interface MadeGif {
  readonly width?: number;
  readonly height?: number;
  readonly comment?: string;
  readonly version?: string;
}

export function makeGif({ width = 2, height = 2, comment = '', version = '89a' }: MadeGif = {}): Buffer {
  const screen = Buffer.alloc(7);
  screen.writeUInt16LE(width, 0);
  screen.writeUInt16LE(height, 2);
  screen[4] = 0x80;
  const words =
    comment === ''
      ? Buffer.alloc(0)
      : Buffer.concat([Buffer.from([0x21, 0xfe, comment.length]), Buffer.from(comment), Buffer.from([0])]);
  const place = Buffer.alloc(10);
  place[0] = 0x2c;
  place.writeUInt16LE(2, 5);
  place.writeUInt16LE(2, 7);
  return Buffer.concat([
    Buffer.from(`GIF${version}`),
    screen,
    Buffer.from('000000ffffff', 'hex'),
    words,
    place,
    Buffer.from([2, 2, 0x84, 0x51, 0, 0x3b]),
  ]);
}

export function jpegSegment(mark: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, mark, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

export interface MadeJpeg {
  readonly width?: number;
  readonly height?: number;
  /** Segments behind the first. */
  readonly more?: readonly Buffer[];
}

/** A grey picture of one block with the shortest tables that are tables; enough to be followed from end to end. */
export function makeJpeg({ width = 8, height = 8, more = [] }: MadeJpeg = {}): Buffer {
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  const codes = Buffer.concat([Buffer.from([0, 1]), Buffer.alloc(15), Buffer.from([0])]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    jpegSegment(0xe0, Buffer.from('4a46494600010100000100010000', 'hex')),
    ...more,
    jpegSegment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)])),
    jpegSegment(0xc0, frame),
    jpegSegment(0xc4, codes),
    jpegSegment(0xc4, Buffer.concat([Buffer.from([0x10]), codes.subarray(1)])),
    jpegSegment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x3f, 0xff, 0x00, 0x3f]),
    Buffer.from([0xff, 0xd9]),
  ]);
}

export interface MadeTiff {
  readonly width?: number;
  readonly height?: number;
  readonly big?: boolean;
  readonly description?: string;
  /** How often the directory is named as its own follower's; 1 is a loop. */
  readonly next?: number;
  readonly stripAt?: number;
}

export function makeTiff({
  width = 4,
  height = 4,
  big = false,
  description = 'plan',
  next = 0,
  stripAt,
}: MadeTiff = {}): Buffer {
  const strip = Buffer.alloc(64, 0x55);
  const words = Buffer.from(`${description}\0`);
  const stripPlace = 8;
  const wordsPlace = stripPlace + strip.length;
  const directory = wordsPlace + words.length + (words.length & 1);
  const out = Buffer.alloc(directory + 2 + 8 * 12 + 4);
  const u16 = (value: number, at: number): number =>
    big ? out.writeUInt16BE(value, at) : out.writeUInt16LE(value, at);
  const u32 = (value: number, at: number): number =>
    big ? out.writeUInt32BE(value, at) : out.writeUInt32LE(value, at);
  out.write(big ? 'MM' : 'II', 0);
  u16(42, 2);
  u32(directory, 4);
  strip.copy(out, stripPlace);
  words.copy(out, wordsPlace);
  const fields: readonly (readonly [number, number, number, number])[] = [
    [256, 4, 1, width],
    [257, 4, 1, height],
    [258, 4, 1, 8],
    [259, 4, 1, 1],
    [262, 4, 1, 1],
    [270, 2, words.length, wordsPlace],
    [273, 4, 1, stripAt ?? stripPlace],
    [279, 4, 1, strip.length],
  ];
  u16(fields.length, directory);
  for (const [index, [tag, type, count, value]] of fields.entries()) {
    const at = directory + 2 + index * 12;
    u16(tag, at);
    u16(type, at + 2);
    u32(count, at + 4);
    u32(value, at + 8);
  }
  u32(next === 0 ? 0 : directory, directory + 2 + fields.length * 12);
  return out;
}

export function makeBmp(width = 4, height = 4): Buffer {
  const line = Math.ceil((Math.min(width, 64) * 24) / 32) * 4;
  const out = Buffer.alloc(54 + line * Math.min(height, 64), 0x7f);
  out.fill(0, 0, 54);
  out.write('BM', 0);
  out.writeUInt32LE(out.length, 2);
  out.writeUInt32LE(54, 10);
  out.writeUInt32LE(40, 14);
  out.writeInt32LE(width, 18);
  out.writeInt32LE(height, 22);
  out.writeUInt16LE(1, 26);
  out.writeUInt16LE(24, 28);
  return out;
}

export function riffChunk(id: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(id, 0, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length & 1)]);
}

export function makeRiff(form: string, chunks: readonly Buffer[]): Buffer {
  return riffChunk('RIFF', Buffer.concat([Buffer.from(form), ...chunks]));
}

export function makeWebp(width = 4, height = 4, more: readonly Buffer[] = []): Buffer {
  const head = Buffer.alloc(10);
  head.set([0x30, 1, 0, 0x9d, 1, 0x2a], 0);
  head.writeUInt16LE(width, 6);
  head.writeUInt16LE(height, 8);
  return makeRiff('WEBP', [riffChunk('VP8 ', Buffer.concat([head, Buffer.alloc(20, 1)])), ...more]);
}

export function makeWav(more: readonly Buffer[] = []): Buffer {
  return makeRiff('WAVE', [
    riffChunk('fmt ', Buffer.from('0100010044ac000088580100020010 00'.replace(' ', ''), 'hex')),
    ...more,
    riffChunk('data', Buffer.alloc(64)),
  ]);
}

export function box(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, data]);
}

export function makeBoxes(brand: string, boxes: readonly Buffer[]): Buffer {
  return Buffer.concat([box('ftyp', Buffer.from(`${brand}\0\0\0\0${brand}`, 'latin1')), ...boxes]);
}

export function makeMp4(brand = 'isom'): Buffer {
  return makeBoxes(brand, [box('moov', Buffer.alloc(40)), box('mdat', Buffer.alloc(100, 7))]);
}

export function makeHeic(brand = 'heic'): Buffer {
  return makeBoxes(brand, [box('meta', Buffer.alloc(40)), box('mdat', Buffer.alloc(100, 7))]);
}

export function makeOgg(): Buffer {
  const page = (body: Buffer): Buffer =>
    Buffer.concat([Buffer.from('OggS'), Buffer.alloc(22), Buffer.from([1, body.length]), body]);
  return Buffer.concat([page(Buffer.from('OpusHead-------')), page(Buffer.alloc(40, 3))]);
}

export function makeWebm(): Buffer {
  return Buffer.concat([
    Buffer.from('1a45dfa387', 'hex'),
    Buffer.from('4282 84'.replace(' ', ''), 'hex'),
    Buffer.from('webm'),
    Buffer.from('1853806790', 'hex'),
    Buffer.alloc(16, 9),
  ]);
}

export function makeMp3(): Buffer {
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0x00]);
  return Buffer.concat([frame, frame, frame, frame]);
}

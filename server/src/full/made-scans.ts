// Scans and photographs for the proof of redaction: words as pixels, and secrets in everything that a picture can carry
// beside them. Knows no PDF.
import { type Canvas, createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';

export interface PixelWord {
  readonly text: string;
  /** Pixels from the left, and of the baseline from the top. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** Words in black on paper that is not quite white, as a scanner gives it. */
export function scanOf(width: number, height: number, words: readonly PixelWord[]): Canvas {
  const folder = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'standard_fonts');
  if (!GlobalFonts.has('Scanned')) GlobalFonts.registerFromPath(join(folder, 'LiberationSans-Regular.ttf'), 'Scanned');
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#f8f6f0';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#101010';
  for (const { text, x, y, size } of words) {
    context.font = `${size}px Scanned`;
    context.fillText(text, x, y);
  }
  return canvas;
}

/** How wide a text is there, in pixels. */
export function widthOf(canvas: Canvas, text: string, size: number): number {
  const context = canvas.getContext('2d');
  context.font = `${size}px Scanned`;
  return context.measureText(text).width;
}

/** A PNG with texts in its own chunks, and more behind its end. */
export function pngWith(canvas: Canvas, secrets: readonly string[]): Buffer {
  const plain = canvas.toBuffer('image/png');
  const [one = '', two = '', three = '', behind = ''] = secrets;
  const chunks = [
    pngChunk('tEXt', `Comment\0${one}`),
    pngChunk('iTXt', `XML:com.adobe.xmp\0\0\0\0\0<x>${two}</x>`),
    pngChunk('eXIf', exifOf(three).subarray(6).toString('latin1')),
  ];
  return Buffer.concat([plain.subarray(0, 33), ...chunks, plain.subarray(33), Buffer.from(behind)]);
}

/** A JPEG with what cameras and programs say in it, a small picture of itself, and more behind its end. */
export function jpegWith(canvas: Canvas, secrets: readonly string[]): Buffer {
  const plain = canvas.toBuffer('image/jpeg', 90);
  const [one = '', two = '', three = '', behind = ''] = secrets;
  const segments = [
    segment(0xe1, exifOf(one)),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${two}</x:xmpmeta>`)),
    segment(0xfe, Buffer.from(three)),
  ];
  return Buffer.concat([plain.subarray(0, 2), ...segments, plain.subarray(2), Buffer.from(behind)]);
}

/** Exif with a description, and a small picture whose bytes are the same words. */
function exifOf(secret: string): Buffer {
  const text = Buffer.from(`${secret}\0`, 'latin1');
  const head = Buffer.from('Exif\0\0MM\0*\0\0\0\x08', 'latin1');
  const entries = Buffer.alloc(2 + 12 + 4);
  entries.writeUInt16BE(1, 0);
  entries.writeUInt16BE(0x010e, 2);
  entries.writeUInt16BE(2, 4);
  entries.writeUInt32BE(text.length, 6);
  entries.writeUInt32BE(26, 10);
  return Buffer.concat([head, entries, text, Buffer.from([0xff, 0xd8, 0xff, 0xfe]), text, Buffer.from([0xff, 0xd9])]);
}

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

function pngChunk(type: string, body: string): Buffer {
  const content = Buffer.from(type + body, 'latin1');
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length - 4);
  sum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, sum]);
}

// Packs the pixels of a page as small as it can be done without losing what can be read. Knows no PDF.
import { deflateSync } from 'node:zlib';
import type { Canvas } from '@napi-rs/canvas';
import type { PackedPicture } from './shapes.ts';

/** Bytes for a pixel above which a page is held to be a photograph, which JPEG packs smaller. */
const PHOTOGRAPH = 0.12;
const JPEG_QUALITY = 85;

export async function pack(canvas: Canvas): Promise<{ readonly picture: PackedPicture; readonly pixels: Buffer }> {
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  const isGrey = allGrey(data);
  const exact = deflateSync(channels(data, isGrey ? 1 : 3), { level: 6 });
  if (exact.length <= width * height * PHOTOGRAPH)
    return { picture: { packing: isGrey ? 'grey' : 'rgb', width, height }, pixels: exact };
  const jpeg = await canvas.encode('jpeg', JPEG_QUALITY);
  return jpeg.length < exact.length
    ? { picture: { packing: 'jpeg', width, height }, pixels: jpeg }
    : { picture: { packing: isGrey ? 'grey' : 'rgb', width, height }, pixels: exact };
}

function allGrey(rgba: Uint8ClampedArray): boolean {
  for (let at = 0; at < rgba.length; at += 4) {
    if (rgba[at] !== rgba[at + 1] || rgba[at] !== rgba[at + 2]) return false;
  }
  return true;
}

function channels(rgba: Uint8ClampedArray, count: 1 | 3): Buffer {
  const packed = Buffer.allocUnsafe((rgba.length / 4) * count);
  for (let from = 0, to = 0; from < rgba.length; from += 4) {
    for (let channel = 0; channel < count; channel += 1, to += 1) packed[to] = rgba[from + channel] ?? 0;
  }
  return packed;
}

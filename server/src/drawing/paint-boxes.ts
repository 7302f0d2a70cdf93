// Boxes in the pixels of a page: where each lies, and painting it over. What was below is gone when this is done.
import type { Canvas } from '@napi-rs/canvas';
import type { DrawRequest, Rect } from './shapes.ts';

export interface PlacedBox extends Rect {
  /** Its place in the request. */
  readonly index: number;
}

/**
 * The boxes of a page in points, cut to the page.
 * @returns null where one lies outside the page, is empty or is not made of numbers: somebody meant something else
 */
export function placeBoxes(
  request: DrawRequest,
  page: number,
  size: { readonly width: number; readonly height: number },
): readonly PlacedBox[] | null {
  const placed: PlacedBox[] = [];
  for (const [index, box] of request.boxes.entries()) {
    if (box.page !== page) continue;
    const [across, down] = request.fractions ? [size.width, size.height] : [1, 1];
    const left = Math.max(0, box.x * across);
    const top = Math.max(0, box.y * down);
    const width = Math.min(size.width, (box.x + box.width) * across) - left;
    const height = Math.min(size.height, (box.y + box.height) * down) - top;
    if (!(width > 0 && height > 0)) return null;
    placed.push({ x: left, y: top, width, height, index });
  }
  return placed;
}

/** @param scale pixels for a point */
export function paintBoxes(canvas: Canvas, boxes: readonly Rect[], scale: number): void {
  const context = canvas.getContext('2d');
  context.resetTransform();
  context.globalAlpha = 1;
  context.globalCompositeOperation = 'source-over';
  context.fillStyle = '#000000';
  for (const box of boxes) {
    const left = Math.floor(box.x * scale);
    const top = Math.floor(box.y * scale);
    const right = Math.min(canvas.width, Math.ceil((box.x + box.width) * scale));
    const bottom = Math.min(canvas.height, Math.ceil((box.y + box.height) * scale));
    context.fillRect(left, top, right - left, bottom - top);
    const { data } = context.getImageData(left, top, right - left, bottom - top);
    if (!isBlack(data)) throw new Error('a box was not painted');
  }
}

function isBlack(rgba: Uint8ClampedArray): boolean {
  for (let at = 0; at < rgba.length; at += 4) {
    if (rgba[at] !== 0 || rgba[at + 1] !== 0 || rgba[at + 2] !== 0 || rgba[at + 3] !== 255) return false;
  }
  return true;
}

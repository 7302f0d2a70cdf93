// Draws a photograph or scan anew with boxes painted over: of the file nothing goes on but pixels, so neither its data on
// camera and place, nor thumbnails, nor what stands behind its end. Runs only in the process that draws.
import { type Canvas, createCanvas, GlobalFonts, loadImage } from '@napi-rs/canvas';
import { documentFonts } from './document-fonts.ts';
import type { Hand } from './draw-pdf.ts';
import { pack } from './pack.ts';
import { paintBoxes, placeBoxes } from './paint-boxes.ts';
import type { DrawRefusal, DrawRequest, Rect } from './shapes.ts';

const JPEG_QUALITY = 92;

/**
 * @returns why there is none, or null when it was handed over
 */
export async function drawPicture(bytes: Buffer, request: DrawRequest, hand: Hand): Promise<DrawRefusal | null> {
  const claimed = sizeOf(bytes, request.mediaType);
  if (claimed === null) return 'unreadable';
  if (claimed.width * claimed.height > request.limits.pixels) return 'too-large';
  const canvas = await canvasOf(bytes);
  if (canvas === null) return 'unreadable';
  // A picture says nothing of its size on paper that can be trusted: it is as wide as its pixels are at the resolution asked for.
  const scale = request.dpi / 72;
  const size = { width: canvas.width / scale, height: canvas.height / scale };
  if (request.boxes.some(({ page }) => page !== 1)) return 'box-outside';
  const boxes = placeBoxes(request, 1, size);
  if (boxes === null) return 'box-outside';
  paintBoxes(canvas, boxes, scale);
  const head = {
    page: 1,
    pages: 1,
    ...size,
    boxes,
    glyphs: [],
    dropped: { boxed: 0, hidden: 0, tiny: 0, nameless: 0 },
  };
  if (request.pictures === 'as-page') {
    const { picture, pixels } = await pack(canvas);
    await hand({ ...head, picture }, pixels);
    return null;
  }
  for (const box of boxes) printReason(canvas, box, { scale, reason: request.boxes[box.index]?.reason ?? '' });
  const isPng = request.mediaType === 'image/png';
  const pixels = isPng ? await canvas.encode('png') : await canvas.encode('jpeg', JPEG_QUALITY);
  const { width, height } = canvas;
  await hand({ ...head, picture: { packing: isPng ? 'png' : 'jpeg', width, height } }, pixels);
  return null;
}

function printReason(
  canvas: Canvas,
  box: Rect,
  { scale, reason }: { readonly scale: number; readonly reason: string },
): void {
  if (!GlobalFonts.has('Reason')) GlobalFonts.register(documentFonts().plain, 'Reason');
  const context = canvas.getContext('2d');
  context.font = '100px Reason';
  const size = Math.min(
    0.75 * box.height * scale,
    (0.94 * box.width * scale * 100) / context.measureText(reason).width,
  );
  context.font = `${Math.min(size, 11 * scale)}px Reason`;
  context.fillStyle = '#ffffff';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(reason, (box.x + box.width / 2) * scale, (box.y + box.height / 2) * scale);
}

async function canvasOf(bytes: Buffer): Promise<Canvas | null> {
  try {
    const image = await loadImage(bytes);
    const canvas = createCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    // What can be seen through becomes white, as on paper.
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, image.width, image.height);
    context.drawImage(image, 0, 0);
    return canvas;
  } catch {
    return null;
  }
}

/** What the head of the file says of its size, before anything is unpacked; null where it is not of that kind. */
function sizeOf(bytes: Buffer, mediaType: string): { readonly width: number; readonly height: number } | null {
  if (mediaType === 'image/png') {
    if (bytes.length < 24 || bytes.readUInt32BE(0) !== 0x89504e47 || bytes.toString('latin1', 12, 16) !== 'IHDR')
      return null;
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  }
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) at += 1;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    else at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

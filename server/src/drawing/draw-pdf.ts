// Draws the pages of a PDF with boxes painted over, and says which signs can still be read there. Nothing of the file goes
// on but these pixels and those signs. Runs only in the process that draws.
import type { Canvas } from '@napi-rs/canvas';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { surfaceOf } from './drawing-surface.ts';
import { openPdf } from './open-pdf.ts';
import { pack } from './pack.ts';
import { paintBoxes, placeBoxes, type PlacedBox } from './paint-boxes.ts';
import { differsAt, hasInk, type Look, passesOf } from './seen.ts';
import {
  type Dropped,
  type DrawRefusal,
  type DrawRequest,
  type Glyph,
  overlap,
  type PageFacts,
  rectOf,
} from './shapes.ts';
import { type FontFacts, type Matrix, type Operators, placeGlyphs, type PlacedGlyph } from './text-state.ts';

export type Hand = (facts: PageFacts, pixels: Buffer) => Promise<void>;

/** Pixels for a point in the looks that are compared: enough for letters of four points. */
const LOOK_SCALE = 1.5;
/** Letters that are smaller, in points, are not read by anybody and are not handed on. */
const SMALLEST = 2.5;
/** A sign stands for one letter, or for a few that are written as one. */
const MOST_LETTERS = 4;

/** @returns why it stopped, or null when every page was handed over */
export async function drawPdf(bytes: Uint8Array, request: DrawRequest, hand: Hand): Promise<DrawRefusal | null> {
  const document = await openPdf(bytes);
  if (typeof document === 'string') return document;
  try {
    if (document.numPages > request.limits.pages) return 'too-many-pages';
    if (request.boxes.some(({ page }) => page < 1 || page > document.numPages)) return 'box-outside';
    for (let number = 1; number <= document.numPages; number += 1) {
      const refusal = await drawPage({ document, request, hand }, number);
      if (refusal !== null) return refusal;
    }
    return null;
  } finally {
    await document.loadingTask.destroy();
  }
}

interface Drawing {
  readonly document: PDFDocumentProxy;
  readonly request: DrawRequest;
  readonly hand: Hand;
}

async function drawPage({ document, request, hand }: Drawing, number: number): Promise<DrawRefusal | null> {
  const page = await document.getPage(number);
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const scale = request.dpi / 72;
  if (!(width > 0 && height > 0) || width * height * Math.max(scale, LOOK_SCALE) ** 2 > request.limits.pixels)
    return 'too-large';
  const boxes = placeBoxes(request, number, { width, height });
  if (boxes === null) return 'box-outside';
  const head = { page: number, width, height, pages: document.numPages, boxes };
  const whole = await draw(page, LOOK_SCALE, () => true);
  // pdf.js gives the view as a list of any length; it is the six numbers of a matrix.
  const view = transform as unknown as Matrix;
  const placed = placeGlyphs(operatorsOf(page), view, (name) => fontOf(page, name));
  if (request.text === 'all') {
    const glyphs = placed.map(plain);
    await hand(
      { ...head, glyphs, dropped: { boxed: 0, hidden: 0, tiny: 0, nameless: 0 }, picture: null },
      Buffer.alloc(0),
    );
  } else {
    const { shown, hiddenOps } = await seenOf({ page, whole, placed, request });
    const { glyphs, dropped } = kept(placed, shown, boxes);
    const canvas = await drawCanvas(page, scale, (op) => !hiddenOps.has(op));
    paintBoxes(canvas, boxes, scale);
    const { picture, pixels } = await pack(canvas);
    await hand({ ...head, glyphs, dropped, picture }, pixels);
  }
  page.cleanup();
  return null;
}

interface Seeing {
  readonly page: PDFPageProxy;
  readonly whole: Look;
  readonly placed: readonly PlacedGlyph[];
  readonly request: DrawRequest;
}

/** Which signs are seen, and the operators that show nothing which is: those are left out of the picture too. */
async function seenOf({ page, whole, placed, request }: Seeing): Promise<{
  readonly shown: ReadonlySet<PlacedGlyph>;
  readonly hiddenOps: ReadonlySet<number>;
}> {
  const shown = new Set<PlacedGlyph>();
  for (const pass of passesOf(placed)) {
    const without = await draw(page, LOOK_SCALE, (op) => !pass.has(op));
    for (const glyph of placed) if (pass.has(glyph.op) && differsAt(whole, without, glyph)) shown.add(glyph);
  }
  if (request.text === 'recognised')
    for (const glyph of placed) if (glyph.invisible && hasInk(whole, glyph)) shown.add(glyph);
  const seenOps = new Set([...shown].map(({ op }) => op));
  // What cuts later drawing cannot be left out, and shows through what it cuts.
  const hiddenOps = new Set(placed.filter(({ op, clips }) => !clips && !seenOps.has(op)).map(({ op }) => op));
  return { shown, hiddenOps };
}

function kept(
  placed: readonly PlacedGlyph[],
  shown: ReadonlySet<PlacedGlyph>,
  boxes: readonly PlacedBox[],
): { readonly glyphs: readonly Glyph[]; readonly dropped: Dropped } {
  const glyphs: Glyph[] = [];
  const dropped = { boxed: 0, hidden: 0, tiny: 0, nameless: 0 };
  for (const glyph of placed) {
    const rect = rectOf(glyph);
    if (boxes.some((box) => overlap(box, rect))) dropped.boxed += 1;
    else if (isBlank(glyph.text)) glyphs.push({ ...plain(glyph), text: ' ' });
    else if (!shown.has(glyph)) dropped.hidden += 1;
    else if (glyph.size < SMALLEST) dropped.tiny += 1;
    else if (!isNamed(glyph.text)) dropped.nameless += 1;
    else glyphs.push(plain(glyph));
  }
  return { glyphs, dropped };
}

function isBlank(text: string): boolean {
  return /^[\s\u00a0\u200b]*$/u.test(text);
}

/** Whether it says one letter or a few, of those that everybody knows. */
function isNamed(text: string): boolean {
  return Array.from(text).length <= MOST_LETTERS && !/[\p{Cc}\p{Co}\p{Cn}\p{Cs}]/u.test(text);
}

function plain({ text, x, y, angle, size, advance }: Glyph): Glyph {
  const round = (value: number): number => Math.round(value * 100) / 100;
  return {
    ...{ text, x: round(x), y: round(y), angle: Math.round(angle * 1e4) / 1e4 },
    ...{ size: round(size), advance: round(advance) },
  };
}

async function draw(page: PDFPageProxy, scale: number, isDrawn: (op: number) => boolean): Promise<Look> {
  const canvas = await drawCanvas(page, scale, isDrawn);
  const { width, height } = canvas;
  return { width, height, scale, rgba: canvas.getContext('2d').getImageData(0, 0, width, height).data };
}

async function drawCanvas(page: PDFPageProxy, scale: number, isDrawn: (op: number) => boolean): Promise<Canvas> {
  const viewport = page.getViewport({ scale });
  const canvas = surfaceOf(Math.ceil(viewport.width), Math.ceil(viewport.height));
  // pdf.js asks for a canvas of the browser, which has no name here; this one has the same methods.
  const surface = canvas as never;
  await page.render({ canvas: surface, viewport, operationsFilter: isDrawn }).promise;
  return canvas;
}

/**
 * The operators by which the page was drawn just now. pdf.js keeps them with the page; the public list is another one,
 * in which pictures that belong together have not been joined, so that its places would not fit `operationsFilter`.
 */
function operatorsOf(page: PDFPageProxy): Operators {
  const states: unknown = Reflect.get(page, '_intentStates');
  if (states instanceof Map)
    for (const state of states.values()) {
      const list: unknown = Reflect.get(Object(state), 'operatorList');
      if (isOperators(list)) return list;
    }
  throw new Error('this pdf.js keeps no operators with a page');
}

function isOperators(list: unknown): list is Operators {
  if (typeof list !== 'object' || list === null || !('fnArray' in list) || !('argsArray' in list)) return false;
  return Array.isArray(list.fnArray) && Array.isArray(list.argsArray);
}

function fontOf(page: PDFPageProxy, name: string): FontFacts | null {
  if (!page.commonObjs.has(name)) return null;
  const font: unknown = page.commonObjs.get(name);
  return typeof font === 'object' ? font : null;
}

// Opens a PDF by reading the ranges that it asks for, in a worker of its own: what is in the file is read there and never runs. Knows no
// screen but the canvas that it is given.
import {
  getDocument,
  PDFDataRangeTransport,
  PDFWorker,
  Util,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist';
import workerAddress from 'our-pdf-worker?url';
import { readRange, type VersionPlace } from '../../client/documents.ts';
import { piecesOf } from './marked-words.ts';

export interface OpenPdf {
  readonly pages: number;
  readonly page: (number: number) => Promise<PdfPage>;
}

export interface PdfPage {
  readonly draw: (
    canvas: HTMLCanvasElement,
    zoom: number,
  ) => { readonly done: Promise<void>; readonly stop: () => void };
  readonly text: () => Promise<string>;
  /** Where these words stand, as far as the file lets tell: a word that it shows in several pieces is not found. */
  readonly marks: (words: readonly string[]) => Promise<readonly PageMark[]>;
}

/** In parts of the page from 0 to 1, from its upper left corner. */
export interface PageMark {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const FIRST_BYTES = 256 * 1024;
const RANGE_BYTES = 128 * 1024;
/** CSS has 96 pixels to the inch, and PDF 72 points. */
const PIXELS_PER_POINT = 96 / 72;
const MOST_PIXELS = 16_000_000;

/** @param size of the file in bytes. @param pages as the server counted them when the file came; null where it could not */
export function openPdf(
  place: VersionPlace,
  { size, pages }: { readonly size: number; readonly pages: number | null },
): { readonly pdf: Promise<OpenPdf>; readonly close: () => void } {
  const stop = new AbortController();
  const workers: PDFWorker[] = [];
  const openAs = async (name: WorkerName): Promise<PDFDocumentProxy> => {
    stop.signal.throwIfAborted();
    const worker = PDFWorker.create({ port: startWorker(name) });
    workers.push(worker);
    return open(place, { size, worker, signal: stop.signal });
  };
  const pdf = pages === null ? openAs('') : openKnown(pages, openAs);
  return {
    pdf: pdf.then(viewOf),
    close: () => {
      stop.abort();
      void pdf.then((found) => found.loadingTask.destroy()).catch(() => {});
      for (const worker of workers) worker.destroy();
    },
  };
}

/** With the second name it does not look for the last page before the first one is shown. */
type WorkerName = '' | 'known-pages';

/** What does not say itself that it has as many pages is opened as if nobody had counted them. */
async function openKnown(
  pages: number,
  openAs: (name: WorkerName) => Promise<PDFDocumentProxy>,
): Promise<PDFDocumentProxy> {
  const quick = await openAs('known-pages').catch(() => null);
  if (quick?.numPages === pages) return quick;
  void quick?.loadingTask.destroy();
  return openAs('');
}

/** The policy of the page lets no text become the address of a script; this one is ours, by its name. */
function startWorker(name: WorkerName): Worker {
  const address = trustedAddress(workerAddress);
  // The types of the DOM know no trusted addresses yet.
  return new Worker(address as unknown as string, { type: 'module', name });
}

interface TrustedTypes {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ) => { readonly createScriptURL: (address: string) => object };
}

let policy: ReturnType<TrustedTypes['createPolicy']> | null = null;

function trustedAddress(address: string): object | string {
  // The standard has it where the types of the DOM do not yet; a browser may have none.
  const { trustedTypes: trusted } = globalThis as { readonly trustedTypes?: TrustedTypes };
  if (trusted === undefined) return address;
  policy ??= trusted.createPolicy('casewright-pdf-worker', {
    createScriptURL: (asked) => {
      if (asked !== workerAddress) throw new TypeError('Only the worker that was built with this page is started.');
      return asked;
    },
  });
  return policy.createScriptURL(address);
}

async function open(
  place: VersionPlace,
  { size, worker, signal }: { readonly size: number; readonly worker: PDFWorker; readonly signal: AbortSignal },
): Promise<PDFDocumentProxy> {
  // It begins with what is at the end, so that comes along with the first bytes.
  const lastStart = Math.floor((size - 1) / RANGE_BYTES) * RANGE_BYTES;
  const last = lastStart < FIRST_BYTES ? null : readRange(place, { start: lastStart, end: size, signal });
  last?.catch(() => {});
  const first = await readRange(place, { start: 0, end: Math.min(size, FIRST_BYTES), signal });
  const transport = new PDFDataRangeTransport(size, first);
  transport.requestDataRange = (start: number, end: number): void => {
    const isLast = start === lastStart && end === size;
    ((isLast ? last : null) ?? readRange(place, { start, end, signal })).then(
      (bytes) => transport.onDataRange(start, bytes),
      () => transport.abort(),
    );
  };
  return getDocument({
    ...{ range: transport, worker, rangeChunkSize: RANGE_BYTES, disableAutoFetch: true, disableStream: true },
    // Nothing in a file is code here.
    ...{ enableXfa: false, useWasm: false, stopAtErrors: false },
  }).promise;
}

function viewOf(found: PDFDocumentProxy): OpenPdf {
  return { pages: found.numPages, page: async (number) => pageOf(await found.getPage(number)) };
}

function pageOf(page: PDFPageProxy): PdfPage {
  return {
    draw(canvas, zoom) {
      const viewport = page.getViewport({ scale: scaleFor(page, zoom) });
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      const task = page.render({ canvas, viewport });
      return { done: task.promise, stop: () => task.cancel() };
    },
    async text() {
      const { items } = await page.getTextContent();
      return items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('');
    },
    marks: async (words) => (words.length === 0 ? [] : marksOn(page, words)),
  };
}

/** As sharp as the screen, and never so large that a page takes all memory. */
function scaleFor(page: PDFPageProxy, zoom: number): number {
  const wanted = zoom * PIXELS_PER_POINT * globalThis.devicePixelRatio;
  const { width, height } = page.getViewport({ scale: 1 });
  return Math.min(wanted, Math.sqrt(MOST_PIXELS / (width * height)));
}

async function marksOn(page: PDFPageProxy, words: readonly string[]): Promise<readonly PageMark[]> {
  const { items, styles } = await page.getTextContent();
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const ruler = document.createElement('canvas').getContext('2d');
  return items.flatMap((item) => {
    if (!('str' in item) || ruler === null) return [];
    ruler.font = `100px ${styles[item.fontName]?.fontFamily ?? 'sans-serif'}`;
    const whole = ruler.measureText(item.str).width;
    const shareOf = (text: string): number => (whole === 0 ? 0 : ruler.measureText(text).width / whole);
    return piecesOf(item.str, words)
      .filter(({ isMarked }) => isMarked)
      .map(({ at, piece }) => {
        const from = shareOf(item.str.slice(0, at)) * item.width;
        const place = { from, to: from + shareOf(piece) * item.width, height: item.height };
        return aroundOf(place, Util.transform(transform, item.transform), { width, height });
      });
  });
}

/** @param matrix from the line of the text, whose unit is the height of its font, to the page as it is seen */
function aroundOf(
  { from, to, height }: { readonly from: number; readonly to: number; readonly height: number },
  matrix: readonly number[],
  page: { readonly width: number; readonly height: number },
): PageMark {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = matrix;
  const [along, up] = [Math.hypot(a, b) || 1, Math.hypot(c, d) || 1];
  const corners = [from, to].flatMap((x) =>
    [-0.25 * height, 0.85 * height].map((y) => ({
      x: e + (a / along) * x + (c / up) * y,
      y: f + (b / along) * x + (d / up) * y,
    })),
  );
  const [xs, ys] = [corners.map(({ x }) => x / page.width), corners.map(({ y }) => y / page.height)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

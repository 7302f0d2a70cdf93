// Opens a PDF by reading the ranges that it asks for, in a worker of its own: what is in the file is read there and never runs. Knows no
// screen but the canvas that it is given.
import { getDocument, PDFDataRangeTransport, PDFWorker, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist';
// oxlint-disable-next-line import/default -- an address that the bundler gives
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { readRange, type VersionPlace } from '../../client/documents.ts';

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
}

const FIRST_BYTES = 256 * 1024;
const RANGE_BYTES = 128 * 1024;
/** CSS has 96 pixels to the inch, and PDF 72 points. */
const PIXELS_PER_POINT = 96 / 72;
const MOST_PIXELS = 16_000_000;

/** @param size of the file in bytes */
export function openPdf(
  place: VersionPlace,
  size: number,
): { readonly pdf: Promise<OpenPdf>; readonly close: () => void } {
  const stop = new AbortController();
  const worker = PDFWorker.create({ port: startWorker() });
  const pdf = open(place, { size, worker, signal: stop.signal });
  return {
    pdf: pdf.then(viewOf),
    close: () => {
      stop.abort();
      void pdf.then((found) => found.loadingTask.destroy()).catch(() => {});
      worker.destroy();
    },
  };
}

/** The policy of the page lets no text become the address of a script; this one is ours, by its name. */
function startWorker(): Worker {
  const address = trustedAddress(workerAddress);
  // The types of the DOM know no trusted addresses yet.
  return new Worker(address as unknown as string, { type: 'module' });
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
  const first = await readRange(place, { start: 0, end: Math.min(size, FIRST_BYTES), signal });
  const transport = new PDFDataRangeTransport(size, first);
  transport.requestDataRange = (start: number, end: number): void => {
    readRange(place, { start, end, signal }).then(
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
  };
}

/** As sharp as the screen, and never so large that a page takes all memory. */
function scaleFor(page: PDFPageProxy, zoom: number): number {
  const wanted = zoom * PIXELS_PER_POINT * globalThis.devicePixelRatio;
  const { width, height } = page.getViewport({ scale: 1 });
  return Math.min(wanted, Math.sqrt(MOST_PIXELS / (width * height)));
}

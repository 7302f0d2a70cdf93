// The text of a PDF, page by page, by ranges: the first page of a long one is read without the rest. Runs in a reader process.
// Knows nothing of forms, scripts and pictures of a PDF, and starts none of them.
import type * as library from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { Bytes } from '../files/bytes.ts';
import { makePages, type PageMaker } from './pages.ts';
import { PaperError, type PaperTask, type PaperText } from './paper.ts';

type Library = typeof library;

let loaded: Promise<Library> | undefined;

/** Loads what reads PDFs; the second time it is there already. */
export function loadPdfLibrary(): Promise<Library> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Library> {
  // For drawing, which nothing here does, it wants classes of a browser, one of them when it is loaded.
  Object.assign(globalThis, { DOMMatrix: undrawn, ImageData: undrawn, Path2D: undrawn });
  // Its worker is to run in this very process, which is one already.
  const worker: unknown = await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
  Object.assign(globalThis, { pdfjsWorker: worker });
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}

function undrawn(): void {}

/** Bytes that are asked for at once. */
const RANGE_BYTES = 65_536;

export async function pdfText(bytes: Bytes, task: PaperTask): Promise<PaperText> {
  const pdf = await loadPdfLibrary();
  const pages = makePages(task.limits, task.firstPages);
  const document = await open(pdf, bytes, task);
  pages.say({ pageCount: document.numPages });
  await describe(document, pages);
  for (let number = 1; number <= document.numPages; number += 1) {
    const text = await textOfPage(document, number, pages);
    if (!pages.add(text)) {
      if (number < document.numPages && task.firstPages === null)
        pages.refuse(`page ${number + 1} and after`, 'too-many');
      break;
    }
  }
  return pages.made();
}

async function open(pdf: Library, bytes: Bytes, task: PaperTask): Promise<PDFDocumentProxy> {
  const loading = pdf.getDocument({
    range: transportOf(pdf, bytes),
    rangeChunkSize: RANGE_BYTES,
    disableAutoFetch: true,
    disableStream: true,
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: false,
    useWorkerFetch: false,
    disableFontFace: true,
    fontExtraProperties: false,
    stopAtErrors: false,
    cMapUrl: task.characterMaps,
    cMapPacked: true,
    verbosity: pdf.VerbosityLevel.ERRORS,
  });
  try {
    return await loading.promise;
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    throw new PaperError(isLocked ? 'encrypted' : 'damaged');
  }
}

/** The library hands out an object whose one method it wants replaced. */
function transportOf(pdf: Library, bytes: Bytes): InstanceType<Library['PDFDataRangeTransport']> {
  const transport = new pdf.PDFDataRangeTransport(bytes.size, null);
  transport.requestDataRange = (start: number, end: number) => {
    bytes.read(start, end - start).then(
      // It keeps what it is given.
      (piece) => transport.onDataRange(start, Uint8Array.from(piece)),
      () => transport.abort(),
    );
  };
  return transport;
}

async function describe(document: PDFDocumentProxy, pages: PageMaker): Promise<void> {
  try {
    const { info } = await document.getMetadata();
    // What is in there is whatever the file says.
    const { Title, Language } = info as Readonly<Record<string, unknown>>;
    if (typeof Title === 'string') pages.say({ title: Title });
    if (typeof Language === 'string') pages.say({ language: Language });
  } catch {
    pages.refuse('metadata', 'damaged');
  }
}

async function textOfPage(document: PDFDocumentProxy, number: number, pages: PageMaker): Promise<string> {
  let page: PDFPageProxy | undefined;
  try {
    page = await document.getPage(number);
    const text = await wordsOf(page);
    if (text.trim() === '') pages.refuse(`page ${number}`, 'no-text');
    return text;
  } catch {
    pages.refuse(`page ${number}`, 'damaged');
    return '';
  } finally {
    page?.cleanup();
  }
}

async function wordsOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent({ includeMarkedContent: false });
  let text = '';
  for (const item of items) if ('str' in item) text += item.hasEOL ? `${item.str}\n` : item.str;
  return text;
}

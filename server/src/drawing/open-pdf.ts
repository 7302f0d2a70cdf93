// Opens a PDF in pdf.js with everything off that could run, fetch or look at this machine. Runs only in the process that draws.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { DrawRefusal } from './shapes.ts';

/** @returns the document, or why there is none; close it by `destroy` */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy | DrawRefusal> {
  const home = pdfjsFolder();
  const loading = getDocument({
    data: bytes,
    ...{ standardFontDataUrl: `${join(home, 'standard_fonts')}/`, cMapUrl: `${join(home, 'cmaps')}/` },
    ...{ wasmUrl: `${join(home, 'wasm')}/`, iccUrl: `${join(home, 'iccs')}/` },
    // No generated code, no fonts of this machine (they differ from one to the next), no layer of XFA, no network.
    ...{
      isEvalSupported: false,
      useSystemFonts: false,
      disableFontFace: true,
      enableXfa: false,
      useWorkerFetch: false,
    },
    ...{ disableAutoFetch: true, disableStream: true, verbosity: 0 },
  });
  try {
    const document = await loading.promise;
    if (document.isPureXfa) return 'form-without-pages';
    return document;
  } catch (thrown) {
    return thrown instanceof Error && thrown.name === 'PasswordException' ? 'encrypted' : 'unreadable';
  }
}

/** The folder of the package, with its fonts and tables. */
export function pdfjsFolder(): string {
  return dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
}

// The worker of pdf.js as the staff app serves it: the pinned one with two small changes, so that the first page of a long file does not
// wait for all others. As it comes it fetches every page that hangs on the first node of the tree, the last first, and looks whether the
// last page is there before it says that the file is open: of a scan of 500 pages that is the whole file.
//
// - Pages after the one that is asked for are not fetched along with it. The way to a page stays the same.
// - Whether the last page is there is not looked for where the worker is named `known-pages`: the server counted the pages when the file
//   came, with pdf.js as it comes, and the viewer compares that with what the file says.
//
// Each must find its place exactly once, or nothing is built: whoever takes another version of pdf.js looks here.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const LAST_PAGE = 'async checkLastPage(e=!1){';
const PAGES_AHEAD = 'for(let e=h.length-1;e>=0;e--){const n=h[e];t.push(n);a===this.toplevelPagesDict&&';
const NOTICE =
  '/* Changed for Casewright from pdf.js by Mozilla, under the Apache License 2.0: no pages ahead, no look for the last page. */\n';

const CHANGES = [
  [LAST_PAGE, `${LAST_PAGE}if("known-pages"===globalThis.name&&!e){this.catalog.setActualNumPages();return}`],
  [PAGES_AHEAD, PAGES_AHEAD.replace('for(', 'const asked=e;for(').replace('a===this', 'e<=asked&&a===this')],
] as const;

/** @returns where it was written, for the bundler to take from there */
export function writePdfWorker(): string {
  const from = createRequire(import.meta.url).resolve('pdfjs-dist/build/pdf.worker.min.mjs');
  const to = fileURLToPath(new URL('../build/pdf.worker.mjs', import.meta.url));
  mkdirSync(dirname(to), { recursive: true });
  // Builds of several languages run beside one another, and none may find half a file.
  const unfinished = `${to}.${process.pid}`;
  writeFileSync(unfinished, changed(readFileSync(from, 'utf8')));
  renameSync(unfinished, to);
  return to;
}

/** @throws where a place is not there once */
export function changed(source: string): string {
  let made = source;
  for (const [from, to] of CHANGES) {
    if (source.split(from).length !== 2)
      throw new Error(`The worker of pdf.js is another one than that which web/pdf-worker.ts changes: ${from}`);
    made = made.replace(from, () => to);
  }
  return NOTICE + made;
}

// Where the program that reads papers lies once it is built, and what it may read besides. It is built with every other main.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReaderProgram } from './run-reader.ts';

export function readerProgram(): ReaderProgram {
  const library = createRequire(import.meta.url).resolve('pdfjs-dist/package.json');
  return {
    path: fileURLToPath(new URL('../../build/main-papers.mjs', import.meta.url)),
    characterMaps: join(dirname(library), 'cmaps', '/'),
  };
}

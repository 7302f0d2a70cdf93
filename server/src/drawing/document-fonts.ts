// The fonts of what we print ourselves: Liberation Sans, which pdf.js brings along, under the SIL Open Font License.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface DocumentFonts {
  readonly plain: Buffer;
  readonly bold: Buffer;
}

let read: DocumentFonts | null = null;

export function documentFonts(): DocumentFonts {
  if (read !== null) return read;
  const folder = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'standard_fonts');
  const file = (name: string): Buffer => readFileSync(join(folder, `LiberationSans-${name}.ttf`));
  read = { plain: file('Regular'), bold: file('Bold') };
  return read;
}

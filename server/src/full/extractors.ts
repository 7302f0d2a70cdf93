// Everything at hand that takes text out of a file: pdf.js, programs of this machine, and a scan of every byte in every
// way of writing it. What none of them recovers from a redacted file is held to be gone.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync, inflateSync } from 'node:zlib';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Programs that are used where they are installed. */
export const PROGRAMS = [
  'pdftotext',
  'pdfinfo',
  'pdfdetach',
  'mutool',
  'gs',
  'qpdf',
  'exiftool',
  'tesseract',
  'pdftoppm',
] as const;
export type Program = (typeof PROGRAMS)[number];

export function installed(): ReadonlySet<Program> {
  return new Set(PROGRAMS.filter((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined));
}

export interface Extracting {
  readonly programs: ReadonlySet<Program>;
  /** Reads the pixels too, which takes seconds. */
  readonly readsPixels: boolean;
}

/** @returns what each extractor says, without spaces and in upper case, so that letters set apart are found as well */
export async function extract(
  bytes: Buffer,
  mediaType: string,
  { programs, readsPixels }: Extracting,
): Promise<ReadonlyMap<string, string>> {
  const isPdf = mediaType === 'application/pdf';
  const folder = mkdtempSync(join(tmpdir(), 'casewright-extract-'));
  const file = join(folder, isPdf ? 'file.pdf' : 'file.image');
  const texts = new Map<string, string>([['every byte', everyByte(bytes)]]);
  const run = (program: Program, name: string, args: readonly string[]): void => {
    if (!programs.has(program)) return;
    const { stdout } = spawnSync(program, args, { cwd: folder, maxBuffer: 1 << 28, timeout: 60_000 });
    texts.set(name, everyByte(stdout ?? Buffer.alloc(0)));
  };
  try {
    writeFileSync(file, bytes);
    if (isPdf) {
      texts.set('pdf.js', await byPdfjs(bytes));
      run('pdftotext', 'pdftotext', ['-raw', '-nopgbrk', file, '-']);
      run('pdftotext', 'pdftotext -layout', ['-layout', file, '-']);
      run('pdfinfo', 'pdfinfo', ['-meta', file]);
      run('pdfinfo', 'pdfinfo -struct-text', ['-struct-text', file]);
      run('pdfdetach', 'pdfdetach', ['-list', file]);
      run('mutool', 'mutool', ['draw', '-q', '-F', 'text', '-o', '-', file]);
      run('mutool', 'mutool show', ['show', '-e', file, 'grep']);
      run('gs', 'gs txtwrite', ['-q', '-dNOPAUSE', '-dBATCH', '-dSAFER', '-sDEVICE=txtwrite', '-sOutputFile=-', file]);
      run('qpdf', 'qpdf --qdf', ['--qdf', '--object-streams=disable', '--warning-exit-0', file, '-']);
    }
    run('exiftool', 'exiftool', ['-a', '-u', '-ee', file]);
    if (readsPixels) texts.set('tesseract', pixelsOf({ folder, file, isPdf, programs }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return texts;
}

interface Pixels {
  readonly folder: string;
  readonly file: string;
  readonly isPdf: boolean;
  readonly programs: ReadonlySet<Program>;
}

function pixelsOf({ folder, file, isPdf, programs }: Pixels): string {
  if (!programs.has('tesseract') || (isPdf && !programs.has('pdftoppm'))) return '';
  if (isPdf) spawnSync('pdftoppm', ['-r', '150', '-png', file, join(folder, 'page')], { timeout: 60_000 });
  const pictures = isPdf ? readdirSync(folder).filter((name) => name.startsWith('page')) : [file];
  return pictures
    .map(
      (name) =>
        spawnSync('tesseract', [name, '-', '--psm', '6'], { cwd: folder, timeout: 60_000 }).stdout?.toString() ?? '',
    )
    .map(plain)
    .join(' ');
}

/** What pdf.js says of pages, notes, fields, bookmarks, files within, scripts and the file itself. */
async function byPdfjs(bytes: Buffer): Promise<string> {
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const loading = getDocument({
    ...{ data: new Uint8Array(bytes), verbosity: 0, isEvalSupported: false, useSystemFonts: false },
    ...{ standardFontDataUrl: `${home}/standard_fonts/`, cMapUrl: `${home}/cmaps/`, wasmUrl: `${home}/wasm/` },
  });
  const said: unknown[] = [];
  try {
    const document = await loading.promise;
    const metadata = await document.getMetadata();
    said.push(metadata.info, metadata.metadata?.getRaw() ?? '');
    said.push(await document.getOutline(), await document.getFieldObjects(), await document.getJSActions());
    said.push(await document.getPageLabels(), await document.getDestinations());
    const within: unknown = await document.getAttachments();
    for (const attachment of Object.values<unknown>({ ...(typeof within === 'object' ? within : null) }))
      said.push(fileWithin(attachment));
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent({ includeMarkedContent: true });
      said.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
      said.push(await page.getAnnotations(), await page.getStructTree());
    }
  } finally {
    await loading.destroy();
  }
  return plain(said.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join(' '));
}

function fileWithin(attachment: unknown): string {
  if (typeof attachment !== 'object' || attachment === null) return '';
  const { filename, content, description } = {
    filename: '',
    content: new Uint8Array(),
    description: '',
    ...attachment,
  };
  return `${filename} ${description} ${Buffer.from(content).toString('latin1')}`;
}

/** Every byte as letters of one and of two bytes, what is packed unpacked, and strings of PDF as what they stand for. */
function everyByte(bytes: Buffer): string {
  const parts = [bytes, ...unpacked(bytes)];
  return parts.map((part) => `${wayOfWriting(part)} ${[...unpacked(part)].map(wayOfWriting).join(' ')}`).join(' ');
}

function wayOfWriting(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  const even = bytes.subarray(0, bytes.length & ~1);
  const odd = bytes.subarray(1, 1 + ((bytes.length - 1) & ~1));
  const wide = [even, odd].flatMap((part) => [
    part.toString('utf16le'),
    Buffer.from(part).swap16().toString('utf16le'),
  ]);
  return plain([text, bytes.toString('utf8'), ...wide.map(onlyLetters), stringsOf(text)].join(' '));
}

/** Strings in brackets and in hex, with what octal and the two bytes of a letter mean, one after the other. */
function stringsOf(text: string): string {
  const strings: string[] = [];
  for (const match of text.matchAll(/\(((?:\\[\s\S]|[^\\()])*)\)|<([0-9a-fA-F\s]{2,})>/g)) {
    const [, inBrackets, inHex] = match;
    const value =
      inHex === undefined
        ? (inBrackets ?? '').replaceAll(/\\([0-7]{1,3})/g, (_, octal: string) =>
            String.fromCodePoint(Number.parseInt(octal, 8) & 255),
          )
        : Buffer.from(inHex.replaceAll(/\s/g, ''), 'hex').toString('latin1');
    strings.push(value.replaceAll('\0', ''));
  }
  return strings.join('');
}

/** Whatever of it unpacks. */
function unpacked(bytes: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  for (let at = bytes.indexOf('stream'); at !== -1; at = bytes.indexOf('stream', at + 6)) {
    const start = at + (bytes[at + 6] === 0x0d ? 8 : 7);
    const body = bytes.subarray(start);
    const part = tried(() => inflateSync(body)) ?? tried(() => inflateRawSync(body));
    // Pixels of a page are no text, and there are millions of them; who reads pixels is asked apart.
    const isPixels =
      part !== null && part.length > 100_000 && bytes.subarray(Math.max(0, at - 300), at).includes('/Image');
    if (part !== null && !isPixels) found.push(part);
  }
  return found;
}

function tried(unpack: () => Buffer): Buffer | null {
  try {
    return unpack();
  } catch {
    return null;
  }
}

function onlyLetters(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]+/g, ' ');
}

function plain(text: string): string {
  return text.replaceAll(/[\s\0]+/g, '').toUpperCase();
}

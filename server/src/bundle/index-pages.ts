// The index of a bundle: what it is, for whom, every document with its pages, and the hash of the manifest. Its own pages
// have small Roman numbers, so that it may grow without moving any other.
import { filledBox, shownText } from '../pdf/content.ts';
import type { ShownFont } from '../pdf/shown-font.ts';
import { type Element, type Page, type Role, type TaggedDocument } from '../pdf/tagged-document.ts';
import { type BundleTexts, bundleTexts } from './bundle-texts.ts';
import type { BundleRequest } from './bundle-types.ts';
import { type Manifest, type ManifestRow, pagesText } from './manifest.ts';
import { brokenLines, SHEET } from './typeset.ts';

export interface IndexEntry {
  readonly row: ManifestRow;
  readonly first: Page['ref'];
}

export interface IndexToWrite {
  readonly document: TaggedDocument;
  readonly front: Element;
  readonly request: BundleRequest;
  readonly entries: readonly IndexEntry[];
  readonly manifest: Manifest;
}

/** In the order of their heads. */
const COLUMNS = [
  { x: 56, width: 28 },
  { x: 86, width: 236 },
  { x: 326, width: 60 },
  { x: 390, width: 66 },
  { x: 460, width: 80 },
] as const;
const SIZE = 9.5;
const STEP = 12.5;
const BOTTOM = SHEET.height - SHEET.margin - 20;

/** @returns how many pages it takes */
export function writeIndex(index: IndexToWrite): number {
  const { document, front, request, entries, manifest } = index;
  const words = bundleTexts(request.language);
  const writer = openWriter(document, words);
  const texts = (role: Role, lines: readonly string[], size: number): void => {
    const font = role === 'P' ? document.plain : document.bold;
    for (const text of lines) writer.paragraph(document.element(front, role), { text, size, font });
  };
  texts('H1', [request.title], 18);
  const pages = entries.flatMap(({ row }) => row.labels).length;
  texts(
    'P',
    [request.reference, words.for(request.recipient.name), words.made(request.date, entries.length, pages)],
    11,
  );
  texts('P', [words.hash(manifest.hash)], 8);
  for (const section of [...new Set(entries.map(({ row }) => row.section))]) {
    writer.gap(8);
    writer.keep(60);
    texts('H2', [section], 12);
    const table = document.element(front, 'Table');
    writer.row(document.element(table, 'TR'), words.columns, null);
    for (const entry of entries.filter(({ row }) => row.section === section))
      writer.row(document.element(table, 'TR'), cellsOf(entry.row, words), entry);
  }
  return writer.end();
}

function cellsOf(
  { number, title, date, exhibit, shape, labels }: ManifestRow,
  { notes }: BundleTexts,
): readonly string[] {
  return [String(number), `${title}${notes[shape]}`, date ?? '', exhibit ?? '', pagesText(labels)];
}

interface Writer {
  readonly paragraph: (
    element: Element,
    of: { readonly text: string; readonly size: number; readonly font: ShownFont },
  ) => void;
  /** @param entry whose first page the title leads to; null for the heads of columns */
  readonly row: (row: Element, cells: readonly string[], entry: IndexEntry | null) => void;
  readonly gap: (height: number) => void;
  /** Goes on to the next page where less than that is left. */
  readonly keep: (height: number) => void;
  readonly end: () => number;
}

function openWriter(document: TaggedDocument, words: BundleTexts): Writer {
  let page = document.page(SHEET);
  let y: number = SHEET.margin;
  let count = 0;
  const close = (): void => {
    count += 1;
    const label = roman(count);
    const at = { x: SHEET.width / 2 - 4, y: SHEET.height - 30, size: 9, font: document.plain };
    page.artifact(shownText(page, [{ text: label, ...at }]));
    page.close(label, true);
  };
  const keep = (height: number): void => {
    if (y + height <= BOTTOM) return;
    close();
    page = document.page(SHEET);
    y = SHEET.margin;
  };
  return {
    keep,
    gap: (height) => void (y += height),
    paragraph(element, { text, size, font }) {
      for (const line of brokenLines(text, font, { size, width: SHEET.width - 2 * SHEET.margin })) {
        keep(size * 1.5);
        y += size * 1.35;
        page.mark(element, shownText(page, [{ text: `${line} `, x: SHEET.margin, y, size, font }]));
      }
      y += size * 0.25;
    },
    row(row, cells, entry) {
      const font = entry === null ? document.bold : document.plain;
      const broken = cells.map((text, index) =>
        brokenLines(text, font, { size: SIZE, width: COLUMNS[index]?.width ?? 50 }),
      );
      const height = Math.max(...broken.map((lines) => lines.length)) * STEP + 6;
      keep(height);
      for (const [index, lines] of broken.entries())
        writeCell({ document, page, top: y, words }, { row, entry, index, lines, font });
      page.artifact(
        filledBox(
          page,
          { x: SHEET.margin, y: y + height - 1, width: SHEET.width - 2 * SHEET.margin, height: 0.4 },
          0.6,
        ),
      );
      y += height;
    },
    end() {
      close();
      return count;
    },
  };
}

interface Place {
  readonly document: TaggedDocument;
  readonly page: Page;
  readonly top: number;
  readonly words: BundleTexts;
}

interface Cell {
  readonly row: Element;
  readonly entry: IndexEntry | null;
  readonly index: number;
  readonly lines: readonly string[];
  readonly font: ShownFont;
}

function writeCell({ document, page, top, words }: Place, { row, entry, index, lines, font }: Cell): void {
  const element = document.element(row, entry === null ? 'TH' : 'TD');
  const column = COLUMNS[index];
  if (column === undefined || lines.every((line) => line === '')) return;
  const x = column.x;
  const shown = lines.map((line, at) => ({ text: `${line} `, x, y: top + STEP * (at + 1) - 1, size: SIZE, font }));
  if (entry === null || index !== 1) return page.mark(element, shownText(page, shown));
  const link = document.element(element, 'Link');
  page.mark(link, shownText(page, shown));
  const place = { x, y: top, width: column.width, height: lines.length * STEP + 3 };
  page.link(link, place, { page: entry.first, says: words.leadsTo(entry.row.title, entry.row.labels[0] ?? '') });
}

/** Small Roman numbers, as front matter has them. */
function roman(count: number): string {
  const signs = [
    ['c', 100],
    ['xc', 90],
    ['l', 50],
    ['xl', 40],
    ['x', 10],
    ['ix', 9],
    ['v', 5],
    ['iv', 4],
    ['i', 1],
  ] as const;
  const sign = signs.find(([, value]) => value <= count);
  return sign === undefined ? '' : sign[0] + roman(count - sign[1]);
}

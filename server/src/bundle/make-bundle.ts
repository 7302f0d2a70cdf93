// Makes a bundle: an index, then every document page by page, each page with a number that stays its own in every later
// bundle. Pages are drawn anew, so that nothing travels that cannot be seen. Only what the recipient may be given goes in;
// one document too many, and there is no bundle. Knows no case and asks nobody.
import { createHash } from 'node:crypto';
import { documentFonts } from '../drawing/document-fonts.ts';
import { DRAW_BOUNDS, drawPages } from '../drawing/draw-pages.ts';
import { layPage } from '../drawing/lay-page.ts';
import type { DrawnPage, DrawRefusal, Kind } from '../drawing/shapes.ts';
import { piecesOf } from '../files/bytes.ts';
import { filledBox, shownText } from '../pdf/content.ts';
import { type Element, openTagged, type Page, type TaggedDocument } from '../pdf/tagged-document.ts';
import { bundleTexts } from './bundle-texts.ts';
import type { Bundle, BundleDocument, BundleRefusal, BundleRequest } from './bundle-types.ts';
import { writeIndex, type IndexEntry } from './index-pages.ts';
import { manifestOf, pagesText, type ManifestRow } from './manifest.ts';
import { openNumbering, type Numberer } from './numbering.ts';
import { brokenLines, SHEET } from './typeset.ts';

const MOST_PAGES = 5000;
const MOST_PIXELS = 60_000_000;
const STAMP = 10;

export async function makeBundle(request: BundleRequest): Promise<Bundle | BundleRefusal> {
  const all = request.sections.flatMap(({ documents }) => documents);
  const fault = await faultOf(request, all);
  if (fault !== null) return fault;
  const { title, language } = request;
  const document = openTagged({ title, language, fonts: documentFonts() });
  const numberer = openNumbering(all, request.earlier);
  // First in the order of reading, though it is written last, when all numbers are known.
  const front = document.element(null, 'Sect');
  const entries: IndexEntry[] = [];
  for (const section of request.sections) {
    const part = document.element(null, 'Sect');
    for (const [index, each] of section.documents.entries()) {
      const place = { document, parent: part, request, numberer, index: entries.length };
      const made = await addDocument(place, each);
      if ('code' in made) return made;
      request.onDocument?.(entries.length + 1, all.length);
      if (index === 0) document.bookmark(section.title, made.first, 1);
      document.bookmark(`${pagesText(made.labels)}  ${each.title}`, made.first, 2);
      entries.push({
        row: rowOf(each, { number: entries.length + 1, section: section.title, ...made }),
        first: made.first,
      });
    }
  }
  const manifest = manifestOf(
    { ...request, recipient: request.recipient.name },
    entries.map(({ row }) => row),
  );
  const frontPages = writeIndex({ document, front, request, entries, manifest });
  const pages = frontPages + entries.reduce((sum, { row }) => sum + row.labels.length, 0);
  return { pieces: document.end(manifest.json), manifest, numbering: numberer.numbering(), pages };
}

export function isBundleRefusal(answer: Bundle | BundleRefusal): answer is BundleRefusal {
  return 'code' in answer;
}

async function faultOf(request: BundleRequest, all: readonly BundleDocument[]): Promise<BundleRefusal | null> {
  if (all.length === 0) return { code: 'no-document', document: null };
  const mayHave = new Set(request.recipient.audiences);
  const tooMuch = all.find(({ audience }) => audience !== null && !mayHave.has(audience));
  if (tooMuch !== undefined) return { code: 'not-for-recipient', document: tooMuch.id };
  const twice = all.find(({ id }, index) => all.findIndex((each) => each.id === id) !== index);
  if (twice !== undefined) return { code: 'same-twice', document: twice.id };
  for (const each of all)
    if ((await hashOf(each)) !== each.content) return { code: 'content-differs', document: each.id };
  return null;
}

/** The manifest says what was put in, so that is what must be put in. */
async function hashOf({ bytes }: BundleDocument): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of piecesOf(bytes)) hash.update(piece);
  return hash.digest('hex');
}

interface Adding {
  readonly document: TaggedDocument;
  readonly parent: Element;
  readonly request: BundleRequest;
  readonly numberer: Numberer;
  /** Of the document in the bundle, from nought. */
  readonly index: number;
}

interface Made {
  readonly labels: readonly string[];
  readonly first: Page['ref'];
  readonly isSheet: boolean;
}

function addDocument(adding: Adding, each: BundleDocument): Promise<Made | BundleRefusal> {
  if (isKind(each.mediaType)) return addDrawn(adding, each, each.mediaType);
  const lines =
    each.text === null ? null : brokenLines(each.text, adding.document.plain, { size: 10, width: TEXT_WIDTH });
  return Promise.resolve(lines === null ? addSheet(adding, each) : addText(adding, lines));
}

async function addDrawn(adding: Adding, each: BundleDocument, mediaType: Kind): Promise<Made | BundleRefusal> {
  const { document, parent, request, numberer, index } = adding;
  const article = document.element(parent, 'Sect');
  let labels: readonly string[] = [];
  let first: Page['ref'] | null = null;
  const refused: DrawRefusal | null = await drawPages(
    each.bytes,
    {
      ...{ mediaType, boxes: [], fractions: false, dpi: request.dpi ?? 150, text: 'seen', pictures: 'as-page' },
      ...{ limits: { pages: MOST_PAGES, pixels: MOST_PIXELS }, bounds: request.bounds ?? DRAW_BOUNDS },
    },
    (drawn) => {
      if (drawn.page === 1) labels = numberer.labelsFor(index, drawn.pages);
      const shown = sized(drawn, mediaType);
      const page = document.page(shown);
      first ??= page.ref;
      const withoutText = bundleTexts(request.language).withoutText(each.title, drawn.page, drawn.pages);
      layPage(document, page, { drawn: shown, boxes: [], parent: article, withoutText });
      finishPage(document, page, { width: shown.width, label: labels[drawn.page - 1] ?? '' });
    },
  );
  if (refused !== null || first === null) return { code: refused ?? 'unreadable', document: each.id };
  return { labels, first, isSheet: false };
}

/** A photograph has no size on paper: it is fitted to a sheet. */
function sized(drawn: DrawnPage, mediaType: Kind): DrawnPage {
  if (mediaType === 'application/pdf') return drawn;
  const scale = Math.min(1, SHEET.width / drawn.width, SHEET.height / drawn.height);
  return { ...drawn, width: drawn.width * scale, height: drawn.height * scale };
}

const TEXT_WIDTH = SHEET.width - 2 * SHEET.margin;
const LINE = 13.5;
const LINES = Math.floor((SHEET.height - 2 * SHEET.margin) / LINE);

/** Text and mail: set on pages of their own. */
function addText(adding: Adding, lines: readonly string[]): Made {
  const { document, parent, numberer, index } = adding;
  const article = document.element(parent, 'Sect');
  const pages = Math.max(1, Math.ceil(lines.length / LINES));
  const labels = numberer.labelsFor(index, pages);
  const refs = labels.map((label, at) => {
    const page = document.page(SHEET);
    const font = document.plain;
    const shown = lines.slice(at * LINES, (at + 1) * LINES).map((text, line) => {
      const y = SHEET.margin + (line + 1) * LINE;
      return { text: text === '' ? ' ' : `${text} `, x: SHEET.margin, y, size: 10, font };
    });
    page.mark(document.element(article, 'P'), shownText(page, shown));
    finishPage(document, page, { width: SHEET.width, label });
    return page.ref;
  });
  return madeOf(labels, refs, false);
}

/** A sheet that says what is not there and why. */
function addSheet(adding: Adding, each: BundleDocument): Made {
  const { document, parent, request, numberer, index } = adding;
  const words = bundleTexts(request.language);
  const [label = ''] = numberer.labelsFor(index, 1);
  const page = document.page(SHEET);
  const article = document.element(parent, 'Sect');
  const put = (role: 'H2' | 'P', text: string, at: { readonly y: number; readonly size: number }): number => {
    const font = role === 'H2' ? document.bold : document.plain;
    const lines = brokenLines(text, font, { size: at.size, width: TEXT_WIDTH });
    const step = at.size * 1.4;
    const shown = lines.map((line, row) => ({
      text: `${line} `,
      x: SHEET.margin,
      y: at.y + row * step,
      size: at.size,
      font,
    }));
    page.mark(document.element(article, role), shownText(page, shown));
    return at.y + lines.length * step + at.size;
  };
  let y = put('H2', each.title, { y: 120, size: 16 });
  y = put('P', words.noPages(each.mediaType), { y, size: 11 });
  put('P', words.fileHash(each.content), { y, size: 9 });
  finishPage(document, page, { width: SHEET.width, label });
  return madeOf([label], [page.ref], true);
}

function madeOf(labels: readonly string[], refs: readonly Page['ref'][], isSheet: boolean): Made {
  const [first] = refs;
  if (first === undefined) throw new Error('a document without pages');
  return { labels, first, isSheet };
}

/** Stamps a page with its number, on white, so that it can be read on whatever is below. */
function finishPage(
  document: TaggedDocument,
  page: Page,
  { width, label }: { readonly width: number; readonly label: string },
): void {
  const font = document.bold;
  const text = font.widthOf(label) * STAMP;
  const box = { x: width - text - 20, y: page.height - 24, width: text + 10, height: STAMP + 6 };
  const stamp = shownText(page, [{ text: label, x: box.x + 5, y: box.y + STAMP + 1.5, size: STAMP, font }]);
  page.artifact(`${filledBox(page, box, 1)}\n${stamp}`);
  page.close(label);
}

function rowOf(each: BundleDocument, made: Made & { readonly number: number; readonly section: string }): ManifestRow {
  const { id: _, title, date, exhibit, mediaType, content, isRedacted } = each;
  const { number, section, labels, isSheet } = made;
  const shape = isSheet ? 'sheet' : isRedacted ? 'redacted' : 'whole';
  return { number, section, title, date, exhibit, mediaType, content, shape, labels };
}

function isKind(mediaType: string): mediaType is Kind {
  return ['application/pdf', 'image/png', 'image/jpeg'].includes(mediaType);
}

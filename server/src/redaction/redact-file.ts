// Redaction that removes. A new file is made of nothing but the pixels outside the boxes and the words that can be seen
// outside them; the old one is not edited, since what is edited keeps what nobody thought of. Knows no case.
import type { Bytes } from '../files/bytes.ts';
import { DRAW_BOUNDS, type DrawBounds, drawPages } from '../drawing/draw-pages.ts';
import { type LaidBox, layPage } from '../drawing/lay-page.ts';
import type { Dropped, DrawnPage, DrawRefusal, Kind, PageBox } from '../drawing/shapes.ts';
import { documentFonts } from '../drawing/document-fonts.ts';
import { openTagged, type TaggedDocument } from '../pdf/tagged-document.ts';

/** What is taken out, and why. */
export interface RedactionBox extends PageBox {
  /** The code of a reason that the caller allows, e.g. `s 47F`. */
  readonly reason: string;
}

export interface RedactionOptions {
  /** In fractions of the page (0 to 1) instead of points. */
  readonly fractions?: boolean;
  /** The codes that there are; any other is refused. */
  readonly reasons: readonly string[];
  /** Pixels for an inch, 72 to 400; 200 where nothing is said. */
  readonly dpi?: number;
  /** Keeps invisible text over ink, as scanners lay it, outside the boxes. Whoever asks for it has read that text. */
  readonly keepRecognised?: boolean;
  /** The title of the new document: a neutral one, since that of the old is not known to be harmless. */
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly bounds?: DrawBounds;
}

export interface RedactionReport {
  readonly mediaType: Kind;
  readonly pages: number;
  readonly boxes: number;
  /** Boxes by reason. */
  readonly reasons: Readonly<Record<string, number>>;
  /** By page, from the first. */
  readonly dropped: readonly Dropped[];
  /** Signs that came over. */
  readonly kept: number;
  readonly size: number;
}

export interface RedactedFile {
  readonly bytes: AsyncIterable<Buffer>;
  readonly report: RedactionReport;
}

export interface RedactionRefusal {
  readonly code: DrawRefusal | 'not-a-kind' | 'no-box' | 'unknown-reason' | 'too-many-boxes' | 'resolution';
  /** What is wrong and what to do, for the person who asked. */
  readonly sentence: string;
}

const MOST_PAGES = 2000;
const MOST_BOXES = 20_000;
const MOST_PIXELS = 60_000_000;

/** @returns a new file that holds nothing of what the boxes cover, or why there is none */
export async function redactFile(
  bytes: Bytes,
  asked: { readonly mediaType: string; readonly boxes: readonly RedactionBox[] },
  options: RedactionOptions,
): Promise<RedactedFile | RedactionRefusal> {
  const { mediaType, boxes } = asked;
  if (!isKind(mediaType)) return refusal('not-a-kind');
  const fault = faultOf(boxes, options);
  if (fault !== null) return refusal(fault);
  const made = mediaType === 'application/pdf' ? makeDocument(options) : makePicture();
  const dropped: Dropped[] = [];
  let kept = 0;
  const refused = await drawPages(bytes, requestOf(mediaType, boxes, options), (drawn) => {
    dropped.push(drawn.dropped);
    kept += drawn.glyphs.length;
    made.add(
      drawn,
      drawn.boxes.map((box) => labelled(box, boxes[box.index]?.reason ?? '')),
    );
  });
  if (refused !== null) return refusal(refused);
  const pieces = made.end();
  const reasons: Record<string, number> = {};
  for (const { reason } of boxes) reasons[reason] = (reasons[reason] ?? 0) + 1;
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const counts = { pages: dropped.length, boxes: boxes.length, reasons, dropped, kept, size };
  return { bytes: inTurn(pieces), report: { mediaType, ...counts } };
}

/** The same for a document of a case: neutral in its title, in the language of this program. */
export function redactForCase(
  bytes: Bytes,
  { mediaType, boxes, ...how }: Parameters<typeof redactFile>[1] & Omit<RedactionOptions, 'title' | 'language'>,
): ReturnType<typeof redactFile> {
  return redactFile(bytes, { mediaType, boxes }, { ...how, title: 'Redacted document', language: 'en' });
}

export function isRefusal(answer: RedactedFile | RedactionRefusal): answer is RedactionRefusal {
  return 'sentence' in answer;
}

type HowDrawn = Pick<RedactionOptions, 'fractions' | 'dpi' | 'keepRecognised' | 'bounds'>;

/** How a file is drawn for its copy; whoever tells beforehand what would stay draws it so as well. */
export function requestOf(mediaType: Kind, boxes: readonly PageBox[], options: HowDrawn) {
  return {
    ...{ mediaType, boxes, fractions: options.fractions === true, dpi: options.dpi ?? 200 },
    ...{ text: options.keepRecognised === true ? ('recognised' as const) : ('seen' as const) },
    ...{ pictures: 'as-file' as const, limits: { pages: MOST_PAGES, pixels: MOST_PIXELS } },
    bounds: options.bounds ?? DRAW_BOUNDS,
  };
}

interface Making {
  readonly add: (drawn: DrawnPage, boxes: readonly LaidBox[]) => void;
  readonly end: () => readonly Buffer[];
}

function makeDocument({ title, language }: RedactionOptions): Making {
  const document: TaggedDocument = openTagged({ title, language, fonts: documentFonts() });
  return {
    add(drawn, boxes) {
      const page = document.page(drawn);
      const withoutText = `Page ${drawn.page} of ${drawn.pages}, a picture without text that can be read out.`;
      layPage(document, page, { drawn, boxes, parent: null, withoutText });
      page.close();
    },
    end: document.end,
  };
}

function makePicture(): Making {
  const pieces: Buffer[] = [];
  return { add: ({ pixels }) => void pieces.push(pixels), end: () => pieces };
}

function labelled({ x, y, width, height }: PageBox | LaidBox | DrawnPage['boxes'][number], reason: string): LaidBox {
  return { x, y, width, height, alt: `Redacted: ${reason}`, label: reason };
}

async function* inTurn(pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* pieces;
}

function isKind(mediaType: string): mediaType is Kind {
  return ['application/pdf', 'image/png', 'image/jpeg'].includes(mediaType);
}

function faultOf(boxes: readonly RedactionBox[], options: RedactionOptions): RedactionRefusal['code'] | null {
  if (boxes.length === 0) return 'no-box';
  if (boxes.length > MOST_BOXES) return 'too-many-boxes';
  // What is no number would be none at all by the time the process reads it.
  if (!boxes.every((box) => [box.page, box.x, box.y, box.width, box.height].every(Number.isFinite)))
    return 'box-outside';
  if (boxes.some(({ reason }) => !options.reasons.includes(reason))) return 'unknown-reason';
  const { dpi = 200 } = options;
  return dpi >= 72 && dpi <= 400 ? null : 'resolution';
}

function refusal(code: RedactionRefusal['code']): RedactionRefusal {
  return { code, sentence: SENTENCES[code] };
}

const SENTENCES: Readonly<Record<RedactionRefusal['code'], string>> = {
  'not-a-kind':
    'Only PDF, PNG and JPEG files can be redacted. Make a PDF of the document, file it as a further version, and redact that.',
  'no-box': 'Nothing is marked. Mark at least one place, with its reason.',
  'too-many-boxes': `A document can have at most ${MOST_BOXES} boxes. Divide the document.`,
  'unknown-reason': 'A box has a reason that is not in the list of this kind of case. Choose one that is.',
  'box-outside': 'A box lies outside its page, or on a page that the document does not have. Mark the place anew.',
  resolution: 'Choose a resolution from 72 to 400 pixels for an inch.',
  encrypted:
    'The document is locked with a password. Ask the sender for one that is not, or file an unlocked copy, and redact that.',
  unreadable:
    'The document cannot be drawn, so nobody could be sure of what is left. Print it to a new PDF, file that, and redact that.',
  'form-without-pages':
    'The document is a form that is put together while it is looked at (XFA) and has no pages of its own. Print it to a PDF, file that, and redact that.',
  'too-many-pages': `The document has more than ${MOST_PAGES} pages. Divide it.`,
  'too-large':
    'The document, or one of its pages, is too large to be drawn safely. Divide it, or make its pages smaller.',
  'took-too-long':
    'Drawing the document took too long and was stopped. Print it to a new PDF, file that, and redact that.',
  'took-too-much-memory':
    'Drawing the document took too much memory and was stopped. Print it to a new PDF, file that, and redact that.',
};

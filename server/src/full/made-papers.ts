// Made-up documents with words that nothing else has, over the formats that are read: which word stands on which page of which is foretold
// here, by whoever made them and not by what reads them.
import { madeDocx, madeMail, madeOds, madeOdt, madePptx, madeRtf, madeXlsx } from '../papers/made-office.ts';
import { madePdf } from '../papers/made-pdf.ts';
import type { Chance } from './seeded-chance.ts';

export interface MadePaper {
  readonly format: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  /** Stands in no other paper. */
  readonly word: string;
  /** The page on which it stands; null where the format has none of its own. */
  readonly page: number | null;
  /** False: its bytes are broken, and nothing can be read. */
  readonly isSound: boolean;
}

interface Format {
  readonly mediaType: string;
  readonly make: (pages: readonly string[]) => Buffer;
  readonly isPaged: boolean;
}

const OOXML = 'application/vnd.openxmlformats-officedocument.';
const ODF = 'application/vnd.oasis.opendocument.';

export const FORMATS: Readonly<Record<string, Format>> = {
  pdf: { mediaType: 'application/pdf', make: (pages) => madePdf({ pages }), isPaged: true },
  docx: { mediaType: `${OOXML}wordprocessingml.document`, make: (pages) => madeDocx(pages), isPaged: true },
  xlsx: { mediaType: `${OOXML}spreadsheetml.sheet`, make: madeXlsx, isPaged: true },
  pptx: { mediaType: `${OOXML}presentationml.presentation`, make: madePptx, isPaged: true },
  odt: { mediaType: `${ODF}text`, make: (pages) => madeOdt(pages), isPaged: true },
  ods: { mediaType: `${ODF}spreadsheet`, make: madeOds, isPaged: true },
  rtf: { mediaType: 'application/rtf', make: madeRtf, isPaged: true },
  txt: { mediaType: 'text/plain', make: (pages) => Buffer.from(pages.join('\f')), isPaged: true },
  html: { mediaType: 'text/html', make: (pages) => Buffer.from(`<p>${pages.join('</p><p>')}</p>`), isPaged: false },
  eml: {
    mediaType: 'message/rfc822',
    make: (pages) => madeMail({ subject: 'A letter', text: pages.join('\n') }),
    isPaged: false,
  },
};

/** Words that many papers have. */
const COMMON = ['boundary', 'permit', 'hearing', 'façade', 'Grüße', 'invoice', 'witness', 'appeal', 'notice', 'year'];
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const PAGES_MOST = 4;
const WORDS_OF_LINE = 8;

/** @param number makes its word one that no other paper has */
export function makePaper(chance: Chance, number: number, format: string): MadePaper {
  const found = FORMATS[format];
  if (found === undefined) throw new Error(`There is no format ${format}.`);
  const word = wordOf(number);
  const pages = Array.from({ length: chance.between(1, PAGES_MOST) }, () => pageOf(chance));
  const at = chance.between(0, pages.length - 1);
  const lines = (pages[at] ?? '').split('\n');
  lines.splice(chance.between(0, lines.length), 0, `before ${word} after`);
  const whole = found.make(pages.map((page, index) => (index === at ? lines.join('\n') : page)));
  const isSound = !chance.percent(2);
  // The first half of a file: archives lack their list, and what is text would still be text.
  const isBreakable = !['txt', 'html', 'eml', 'rtf', 'pdf'].includes(format);
  const isBroken = !isSound && isBreakable;
  return {
    ...{ format, word, mediaType: found.mediaType, isSound: !isBroken },
    bytes: isBroken ? whole.subarray(0, whole.length / 2) : whole,
    page: found.isPaged ? at + 1 : null,
  };
}

/** Letters alone, so that every format keeps it in one piece. */
function wordOf(number: number): string {
  let left = number;
  let word = 'zq';
  for (let at = 0; at < 5; at += 1) {
    word += LETTERS.charAt(left % 26);
    left = Math.floor(left / 26);
  }
  return word;
}

function pageOf(chance: Chance): string {
  const line = (): string =>
    Array.from({ length: WORDS_OF_LINE }, () => COMMON[chance.between(0, COMMON.length - 1)]).join(' ');
  return Array.from({ length: chance.between(2, 12) }, line).join('\n');
}

// Gathers the pages of a paper within the bounds of what may be answered: what goes beyond is left out, and said to be.
import type { Page, PaperLimits, PaperText, PartReason, RefusedPart } from './paper.ts';

export interface PageMaker {
  /** Adds a page. False: no further page is taken. */
  readonly add: (text: string) => boolean;
  readonly refuse: (part: string, reason: PartReason) => void;
  readonly say: (facts: Partial<PaperFacts>) => void;
  readonly made: () => PaperText;
}

export interface PaperFacts {
  readonly title: string | null;
  readonly language: string | null;
  /** Of the whole paper, where that is known without reading it. */
  readonly pageCount: number;
}

/** Of a title or a language that a paper gives itself. */
const FACT_CHARACTERS = 500;
/** What is refused beyond is not listed one by one. */
const REFUSED_MOST = 100;

export function makePages(limits: PaperLimits, firstPages: number | null): PageMaker {
  const pages: Page[] = [];
  const refused: RefusedPart[] = [];
  const most = Math.min(limits.pages, firstPages ?? limits.pages);
  let left = limits.characters;
  let facts: PaperFacts = { title: null, language: null, pageCount: 0 };
  const refuse = (part: string, reason: PartReason): void => {
    if (refused.length < REFUSED_MOST) refused.push({ part, reason });
  };
  return {
    add(text) {
      if (pages.length >= most) {
        if (firstPages === null) refuse(`page ${pages.length + 1} and after`, 'too-many');
        return false;
      }
      const whole = tidyText(text);
      const cut = whole.length > left ? whole.slice(0, left) : whole;
      if (cut.length < whole.length) refuse(`page ${pages.length + 1}`, 'too-large');
      left -= cut.length;
      pages.push({ text: cut });
      return left > 0 && pages.length < most;
    },
    refuse,
    say: (more) => (facts = { ...facts, ...more }),
    made: () => ({
      kind: 'text',
      pages,
      pageCount: Math.max(facts.pageCount, pages.length),
      title: factOf(facts.title),
      language: languageOf(facts.language),
      partsRefused: refused,
    }),
  };
}

/** Line ends are one kind, and what no screen and no database can show is gone: controls, halves of characters. */
export function tidyText(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
    .replaceAll(/[\u0080-\u009f]/g, (each) => WINDOWS.charAt(each.charCodeAt(0) - 0x80))
    .replaceAll(UNSEEN, '')
    .replaceAll(/[ \t]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * What Windows has where ISO 8859-1 has controls that nobody writes. Node 20 decodes the one as the other, and so do mails that say so.
 */
const WINDOWS = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** Controls, halves of characters, soft hyphens, marks of no width. */
const UNSEEN = /\p{Cs}|[^\P{Cc}\t\n]|[\u00ad\u200b\u2060\ufeff]/gu;

function factOf(text: string | null): string | null {
  const tidy = tidyText(text ?? '').slice(0, FACT_CHARACTERS);
  return tidy === '' ? null : tidy;
}

function languageOf(text: string | null): string | null {
  const tag = (text ?? '').trim().replaceAll('_', '-');
  return /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/.test(tag) ? tag : null;
}

// Where the words of a document stand, and where in its pages those stand that somebody looked for. Pure; what is in a page comes in.
import type { CaseType } from '../definition/case-type.ts';
import { isOneSection, partsAsked } from '../definition/definition.ts';
import { type Document, nodesOfEntry } from '../entries/entries.ts';
import { type Place, placeOfParts } from './case-words.ts';
import { runsIn, type Sought, isSought } from './words.ts';

/** The parts that a reader of a document must be able to read, and the roles to which these are open. */
export function placeOfDocument(caseType: CaseType, document: Document): Place {
  if (isOneSection(caseType)) return { parts: [], readers: null };
  const parts = nodesOfEntry(document).flatMap((node) => partsAsked(caseType, node));
  return placeOfParts(caseType, [...new Set(parts)]);
}

/** A piece of a page, and which of its characters are words that were sought: from, to, in UTF-16 units of the piece. */
export interface Excerpt {
  /** Counts from one. */
  readonly page: number;
  readonly text: string;
  readonly marks: readonly (readonly [number, number])[];
}

/** Characters on either side of the first word that is shown. */
const AROUND = 90;
/** Pages of which nothing is shown are looked at no longer once a page has all words. */
const MARKS_MOST = 20;

interface Hit {
  readonly word: number;
  readonly from: number;
  readonly to: number;
}

/**
 * @param pages texts of pages, from the first
 * @returns null where not every word stands in one of them; else the page that has most of the words, the first of such, with a piece
 *   of it around the first of them
 */
export function excerptOf(pages: readonly string[], sought: Sought): Excerpt | null {
  const found = new Set<number>();
  let best: { readonly page: number; readonly hits: readonly Hit[]; readonly words: number } | null = null;
  for (const [at, text] of pages.entries()) {
    const hits = hitsIn(text, sought);
    const words = new Set(hits.map(({ word }) => word));
    for (const word of words) found.add(word);
    if (words.size > 0 && (best === null || words.size > best.words)) best = { page: at, hits, words: words.size };
    if (best?.words === sought.words.length) break;
  }
  if (best === null || found.size < sought.words.length) return null;
  return { page: best.page + 1, ...piece(pages[best.page] ?? '', best.hits) };
}

function hitsIn(text: string, sought: Sought): readonly Hit[] {
  const hits: Hit[] = [];
  for (const { words, from, to } of runsIn(text)) {
    for (const [at] of sought.words.entries())
      if (words.some((word) => isSought(sought, at, word))) hits.push({ word: at, from, to });
  }
  return hits;
}

function piece(text: string, hits: readonly Hit[]): Pick<Excerpt, 'text' | 'marks'> {
  const first = hits[0] ?? { from: 0, to: 0 };
  const start = first.from <= AROUND ? 0 : wordStart(text, first.from - AROUND);
  const end = wordEnd(text, Math.min(text.length, first.to + AROUND));
  const inside = hits.filter(({ from, to }) => from >= start && to <= end).slice(0, MARKS_MOST);
  const marks = new Map(inside.map(({ from, to }) => [from, [from - start, to - start] as const]));
  // One character for each, so that the marks stay where they are.
  return { text: text.slice(start, end).replaceAll(/\s/g, ' '), marks: [...marks.values()] };
}

/** The next beginning of a word, not far off; halves of characters lie in no gap. */
function wordStart(text: string, at: number): number {
  const gap = text.slice(at, at + 30).search(/\s/);
  return gap === -1 ? whole(text, at) : at + gap + 1;
}

function wordEnd(text: string, at: number): number {
  const gap = text.slice(at, at + 30).search(/\s/);
  return gap === -1 ? whole(text, at) : at + gap;
}

function whole(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at;
}

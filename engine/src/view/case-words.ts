// The words by which a case is found, each with the parts in which it stands: whoever may not read these does not find the case
// by it. Pure: the same state gives the same words, so what is kept of them can be dropped and made anew.
import type { CaseState } from '../case/state.ts';
import { GENERAL, isOneSection } from '../definition/access-definition.ts';
import type { CaseType } from '../definition/case-type.ts';
import { partsOfField, type ReadableParts } from './readable-parts.ts';
import { isSought, type Sought, wordsIn } from './words.ts';

export interface CaseWord {
  readonly word: string;
  /** A reader must be able to read all of them. None: whoever may read anything of the case. */
  readonly parts: readonly string[];
  /** The roles to which these parts are open, where they name some; null: all. */
  readonly readers: readonly string[] | null;
}

/** Words of one case. What comes after them in its fields does not find it. */
export const CASE_WORDS_MOST = 400;

/** The reference, then the texts of its fields in the order of the case type. Numbers, dates and choices are no words, nor are notes. */
export function wordsOfCase(caseType: CaseType, state: Pick<CaseState, 'reference' | 'data'>): readonly CaseWord[] {
  const found = new Map<string, CaseWord>();
  for (const word of wordsIn(state.reference)) found.set(`${word} `, { word, parts: [], readers: null });
  const isWhole = isOneSection(caseType);
  for (const { name, kind } of caseType.fields.values()) {
    const value = state.data[name];
    if (typeof value !== 'string' || (kind !== 'text' && kind !== 'long-text')) continue;
    const where = isWhole ? ANYWHERE : placeOf(caseType, name);
    for (const word of wordsIn(value)) {
      const key = `${word} ${where.parts.join(' ')}`;
      if (!found.has(key)) found.set(key, { word, ...where });
      if (found.size >= CASE_WORDS_MOST) return [...found.values()];
    }
  }
  return [...found.values()];
}

/** Which of the words sought a case has for somebody who may read these parts; null where it does not have them all. */
export function wordsFound(
  words: readonly CaseWord[],
  sought: Sought,
  readable: ReadableParts,
): readonly string[] | null {
  const seen = words.filter(({ parts }) => readable === null || parts.every((part) => readable.has(part)));
  const found = sought.words.map((_, at) =>
    seen.filter(({ word }) => isSought(sought, at, word)).map(({ word }) => word),
  );
  return found.length === 0 || found.some((each) => each.length === 0) ? null : [...new Set(found.flat())];
}

export type Place = Omit<CaseWord, 'word'>;

const ANYWHERE: Place = { parts: [], readers: null };

function placeOf(caseType: CaseType, field: string): Place {
  return placeOfParts(caseType, partsOfField(caseType, field));
}

/** Of what stands in all of these parts at once: those whose roles may read every one of them. */
export function placeOfParts(caseType: CaseType, parts: readonly string[]): Place {
  const lists = parts.map((part) => readersOf(caseType, part)).filter((readers) => readers !== null);
  const [first, ...others] = lists;
  const common = first?.filter((role) => others.every((readers) => readers.includes(role)));
  return { parts: parts.toSorted(), readers: common ?? null };
}

function readersOf({ access }: CaseType, part: string): readonly string[] | null {
  if (part === GENERAL) return null;
  const section = access?.sections.find(({ name }) => name === part);
  return (section ?? access?.fields.get(part))?.readers ?? null;
}

// Somebody who is looked for by a few words that were typed: words of a name, the day of birth, a number, a contact, in any order. What was
// typed is read as that, gives the traces by which records are met, and is then held against what is known of each person who came into
// question. Whoever looks knows little, so nothing is weighed: everything that was typed must be met.
import { contactOf, type Known, namesOf, tracesOf } from './known.ts';
import { edits, folded, nameWords, signs, soundOf } from './letters.ts';

export interface SoughtPerson {
  /** Words of a name in Latin letters, in their order. The last may be the beginning of one. */
  readonly names: readonly string[];
  /** `YYYY-MM-DD`: a day that was typed with dots or strokes is read day first. */
  readonly born: readonly string[];
  /** Words with a digit or an at sign, as they were typed. */
  readonly signs: readonly string[];
}

/** The worst of how each word that was typed is met. */
export type PersonMatch = 'same' | 'beginning' | 'alike';

/** Words of one question; what comes after them is not looked for. */
const WORDS_MOST = 8;
/** As many letters as the beginning of a name must have. */
const BEGINNING_LEAST = 2;
const SIGNS_LEAST = 3;

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/u;
const WRITTEN_DAY = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/u;
const HAS_SIGN = /[\p{N}@]/u;

/** What of a person a text names. Nothing where it has no word. */
export function soughtPerson(text: string): SoughtPerson {
  const [names, born, numbers]: readonly [string[], string[], string[]] = [[], [], []];
  for (const word of text.split(/\s+/u).filter(Boolean).slice(0, WORDS_MOST)) {
    const day = dayOf(word);
    if (day !== null) born.push(day);
    else if (HAS_SIGN.test(word)) numbers.push(word);
    else names.push(...nameWords(word));
  }
  return { names, born, signs: numbers };
}

/** The traces of whoever may be meant. A day of birth alone leads to nobody: it is that of too many. */
export function tracesOfSought({ names, born, signs: numbers }: SoughtPerson): readonly string[] {
  // Of the first of two words that are one number with a space in it, nobody can say that here.
  const known: Known = { name: [names.join(' ')], born, number: numbers, contact: numbers };
  return tracesOf(known);
}

/** How somebody of whom this is known meets what was typed; null where anything of it is not met. */
export function matchPerson(sought: SoughtPerson, known: Known): PersonMatch | null {
  const { names, born, signs: numbers } = sought;
  // A day alone would list everybody who was born on it.
  if (names.length + numbers.length === 0) return null;
  const dates = known.born ?? [];
  const met = [
    ...born.map((day) => matchDay(day, dates)),
    ...numbers.map((number) => matchSigns(number, known)),
    names.length === 0 ? SAME : matchNames(names, known),
  ];
  if (met.some((each) => each === null)) return null;
  return met.includes('alike') ? 'alike' : met.includes('beginning') ? 'beginning' : 'same';
}

/** A day as people type it; null for what is no day of the calendar. */
function dayOf(word: string): string | null {
  const written = WRITTEN_DAY.exec(word);
  const [, day = '', month = '', year = ''] = written ?? [];
  const iso = written === null ? word : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!ISO_DAY.test(iso)) return null;
  const read = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(iso) ? iso : null;
}

function matchDay(day: string, dates: readonly string[]): PersonMatch | null {
  if (dates.includes(day)) return 'same';
  const [year = '', month = '', dayOfMonth = ''] = day.split('-');
  return dates.includes(`${year}-${dayOfMonth}-${month}`) ? 'alike' : null;
}

function matchSigns(typed: string, known: Known): PersonMatch | null {
  const bare = signs(typed);
  if (bare.length < SIGNS_LEAST) return null;
  const numbers = (known.number ?? []).map(signs);
  const contacts = (known.contact ?? []).map(contactOf);
  if (numbers.includes(bare) || contacts.includes(contactOf(typed))) return 'same';
  const isBegun =
    numbers.some((number) => number.startsWith(bare)) ||
    (known.contact ?? []).some((contact) => folded(contact).trim().startsWith(folded(typed)));
  return isBegun ? 'beginning' : null;
}

/** The best of the names of somebody, who may have several. */
function matchNames(sought: readonly string[], known: Known): PersonMatch | null {
  const found = namesOf(known).map(({ words }) => matchName(sought, words));
  return MATCHES.find((match) => found.includes(match)) ?? null;
}

const SAME: PersonMatch = 'same';
const MATCHES: readonly PersonMatch[] = ['same', 'beginning', 'alike'];

/** Each word that was typed takes a word of the name, those that are the same first. */
function matchName(sought: readonly string[], words: readonly string[]): PersonMatch | null {
  const left = [...words];
  let open = sought;
  let worst: PersonMatch = 'same';
  for (const how of MATCHES) {
    const before = open.length;
    open = open.filter((word) => {
      const isLast = word === sought.at(-1);
      const found = left.findIndex((each) => meets(word, each, { how, isLast }));
      if (found === -1) return true;
      left.splice(found, 1);
      return false;
    });
    if (open.length < before) worst = how;
  }
  return open.length === 0 ? worst : null;
}

interface Meeting {
  readonly how: PersonMatch;
  readonly isLast: boolean;
}

function meets(word: string, other: string, { how, isLast }: Meeting): boolean {
  if (how === 'same') return word === other;
  if (how === 'beginning') return isLast && word.length >= BEGINNING_LEAST && other.startsWith(word);
  const most = Math.min(word.length, other.length) >= 5 ? 1 : 0;
  if (most > 0 && edits(word, other, most) <= most) return true;
  return soundOf(word).length > 1 && soundOf(word) === soundOf(other);
}

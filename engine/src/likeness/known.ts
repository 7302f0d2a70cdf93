// What is known of somebody that can be compared, and the traces by which records of them are met: a few texts of which two records of
// one person have one in common, unless much was written differently. Whoever keeps traces keeps a keyed hash of each.
import { folded, nameWords, signs, soundOf } from './letters.ts';

/** What a field of a case may tell people apart by. */
export const IDENTIFIERS = ['name', 'given-name', 'family-name', 'born', 'number', 'contact', 'address'] as const;

export type Identifier = (typeof IDENTIFIERS)[number];

/** As it was recorded: several values of a kind where several cases or fields have some. A date is `YYYY-MM-DD`. */
export type Known = Readonly<Partial<Record<Identifier, readonly string[]>>>;

/** One name of somebody: its words, and of which it is known that they are given or family names. */
export interface KnownName {
  readonly words: readonly string[];
  readonly given: readonly string[];
  readonly family: readonly string[];
}

/** Names, each as a whole: those in one field, and given and family name together. */
export function namesOf(known: Known): readonly KnownName[] {
  const whole = (known.name ?? []).map((name) => ({ words: nameWords(name), given: [], family: [] }));
  const [givens, families] = [known['given-name'] ?? [], known['family-name'] ?? []];
  const longest = Math.max(givens.length, families.length);
  const parted = Array.from({ length: longest }, (_, at) => {
    const given = nameWords(givens[at] ?? givens[0] ?? '');
    const family = nameWords(families[at] ?? families[0] ?? '');
    return { words: [...given, ...family], given, family };
  });
  return [...whole, ...parted].filter(({ words }) => words.length > 0);
}

/** Day and month in their order, so that a date and the same with both swapped are one. */
function bornEitherWay(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return month < day ? `${year}-${month}-${day}` : `${year}-${day}-${month}`;
}

/** How a mailbox or a telephone number is compared: without its country, which is often left out. */
export function contactOf(text: string): string {
  if (text.includes('@')) return folded(text).trim();
  const digits = text.normalize('NFKC').replaceAll(/\D/gu, '');
  return digits.length >= 6 ? digits.slice(-9) : signs(text);
}

/** Shorter ones are shared by too many to mean anything. */
const SIGNS_LEAST = 4;
const PAIRS_MOST = 10;

/**
 * The traces of somebody. Two records of one person share one where their whole names sound alike, two words of their names do, one
 * word does and they were born on the same day (or with day and month swapped) or live at one address, or where a number or contact is
 * the same.
 */
export function tracesOf(known: Known): readonly string[] {
  const traces = new Set<string>();
  const dates = (known.born ?? []).map(bornEitherWay);
  const homes = (known.address ?? []).map((address) => nameWords(address).toSorted().join(' '));
  for (const { words } of namesOf(known)) {
    const sounds = [...new Set(words.map(soundOf))].filter((sound) => sound !== '').toSorted();
    if (sounds.length === 1) traces.add(`one ${sounds[0] ?? ''}`);
    for (const pair of pairsOf(sounds)) traces.add(`two ${pair}`);
    for (const sound of sounds) {
      for (const date of dates) traces.add(`born ${date} ${sound}`);
      for (const home of homes) traces.add(`home ${home} ${sound}`);
    }
  }
  for (const number of (known.number ?? []).map(signs)) {
    if (number.length >= SIGNS_LEAST) traces.add(`number ${number}`);
  }
  for (const contact of (known.contact ?? []).map(contactOf)) {
    if (contact.length >= SIGNS_LEAST) traces.add(`contact ${contact}`);
  }
  return [...traces];
}

function pairsOf(sounds: readonly string[]): readonly string[] {
  const pairs = sounds.flatMap((one, at) => sounds.slice(at + 1).map((other) => `${one} ${other}`));
  return pairs.slice(0, PAIRS_MOST);
}

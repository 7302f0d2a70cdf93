// How likely two records are of one person, in the manner of Fellegi and Sunter (1969): each kind of knowledge is compared by
// itself, its agreement weighs log2(m / u), and the weights are added. m is how often records of one person agree so, u how often
// records of two people do who come into question at all: namesakes, relatives, neighbours, and not strangers, whom nobody would take
// for each other. Both were set by hand and are the same for every agency: counting them from cases would tell of hidden ones by
// the score. It knows no cases, and what is not known on either side weighs nothing.
import { contactOf, type Known, type KnownName, namesOf } from './known.ts';
import { edits, nameWords, signs, soundOf } from './letters.ts';

/** How a kind of knowledge agrees, for people; `m` and `u` of each kind add up to 1. */
export const LEVELS = {
  'name-same': { m: 0.68, u: 0.0015, says: 'same name' },
  'name-swapped': { m: 0.02, u: 0.0001, says: 'same name, its parts in another order' },
  'name-close': { m: 0.16, u: 0.0025, says: 'names differ by one slip' },
  'name-loose': { m: 0.05, u: 0.003, says: 'names sound alike, or differ by more than one slip' },
  'name-longer': { m: 0.05, u: 0.0008, says: 'one name has more parts' },
  'name-part': { m: 0.015, u: 0.12, says: 'only a part of the name is the same' },
  'name-other': { m: 0.025, u: 0.8721, says: 'another name' },
  'born-same': { m: 0.86, u: 0.0135, says: 'born on the same day' },
  'born-swapped': { m: 0.05, u: 0.003, says: 'day and month of birth swapped' },
  'born-near': { m: 0.07, u: 0.0135, says: 'dates of birth differ in one part' },
  'born-other': { m: 0.02, u: 0.97, says: 'born on another day' },
  'number-same': { m: 0.7, u: 0.0007, says: 'same number' },
  'number-near': { m: 0.05, u: 0.003, says: 'numbers differ by one slip' },
  'number-other': { m: 0.25, u: 0.9963, says: 'other numbers' },
  'contact-same': { m: 0.5, u: 0.06, says: 'same contact' },
  'contact-other': { m: 0.5, u: 0.94, says: 'other contact' },
  'address-same': { m: 0.6, u: 0.15, says: 'same address' },
  'address-other': { m: 0.4, u: 0.85, says: 'another address' },
} as const satisfies Readonly<Record<string, { readonly m: number; readonly u: number; readonly says: string }>>;

export type Level = keyof typeof LEVELS;

export interface LikenessReason {
  readonly level: Level;
  /** In bits, to a tenth: what speaks for one person is above nothing, what speaks against it below. */
  readonly weight: number;
  readonly says: string;
}

export interface Likeness {
  /** The sum of the weights. */
  readonly score: number;
  /** `likely` asks for one look, `possible` for a close one; `unlikely` is proposed to nobody. */
  readonly band: 'likely' | 'possible' | 'unlikely';
  readonly reasons: readonly LikenessReason[];
}

/** From ten bits on a pair is a thousand times likelier among records of one person than among those of people taken for each other. */
export const LIKELY_FROM = 10;
export const POSSIBLE_FROM = 6;

export function weightOf(level: Level): number {
  const { m, u } = LEVELS[level];
  return Math.round(Math.log2(m / u) * 10) / 10;
}

/** Compares what is known of two records. The order of the two makes no difference. */
export function compareKnown(one: Known, other: Known): Likeness {
  const levels = [
    bestOf(namesOf(one), namesOf(other), levelOfNames),
    bestOf(one.born ?? [], other.born ?? [], levelOfDates),
    bestOf(signsOf(one.number), signsOf(other.number), levelOfNumbers),
    bestOf((one.contact ?? []).map(contactOf), (other.contact ?? []).map(contactOf), (a, b) =>
      a === b ? 'contact-same' : 'contact-other',
    ),
    bestOf((one.address ?? []).map(nameWords), (other.address ?? []).map(nameWords), levelOfAddresses),
  ];
  const reasons = levels.flatMap((level): readonly LikenessReason[] =>
    level === null ? [] : [{ level, weight: weightOf(level), says: LEVELS[level].says }],
  );
  const score = Math.round(reasons.reduce((sum, { weight }) => sum + weight, 0) * 10) / 10;
  return { score, band: score >= LIKELY_FROM ? 'likely' : score >= POSSIBLE_FROM ? 'possible' : 'unlikely', reasons };
}

function signsOf(numbers: readonly string[] | undefined): readonly string[] {
  return (numbers ?? []).map(signs).filter((number) => number !== '');
}

/** Of several values on either side the two that agree best; null where one side has none. */
function bestOf<T>(ones: readonly T[], others: readonly T[], level: (one: T, other: T) => Level): Level | null {
  let best: Level | null = null;
  for (const one of ones) {
    for (const other of others) {
      const found = level(one, other);
      if (best === null || weightOf(found) > weightOf(best)) best = found;
    }
  }
  return best;
}

const MEETINGS = ['same', 'slip', 'sound'] as const;

/** Each word of the shorter name looks for a word of the other: exact ones first, so that no slip takes the partner of a like word. */
function levelOfNames(one: KnownName, other: KnownName): Level {
  const [fewer, more] = one.words.length <= other.words.length ? [one, other] : [other, one];
  const met = { same: 0, slip: 0, sound: 0 };
  const left = [...more.words];
  let open = fewer.words;
  for (const how of MEETINGS) {
    open = open.filter((word) => {
      const found = left.findIndex((each) => meets(word, each, how));
      if (found === -1) return true;
      left.splice(found, 1);
      met[how] += 1;
      return false;
    });
  }
  const differing = met.slip + met.sound;
  if (open.length > 0) return open.length < fewer.words.length ? 'name-part' : 'name-other';
  if (left.length > 0 && (fewer.words.length < 2 || differing > 1)) return 'name-part';
  if (left.length > 0) return differing === 0 ? 'name-longer' : 'name-loose';
  if (differing === 0) return inSameOrder(one, other) ? 'name-same' : 'name-swapped';
  return differing === 1 && met.slip === 1 ? 'name-close' : 'name-loose';
}

function meets(one: string, other: string, how: (typeof MEETINGS)[number]): boolean {
  if (how === 'same') return one === other;
  if (how === 'sound') return soundOf(one).length > 1 && soundOf(one) === soundOf(other);
  const shorter = Math.min(one.length, other.length);
  const most = shorter >= 8 ? 2 : shorter >= 3 ? 1 : 0;
  return most > 0 && edits(one, other, most) <= most;
}

/** A name in one field has its parts in the order of whoever wrote it, which says nothing. */
function inSameOrder(one: KnownName, other: KnownName): boolean {
  if (one.family.length === 0 || other.family.length === 0) return true;
  return one.words.join(' ') === other.words.join(' ');
}

function levelOfDates(one: string, other: string): Level {
  if (one === other) return 'born-same';
  const [a, b] = [one.split('-'), other.split('-')];
  if (a[0] === b[0] && a[1] === b[2] && a[2] === b[1]) return 'born-swapped';
  const differing = a.filter((part, at) => part !== b[at]);
  const isSlip = edits(one, other, 1) <= 1;
  return differing.length === 1 && isSlip ? 'born-near' : 'born-other';
}

function levelOfNumbers(one: string, other: string): Level {
  if (one === other) return 'number-same';
  return Math.min(one.length, other.length) >= 6 && edits(one, other, 1) <= 1 ? 'number-near' : 'number-other';
}

const SHARED_LEAST = 0.75;

/** By their words in any order, of which three in four must be the same. */
function levelOfAddresses(one: readonly string[], other: readonly string[]): Level {
  const [a, b] = [new Set(one), new Set(other)];
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared > 0 && shared / Math.max(a.size, b.size) >= SHARED_LEAST ? 'address-same' : 'address-other';
}

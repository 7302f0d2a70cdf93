// Sets of characters as ranges of code points, and the named ones of XML Schema (part 2, appendix F): categories, blocks,
// and the characters of XML names. Knows no patterns.
import { BLOCKS } from './unicode-blocks.ts';

/** Ranges that neither meet nor touch, in order; both ends belong to them. */
export type CharacterSet = readonly (readonly [from: number, to: number])[];

export const LAST_CHARACTER = 0x10_ff_ff;

/** The ranges brought in order and joined. */
export function union(...sets: readonly CharacterSet[]): CharacterSet {
  const joined: [number, number][] = [];
  for (const [from, to] of sets.flat().toSorted(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

export function complement(set: CharacterSet): CharacterSet {
  const gaps: [number, number][] = [];
  let next = 0;
  for (const [from, to] of set) {
    if (from > next) gaps.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= LAST_CHARACTER) gaps.push([next, LAST_CHARACTER]);
  return gaps;
}

export function difference(set: CharacterSet, without: CharacterSet): CharacterSet {
  return complement(union(complement(set), without));
}

/** The set with the other case of each letter (XPath functions, 5.6.2: flag i). */
export function bothCases(set: CharacterSet): CharacterSet {
  const others: [number, number][] = [];
  const add = (code: number): void => {
    const letter = String.fromCodePoint(code);
    for (const other of [letter.toLowerCase(), letter.toUpperCase()]) {
      const at = other.codePointAt(0) ?? code;
      if (other === String.fromCodePoint(at)) others.push([at, at]);
    }
  };
  const isSmall = caseEffortOf(set) < FEW;
  for (const [from, to] of isSmall ? set : casedLetters()) {
    for (let code = from; code <= to; code += 1) if (isSmall || includes(set, code)) add(code);
  }
  return union(set, others);
}

const FEW = 500;

/** What `bothCases` costs, in characters that it looks at. */
export function caseEffortOf(set: CharacterSet): number {
  let size = 0;
  for (const [from, to] of set) size += to - from + 1;
  return size < FEW ? size : 3000;
}

function includes(set: CharacterSet, code: number): boolean {
  let [low, high] = [0, set.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [from, to] = set[middle] ?? [0, -1];
    if (code < from) high = middle - 1;
    else if (code > to) low = middle + 1;
    else return true;
  }
  return false;
}

let known: CharacterSet | null = null;

function casedLetters(): CharacterSet {
  known ??= union(named('Lu') ?? [], named('Ll') ?? [], named('Lt') ?? []);
  return known;
}

const CATEGORY = /^(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)$/;
const categories = new Map<string, CharacterSet>();

/** A category such as `Lu`, or a block such as `IsBasicLatin`; null where there is none of that name. */
export function named(name: string): CharacterSet | null {
  if (name.startsWith('Is')) {
    const block = BLOCKS.get(name.slice(2));
    return block === undefined ? null : [block];
  }
  if (!CATEGORY.test(name)) return null;
  const kept = categories.get(name);
  if (kept !== undefined) return kept;
  const found = charactersLike(new RegExp(String.raw`\p{${name}}`, 'u'));
  categories.set(name, found);
  return found;
}

/** Asked once for each category, of which there are less than fifty. */
function charactersLike(pattern: RegExp): CharacterSet {
  const found: [number, number][] = [];
  let from = -1;
  for (let code = 0; code <= LAST_CHARACTER + 1; code += 1) {
    const isIn = code <= LAST_CHARACTER && pattern.test(String.fromCodePoint(code));
    if (isIn && from === -1) from = code;
    if (!isIn && from !== -1) {
      found.push([from, code - 1]);
      from = -1;
    }
  }
  return found;
}

const NAME_START: CharacterSet = union([
  ...([
    [0x3a, 0x3a],
    [0x41, 0x5a],
    [0x5f, 0x5f],
    [0x61, 0x7a],
    [0xc0, 0xd6],
    [0xd8, 0xf6],
    [0xf8, 0x2ff],
  ] as const),
  ...([
    [0x370, 0x37d],
    [0x37f, 0x1fff],
    [0x200c, 0x200d],
    [0x2070, 0x218f],
    [0x2c00, 0x2fef],
  ] as const),
  ...([
    [0x3001, 0xd7ff],
    [0xf900, 0xfdcf],
    [0xfdf0, 0xfffd],
    [0x10000, 0xeffff],
  ] as const),
]);
const NAME: CharacterSet = union(NAME_START, [
  [0x2d, 0x2e],
  [0x30, 0x39],
  [0xb7, 0xb7],
  [0x300, 0x36f],
  [0x203f, 0x2040],
]);

const escapes = new Map<string, CharacterSet | null>();

/** What a letter after a backslash stands for; null where it stands for no set. */
export function escapedSet(letter: string): CharacterSet | null {
  const kept = escapes.get(letter);
  if (kept !== undefined) return kept;
  const made = madeSet(letter);
  escapes.set(letter, made);
  return made;
}

function madeSet(letter: string): CharacterSet | null {
  switch (letter) {
    case 's':
      return union([
        [0x20, 0x20],
        [0x9, 0xa],
        [0xd, 0xd],
      ]);
    case 'i':
      return NAME_START;
    case 'c':
      return NAME;
    case 'd':
      return named('Nd');
    case 'w':
      return complement(union(named('P') ?? [], named('Z') ?? [], named('C') ?? []));
    default: {
      const lower = letter.toLowerCase();
      const set = lower === letter ? null : escapedSet(lower);
      return set === null ? null : complement(set);
    }
  }
}

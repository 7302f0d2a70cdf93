// Brings the character classes and escapes of an XPath pattern to what the library of patterns reads: the meaning of XML
// Schema (part 2, appendix F), subtraction of classes included, written out as ranges. Refuses what XPath does not have.
import {
  bothCases,
  caseEffortOf,
  type CharacterSet,
  complement,
  difference,
  escapedSet,
  named,
  union,
} from './character-set.ts';

interface Reading {
  readonly pattern: string;
  readonly anyCase: boolean;
  at: number;
  /** Ranges that may still be written. */
  left: number;
}

const DEEPEST_CLASS = 10;

/** A class such as `\\w` has 700 ranges, and the library goes through them all; some dozens of such classes are plenty. */
const MOST_RANGES = 60_000;

export interface TranslatedPattern {
  readonly source: string;
  /** Ranges that the library goes through before it looks at the text. */
  readonly ranges: number;
}

/**
 * Most texts are of Latin letters, and for them what lies beyond is left out of every class, but for the one sign whose other
 * case is a Latin letter.
 */
const LATIN: CharacterSet = [
  [0, 0x17f],
  [0x212a, 0x212a],
];

const BEYOND_LATIN = /[\u0180-\uFFFF]/;

/**
 * @param text the text that is searched
 * @returns the pattern for the library; null where it is none of XPath
 */
export function translateClasses(
  pattern: string,
  { text, anyCase }: { readonly text: string; readonly anyCase: boolean },
): TranslatedPattern | null {
  const isLatin = !BEYOND_LATIN.test(text);
  const beyond = isLatin ? complement(LATIN) : [];
  let ranges = 0;
  const write = (whole: CharacterSet): string => {
    const set = difference(whole, beyond);
    ranges += 10 + set.length;
    return written(set);
  };
  const reading: Reading = { pattern, anyCase, at: 0, left: MOST_RANGES };
  let result = '';
  while (reading.at < pattern.length) {
    if (reading.left < 0) return null;
    const sign = pattern.charAt(reading.at);
    if (sign === '[') {
      const set = readClass(reading, 0);
      if (set === null) return null;
      result += write(set);
    } else if (sign === '\\') {
      const part = readEscape(reading);
      if (part === null) return null;
      if (typeof part === 'object') reading.left -= part.length;
      result += typeof part === 'string' ? part : write(part);
    } else {
      // XPath has groups that do not capture, and no other kind; a bracket that closes nothing is none of its signs.
      if (sign === ']' || /^\(\?(?!:)/.test(pattern.slice(reading.at, reading.at + 3))) return null;
      result += sign;
      reading.at += 1;
    }
  }
  return { source: result, ranges: ranges + MOST_RANGES - reading.left };
}

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
const SIGNS = '\\|.?*+(){}-[]^$';

/** After a backslash: a sign for itself, as the library writes it, or a set of characters. */
function readEscape(reading: Reading): string | CharacterSet | null {
  const letter = reading.pattern.charAt(reading.at + 1);
  reading.at += 2;
  if (letter === 'p' || letter === 'P') {
    const name = /^\{([A-Za-z0-9-]+)\}/.exec(reading.pattern.slice(reading.at));
    const set = named(name?.[1] ?? '');
    if (name === null || set === null) return null;
    reading.at += name[0].length;
    return letter === 'p' ? set : complement(set);
  }
  if (letter !== '' && letter in CONTROLS) return `\\${letter}`;
  if (letter !== '' && SIGNS.includes(letter)) return `\\${letter}`;
  return /^[a-zA-Z]$/.test(letter) ? escapedSet(letter) : null;
}

/** `[a-z-[b]]`, from its opening bracket to behind its closing one. */
function readClass(reading: Reading, depth: number): CharacterSet | null {
  const { pattern } = reading;
  reading.at += 1;
  const negated = pattern.charAt(reading.at) === '^';
  if (negated) reading.at += 1;
  const parts: CharacterSet[] = [];
  let without: CharacterSet = [];
  for (;;) {
    if (reading.at >= pattern.length || depth > DEEPEST_CLASS || reading.left < 0) return null;
    if (pattern.charAt(reading.at) === ']') break;
    if (pattern.startsWith('-[', reading.at) && parts.length > 0) {
      reading.at += 1;
      const inner = readClass(reading, depth + 1);
      if (inner === null || pattern.charAt(reading.at) !== ']') return null;
      without = inner;
      break;
    }
    const part = readRange(reading);
    if (part === null) return null;
    parts.push(part);
    reading.left -= part.length;
  }
  reading.at += 1;
  if (parts.length === 0) return null;
  const set = union(...parts);
  return difference(negated ? complement(set) : set, without);
}

/** One character, a range of them, or what an escape stands for. */
function readRange(reading: Reading): CharacterSet | null {
  const from = readMember(reading);
  if (from === null || typeof from === 'object') return from;
  const { pattern } = reading;
  const next = pattern.charAt(reading.at + 1);
  if (pattern.charAt(reading.at) !== '-' || next === ']' || next === '[' || next === '')
    return inCases(reading, [[from, from]]);
  reading.at += 1;
  const to = readMember(reading);
  return typeof to === 'number' && to >= from ? inCases(reading, [[from, to]]) : null;
}

/** Flag i is about characters and ranges that are written; a category means what it says (XPath functions, 5.6.2). */
function inCases(reading: Reading, range: CharacterSet): CharacterSet {
  if (!reading.anyCase) return range;
  reading.left -= caseEffortOf(range);
  return bothCases(range);
}

function readMember(reading: Reading): number | CharacterSet | null {
  const sign = reading.pattern.charAt(reading.at);
  if (sign === '[') return null;
  if (sign !== '\\') {
    const code = reading.pattern.codePointAt(reading.at) ?? 0;
    reading.at += code > 0xff_ff ? 2 : 1;
    return code;
  }
  const part = readEscape(reading);
  if (typeof part !== 'string') return part;
  const letter = part.charAt(1);
  return (CONTROLS[letter] ?? letter).codePointAt(0) ?? null;
}

function written(set: CharacterSet): string {
  // No character at all: what is neither in a set nor outside of it.
  if (set.length === 0) return String.raw`(?-i:[^\x{0}-\x{10FFFF}])`;

  const ranges = set.map(([from, to]) => String.raw`\x{${from.toString(16)}}-\x{${to.toString(16)}}`);
  // Both cases are in it already, and the library takes milliseconds to find them in a large class.
  return `(?-i:[${ranges.join('')}])`;
}

// Patterns of XPath 2.0 as matches, replace and split use them (DMN 1.5, table 68). The only file that knows the library
// of patterns, whose time grows with the text alone; the size of pattern and text is counted before it runs.
import { RE2JS } from 're2js';
import { translateClasses } from './pattern-classes.ts';
import { allocate, allocateElements, fail, type Run, spend } from './run.ts';
import type { FeelValue } from './value.ts';

export interface Matching {
  readonly text: string;
  readonly pattern: string;
  readonly flags: string;
}

const LONGEST_PATTERN = 500;
/** Repetitions are unrolled by the library, so a pattern may count no further than this in all its nested counts. */
const MOST_REPETITIONS = 1000;

const UNREADABLE =
  'The pattern cannot be read. Patterns have no references to earlier groups and do not look ahead or behind, and not dozens of large classes of characters.';

export function matchesPattern(matching: Matching, run: Run): FeelValue {
  const compiled = compile(matching, run);
  return compiled === null ? null : compiled.matcher(matching.text).find();
}

export function replacePattern(matching: Matching, replacement: string, run: Run): FeelValue {
  const compiled = compile(matching, run);
  if (compiled === null) return null;
  if (compiled.matcher('').find()) return fail(run, 'A pattern that finds the empty text cannot be replaced.');
  const pieces = matching.flags.includes('q') ? [replacement] : piecesOf(replacement, compiled.groupCount());
  if (pieces === null) {
    return fail(run, 'In a replacement, a dollar sign is followed by a digit, and a backslash by one of the two.');
  }
  allocate(run, matching.text.length);
  const matcher = compiled.matcher(matching.text);
  let result = '';
  let last = 0;
  while (matcher.find()) {
    const made = pieces.map((piece) => (typeof piece === 'string' ? piece : (matcher.group(piece) ?? ''))).join('');
    allocate(run, made.length + 1);
    result += matching.text.slice(last, matcher.start()) + made;
    last = matcher.end();
  }
  return result + matching.text.slice(last);
}

export function splitPattern(matching: Matching, run: Run): FeelValue {
  const compiled = compile(matching, run);
  if (compiled === null) return null;
  allocate(run, matching.text.length);
  const parts: string[] = [];
  const matcher = compiled.matcher(matching.text);
  let last = 0;
  while (matcher.find()) {
    if (matcher.end() === matcher.start()) continue;
    allocateElements(run, 1);
    parts.push(matching.text.slice(last, matcher.start()));
    last = matcher.end();
  }
  parts.push(matching.text.slice(last));
  return parts;
}

function compile({ text, pattern, flags }: Matching, run: Run): RE2JS | null {
  if (!/^[smixq]*$/.test(flags)) return fail(run, 'The flags of a pattern are s, m, i, x and q.');
  const repetitions = countedRepetitions(pattern);
  if (pattern.length > LONGEST_PATTERN || repetitions > MOST_REPETITIONS) {
    return fail(
      run,
      `A pattern has at most ${LONGEST_PATTERN} characters and counts to at most ${MOST_REPETITIONS} in all.`,
    );
  }
  spend(run, 50 + pattern.length * 2 + Math.ceil((text.length * (pattern.length + repetitions)) / 16));
  const literal = flags.includes('q');
  let bits = 0;
  if (flags.includes('i')) bits |= RE2JS.CASE_INSENSITIVE;
  if (flags.includes('s') && !literal) bits |= RE2JS.DOTALL;
  if (flags.includes('m') && !literal) bits |= RE2JS.MULTILINE;
  const spaced = flags.includes('x') ? withoutSpaces(pattern) : pattern;
  const translated = literal
    ? { source: RE2JS.quote(pattern), ranges: 0 }
    : translateClasses(spaced, { text, anyCase: flags.includes('i') });
  if (translated === null) return fail(run, UNREADABLE);
  const { source, ranges } = translated;
  spend(run, ranges * 3);
  try {
    return RE2JS.compile(source, bits);
  } catch {
    return fail(run, UNREADABLE);
  }
}

/** Text and numbers of groups, in order; null where a sign stands alone (XPath and XQuery functions, 7.6.3). */
function piecesOf(replacement: string, groups: number): readonly (string | number)[] | null {
  const pieces: (string | number)[] = [];
  for (let at = 0; at < replacement.length; at += 1) {
    const sign = replacement.charAt(at);
    const next = replacement.charAt(at + 1);
    if (sign !== '$' && sign !== '\\') {
      pieces.push(sign);
      continue;
    }
    at += 1;
    if (sign === '\\' && (next === '\\' || next === '$')) pieces.push(next);
    else if (sign !== '$' || !/\d/.test(next)) return null;
    else at += groupAt(replacement, { at, groups, pieces });
  }
  return pieces;
}

interface GroupReading {
  readonly at: number;
  readonly groups: number;
  readonly pieces: (string | number)[];
}

/** Takes the longest number of a group that there is; answers how many more digits it took than one. */
function groupAt(replacement: string, { at, groups, pieces }: GroupReading): number {
  const digits = /^\d+/.exec(replacement.slice(at))?.[0] ?? '0';
  let length = digits.length;
  while (length > 1 && Number(digits.slice(0, length)) > groups) length -= 1;
  const group = Number(digits.slice(0, length));
  pieces.push(group <= groups ? group : '');
  return length - 1;
}

/** What the largest nested counts of a pattern multiply to, such as 12 for `(a{3}){4}`. An upper bound is enough. */
function countedRepetitions(pattern: string): number {
  let product = 1;
  for (const [, from = '0', to = ''] of pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)) {
    product *= Math.max(Number(from), Number(to), 1);
  }
  return product;
}

/** Flag x: white space outside brackets is taken out. */
function withoutSpaces(pattern: string): string {
  let depth = 0;
  let result = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const sign = pattern.charAt(at);
    if (sign === '\\') {
      result += pattern.slice(at, at + 2);
      at += 1;
      continue;
    }
    if (sign === '[') depth += 1;
    if (sign === ']') depth -= 1;
    if (depth > 0 || !/\s/.test(sign)) result += sign;
  }
  return result;
}

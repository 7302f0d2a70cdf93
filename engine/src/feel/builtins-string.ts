// Built-in functions on texts (DMN 1.5, table 68). Lengths and places count characters, not UTF-16 units. Patterns are
// those of XPath, run by an engine whose time grows with the text and never with the choices of the pattern.
import { builtin, signature } from './builtin.ts';
import { matchesPattern, replacePattern, splitPattern } from './pattern.ts';
import { toInteger } from './number.ts';
import { allocate, fail, type Run } from './run.ts';
import { stringOf } from './conversion.ts';
import type { FeelFunction, FeelList, FeelNumber, FeelValue } from './value.ts';

export const STRING_BUILTINS: readonly FeelFunction[] = [
  builtin(
    'substring',
    signature(
      [
        ['string', 'string'],
        ['start position', 'number'],
        ['length', 'number?'],
      ],
      ([text, start, length], run) => substring(text, { start, length }, run),
    ),
  ),
  builtin(
    'string length',
    signature([['string', 'string']], ([text]) => lengthOf(text)),
  ),
  builtin(
    'upper case',
    signature([['string', 'string']], ([text]) => text.toUpperCase()),
  ),
  builtin(
    'lower case',
    signature([['string', 'string']], ([text]) => text.toLowerCase()),
  ),
  builtin(
    'substring before',
    signature(
      [
        ['string', 'string'],
        ['match', 'string'],
      ],
      ([text, match]) => {
        const place = text.indexOf(match);
        return place < 0 ? '' : text.slice(0, place);
      },
    ),
  ),
  builtin(
    'substring after',
    signature(
      [
        ['string', 'string'],
        ['match', 'string'],
      ],
      ([text, match]) => {
        const place = text.indexOf(match);
        return place < 0 ? '' : text.slice(place + match.length);
      },
    ),
  ),
  builtin(
    'contains',
    signature(
      [
        ['string', 'string'],
        ['match', 'string'],
      ],
      ([text, match]) => text.includes(match),
    ),
  ),
  builtin(
    'starts with',
    signature(
      [
        ['string', 'string'],
        ['match', 'string'],
      ],
      ([text, match]) => text.startsWith(match),
    ),
  ),
  builtin(
    'ends with',
    signature(
      [
        ['string', 'string'],
        ['match', 'string'],
      ],
      ([text, match]) => text.endsWith(match),
    ),
  ),
  builtin(
    'matches',
    signature(
      [
        ['input', 'string'],
        ['pattern', 'string'],
        ['flags', 'string?'],
      ],
      ([text, pattern, flags], run) => matchesPattern({ text, pattern, flags: flags ?? '' }, run),
    ),
  ),
  builtin(
    'replace',
    signature(
      [
        ['input', 'string'],
        ['pattern', 'string'],
        ['replacement', 'string'],
        ['flags', 'string?'],
      ],
      ([text, pattern, replacement, flags], run) =>
        replacePattern({ text, pattern, flags: flags ?? '' }, replacement, run),
    ),
  ),
  builtin(
    'split',
    signature(
      [
        ['string', 'string'],
        ['delimiter', 'string'],
      ],
      ([text, pattern], run) => splitPattern({ text, pattern, flags: '' }, run),
    ),
  ),
  builtin(
    'string join',
    signature(
      [
        ['list', 'list'],
        ['delimiter', 'string?'],
      ],
      ([list, delimiter], run) => joined(list, delimiter ?? '', run),
    ),
  ),
  builtin(
    'string',
    signature([['from', 'any']], ([value], run) => (value === null ? null : stringOf(value, run))),
  ),
];

interface Part {
  readonly start: FeelNumber;
  readonly length: FeelNumber | null;
}

function substring(text: string, part: Part, run: Run): FeelValue {
  const all = lengthOf(text);
  const start = toInteger(part.start) ?? 0;
  const length = part.length === null ? all : toInteger(part.length);
  if (start === 0 || Math.abs(start) > all || length === null || length < 1) {
    return fail(run, 'The part of the text lies outside of it.');
  }
  const from = unitAt(text, 0, start > 0 ? start - 1 : all + start);
  return text.slice(from, unitAt(text, from, Math.min(length, all)));
}

/** Characters of a text, without making a list of them. */
function lengthOf(text: string): number {
  let count = text.length;
  for (let unit = 0; unit < text.length - 1; unit += 1) if (isPair(text, unit)) count -= 1;
  return count;
}

/** The UTF-16 unit that many characters after another. */
function unitAt(text: string, from: number, characters: number): number {
  let unit = from;
  for (let passed = 0; passed < characters && unit < text.length; passed += 1) unit += isPair(text, unit) ? 2 : 1;
  return unit;
}

/** True where a high surrogate is followed by a low one: one character of two units. */
function isPair(text: string, unit: number): boolean {
  return (text.charCodeAt(unit) & 0xfc_00) === 0xd8_00 && (text.charCodeAt(unit + 1) & 0xfc_00) === 0xdc_00;
}

/** Null elements are left out. */
function joined(list: FeelList, delimiter: string, run: Run): FeelValue {
  const texts: string[] = [];
  let length = 0;
  for (const element of list) {
    if (element === null) continue;
    if (typeof element !== 'string') return fail(run, 'Only texts can be joined.');
    length += element.length + delimiter.length;
    texts.push(element);
  }
  // The call counts what it gave; here it only must not be made before it is known to fit.
  if (length > run.space) allocate(run, length);
  return texts.join(delimiter);
}

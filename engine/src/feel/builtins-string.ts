// Built-in functions on texts (DMN 1.5, table 68). Lengths and places count characters, not UTF-16 units. Patterns are
// those of XPath, run by an engine whose time grows with the text and never with the choices of the pattern.
import { builtin, signature } from './builtin.ts';
import { matchesPattern, replacePattern, splitPattern } from './pattern.ts';
import { toInteger } from './number.ts';
import { allocate, fail, type Run, spend } from './run.ts';
import { stringOf } from './conversion.ts';
import type { FeelFunction, FeelList, FeelNumber, FeelValue } from './value.ts';

export const STRING_BUILTINS: readonly FeelFunction[] = [
  builtin(
    'substring',
    signature([['string', 'string'], ['start position', 'number'], ['length', 'number?']], ([text, start, length], run) =>
      substring(text, { start, length }, run),
    ),
  ),
  builtin('string length', signature([['string', 'string']], ([text]) => characters(text).length)),
  builtin('upper case', signature([['string', 'string']], ([text]) => text.toUpperCase())),
  builtin('lower case', signature([['string', 'string']], ([text]) => text.toLowerCase())),
  builtin(
    'substring before',
    signature([['string', 'string'], ['match', 'string']], ([text, match]) => {
      const place = text.indexOf(match);
      return place < 0 ? '' : text.slice(0, place);
    }),
  ),
  builtin(
    'substring after',
    signature([['string', 'string'], ['match', 'string']], ([text, match]) => {
      const place = text.indexOf(match);
      return place < 0 ? '' : text.slice(place + match.length);
    }),
  ),
  builtin('contains', signature([['string', 'string'], ['match', 'string']], ([text, match]) => text.includes(match))),
  builtin('starts with', signature([['string', 'string'], ['match', 'string']], ([text, match]) => text.startsWith(match))),
  builtin('ends with', signature([['string', 'string'], ['match', 'string']], ([text, match]) => text.endsWith(match))),
  builtin(
    'matches',
    signature([['input', 'string'], ['pattern', 'string'], ['flags', 'string?']], ([text, pattern, flags], run) =>
      matchesPattern({ text, pattern, flags: flags ?? '' }, run),
    ),
  ),
  builtin(
    'replace',
    signature(
      [['input', 'string'], ['pattern', 'string'], ['replacement', 'string'], ['flags', 'string?']],
      ([text, pattern, replacement, flags], run) =>
        replacePattern({ text, pattern, flags: flags ?? '' }, replacement, run),
    ),
  ),
  builtin(
    'split',
    signature([['string', 'string'], ['delimiter', 'string']], ([text, pattern], run) =>
      splitPattern({ text, pattern, flags: '' }, run),
    ),
  ),
  builtin(
    'string join',
    signature([['list', 'list'], ['delimiter', 'string?']], ([list, delimiter], run) => joined(list, delimiter ?? '', run)),
  ),
  builtin('string', signature([['from', 'any']], ([value], run) => (value === null ? null : stringOf(value, run)))),
];

interface Part {
  readonly start: FeelNumber;
  readonly length: FeelNumber | null;
}

function substring(text: string, part: Part, run: Run): FeelValue {
  const all = characters(text);
  spend(run, all.length >> 4);
  const start = toInteger(part.start) ?? 0;
  const length = part.length === null ? all.length : toInteger(part.length);
  if (start === 0 || Math.abs(start) > all.length || length === null || length < 1) {
    return fail(run, 'The part of the text lies outside of it.');
  }
  const from = start > 0 ? start - 1 : all.length + start;
  return all.slice(from, from + length).join('');
}

function characters(text: string): readonly string[] {
  return Array.from(text);
}

/** Null elements are left out. */
function joined(list: FeelList, delimiter: string, run: Run): FeelValue {
  const texts: string[] = [];
  for (const element of list) {
    if (element === null) continue;
    if (typeof element !== 'string') return fail(run, 'Only texts can be joined.');
    allocate(run, element.length + delimiter.length);
    texts.push(element);
  }
  return texts.join(delimiter);
}

// A condition of CCD in FEEL, over the fields of the case type, with the meaning that CCD's screens give it: what is absent is the
// empty text, `*` stands for any text, and what a field can never hold is never equal to it.
import { isDate } from '../calendar/calendar.ts';
import type { Comparator, Condition } from './show-condition.ts';

/** What a path of a condition leads to. */
export type Target =
  | {
      readonly kind: 'text' | 'choice' | 'boolean' | 'number' | 'money' | 'date' | 'instant' | 'codes' | 'label';
      readonly field: string;
      /** The value of a choice for a code of its list; null for what is no code of it, and so never chosen. */
      readonly option?: (code: string) => string | null;
    }
  /** A group of fields, which can be there or not. */
  | { readonly kind: 'record'; readonly fields: readonly string[] }
  /** Nothing, which the screens of CCD find equal to no text, and unequal to every one but the empty one. */
  | { readonly kind: 'absent' };

export type Resolve = (path: string) => Target | null;

export type Translated =
  | { readonly feel: string }
  | {
      readonly reason: string;
      /** True where it is no condition at all. */
      readonly isUnread?: true;
    };

/** What a condition may be long in a case type. */
const LONGEST = 2_000;

export function feelOf(condition: Condition, resolve: Resolve): Translated {
  const made = write(condition, resolve);
  if ('feel' in made && made.feel.length > LONGEST) return { reason: `it is longer than ${LONGEST} characters` };
  return made;
}

function write(condition: Condition, resolve: Resolve): Translated {
  if (condition.kind === 'compared') {
    const { path, by, value } = condition;
    const target = resolve(path);
    if (target === null) return { reason: `${path} is no field of the case type` };
    const feel = compare(target, by, value);
    return feel === null ? { reason: `${path} cannot be compared with “${value}”` } : { feel };
  }
  const [left, right] = [write(condition.left, resolve), write(condition.right, resolve)];
  if ('reason' in left) return left;
  if ('reason' in right) return right;
  return {
    feel: `${held(condition.left, condition.by, left.feel)} ${condition.by.toLowerCase()} ${held(condition.right, condition.by, right.feel)}`,
  };
}

/** In brackets where it is joined by the other word. */
function held(condition: Condition, by: 'AND' | 'OR', feel: string): string {
  return condition.kind === 'joined' && condition.by !== by ? `(${feel})` : feel;
}

const NEVER = 'false';
const ALWAYS = 'true';

function compare(target: Target, by: Comparator, value: string): string | null {
  if (target.kind === 'absent') return by === '!=' && value !== '' ? ALWAYS : NEVER;
  if (target.kind === 'record') return compareRecord(target.fields, by, value);
  const { kind, field } = target;
  if (by === 'CONTAINS') return kind === 'codes' ? containing(field, value) : NEVER;
  const isNot = by === '!=';
  if (kind === 'label') return isNot ? (value === '' ? NEVER : ALWAYS) : value === '' ? ALWAYS : NEVER;
  if (value === '') return `${field} ${isNot ? '!=' : '='} null`;
  if (value === '*') return `${field} ${isNot ? '=' : '!='} null`;
  if (kind === 'boolean') return compareAnswer(field, isNot, value);
  if (kind === 'number')
    return Number.isFinite(Number(value)) ? `${field} ${by} ${Number(value)}` : isNot ? ALWAYS : NEVER;
  if (kind === 'date') return isDate(value) ? `${field} ${by} date("${value}")` : isNot ? ALWAYS : NEVER;
  if (kind === 'money' || kind === 'instant') return null;
  if (!isNot && value.endsWith('*')) return `starts with(${field}, ${quoted(value.slice(0, -1))})`;
  if (kind === 'codes') return `${field} ${by} ${quoted(value.split(',').toSorted().join(','))}`;
  const option = target.option === undefined ? value : target.option(value);
  if (option === null) return isNot ? ALWAYS : NEVER;
  return `${field} ${by} ${quoted(option)}`;
}

function compareAnswer(field: string, isNot: boolean, value: string): string {
  const answer = { Yes: 'true', No: 'false' }[value];
  if (answer === undefined) return isNot ? ALWAYS : NEVER;
  return `${field} ${isNot ? '!=' : '='} ${answer}`;
}

/** A group is there when one of its fields is; it equals no text. */
function compareRecord(fields: readonly string[], by: Comparator, value: string): string | null {
  if (by === 'CONTAINS') return NEVER;
  if (value !== '' && value !== '*') return by === '=' ? NEVER : ALWAYS;
  if (fields.length === 0) return null;
  const asksAbsence = (value === '') === (by === '=');
  const parts = fields.map((field) => `${field} ${asksAbsence ? '=' : '!='} null`);
  return parts.length === 1 ? (parts[0] ?? null) : `(${parts.join(asksAbsence ? ' and ' : ' or ')})`;
}

/** Codes are kept with commas between them. */
function containing(field: string, value: string): string {
  const parts = value.split(',').map((code) => `contains(${field}, ${quoted(code.trim())})`);
  return parts.length === 1 ? (parts[0] ?? NEVER) : `(${parts.join(' and ')})`;
}

export function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', String.raw`\"`)}"`;
}

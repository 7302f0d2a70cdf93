// What a value of each field kind looks like. One function per question, so that the API, the decider and the browser
// refuse the same things with the same sentence.
import { isDate, isInstant } from '../calendar/calendar.ts';
import type { FieldProblem } from '../case/rejections.ts';
import type { FieldDefinition } from '../definition/case-type.ts';

export type FieldFault = Pick<FieldProblem, 'code' | 'reason'>;

/** Fifteen digits with two of them after the point: what a decimal(15,2) column of an accounting system takes. */
const MONEY = /^-?(0|[1-9]\d{0,12})(\.\d{1,2})?$/;

const HALF_A_CHARACTER = /\p{Surrogate}/u;

/** Why a value is not one of this field's, or null. An absent value is judged by the form and not here. */
export function faultOf(field: FieldDefinition, value: unknown): FieldFault | null {
  switch (field.kind) {
    case 'text':
    case 'long-text':
      return textFault(field, value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : wrong('Enter a number.');
    case 'money':
      return isText(value) && MONEY.test(value)
        ? null
        : wrong('Enter an amount such as 36.00, with a point and at most two decimals.');
    case 'date':
      return isText(value) && isDate(value) ? null : wrong('Enter a date that exists, written as YYYY-MM-DD.');
    case 'instant':
      return isText(value) && isInstant(value)
        ? null
        : wrong('Enter a date and time with its offset, such as 2011-10-11T13:45:40+02:00.');
    case 'boolean':
      return typeof value === 'boolean' ? null : wrong('Answer yes or no.');
    case 'choice':
      return choiceFault(field, value);
  }
}

/** True for what counts as no answer: nothing, or text of spaces. */
export function isAbsent(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

function textFault(field: FieldDefinition, value: unknown): FieldFault | null {
  if (!isText(value)) return wrong('Enter text.');
  if (value.length > field.maxLength) {
    return { code: 'too-long', reason: `Shorten this to ${field.maxLength} characters; it has ${value.length}.` };
  }
  // PostgreSQL can store neither a NUL nor half a surrogate pair as text.
  if (value.includes('\u0000') || HALF_A_CHARACTER.test(value))
    return wrong('Remove the characters that are not text.');
  if (field.kind === 'text' && /[\r\n]/.test(value)) return wrong('Write this on one line.');
  return null;
}

function choiceFault(field: FieldDefinition, value: unknown): FieldFault | null {
  const options = field.options ?? [];
  if (isText(value) && options.some((option) => option.value === value)) return null;
  const shown = options.slice(0, 10).map((option) => option.value);
  return { code: 'not-an-option', reason: `Choose one of: ${shown.join(', ')}${options.length > 10 ? ', …' : ''}.` };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function wrong(reason: string): FieldFault {
  return { code: 'wrong-kind', reason };
}

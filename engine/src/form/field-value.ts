// What a value of each field kind looks like. One function per question, so that the API, the decider and the browser
// refuse the same things with the same sentence.
import { reasonOf } from '../sentences/in-words.ts';
import { say, type Said } from '../sentences/say.ts';
import { isDate, isInstant } from '../calendar/calendar.ts';
import type { FieldProblem } from '../case/rejections.ts';
import type { FieldDefinition } from '../definition/case-type.ts';

export type FieldFault = Pick<FieldProblem, 'code' | 'reason' | 'sentence'>;

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
      return typeof value === 'number' && Number.isFinite(value) ? null : wrong(say('enter-a-number'));
    case 'money':
      return isText(value) && MONEY.test(value) ? null : wrong(say('enter-an-amount-such-as-36'));
    case 'date':
      return isText(value) && isDate(value) ? null : wrong(say('enter-a-date-that-exists-written'));
    case 'instant':
      return isText(value) && isInstant(value) ? null : wrong(say('enter-a-date-and-time-with'));
    case 'boolean':
      return typeof value === 'boolean' ? null : wrong(say('answer-yes-or-no'));
    case 'choice':
      return choiceFault(field, value);
  }
}

/** True for what counts as no answer: nothing, or text of spaces. */
export function isAbsent(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

function textFault(field: FieldDefinition, value: unknown): FieldFault | null {
  if (!isText(value)) return wrong(say('enter-text'));
  if (value.length > field.maxLength) {
    return {
      code: 'too-long',
      ...reasonOf(say('shorten-this-to-characters-it-has', { maxLength: field.maxLength, length: value.length })),
    };
  }
  // PostgreSQL can store neither a NUL nor half a surrogate pair as text.
  if (value.includes('\u0000') || HALF_A_CHARACTER.test(value)) return wrong(say('remove-the-characters-that-are-not'));
  if (field.kind === 'text' && /[\r\n]/.test(value)) return wrong(say('write-this-on-one-line'));
  return null;
}

function choiceFault(field: FieldDefinition, value: unknown): FieldFault | null {
  const options = field.options ?? [];
  if (isText(value) && options.some((option) => option.value === value)) return null;
  const shown = options.slice(0, 10).map((option) => option.value);
  return {
    code: 'not-an-option',
    ...reasonOf(say('choose-one-of', { shown: shown.join(', '), more: options.length > 10 ? ', …' : '' })),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function wrong(sentence: Said): FieldFault {
  return { code: 'wrong-kind', ...reasonOf(sentence) };
}

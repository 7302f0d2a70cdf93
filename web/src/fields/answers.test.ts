import { describe, expect, it } from 'vitest';
import type { FieldFace, FieldKind, FormFace } from '../client/types.ts';
import { readAnswers, writeAnswers } from './answers.ts';

describe('answers to a form', () => {
  it('sends each kind as the wire wants it', () => {
    const form = formOf(['text', 'number', 'money', 'date', 'boolean', 'choice']);
    const typed = { text: ' Ama ', number: '12,5', money: '36.50', date: '2026-3-7', boolean: 'false', choice: 'a' };
    expect(readAnswers(form, typed)).toEqual({
      data: { text: 'Ama', number: 12.5, money: '36.50', date: '2026-03-07', boolean: false, choice: 'a' },
      errors: {},
    });
  });

  it('names every required field that is blank and every answer that cannot be read', () => {
    const form = formOf(['text', 'number', 'date', 'instant']);
    const { data, errors } = readAnswers(form, { text: ' ', number: 'many', date: '2026-2-30', instant: 'T' });
    expect(data).toEqual({});
    expect(Object.keys(errors)).toEqual(['text', 'number', 'date', 'instant']);
    expect(errors['text']).toBe('Enter: The text');
  });

  it('leaves an untouched optional field out, and empties one that had a value', () => {
    const optional = (value?: string): FormFace => ({
      form: 'f',
      title: 'F',
      fields: [faceOf('text', { required: false, ...(value === undefined ? {} : { value }) })],
    });
    expect(readAnswers(optional(), { text: '' }).data).toEqual({});
    expect(readAnswers(optional('before'), { text: '' }).data).toEqual({ text: null });
  });

  it('starts from what the case already knows', () => {
    const form: FormFace = {
      form: 'f',
      title: 'F',
      fields: [faceOf('date', { value: '2026-03-07' }), faceOf('boolean', { value: true }), faceOf('text', {})],
    };
    expect(writeAnswers(form)).toEqual({ date: '2026-03-07', boolean: 'true', text: '' });
    expect(readAnswers(form, { ...writeAnswers(form), text: 'x' }).data).toEqual({
      date: '2026-03-07',
      boolean: true,
      text: 'x',
    });
  });

  it('refuses text over the limit and keeps it out of what is sent', () => {
    const form = formOf(['text']);
    expect(readAnswers(form, { text: 'x'.repeat(101) })).toEqual({
      data: {},
      errors: { text: 'The text must have 100 characters or fewer' },
    });
  });
});

function formOf(kinds: readonly FieldKind[]): FormFace {
  return { form: 'f', title: 'F', fields: kinds.map((kind) => faceOf(kind, {})) };
}

function faceOf(kind: FieldKind, more: Partial<FieldFace>): FieldFace {
  return { field: kind, kind, label: `The ${kind}`, required: true, maxLength: 100, ...more };
}

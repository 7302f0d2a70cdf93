import * as evaluator from '@casewright/engine/expression';
import { expect, it } from 'vitest';
import type { FieldFace, FormFace } from '../client/types.ts';
import { isShown } from './shown-fields.ts';

function face(field: string, kind: FieldFace['kind'], when?: readonly string[]): FieldFace {
  const least = { field, kind, label: field, required: false, maxLength: 100 };
  return when === undefined ? least : { ...least, when: [...when] };
}

const FORM: FormFace = {
  form: 'f',
  title: 'F',
  fields: [face('colour', 'text'), face('on', 'date'), face('paid', 'boolean'), face('why', 'text')],
};

it.each([
  ['what holds', 'colour = "red"', { colour: 'red' }, true],
  ['what does not', 'colour = "red"', { colour: 'blue' }, false],
  ['what is blank', 'colour = null', { colour: ' ' }, true],
  ['a day', 'on > date("2026-01-01")', { on: '2026-02-01' }, true],
  ['yes and no', 'paid = true', { paid: 'true' }, true],
  ['what is not on the form, which the server knows', 'elsewhere = "x"', {}, true],
  ['what cannot be evaluated', 'colour > 3', { colour: 'red' }, false],
])('a field is there by %s', (_, when, typed, is) => {
  expect(isShown([when], { form: FORM, typed: { ...typed }, evaluator })).toBe(is);
});

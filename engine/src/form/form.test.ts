// What a form asks and which answers are valid; the API, the decider and the browser all rely on these answers.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CaseType, checkCaseType } from '../definition/definition.ts';
import { formFace, validateFields } from './form.ts';

const SOURCE = `caseType: example
version: 1.0.0
title: Example
archetype: service
reference: EX-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer }
parties: { person: { title: Person, subject: true } }
data:
  name: { type: text, label: Name, maxLength: 10, personal: true, subject: person, purpose: To write, hint: In full }
  story: { type: long-text, label: Story, maxLength: 20 }
  points: { type: number, label: Points }
  amount: { type: money, label: Amount }
  bornOn: { type: date, label: Born }
  seenAt: { type: instant, label: Seen }
  paid: { type: boolean, label: Paid }
  colour: { type: choice, label: Colour, options: { red: Red, blue: Blue } }
  twice: { type: number, label: Twice, derived: points * 2 }
opening: { form: open, by: officer }
forms:
  open: { title: Open, fields: { name: required, colour: optional, bornOn: optional } }
plan: { tasks: { check: { title: Check, by: officer } } }
closing: { by: officer, outcomes: { done: Done } }
`;

const caseType: CaseType = checked();

function checked(): CaseType {
  const result = checkCaseType(SOURCE, '0'.repeat(64));
  if ('problems' in result) throw new Error(result.problems[0]?.reason);
  return result.caseType;
}

function codes(form: string | null, answers: Record<string, unknown>): readonly string[] {
  return validateFields(caseType, form, answers).map(({ field, code }) => `${field} ${code}`);
}

describe('answers to a form', () => {
  test('are valid when all that is required is answered rightly', () => {
    expect(codes('open', { name: 'Ada', colour: 'red', bornOn: '1815-12-10' })).toEqual([]);
    expect(codes('open', { name: 'Ada', colour: null })).toEqual([]);
  });

  test.each([[{}], [{ name: null }], [{ name: '' }], [{ name: '   ' }], [{ name: undefined }]])(
    'lack what is required: %j',
    (answers) => {
      expect(codes('open', answers)).toEqual(['name required']);
    },
  );

  test('are refused for what the form does not ask and what nobody knows', () => {
    expect(codes('open', { name: 'Ada', points: 1, size: 2, constructor: 3, twice: 4 })).toEqual([
      ...['points not-on-form', 'size unknown-field', 'constructor unknown-field', 'twice not-on-form'],
    ]);
  });

  test('are all judged, not only up to the first fault', () => {
    expect(codes('open', { colour: 'green', bornOn: '2011-02-30' })).toEqual([
      ...['colour not-an-option', 'bornOn wrong-kind', 'name required'],
    ]);
  });
});

describe('data recorded without a form', () => {
  test('may be any field that is not derived, and may be cleared', () => {
    expect(codes(null, { points: 3, paid: null })).toEqual([]);
    expect(codes(null, { twice: 6 })).toEqual(['twice not-on-form']);
    expect(codes(null, { other: 6 })).toEqual(['other unknown-field']);
  });

  test.each<[string, readonly unknown[], readonly unknown[]]>([
    [
      'name',
      ['Ada', 'ten letters'.slice(0, 10), ''],
      [1, true, ['a'], { a: 1 }, 'two\nlines', 'null\u0000', 'half \uD800'],
    ],
    ['story', ['two\nlines'], [1, '\u0000']],
    ['points', [0, -1, 2.5], ['3', Number.NaN, Number.POSITIVE_INFINITY, true]],
    [
      'amount',
      ['0', '36.00', '35.0', '-1.50', '9999999999999.99'],
      [36, '36.000', '1e3', '1,50', '+1', '01', '.5', '5.', '', ' 1', '10000000000000'],
    ],
    ['bornOn', ['1815-12-10', '2012-02-29'], ['2011-02-29', '10/12/1815', '1815-12-10T00:00:00Z', 18_151_210, '']],
    ['seenAt', ['2011-10-11T13:45:40.276+02:00'], ['2011-10-11', '2011-10-11T13:45:40', 'now']],
    ['paid', [true, false], ['true', 1, '']],
    ['colour', ['red', 'blue'], ['Red', 'green', 0, '']],
  ])('%s takes its kind and nothing else', (field, right, wrong) => {
    for (const value of right) expect([value, codes(null, { [field]: value })]).toEqual([value, []]);
    for (const value of wrong) expect([value, codes(null, { [field]: value }).length]).toEqual([value, 1]);
  });

  test('is cut off by nobody: text that is too long is refused with its length', () => {
    expect(validateFields(caseType, null, { name: 'eleven char' })).toMatchObject([
      { field: 'name', code: 'too-long', reason: 'Shorten this to 10 characters; it has 11.' },
    ]);
  });
});

test('no value of any kind makes validation throw, and every problem is a sentence about a given field', () => {
  const answers = fc.dictionary(fc.constantFrom(...caseType.fields.keys(), 'other', 'toString'), fc.anything());
  fc.assert(
    fc.property(fc.constantFrom('open', 'nowhere', null), answers, (form, given) => {
      for (const { field, reason } of validateFields(caseType, form, given)) {
        expect(reason).toMatch(/^[A-Z].*\.$/);
        expect(Object.hasOwn(given, field) || field === 'name').toBe(true);
      }
    }),
  );
});

describe('a form to show', () => {
  test('has its questions in order, with what is on record', () => {
    const face = formFace(caseType, 'open', { name: 'Ada', paid: true });
    expect(face?.title).toBe('Open');
    expect(face?.fields.map(({ name, required, value }) => [name, required, value])).toEqual([
      ['name', true, 'Ada'],
      ['colour', false, null],
      ['bornOn', false, null],
    ]);
    expect(face?.fields[0]).toMatchObject({ hint: 'In full', purpose: 'To write', personal: true, maxLength: 10 });
    expect(face?.fields[1]?.options).toEqual([
      { value: 'red', label: 'Red' },
      { value: 'blue', label: 'Blue' },
    ]);
  });

  test('is null where there is no such form', () => {
    expect(formFace(caseType, 'elsewhere', {})).toBeNull();
  });
});

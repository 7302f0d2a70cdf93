// Pages, read-only fields and conditions of forms, lists that fields share, and parts of the page of a case.
import { describe, expect, it } from 'vitest';
import { type CaseType, checkCaseType } from '../definition/definition.ts';
import { faceOfForm } from '../view/form-face.ts';
import { isShown, validateForm } from './form.ts';

const SOURCE = `caseType: example
version: 1.0.0
title: Example
archetype: service
reference: EX-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer, clerk: Clerk }
lists: { colours: { red: Red, blue: Blue } }
data:
  colour: { type: choice, label: Colour, options: colours }
  other: { type: choice, label: Other, options: colours }
  why: { type: text, label: Why }
  seen: { type: date, label: Seen }
  paid: { type: boolean, label: Paid }
opening: { form: ask, by: [officer, clerk] }
forms:
  ask:
    title: Ask
    pages: { first: { title: First }, last: { title: Last, when: 'paid = true' } }
    fields:
      why: { ask: required, page: last, when: 'colour = "red"', label: Why red? }
      colour: { ask: required, page: first }
      seen: { ask: read-only, page: first }
      paid: optional
plan: { tasks: { check: { title: Check, by: officer } } }
tabs: { all: { title: All, fields: { colour: true, why: paid } } }
closing: { by: officer, outcomes: { done: Done } }
`;

function checked(source = SOURCE): CaseType {
  const result = checkCaseType(source, '0'.repeat(64));
  if ('problems' in result) throw new Error(result.problems.map(({ path, code }) => `${path} ${code}`).join(', '));
  return result.caseType;
}

const caseType = checked();

describe('a form with pages and conditions', () => {
  const problems = (recorded: object, answers: Readonly<Record<string, unknown>>) =>
    validateForm(caseType, { form: 'ask', recorded: { ...recorded } }, answers).map(
      ({ field, code }) => `${field} ${code}`,
    );

  it('is shown page by page, each in the order of the file, what is on no page first', () => {
    const face = faceOfForm(caseType, 'ask', {});
    expect(face.pages?.map(({ page }) => page)).toEqual(['first', 'last']);
    expect(face.fields.map(({ field, page }) => [field, page])).toEqual([
      ['paid', undefined],
      ['colour', 'first'],
      ['seen', 'first'],
      ['why', 'last'],
    ]);
    expect(face.fields.at(-1)).toMatchObject({ label: 'Why red?', when: ['paid = true', 'colour = "red"'] });
  });

  it('requires what is there and takes nothing that is not', () => {
    expect(problems({}, { colour: 'red' })).toEqual([]);
    expect(problems({}, { colour: 'red', paid: true })).toEqual(['why required']);
    expect(problems({ paid: true }, { colour: 'red' })).toEqual(['why required']);
    expect(problems({ paid: true }, { colour: 'blue', why: 'x' })).toEqual(['why not-on-form']);
    expect(problems({ paid: true }, { colour: 'blue', why: '' })).toEqual([]);
    expect(problems({ paid: true, colour: 'red' }, { colour: 'blue' })).toEqual([]);
  });

  it('shows what is read-only and lets nobody change or empty it', () => {
    expect(problems({ seen: '2026-01-01' }, { colour: 'red', seen: '2026-01-01' })).toEqual([]);
    expect(problems({ seen: '2026-01-01' }, { colour: 'red', seen: '2026-01-02' })).toEqual(['seen not-on-form']);
    expect(problems({ seen: '2026-01-01' }, { colour: 'red', seen: null })).toEqual(['seen not-on-form']);
    expect(problems({}, { colour: 'red', seen: null })).toEqual([]);
  });

  it('does not show what depends on a condition without an answer', () => {
    const why = caseType.forms.get('ask')?.fields.find(({ field }) => field === 'why') ?? {
      field: '',
      required: false,
    };
    expect(isShown(caseType, why, { paid: {}, colour: 'red' })).toBe(false);
    expect(isShown(caseType, why, { paid: true, colour: 'red' })).toBe(true);
  });
});

describe('what a case type says of these', () => {
  it('shares a list, opens for several roles and arranges the page', () => {
    expect(caseType.fields.get('other')?.options).toEqual(caseType.fields.get('colour')?.options);
    expect(caseType.opening.by).toEqual(['officer', 'clerk']);
    expect(caseType.tabs?.[0]?.fields.map(({ field, when }) => [field, when?.source])).toEqual([
      ['colour', undefined],
      ['why', 'paid'],
    ]);
  });

  it.each([
    ['options: colours', 'options: shapes', 'data.colour.options unknown-name'],
    ['page: last,', 'page: middle,', 'forms.ask.fields.why.page unknown-name'],
    ["'paid = true'", "'pays = true'", 'forms.ask.pages.last.when unknown-name'],
    ['by: [officer, clerk]', 'by: [officer, boss]', 'opening.by[1] unknown-role'],
    ['fields: { colour: true', 'fields: { hue: true', 'tabs.all.fields.hue unknown-field'],
    ['closing:', 'access: { acting: [{ by: [boss] }] }\nclosing:', 'access.acting[0].by[0] unknown-role'],
    [
      'closing:',
      `access: { sections: [{ name: s, title: S, fields: [paid], readers: [clerk], writers: [boss] }] }\nclosing:`,
      'access.sections[0].writers[0] unknown-role',
    ],
    [
      'closing:',
      `access: { sections: [{ name: s, title: S, fields: [paid], readers: [clerk] }], acting: [{ by: [clerk], when: paid }] }\nclosing:`,
      'access.acting[0].when tells-hidden',
    ],
  ])('names what is wrong: %s as %s', (was, is, problem) => {
    expect(() => checked(SOURCE.replace(was, is))).toThrow(problem);
  });
});

// What events ask of a definition whose rows speak of parts of fields, and what the report says of each of those rows.
import { describe, expect, test } from 'vitest';
import { checkCaseType } from '../definition/definition.ts';
import { faceOfForm } from '../view/form-face.ts';
import { convertCcd } from './ccd.ts';
import { permitPieces } from './definition-under-test.ts';

type Cells = Readonly<Record<string, unknown>>;

const APPLY = { CaseEventID: 'apply', PageID: 'one' };

/** The form of the event that begins a permit, with its own rows, and what the report says of the rows about parts. */
function applying(asked: readonly Cells[], parts: readonly Cells[]) {
  const rows = {
    CaseEventToFields: asked.map((row) => ({ ...APPLY, ...row })),
    CaseEventToComplexTypes: parts.map((row) => ({ ...APPLY, ...row })),
  };
  const made = convertCcd(permitPieces(rows), { on: '2026-11-23', without: ['prod'] });
  if ('problem' in made) throw new Error(made.problem);
  const checked = checkCaseType(made.yaml, '0'.repeat(64));
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems, null, 1));
  const form = checked.caseType.forms.get('apply');
  const of = (sheet: string) =>
    made.report.rows.filter((row) => row.sheet === sheet).map(({ status, reasons }) => [status, ...reasons]);
  return {
    fields: (form === undefined ? [] : faceOfForm(checked.caseType, 'apply', {}).fields).map(
      ({ field, required, readOnly, when }) =>
        `${field}${required ? '!' : ''}${readOnly === true ? '=' : ''}${when === undefined ? '' : ` if ${when.join(' and ')}`}`,
    ),
    asked: of('CaseEventToFields'),
    parts: of('EventToComplexTypes'),
  };
}

describe('a group with the context COMPLEX', () => {
  const GROUP = { CaseFieldID: 'applicant', DisplayContext: 'COMPLEX' };

  test('shows only parts with rows of their own; a row about a group adds its condition to these', () => {
    const { fields, parts } = applying(
      [GROUP],
      [
        {
          CaseFieldID: 'applicant',
          ListElementCode: 'agent',
          DisplayContext: 'MANDATORY',
          FieldShowCondition: 'name="*"',
        },
        { CaseFieldID: 'applicant', ListElementCode: 'agent.name', DisplayContext: 'MANDATORY' },
      ],
    );
    expect(fields).toEqual(['applicantAgentName! if (applicantName != null) and (applicantHasAgent = true)']);
    expect(parts).toEqual([
      ['in-part', 'In CCD a value is emptied when its question is hidden; here it stays.'],
      ['carried'],
    ]);
  });

  test.each([
    ['no rows', []],
    [
      'a row about a group alone',
      [{ CaseFieldID: 'applicant', ListElementCode: 'agent', DisplayContext: 'MANDATORY' }],
    ],
    ['a hidden part', [{ CaseFieldID: 'applicant', ListElementCode: 'name', DisplayContext: 'HIDDEN' }]],
  ])('with %s asks nothing, and the report says why', (_, rows) => {
    const { fields, asked, parts } = applying([GROUP], rows);
    expect(fields).toEqual([]);
    expect(asked).toEqual([
      [
        'not-carried',
        'No part of it has a row of its own, and of such a group CCD hides all other parts, so nothing is asked.',
      ],
    ]);
    expect(parts.map(([status]) => status)).toEqual(rows.map(() => 'not-carried'));
  });
});

describe('a list with rows about its parts', () => {
  const LIST = { CaseFieldID: 'papers', DisplayContext: 'COMPLEX' };
  const row = (ListElementCode: string, DisplayContext: string) => ({
    ...{ CaseFieldID: 'papers', ListElementCode, DisplayContext },
  });
  const READ = 'A part of a list is not asked by itself: the list is, as one text that may only be read.';
  const WRITTEN =
    'Not all rows within this list say READONLY, so it may be written as one text, and this part with it.';
  const NO_FIELD = 'The parts of a list, or of what is kept as one text, are no fields.';
  const HIDDEN = 'A hidden field is never shown; what fills it is a callback.';

  test('is read-only where all of them say so, without those that are hidden', () => {
    const { fields, parts } = applying([LIST], [row('title', 'READONLY'), row('date', 'HIDDEN')]);
    expect(fields).toEqual(['papers=']);
    expect(parts).toEqual([
      ['in-part', READ],
      ['not-carried', HIDDEN],
    ]);
  });

  test('is else as its own row says, and each row has its reason', () => {
    const { fields, parts } = applying([LIST], [row('title', 'READONLY'), row('date', 'MANDATORY')]);
    expect(fields).toEqual(['papers']);
    expect(parts).toEqual([
      ['not-carried', WRITTEN],
      ['not-carried', NO_FIELD],
    ]);
  });

  test('is as its own row says where that asks for the whole of it', () => {
    const { fields, parts } = applying([{ ...LIST, DisplayContext: 'MANDATORY' }], [row('title', 'READONLY')]);
    expect(fields).toEqual(['papers!']);
    expect(parts).toEqual([['not-carried', 'Its field is asked as a whole by this event.']]);
  });
});

describe('the condition of a mandatory field', () => {
  const shownIf = (FieldShowCondition: string) =>
    applying(
      [{ CaseFieldID: 'reasons', DisplayContext: 'MANDATORY', FieldShowCondition, RetainHiddenValue: 'Yes' }],
      [],
    );
  const EMPTY = 'nobodyKnows is no field of the case type, and is empty in the condition.';

  test.each([
    ['urgent is', 'reasons!', 'The condition is not carried: it cannot be understood. It is always there.'],
    ['nobodyKnows!="x"', 'reasons! if true', EMPTY],
    ['nobodyKnows="x"', 'reasons! if false', EMPTY],
    ['nobodyKnows=""', 'reasons! if false', EMPTY],
    ['nobodyKnows!=""', 'reasons! if false', EMPTY],
    ['nobodyKnows!="*"', 'reasons! if true', EMPTY],
    ['nobodyKnows="x" OR urgent="Yes"', 'reasons! if false or urgent = true', EMPTY],
  ])('that says %s is %s', (condition, field, reason) => {
    const { fields, asked } = shownIf(condition);
    expect([fields, asked]).toEqual([[field], [['in-part', reason]]]);
  });

  test.each(['[CASE_REFERENCE]="1"', 'papers.title="x"'])(
    'that says %s, which is there in CCD, is not carried, and the field is not needed',
    (condition) => {
      const { fields, asked } = shownIf(condition);
      const [name = ''] = condition.split('=');
      expect(fields).toEqual(['reasons']);
      expect(asked).toEqual([
        [
          'in-part',
          `The condition is not carried: ${name} is no field of the case type. It is always there, and never needed.`,
        ],
      ]);
    },
  );
});

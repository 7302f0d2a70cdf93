// A definition of CCD as a case type: what it says, what is accounted for, and that a case of it can be opened and driven.
import { describe, expect, test } from 'vitest';
import { type CaseState, decide, mayAct } from '../case/case.ts';
import { type CaseType, checkCaseType, mayRoleRead, writersOf } from '../definition/definition.ts';
import { faceOfForm } from '../view/form-face.ts';
import { viewCase } from '../view/view.ts';
import { type CcdReport, convertCcd, reportText } from './ccd.ts';
import { permitPieces } from './definition-under-test.ts';

const OPTIONS = { on: '2026-11-23', without: ['prod'] };

function converted(pieces = permitPieces()): { caseType: CaseType; report: CcdReport; yaml: string } {
  const made = convertCcd(pieces, OPTIONS);
  if ('problem' in made) throw new Error(made.problem);
  const checked = checkCaseType(made.yaml, '0'.repeat(64));
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems, null, 1));
  return { ...made, caseType: checked.caseType };
}

const permit = converted();

function rowsOf(sheet: string, { rows }: CcdReport = permit.report) {
  return rows.filter((row) => row.sheet === sheet);
}

describe('the account of a definition', () => {
  test('every row is carried, carried in part or not carried, and they add up to the rows read', () => {
    const { sheets, total, rows } = permit.report;
    const read = permitPieces().flatMap(({ text }) => JSON.parse(text) as unknown[]).length;
    expect(rows).toHaveLength(read);
    expect(total.rows).toBe(read);
    for (const { rows: all, carried, inPart, notCarried } of [...Object.values(sheets), total])
      expect(carried + inPart + notCarried).toBe(all);
    expect(rows.every(({ status, reasons }) => (status === 'carried') === (reasons.length === 0))).toBe(true);
  });

  test.each([
    ['CaseField', 'later', 'It is live from 2090-01-01 on, and not on 2026-11-23.'],
    ['AuthorisationCaseEvent', 'note judge-1 CRU', 'This piece is for prod, which is left out.'],
    ['AuthorisationCaseEvent', 'elsewhere clerk CRU', 'There is no “elsewhere” in the definition.'],
    ['CaseEventToFields', 'nowhere urgent', 'The event nowhere is not carried.'],
    ['ComplexTypes', 'Paper title', 'No field outside a list holds this group, and the parts of a list are no fields.'],
    ['Surprise', '', 'Nothing in the case type says this.'],
  ])('a row of %s that is not carried says why', (sheet, of, reason) => {
    const row = rowsOf(sheet).find((one) => one.of === of);
    expect(row).toMatchObject({ status: 'not-carried', reasons: [reason] });
  });

  test.each([
    [
      'CaseEvent',
      'decide',
      'A callback is called here; what it does is not in the definition, so the action needs a handler.',
    ],
    [
      'CaseEventToFields',
      'decide urgent',
      'A callback checks this page before the next; what it does is not in the definition.',
    ],
    [
      'CaseField',
      'papers',
      'A list is kept as one text; its entries are not asked one by one, and their parts are no fields.',
    ],
    ['FixedLists', 'FL_flags odd one', 'The code has signs that codes do not have here, and is written without them.'],
    [
      'AuthorisationCaseField',
      'papers judge-1 CR',
      'Writing is one right here: of C and U only one is given, so the profile does not write this.',
    ],
  ])('a row of %s that is carried in part says what is lost', (sheet, of, reason) => {
    const row = rowsOf(sheet).find((one) => one.of === of);
    expect([row?.status, row?.reasons.includes(reason)]).toEqual(['in-part', true]);
  });

  test('what is unknown is told: columns, files without rows, several case types', () => {
    const more = converted([
      ...permitPieces({ State: [{ CaseTypeID: 'Permit', ID: 'Received', Name: 'Received', Hue: 'red' }] }),
      { path: 'broken.json', text: '{' },
      { path: 'empty.json', text: '"x"' },
    ]);
    expect(rowsOf('State', more.report)[0]?.reasons).toEqual(['The column Hue is not known here.']);
    expect(more.report.unread.map(({ file }) => file)).toEqual(['broken.json', 'empty.json']);
    const two = convertCcd(permitPieces({ CaseType: [{ ID: 'A' }, { ID: 'B' }] }), OPTIONS);
    expect(two).toEqual({ problem: 'It has several case types: A, B. Say which with --case-type.' });
    expect(convertCcd([], OPTIONS)).toEqual({ problem: expect.stringContaining('no case type') });
  });

  test('the report for people has the counts and each reason once', () => {
    const text = reportText(permit.report);
    expect(text).toContain(`${permit.report.total.rows} rows were read`);
    expect(text.split('needs a handler').length).toBe(2);
  });

  test('a definition without rights restricts nobody, and says so', () => {
    const open = converted(
      permitPieces({ AuthorisationCaseType: [], AuthorisationCaseState: [], AuthorisationCaseField: [] }),
    );
    expect(open.report.remarks).toContain('There are no rights on states, which restricts nobody.');
    expect(open.caseType.access?.acting).toBeUndefined();
  });
});

describe('the case type of a definition', () => {
  const { caseType } = permit;

  test('events are work in the order of the definition, offered in their states by condition', () => {
    const tasks = [...caseType.items.values()].filter(({ kind }) => kind === 'task');
    expect(tasks.map(({ id }) => id)).toEqual(['apply', 'ask', 'decide', 'note', 'dormant']);
    expect(caseType.items.get('decide')).toMatchObject({
      title: 'Decide (needs a handler)',
      task: { by: ['judge-1'], form: 'decide' },
      discretionary: { when: [{ source: 'caseState in ("Received", "Asked")' }] },
      sets: [
        {
          to: {
            source: 'if outcome = "refuse" then "Refused" else if outcome = "grant" then "Granted" else caseState',
          },
        },
      ],
    });
    expect(caseType.items.get('note')?.discretionary?.when[0]?.source).toBe('caseState != null and (urgent = true)');
    expect(caseType.items.get('dormant')?.task?.by).toEqual(['nobody']);
  });

  test.each([
    ['urgent is', 'it cannot be understood'],
    ['urgent="No" OR nobodyKnows!="x"', 'nobodyKnows is no field of the case type'],
  ])('an event is never offered where its condition %s cannot be carried, and the report says so', (condition, why) => {
    const begin = { ID: 'apply', PostConditionState: 'Received' };
    const note = {
      ID: 'note',
      'PreConditionState(s)': '*',
      PostConditionState: '*',
      EventEnablingCondition: condition,
    };
    const closed = converted(permitPieces({ 'CaseEvent/CaseEvent': [begin, note] }));
    expect(closed.caseType.items.get('note')?.discretionary?.when[0]?.source).toBe('caseState != null and (false)');
    expect(rowsOf('CaseEvent', closed.report).find(({ of }) => of === 'note')).toMatchObject({
      status: 'in-part',
      reasons: [`The condition under which it is offered is not carried: ${why}. It is never offered.`],
    });
  });

  test('a form has its pages and fields in order, groups in parts, conditions from left to right', () => {
    const decideForm = faceOfForm(caseType, 'decide', {});
    expect(decideForm.pages).toEqual([
      { page: 'page-a', title: 'a' },
      { page: 'page-b', title: 'Why' },
    ]);
    expect(
      decideForm.fields.map(({ field, page, required, readOnly }) => [field, page, required, readOnly === true]),
    ).toEqual([
      ['urgent', 'page-a', false, true],
      ['outcome', 'page-a', true, false],
      ['reasons', 'page-b', true, false],
    ]);
    expect(decideForm.fields[2]?.when).toEqual(['(outcome = "refuse" or urgent = true) and contains(flags, "odd")']);
    expect(
      faceOfForm(caseType, 'apply', {}).fields.map(({ field, required, when }) => [field, required, when]),
    ).toEqual([
      ['applicantName', true, undefined],
      ['applicantAgentName', true, ['applicantHasAgent = true']],
      ['urgent', false, undefined],
    ]);
  });

  test('lists are carried once, in their order, and kinds of fields fit', () => {
    expect(caseType.fields.get('outcome')?.options?.map(({ value }) => value)).toEqual(['refuse', 'grant']);
    expect(caseType.fields.get('reasons')).toMatchObject({ kind: 'long-text', maxLength: 500 });
    expect(caseType.fields.get('applicantAgentBornOn')?.kind).toBe('date');
    expect(permit.report.names.codes).toEqual({ FL_flags: { 'odd-one': 'odd one' } });
  });

  test('readers and writers of fields are those of the definition; nobody reads what nobody may', () => {
    const reads = (field: string) => [...caseType.roles.keys()].filter((role) => mayRoleRead(caseType, field, role));
    expect([reads('applicantName'), writersOf(caseType, 'applicantName')]).toEqual([['clerk', 'judge-1'], ['clerk']]);
    expect([reads('reasons'), writersOf(caseType, 'reasons')]).toEqual([['judge-1'], ['judge-1']]);
    expect([reads('papers'), writersOf(caseType, 'papers')]).toEqual([['clerk', 'judge-1'], ['clerk']]);
    expect([reads('secret'), writersOf(caseType, 'secret')]).toEqual([['nobody'], []]);
    expect(writersOf(caseType, 'caseState')).toEqual([]);
  });

  test('tabs stand in their order, with their readers and conditions', () => {
    expect(caseType.tabs?.map(({ title, readers, when }) => [title, readers, when?.source])).toEqual([
      ['Who', undefined, undefined],
      ['What', ['judge-1'], 'urgent = true'],
    ]);
  });
});

describe('a case of it', () => {
  const { caseType } = permit;
  const at = { occurred: '2026-11-23', actor: 'ada' };

  function after(state: CaseState | null, command: Parameters<typeof decide>[2]): CaseState {
    const decided = decide(caseType, state, command, at);
    if ('rejection' in decided) throw new Error(JSON.stringify(decided.rejection));
    return decided.after;
  }

  function done(state: CaseState, event: string, data: Readonly<Record<string, string | boolean>>): CaseState {
    const planned = after(state, { type: 'PlanItem', item: event });
    return after(planned, { type: 'CompleteTask', task: event, data });
  }

  function offered(state: CaseState, role: string): readonly string[] {
    const context = {
      caseId: 'x',
      today: '2026-11-23',
      parts: null,
      mayDo: (wanted: string | undefined) => wanted === role,
    };
    return viewCase(caseType, state, context).plannable.map(({ item }) => item);
  }

  const open = after(null, { type: 'OpenCase', reference: 'P-1', subjects: {}, data: { openedBy: 'apply' } });

  test('goes through its states as the definition says', () => {
    expect([offered(open, 'clerk'), offered(open, 'judge-1')]).toEqual([['apply'], []]);
    const received = done(open, 'apply', { applicantName: 'Ada', urgent: true });
    expect(received.data['caseState']).toBe('Received');
    expect([offered(received, 'clerk'), offered(received, 'judge-1')]).toEqual([
      ['ask', 'note'],
      ['ask', 'decide'],
    ]);
    const asked = done(received, 'ask', {});
    expect(asked.data['caseState']).toBe('Asked');
    // A clerk has no right to act in this state.
    expect([offered(asked, 'clerk'), offered(asked, 'judge-1')]).toEqual([[], ['decide']]);
    expect(mayAct(caseType, asked, (role) => role === 'clerk')).toBe(false);
    const decided = done(asked, 'decide', { outcome: 'grant' });
    expect(decided.data['caseState']).toBe('Granted');
    expect(done(asked, 'decide', { outcome: 'refuse' }).data['caseState']).toBe('Refused');
  });

  test('asks what the definition asks, no more and no less', () => {
    const received = done(open, 'apply', { applicantName: 'Ada', urgent: true });
    const planned = after(received, { type: 'PlanItem', item: 'decide' });
    const [task = ''] = Object.keys(planned.tasks);
    const problems = (data: Readonly<Record<string, string | boolean>>) => {
      const decided = decide(caseType, planned, { type: 'CompleteTask', task, data }, at);
      return 'rejection' in decided && decided.rejection.code === 'invalid-data'
        ? decided.rejection.problems.map(({ field, code }) => `${field} ${code}`)
        : [];
    };
    expect(problems({})).toEqual(['outcome required']);
    expect(problems({ outcome: 'grant', urgent: false })).toEqual(['urgent not-on-form']);
    expect(problems({ outcome: 'grant', urgent: true })).toEqual([]);
    expect(problems({ outcome: 'grant', reasons: 'Not asked' })).toEqual(['reasons not-on-form']);
  });

  test('an event that was begun is over when another one took the case elsewhere', () => {
    const received = done(open, 'apply', { applicantName: 'Ada', urgent: true });
    const asking = after(received, { type: 'PlanItem', item: 'ask' });
    const decided = done(asking, 'decide', { outcome: 'grant' });
    expect(decided.items['ask']).toBe('terminated');
  });
});

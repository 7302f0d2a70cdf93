import { inWords } from '../sentences/sentences.ts';
import { describe, expect, test } from 'vitest';
import { type CaseCommand, decide, type RejectionCode } from '../case/case.ts';
import { caseTypeOf, type CaseUnderTest, openCaseUnderTest } from '../case/case-under-test.ts';
import type { CaseType } from '../definition/definition.ts';
import { parseExpression } from '../expression/expression.ts';
import { whyNot } from './why-not.ts';

const TASK = 'title: T, by: officer';

const SMALL = withRules(
  caseTypeOf(`
data:
  amount: { type: number, label: Amount, purpose: Test }
  size: { type: number, label: Size, purpose: Test }
  name: { type: text, label: Name, purpose: Test }
  sent: { type: date, label: Sent, purpose: Test }
forms:
  open: { title: Open, fields: { amount: optional, size: optional } }
  two: { title: Two, fields: { amount: required, name: required } }
plan:
  tasks:
    first: { title: First, by: officer }
    second: { title: Second, by: officer }
    both: { ${TASK}, entry: [ { after: [first, second] } ] }
    large: { ${TASK}, entry: [ { after: first, when: amount > 100 } ] }
    formed: { ${TASK}, form: two }
    late: { ${TASK}, form: two, entry: [ { after: first } ] }
    optional: { ${TASK}, manual: true }
    extra: { ${TASK}, discretionary: { roles: [officer] } }
  listeners: { called: { title: Called } }
  timers: { later: { title: Later, due: 'duration("P1D")', entry: [ { after: first } ] } }
  stages:
    part: { title: Part, manual: true, autoComplete: false, tasks: { inner: { title: Inner, by: officer }, must: { title: Must, by: officer } } }
clocks:
  answer: { title: Answer, kind: deadline, from: sent, within: 5 days, stop: closing, law: { ref: L, kind: policy } }
`),
  ['amount > 5', 'size > 5'],
);

const ROLES = ['officer'];

interface Told {
  readonly code: RejectionCode;
  readonly data?: Readonly<Record<string, number>>;
  readonly before?: readonly CaseCommand[];
  readonly command: CaseCommand;
  readonly roles?: readonly string[];
  readonly says: readonly string[];
  /** Each takes away one of the causes; all of them together let the command be done. */
  readonly cures: readonly (
    | CaseCommand
    | { readonly instead: CaseCommand }
    | { readonly as: readonly string[] }
    | 'tomorrow'
  )[];
}

const START_PART: CaseCommand = { type: 'MovePlanItem', item: 'part', on: 'manualStart' };
const END_PART: CaseCommand = { type: 'MovePlanItem', item: 'part', on: 'complete' };
const CLOSE: CaseCommand = { type: 'CloseCase', outcome: 'done' };
const REOPEN: CaseCommand = { type: 'ReopenCase', again: ['first'], reason: 'A test' };
const FIRE: CaseCommand = { type: 'FireTimer', timer: 'later' };

const TOLD: readonly Told[] = [
  {
    ...{ code: 'not-available', command: completes('both') },
    says: ['It waits for “First”: complete.', 'It waits for “Second”: complete.'],
    cures: [completes('first'), completes('second')],
  },
  {
    ...{ code: 'not-available', data: { amount: 50 }, command: completes('large') },
    says: ['It waits for “First”: complete.', 'The condition `amount > 100` does not hold: amount is 50.'],
    cures: [completes('first'), records({ amount: 101 })],
  },
  {
    ...{ code: 'not-available', command: completes('late') },
    says: [
      'The answer “Amount”: This must be answered.',
      'The answer “Name”: This must be answered.',
      'It waits for “First”: complete.',
    ],
    cures: [completes('first'), { instead: completes('late', { amount: 1, name: 'A' }) }],
  },
  {
    ...{ code: 'not-available', command: { type: 'MovePlanItem', item: 'optional', on: 'reenable' } },
    says: ['“T” is enabled; this is done from disabled.'],
    cures: [{ type: 'MovePlanItem', item: 'optional', on: 'disable' }],
  },
  {
    ...{ code: 'not-applicable', data: { amount: 1, size: 2 }, command: { type: 'PlanItem', item: 'extra' } },
    says: [
      'The condition `amount > 5` does not hold: amount is 1.',
      'The condition `size > 5` does not hold: size is 2.',
    ],
    cures: [records({ amount: 6 }), records({ size: 6 })],
  },
  {
    ...{ code: 'not-applicable', data: { amount: 6, size: 6 }, before: [{ type: 'PlanItem', item: 'extra' }] },
    command: { type: 'PlanItem', item: 'extra' },
    says: ['An earlier instance is still open: extra.'],
    cures: [completes('extra')],
  },
  {
    ...{
      code: 'not-authorised',
      data: { amount: 6, size: 1 },
      command: { type: 'PlanItem', item: 'extra' },
      roles: [],
    },
    says: ['It needs one of the roles Officer.', 'The condition `size > 5` does not hold: size is 1.'],
    cures: [{ as: ROLES }, records({ size: 6 })],
  },
  {
    ...{ code: 'not-completable', before: [START_PART], command: END_PART },
    says: ['“Inner” in it is not done.', '“Must” in it is not done.'],
    cures: [completes('inner'), { type: 'MovePlanItem', item: 'must', on: 'suspend' }],
  },
  {
    ...{ code: 'invalid-data', command: completes('formed') },
    says: ['The answer “Amount”: This must be answered.', 'The answer “Name”: This must be answered.'],
    cures: [{ instead: completes('formed', { amount: 1, name: 'A' }) }],
  },
  {
    ...{ code: 'case-closed', before: [CLOSE], command: records({ amount: 1 }), says: ['The case is closed.'] },
    cures: [REOPEN],
  },
  {
    code: 'timer-not-set',
    command: FIRE,
    says: ['It waits for “First”: complete.'],
    cures: [completes('first'), 'tomorrow'],
  },
  {
    ...{ code: 'timer-not-due', before: [completes('first')], command: FIRE },
    says: ['It is set for 2024-03-01T23:00:00.000Z.'],
    cures: ['tomorrow'],
  },
  {
    ...{ code: 'clock-not-running', command: moves('2024-03-20') },
    says: ['The clock “Answer” has not begun.'],
    cures: [records({ sent: '2024-03-01' })],
  },
  {
    ...{ code: 'nothing-to-do', before: [records({ amount: 1 })], command: records({ amount: 1 }) },
    says: ['It would change nothing.'],
    cures: [records({ amount: 2 })],
  },
  {
    ...{ code: 'unknown-outcome', command: { type: 'CloseCase', outcome: 'won' } },
    says: ['A case of this kind cannot end with won: there is done.'],
    cures: [{ instead: CLOSE }],
  },
  {
    ...{ code: 'nothing-to-act-on', before: [CLOSE], command: { ...REOPEN, again: [] } },
    says: ['Nothing would be left for anybody to do in the case: nothing was named that is to be done again.'],
    cures: [{ instead: REOPEN }],
  },
  {
    ...{ code: 'unknown-item', command: completes('nowhere'), says: ['The plan has nothing of the name nowhere.'] },
    cures: [{ instead: completes('first') }],
  },
  {
    ...{ code: 'wrong-kind', command: completes('part'), says: ['“Part” is not a task.'] },
    cures: [{ instead: completes('first') }],
  },
  {
    ...{ code: 'unknown-clock', command: { ...moves('2024-03-20'), clock: 'none' } },
    says: ['The case type has no clock of the name none.'],
    cures: [records({ sent: '2024-03-01' }), { instead: moves('2024-03-20') }],
  },
  {
    ...{ code: 'case-exists', command: { type: 'OpenCase', reference: 'X', data: {}, subjects: {} } },
    says: ['The case is open already.'],
    cures: [{ instead: { type: 'AddNote', text: 'A note' } }],
  },
];

describe('a command that cannot be done', () => {
  test.each(TOLD)('$code: $says', (told) => {
    const small = opened(told);
    expect(codeOf(small, told)).toBe(told.code);
    expect(ask(small, told, [])?.map(({ sentence }) => inWords(sentence, 'en'))).toEqual(told.says);
  });

  test.each(TOLD)('$code is done once all causes are gone, and not before ($says)', (told) => {
    for (const kept of told.cures) {
      const others = told.cures.filter((cure) => cure !== kept);
      if (others.length > 0) expect(ask(opened(told), told, others)).not.toBeNull();
    }
    expect(ask(opened(told), told, told.cures)).toBeNull();
  });

  test('what must go together says so', () => {
    const [first, second] = ask(opened({ data: { amount: 1, size: 1 } }), planning(), []) ?? [];
    expect(first?.removed).toEqual([first?.cause, second?.cause]);
    expect(second?.removed).toEqual([first?.cause, second?.cause]);
  });

  test('a case that cannot be opened names every answer that is wrong', () => {
    const command: CaseCommand = { type: 'OpenCase', reference: 'X', data: { amount: 'x', size: 'y' }, subjects: {} };
    const context = { occurred: '2024-03-01', actor: 'p1' };
    expect(whyNot(SMALL, null, { command, context })).toHaveLength(2);
    expect(whyNot(SMALL, null, { command: { ...command, data: {} }, context })).toBeNull();
  });
});

function planning(): Pick<Told, 'command'> {
  return { command: { type: 'PlanItem', item: 'extra' } };
}

function opened({ data = {}, before = [] }: Pick<Told, 'data' | 'before'>): CaseUnderTest {
  const small = openCaseUnderTest(SMALL, data);
  for (const command of before) small.do(command);
  return small;
}

type Answer = ReturnType<typeof whyNot>;

function ask(small: CaseUnderTest, told: Pick<Told, 'command' | 'roles'>, cures: Told['cures']): Answer {
  let { command, roles = ROLES } = told;
  for (const cure of cures) {
    if (cure === 'tomorrow') small.now = '2024-03-02';
    else if ('instead' in cure) command = cure.instead;
    else if ('as' in cure) roles = cure.as;
    else if (small.refusal(cure) === null) small.do(cure);
  }
  return whyNot(small.caseType, small.state, { command, context: contextOf(small, roles) });
}

function codeOf({ caseType, state, now }: CaseUnderTest, { command, roles = ROLES }: Told): RejectionCode | null {
  const decided = decide(caseType, state, command, { occurred: now, actor: 'p1', roles });
  return 'rejection' in decided ? decided.rejection.code : null;
}

function contextOf(
  { now }: CaseUnderTest,
  roles: readonly string[],
): { occurred: string; actor: string; roles: readonly string[] } {
  return { occurred: now, actor: 'p1', roles };
}

function completes(task: string, data: Readonly<Record<string, string | number>> = {}): CaseCommand {
  return { type: 'CompleteTask', task, data };
}

function records(data: Readonly<Record<string, string | number>>): CaseCommand {
  return { type: 'RecordData', data };
}

function moves(dueOn: string): Extract<CaseCommand, { type: 'ChangeDueDate' }> {
  return { type: 'ChangeDueDate', clock: 'answer', dueOn, reason: 'A test' };
}

/** Planning tables with several rules come from exchanged models; the extra task gets these. */
function withRules(caseType: CaseType, rules: readonly string[]): CaseType {
  const extra = caseType.items.get('extra');
  if (extra?.discretionary === undefined) throw new Error('There is no extra task.');
  const when = rules.flatMap((rule) => {
    const parsed = parseExpression(rule);
    return 'expression' in parsed ? [parsed.expression] : [];
  });
  const ruled = { ...extra, discretionary: { ...extra.discretionary, when } };
  return { ...caseType, items: new Map([...caseType.items, ['extra', ruled]]) };
}

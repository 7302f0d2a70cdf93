// What must hold when somebody completes work or closes a case: refused with the sentence of the case type, explained, and hidden.
import { inWords } from '../sentences/sentences.ts';
import { describe, expect, test } from 'vitest';
import { viewCase } from '../view/case-view.ts';
import { missingForCommand } from '../view/readable-parts.ts';
import { whyNot } from '../view/why-not.ts';
import { caseTypeOf, openCaseUnderTest } from './case-under-test.ts';
import type { CaseCommand } from './commands.ts';
import { coverageOf, usedBy } from './coverage.ts';
import { decide } from './decide.ts';
import { readScenario } from './read-scenario.ts';

const COMPLAINT = `
roles: { officer: Officer, nurse: Nurse }
data:
  note: { type: text, label: Note }
  declined: { type: boolean, label: Declined }
  amount: { type: number, label: Amount }
  large: { type: boolean, label: Large, derived: amount > 100 }
  larger: { type: boolean, label: Larger, derived: large and amount > 1000 }
  openIssues: { type: number, label: Open issues, derived: 'count(issues[outcome = null])' }
forms:
  open: { title: Open, fields: { note: optional } }
  sum: { title: Sum, fields: { amount: required } }
issues: { allegation: { title: Allegation, outcomes: { proven: Proven }, atClosing: may-stay-open } }
plan:
  tasks:
    write: { title: Write, by: officer, complete: { when: openIssues = 0, otherwise: Each issue needs a finding first. } }
    pay: { title: Pay, by: officer, form: sum, complete: { when: not(larger), otherwise: That is for the director to pay. } }
    more: { title: More, by: officer, manual: true, repeat: true, complete: { when: repetition > 0, otherwise: Never said. } }
closing:
  by: officer
  outcomes: { done: Done, declined: { title: Declined, when: declined, otherwise: Nobody has agreed to decline it. } }
`;

const WRITE: CaseCommand = { type: 'CompleteTask', task: 'write', data: {} };

function paid(amount: number): CaseCommand {
  return { type: 'CompleteTask', task: 'pay', data: { amount } };
}

describe('completing', () => {
  test('is refused with the sentence while the condition does not hold, by either command', () => {
    const on = openCaseUnderTest(COMPLAINT);
    on.do({ type: 'RaiseIssue', of: 'allegation', words: 'Late' });
    const asked = { command: WRITE, context: { occurred: '2024-03-01', actor: 'p1' } };
    expect(decide(on.caseType, on.state, WRITE, asked.context)).toEqual({
      rejection: { code: 'condition-not-met', of: 'write', reason: 'Each issue needs a finding first.' },
    });
    expect(on.refusal({ type: 'MovePlanItem', item: 'write', on: 'complete' })).toBe('condition-not-met');
    expect(whyNot(on.caseType, on.state, asked)?.map(({ sentence }) => inWords(sentence, 'en'))).toEqual([
      'Each issue needs a finding first.',
    ]);
    on.do({ type: 'DecideIssue', of: 'allegation', entry: 'issue.2', outcome: 'proven', reasons: 'It was' });
    on.do(WRITE);
    expect(on.item('write')).toBe('completed');
  });

  test('asks with what is filled in and what is computed from it, and writes nothing else than without it', () => {
    const on = openCaseUnderTest(COMPLAINT);
    expect(on.refusal(paid(1001))).toBe('condition-not-met');
    const event = on.do(paid(500));
    const plain = openCaseUnderTest(COMPLAINT.replace(/, complete: \{ when: not[^}]*\}/, ''));
    const fields = (changes: typeof event.changes): readonly unknown[] => changes.filter((change) => 'field' in change);
    expect(fields(event.changes)).toEqual(fields(plain.do(paid(500)).changes));
    expect(on.state?.data).toEqual(plain.state?.data);
  });

  test('knows the repetition', () => {
    const on = openCaseUnderTest(COMPLAINT);
    on.complete('more');
    expect(on.item('more')).toBe('completed');
  });
});

describe('closing', () => {
  test('with an outcome is refused while its condition does not hold, and others are open', () => {
    const on = openCaseUnderTest(COMPLAINT);
    expect(on.refusal({ type: 'CloseCase', outcome: 'declined' })).toBe('condition-not-met');
    expect(on.refusal({ type: 'CloseCase', outcome: 'done' })).toBe(null);
    on.do({ type: 'RecordData', data: { declined: true } });
    on.do({ type: 'CloseCase', outcome: 'declined' });
    expect(on.state?.closed?.outcome).toBe('declined');
  });

  test('is shown by labels alone', () => {
    const on = openCaseUnderTest(COMPLAINT);
    const view = viewCase(on.caseType, on.state ?? never(), {
      caseId: 'c',
      today: '2024-03-01',
      mayDo: () => true,
      parts: null,
    });
    expect(view.closing.outcomes).toEqual([
      { value: 'done', label: 'Done' },
      { value: 'declined', label: 'Declined' },
    ]);
  });
});

test('a scenario that is refused by it uses it', () => {
  const caseType = caseTypeOf(COMPLAINT);
  const at = '2024-03-01';
  const source = {
    scenario: 'Nobody declines alone',
    given: [{ at, do: { type: 'OpenCase' } }],
    when: [
      { at, do: { type: 'CloseCase', outcome: 'declined' }, then: { rejected: 'condition-not-met', saying: 'Nobody' } },
    ],
    then: { status: 'open' },
  };
  const read = readScenario(source);
  const { outcome, used } = usedBy(caseType, 'scenario' in read ? read.scenario : never());
  expect(outcome.failures).toEqual([]);
  const missing = coverageOf(caseType, used).find(({ part }) => part === 'criteria')?.missing;
  expect(missing).toEqual(['write.complete', 'pay.complete', 'more.complete']);
});

describe('hiding', () => {
  const SECTION =
    'access: { sections: [{ name: health, title: Health, fields: [declined, amount], readers: [nurse] }] }';

  test('the work of a role that may not read what must hold is refused, and so is the outcome of a case', () => {
    expect(() => caseTypeOf(`${COMPLAINT}${SECTION}`)).toThrow(
      /closing.outcomes.\w+.when: The outcome of a case tells everybody/,
    );
    expect(() => caseTypeOf(`${COMPLAINT}${SECTION}`)).toThrow(/plan.tasks.pay.by: This work tells the role “officer”/);
  });

  test('whoever may not read it may not ask, and it may be told in writing', () => {
    const told = `access:
  sections: [{ name: health, title: Health, fields: [declined], readers: [nurse] }]
  tells: [{ item: case, of: declined, reason: Whoever closes must know }]
`;
    const caseType = caseTypeOf(`${COMPLAINT}${told}`);
    const general = new Set(['general']);
    expect(missingForCommand(caseType, { type: 'CloseCase', outcome: 'declined' }, general)).toEqual(['Health']);
    expect(missingForCommand(caseType, { type: 'CloseCase', outcome: 'done' }, general)).toEqual([]);
  });
});

describe('the checker', () => {
  test('wants a sentence, and somebody who is told it', () => {
    const WHOLE = 'complete: { when: openIssues = 0, otherwise: Each issue needs a finding first. }';
    expect(() => caseTypeOf(COMPLAINT.replace(WHOLE, 'complete: { when: openIssues = 0 }'))).toThrow(
      '“otherwise” is missing in “plan.tasks.write.complete”.',
    );
    expect(() => caseTypeOf(COMPLAINT.replace(WHOLE, `blocking: false, ${WHOLE}`))).toThrow('Nobody completes “write”');
  });

  test('wants both members of an outcome', () => {
    expect(() => caseTypeOf(COMPLAINT.replace(', otherwise: Nobody has agreed to decline it.', ''))).toThrow(
      'Say both when and otherwise. Add otherwise.',
    );
    expect(() => caseTypeOf(COMPLAINT.replace('when: declined', 'when: declind'))).toThrow('declind');
  });
});

function never(): never {
  throw new Error('It is there.');
}

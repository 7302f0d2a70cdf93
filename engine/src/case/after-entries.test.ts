// Work that begins by what happens to an issue, a party, an obligation and the like: one instance for each, found again by why, hidden
// with the section of its kind.
import { inWords } from '../sentences/sentences.ts';
import { describe, expect, test } from 'vitest';
import { checkCaseType } from '../definition/definition.ts';
import { HEAD_UNDER_TEST } from '../definition/head-under-test.ts';
import { mayReadItem } from '../view/readable-parts.ts';
import { whyBegun } from '../view/why-begun.ts';
import { whyAvailable } from '../view/why-item.ts';
import { caseTypeOf, openCaseUnderTest } from './case-under-test.ts';
import type { CaseCommand } from './commands.ts';

const CONTRACT = `
roles: { officer: Officer, delegate: Delegate }
data:
  note: { type: text, label: Note }
  open: { type: boolean, label: Open }
parties: { supplier: { title: Supplier, subject: true, replaceable: true }, witness: { title: Witness, min: 0, max: 9 } }
issues:
  breach: { title: Breach, outcomes: { proven: Proven, dropped: Dropped }, mayReopen: true }
  question: { title: Question, outcomes: { answered: Answered } }
goals: { speed: { title: Speed, owner: [supplier], measure: { title: Speed, unit: days, direction: less } } }
obligations: { remedy: { title: Remedy, owedBy: [supplier] } }
communications:
  letter: { title: Letter, form: letter, direction: out, with: [supplier], channels: { post: Post } }
plan:
  tasks:
    notice: { title: Notice, by: officer, repeat: true, entry: [{ after: { issue: breach, on: raised } }] }
    record: { title: Record, by: officer, repeat: true, entry: [{ after: { issue: breach, on: decided }, when: 'open' }] }
    review: { title: Review, by: officer, repeat: true, entry: [{ after: { issue: breach, on: reopened } }] }
    vet: { title: Vet, by: officer, repeat: true, entry: [{ after: { party: supplier, on: replaced } }, { after: { party: witness, on: added } }] }
    chase: { title: Chase, by: officer, repeat: true, entry: [{ after: { obligation: remedy, on: breached } }] }
    thank: { title: Thank, by: officer, repeat: true, entry: [{ after: { obligation: remedy, on: met } }] }
    measure: { title: Measure, by: officer, repeat: true, entry: [{ after: { goal: speed, on: reviewed } }] }
    file: { title: File, by: officer, repeat: true, entry: [{ after: { communication: letter, on: drafted } }] }
    once: { title: Once, by: officer, entry: [{ after: { issue: breach, on: raised } }] }
    both: { title: Both, by: officer, repeat: true, entry: [{ after: [notice, { issue: question, on: raised }] }] }
    leave: { title: Leave, by: officer, exit: [{ after: { issue: question, on: decided } }] }
`;

const RAISE: CaseCommand = { type: 'RaiseIssue', of: 'breach', words: 'Late' };
const ASK: CaseCommand = { type: 'RaiseIssue', of: 'question', words: 'Why' };

function decided(entry: string): CaseCommand {
  return { type: 'DecideIssue', of: 'breach', entry, outcome: 'proven', reasons: 'It was late' };
}

function active(on: ReturnType<typeof openCaseUnderTest>): readonly string[] {
  return Object.keys(on.state?.tasks ?? {}).filter((task) => task !== 'leave');
}

describe('what waits for what happens to an entry', () => {
  test('begins once for each, however many are open, and not for other changes of it', () => {
    const on = openCaseUnderTest(CONTRACT);
    expect(active(on)).toEqual([]);
    on.do(RAISE);
    on.do(RAISE);
    expect(active(on)).toEqual(['notice', 'once', 'notice#2']);
    on.do(decided('issue.2'));
    on.do(ASK);
    on.do(RAISE);
    expect(active(on)).toEqual(['notice', 'once', 'notice#2', 'notice#3']);
    on.do({ type: 'ReopenIssue', of: 'breach', entry: 'issue.2', reason: 'New facts' });
    expect(active(on)).toEqual(['notice', 'once', 'notice#2', 'notice#3', 'review']);
  });

  test('is remembered for each until its condition holds', () => {
    const on = openCaseUnderTest(CONTRACT);
    on.do(RAISE);
    on.do(RAISE);
    on.do(decided('issue.2'));
    on.do(decided('issue.3'));
    expect(on.item('record')).toBe('available');
    expect(Object.keys(on.state?.waiting ?? {})).toEqual([
      'case|record.entry.0@issue.2',
      'case|record.entry.0@issue.3',
    ]);
    const event = on.do({ type: 'RecordData', data: { open: true } });
    expect([on.item('record'), on.item('record#2')]).toEqual(['active', 'active']);
    expect(on.state?.waiting).toEqual({});
    expect(event.changes.filter((change) => 'item' in change && change.to === 'active')).toHaveLength(2);
  });

  test('is kept while its item stands still', () => {
    const on = openCaseUnderTest(CONTRACT);
    on.do({ type: 'MovePlanItem', item: 'case', on: 'suspend' });
    on.do(RAISE);
    on.do(RAISE);
    expect(active(on)).toEqual([]);
    on.do({ type: 'MovePlanItem', item: 'case', on: 'reactivate' });
    expect(active(on).toSorted()).toEqual(['notice', 'notice#2', 'once']);
  });

  test('knows parties, obligations, goals and letters', () => {
    const on = openCaseUnderTest(CONTRACT);
    on.do({ type: 'AddParty', of: 'witness', subject: 'w1' });
    on.do({ type: 'ReplaceParty', of: 'supplier', entry: 'party.supplier', subject: 's2', reason: 'Sold' });
    expect(active(on)).toEqual(['vet', 'vet#2']);
    const owed = { of: 'remedy', words: 'Repair', owedBy: 'party.3', agreement: 'Letter', dueOn: '2024-03-05' };
    on.do({ type: 'ImposeObligation', ...owed });
    on.do({ type: 'ImposeObligation', ...owed });
    on.now = '2024-03-08';
    on.do({ type: 'FireTimer', timer: 'entry:obligation.4' });
    on.do({ type: 'MeetObligation', of: 'remedy', entry: 'obligation.4' });
    // Met late, it was breached as well, though nobody had noted that.
    on.do({ type: 'MeetObligation', of: 'remedy', entry: 'obligation.5' });
    expect(active(on)).toEqual(['vet', 'vet#2', 'chase', 'thank', 'chase#2', 'thank#2']);
    on.do({ type: 'SetGoal', of: 'speed', words: 'Faster', owner: 'party.3', baseline: '9', target: '2' });
    on.do({ type: 'ReviewGoal', of: 'speed', entry: 'goal.9', value: '4' });
    on.do({
      ...{ type: 'DraftCommunication', of: 'letter', channel: 'post', with: ['party.3'] },
      subject: 'S',
      content: 'a'.repeat(64),
    });
    on.do({ type: 'ReviseCommunication', of: 'letter', entry: 'communication.11', subject: 'T' });
    expect(active(on).slice(6)).toEqual(['measure', 'file']);
  });

  test('is remembered with others where several things have to happen, and may end work', () => {
    const on = openCaseUnderTest(CONTRACT);
    on.do(ASK);
    on.do(ASK);
    expect(on.item('both')).toBe('available');
    on.do(RAISE);
    on.complete('notice');
    expect([on.item('both'), on.item('both#2')]).toEqual(['active', 'available']);
    expect(on.item('leave')).toBe('active');
    on.do({ type: 'DecideIssue', of: 'question', entry: 'issue.2', outcome: 'answered', reasons: 'Said' });
    expect(on.item('leave')).toBe('terminated');
  });
});

describe('why it began', () => {
  test('names the entry of each, also of two that were kept and went on together', () => {
    const on = openCaseUnderTest(CONTRACT);
    on.do(RAISE);
    on.do(RAISE);
    expect(
      whyBegun(on.caseType, on.events, 'notice#2')?.causes.map(({ sentence }) => inWords(sentence, 'en')),
    ).toContain('The issue issue.3 was raised.');
    on.do(decided('issue.2'));
    on.do(decided('issue.3'));
    on.do({ type: 'RecordData', data: { open: true } });
    const second = whyBegun(on.caseType, on.events, 'record#2')?.causes.map(({ sentence }) => inWords(sentence, 'en'));
    expect(second).toEqual(['The issue issue.3 was decided.', 'The condition `open` held: open was true.']);
    const waits = whyAvailable(on.caseType, on.state ?? never(), 'review')?.causes.map(({ sentence }) =>
      inWords(sentence, 'en'),
    );
    expect(waits).toEqual(['It waits until an issue of the kind “breach” is reopened.']);
  });
});

describe('hiding', () => {
  const SECTION = `
access:
  sections: [{ name: conduct, title: Conduct, fields: [open], readers: [delegate] }]
`;
  const HIDDEN = CONTRACT.replace('mayReopen: true', 'mayReopen: true, atClosing: may-stay-open, section: conduct');

  test('follows from the kind as from its list, and work for others is refused', () => {
    expect(() => caseTypeOf(`${HIDDEN}${SECTION}`)).toThrow('This work tells the role “officer” of “issues.breach”');
    const caseType = caseTypeOf(
      `${HIDDEN.replaceAll('by: officer, repeat', 'by: delegate, repeat').replace('Once, by: officer', 'Once, by: delegate')}${SECTION}`,
    );
    const general = new Set(['general']);
    expect(['notice', 'vet', 'leave'].map((item) => mayReadItem(caseType, item, general))).toEqual([false, true, true]);
    expect(mayReadItem(caseType, 'notice', new Set(['general', 'conduct']))).toBe(true);
  });
});

describe('the checker', () => {
  test.each([
    ['{ issue: breech, on: raised }', 'unknown-name', 'There is no name “breech”. Did you mean “breach”?'],
    [
      '{ issue: breach }',
      'missing-key',
      'It does not say what happens to the issue. Add on: one of raised, decided, reopened.',
    ],
    [
      '{ issue: breach, on: met }',
      'unknown-transition',
      'This primitive, issue, has no “met”. It has: raised, decided, reopened.',
    ],
    [
      '{ issue: breach, field: note, on: raised }',
      'empty-criterion',
      'Name one thing here: an item, a field, or one of issue,',
    ],
  ])('says what is wrong with %s', (after, code, says) => {
    const source = `${HEAD_UNDER_TEST}zone: Europe/Rome
team: desk
roles: { officer: Officer }
data: { note: { type: text, label: Note } }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
issues: { breach: { title: Breach, outcomes: { proven: Proven } } }
plan: { tasks: { act: { title: Act, by: officer, entry: [{ after: ${after} }] } } }
closing: { by: officer, outcomes: { done: Done } }
`;
    const result = checkCaseType(source, 'f'.repeat(64));
    const problems = 'problems' in result ? result.problems : [];
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(problems[0]?.reason).toContain(says);
  });
});

function never(): never {
  throw new Error('The case is open.');
}

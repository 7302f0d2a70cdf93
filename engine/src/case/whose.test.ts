// Whom personal words of a case are about: whoever stood in the role when they were recorded, by what the case said then.
import { describe, expect, test } from 'vitest';
import { changeWords, type Entry } from '../entries/entries.ts';
import { type CaseUnderTest, openCaseUnderTest } from './case-under-test.ts';
import type { CaseCommand } from './commands.ts';
import { type Whose, whoseEntry, whoseField } from './whose.ts';

const PEOPLED = `
parties:
  claimant: { title: Claimant, subject: true, replaceable: true }
  advocate: { title: Advocate, subject: true, personal: true, represents: [claimant], scope: { all: All } }
  witness: { title: Witness, subject: true, personal: true, min: 0, max: 3 }
data:
  note: { type: text, label: Note, purpose: Test }
  name: { type: text, label: Name, purpose: Test, personal: true, subject: claimant }
  phone: { type: text, label: Phone, purpose: Test, personal: true, subject: advocate }
issues: { harm: { title: Harm, personal: true, subject: claimant, outcomes: { done: Done }, mayReopen: true } }
goals:
  walk: { title: Walk, personal: true, owner: [claimant], measure: { title: Steps, unit: steps, direction: more } }
obligations:
  pay: { title: Pay, personal: true, owedBy: [claimant] }
  hear: { title: Hear, owedBy: [claimant, agency] }
plan: { tasks: { talk: { title: Talk, by: officer, repeat: true } } }
`;

function opened(): CaseUnderTest {
  return openCaseUnderTest(PEOPLED);
}

function ofField({ caseType, state }: CaseUnderTest, field: string): Whose | null {
  return state === null ? null : whoseField(caseType, state, field);
}

function ofEntry({ caseType, state }: CaseUnderTest, id: string): string | null {
  const entry = state?.entries?.[id];
  const whose = state === null || entry === undefined ? null : whoseEntry(caseType, state, { id, entry });
  return whose !== null && 'party' in whose ? whose.party : null;
}

const REPLACE = {
  type: 'ReplaceParty',
  of: 'claimant',
  entry: 'party.claimant',
  subject: 'heir',
  reason: 'Died',
} as const;
const ADVOCATE: CaseCommand = {
  ...{ type: 'AddParty', of: 'advocate', subject: 'ada', represents: 'party.claimant' },
  ...{ scope: ['all'], until: '2024-06-30' },
};

describe('a personal field', () => {
  test('is about whoever stands in the role: the first, who follows, and the last where nobody does', () => {
    const on = opened();
    const first = { subject: 'person:claimant', party: 'party.claimant', isSecret: false };
    expect(ofField(on, 'name')).toEqual(first);
    expect(ofField(on, 'note')).toBeNull();
    on.do({ type: 'AddNote', text: 'x' });
    on.do(REPLACE);
    expect(ofField(on, 'name')).toEqual({ subject: 'heir', party: 'party.3', isSecret: false });
    on.do({ type: 'EndParty', of: 'claimant', entry: 'party.3', reason: 'Withdrawn' });
    expect(ofField(on, 'name')?.subject).toBe('heir');
    on.do({ type: 'AddParty', of: 'claimant', subject: 'again' });
    expect(ofField(on, 'name')?.subject).toBe('again');
  });

  test('says nothing of somebody who is not there yet', () => {
    const on = opened();
    const tell = (value: string | null): string | null =>
      on.refusal({ type: 'RecordData', data: { note: 'x', phone: value } });
    expect(ofField(on, 'phone')).toBeNull();
    expect([tell('1'), tell(null)]).toEqual(['unknown-subject', null]);
    on.do(ADVOCATE);
    expect(tell('1')).toBeNull();
    expect(ofField(on, 'phone')).toEqual({ subject: 'ada', party: 'party.2', isSecret: true });
    // What they said stays theirs when their mandate has ended.
    on.do({ type: 'EndParty', of: 'advocate', entry: 'party.2', reason: 'Left' });
    expect(ofField(on, 'phone')?.party).toBe('party.2');
  });
});

describe('an entry of a personal kind', () => {
  test('stays about whom it was, whoever follows in the role', () => {
    const on = opened();
    on.do({ type: 'RaiseIssue', of: 'harm', words: 'She fell' });
    on.do({ type: 'SetGoal', of: 'walk', words: 'To walk', owner: 'party.claimant', baseline: '0', target: '9' });
    on.do({
      type: 'ImposeObligation',
      of: 'pay',
      words: 'Pay',
      owedBy: 'party.claimant',
      agreement: 'x',
      dueOn: '2024-04-01',
    });
    on.do(REPLACE);
    on.do({ type: 'DecideIssue', of: 'harm', entry: 'issue.2', outcome: 'done', reasons: 'Seen' });
    on.do({ type: 'RaiseIssue', of: 'harm', words: 'He fell' });
    expect(['issue.2', 'goal.3', 'obligation.4', 'issue.7'].map((id) => ofEntry(on, id))).toEqual([
      ...['party.claimant', 'party.claimant', 'party.claimant', 'party.5'],
    ]);
    // Who was there from the beginning is known by an id that was made then, which says nothing.
    expect(ofEntry(on, 'party.claimant')).toBeNull();
  });

  test('is about nobody where its kind is not personal, and a party about itself', () => {
    const on = opened();
    on.do({
      type: 'ImposeObligation',
      of: 'hear',
      words: 'Hear',
      owedBy: 'agency',
      agreement: 'x',
      dueOn: '2024-04-01',
    });
    on.do({ type: 'AddParty', of: 'witness', subject: 'ID-1234' });
    expect([ofEntry(on, 'obligation.2'), ofEntry(on, 'party.3')]).toEqual([null, 'party.3']);
  });
});

test('the words of an entry can be changed, each by its place, and nothing else of it', () => {
  const goal: Entry = {
    ...{ kind: 'goal', of: 'walk', status: 'pursued', from: '2024-03-01', until: null, words: 'To walk' },
    ...{ owner: 'party.claimant', baseline: '0', target: '9', reasons: null },
    reviews: [
      { on: '2024-03-02', value: '1', note: null },
      { on: '2024-03-03', value: '2', note: 'Better' },
    ],
  };
  const seen: string[] = [];
  const blank = changeWords(goal, (word, place) => {
    seen.push(`${place}: ${word}`);
    return '-';
  });
  expect(seen.toSorted()).toEqual(['reviews.1.note: Better', 'words: To walk']);
  expect(JSON.stringify(changeWords(blank, (_, place) => (place === 'words' ? 'To walk' : 'Better')))).toBe(
    JSON.stringify(goal),
  );
});

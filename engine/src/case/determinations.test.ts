// Decisions of a delegate: drafted, made with all that makes them final, told, reviewed by somebody else, revoked.
import { beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkCaseType } from '../definition/definition.ts';
import { HEAD_UNDER_TEST } from '../definition/head-under-test.ts';
import { describeEvent } from '../view/activity.ts';
import { missingForCommand } from '../view/readable-parts.ts';
import { decide, whatWasConsidered } from './case.ts';
import { type CaseUnderTest, openCaseUnderTest } from './case-under-test.ts';
import type { CaseCommand } from './commands.ts';
import { roleOfEntryCommand } from './entry-roles.ts';
import { replay } from './evolve.ts';
import { readScenario } from './read-scenario.ts';
import { runScenario } from './run-scenario.ts';

const CLAIM = `${HEAD_UNDER_TEST.trimStart()}zone: Australia/Canberra
team: claims
roles: { officer: Claims officer, delegate: Delegate, reviewer: Review officer }
parties:
  claimant: { title: Claimant, subject: true }
  employer: { title: Employer, subject: true }
  spouse: { title: Spouse, min: 0 }
data:
  diagnosis: { type: text, label: Diagnosis, purpose: Liability }
  secretNote: { type: text, label: Note of the investigator, purpose: Inquiry }
issues:
  claim: { title: Claim, outcomes: { accepted: Accepted, refused: Refused }, by: officer }
  question: { title: Question, outcomes: { answered: Answered }, by: officer, atClosing: may-stay-open }
determinations:
  liability:
    title: Determination of liability
    by: officer
    delegation: { role: delegate, instrument: claims-delegations, law: { ref: Claims Act s 41, kind: statute } }
    outcomes: { accepted: Accepted, refused: Refused }
    decides: [claim]
    considers: [diagnosis]
    notify: [claimant, employer]
    review:
      reconsideration:
        title: Reconsideration
        body: internal
        asks: [claimant, agency]
        clock: { within: 30 days, law: { ref: Claims Act s 62, kind: statute } }
        decidedAs: reconsidered
        late: true
      tribunal:
        title: Review by the tribunal
        body: external
        asks: [claimant, employer]
        clock: { within: 60 days, law: { ref: Claims Act s 64, kind: statute } }
        decidedAs: tribunal-decision
  reconsidered:
    title: Decision on reconsideration
    by: officer
    delegation: { role: reviewer, instrument: claims-delegations, law: { ref: Claims Act s 62, kind: statute } }
    outcomes: { affirmed: Affirmed, varied: Varied, set-aside: Set aside }
    decides: [claim]
    notify: [claimant, employer]
    review:
      tribunal:
        title: Review by the tribunal
        body: external
        asks: [claimant]
        clock: { within: 60 days, law: { ref: Claims Act s 64, kind: statute } }
        decidedAs: tribunal-decision
  tribunal-decision:
    title: Decision of the tribunal
    body: Review Tribunal
    by: officer
    outcomes: { affirmed: Affirmed, varied: Varied, set-aside: Set aside }
    decides: [claim]
    review: {}
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { diagnosis: optional } } }
plan:
  tasks:
    talk: { title: Talk, by: officer, repeat: true }
    pay: { title: Pay, by: officer, entry: [{ when: 'some i in issues satisfies i.outcome = "accepted"' }] }
  milestones:
    over: { title: No review any more, entry: [{ when: 'some d in determinations satisfies d.reviewClosedOn != null' }] }
closing: { by: officer, outcomes: { done: Done } }
`;

const DELEGATIONS = [
  { id: 'D-1', instrument: 'claims-delegations', person: 'dora', from: '2024-01-01', until: '2024-06-30' },
  { id: 'D-2', instrument: 'claims-delegations', person: 'rita', from: '2024-01-01', until: null },
  { id: 'D-3', instrument: 'other-delegations', person: 'paul', from: '2024-01-01', until: null },
];

const DRAFT = {
  ...{ type: 'DraftDetermination', of: 'liability', outcome: 'refused', reasons: 'The strain is not from work' },
  issues: [{ issue: 'issue.2', outcome: 'refused' }],
  manifest: [
    { field: 'diagnosis', version: 1 },
    { document: 'a'.repeat(64), words: 'Report of the doctor' },
  ],
  notice: [{ party: 'party.claimant' }, { party: 'party.employer', withheld: 'They asked not to be told' }],
} as const satisfies CaseCommand;
const MAKE = { type: 'MakeDetermination', of: 'liability', entry: 'determination.3', draft: 3 } as const;
const NOTIFY = {
  ...{ type: 'NotifyDetermination', of: 'liability', entry: 'determination.3' },
  party: 'party.claimant',
} as const satisfies CaseCommand;
const ASK = {
  ...{ type: 'RequestReview', of: 'liability', entry: 'determination.3', right: 'reconsideration' },
  ...{ party: 'party.claimant', words: 'It is from work' },
} as const satisfies CaseCommand;
const REVIEW = {
  ...{ type: 'DraftDetermination', of: 'reconsidered', reviewOf: 'determination.3', outcome: 'set-aside' },
  ...{ reasons: 'The doctor was not asked', manifest: [{ entry: 'issue.2', version: 2 }] },
  notice: [{ party: 'party.claimant' }, { party: 'party.employer' }],
} as const satisfies CaseCommand;
const ON_REVIEW = { of: 'reconsidered', entry: 'determination.7' } as const;
const REVOKE = {
  ...{ type: 'RevokeDetermination', of: 'liability', entry: 'determination.3' },
  reasons: 'It was another person',
} as const satisfies CaseCommand;

const checked = checkCaseType(CLAIM, '0'.repeat(64));
let on: CaseUnderTest;

function statusOf(id: string): string | undefined {
  return on.state?.entries?.[id]?.status;
}

/** The sentence with which a command is refused; null where it is not. */
function sentence(command: CaseCommand, actor: string, onBehalfOf?: string): string | null {
  const who = { actor, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
  const decision = decide(on.caseType, on.state, command, { ...on.given, occurred: on.now, ...who });
  return 'rejection' in decision && 'reason' in decision.rejection ? decision.rejection.reason : null;
}

/** Version 3 is the draft. */
beforeEach(() => {
  if ('problems' in checked) throw new Error(checked.problems.map((p) => `${p.path}: ${p.reason}`).join('\n'));
  on = openCaseUnderTest(checked.caseType, { diagnosis: 'Strain' });
  on.given = { delegations: DELEGATIONS };
  on.do({ type: 'RaiseIssue', of: 'claim', words: 'Is it from work?' });
});

function made(): void {
  on.do(DRAFT, 'otto');
  on.do(MAKE, 'dora');
}

describe('a determination', () => {
  test('is drafted, made and told, decides its issue, and folds to the same state', () => {
    made();
    expect(statusOf('determination.3')).toBe('made');
    on.now = '2024-03-05';
    on.do({ ...NOTIFY, on: '2024-03-04' });
    expect(on.state?.entries?.['determination.3']).toMatchObject({
      ...{ status: 'notified', from: '2024-03-01', until: null, rights: ['reconsideration', 'tribunal'] },
      ...{ involved: ['otto', 'dora'], draft: 3 },
      made: {
        ...{ by: 'dora', onBehalfOf: null },
        delegation: { id: 'D-1', law: 'Claims Act s 41', until: '2024-06-30' },
      },
      windows: [
        { right: 'reconsideration', party: 'party.claimant', until: '2024-04-03' },
        { right: 'tribunal', party: 'party.claimant', until: '2024-05-03' },
      ],
    });
    expect(on.state?.entries?.['issue.2']).toMatchObject({
      ...{ status: 'decided', outcome: 'refused', reasons: null, determination: 'determination.3' },
    });
    expect(on.state?.timers['entry:determination.3']).toMatchObject({ dueOn: '2024-05-03' });
    expect(JSON.stringify(replay(on.events))).toBe(JSON.stringify(on.state));
  });

  test.each([
    ['an outcome', { outcome: null }, 'Say how'],
    ['reasons', { reasons: null }, 'Give the reasons'],
    ['what was considered', { manifest: [] }, 'Name what was considered'],
    ['a field that must be', { manifest: [{ document: 'b'.repeat(64), words: 'A letter' }] }, 'diagnosis'],
    ['its issues', { issues: [] }, 'Name the issues'],
    ['notice', { notice: [{ party: 'party.claimant' }] }, 'party.employer'],
  ])('is not final without %s', (_, part, why) => {
    on.do({ ...DRAFT, ...part }, 'otto');
    expect(sentence(MAKE, 'dora')).toContain(why);
  });

  test('is made by nobody without a delegation in force on that day, and not for whom one stands in', () => {
    on.do(DRAFT, 'otto');
    for (const actor of ['otto', 'paul']) expect(sentence(MAKE, actor)).toContain('claims-delegations');
    expect(sentence(MAKE, 'otto', 'dora')).toContain('you hold none');
    on.now = '2024-07-01';
    expect(sentence(MAKE, 'dora')).toContain('2024-07-01');
    expect(on.refusal(MAKE, 'rita')).toBeNull();
    on.given = {};
    expect(on.refusal(MAKE, 'rita')).toBe('entry-refused');
  });

  test('is changed as a draft and never after, and its maker has read it as it is', () => {
    on.do(DRAFT, 'otto');
    const revise = { type: 'ReviseDetermination', of: 'liability', entry: 'determination.3', reasons: 'Anew' } as const;
    on.do(revise, 'olga');
    expect(sentence(MAKE, 'dora')).toContain('event 4');
    on.do({ ...MAKE, draft: 4 }, 'dora');
    expect(on.state?.entries?.['determination.3']).toMatchObject({ reasons: 'Anew', outcome: 'refused' });
    expect(on.refusal(revise, 'olga')).toBe('entry-refused');
    expect(on.refusal({ ...MAKE, draft: 4 }, 'dora')).toBe('entry-refused');
    expect(on.state?.entries?.['determination.3']).toMatchObject({ involved: ['otto', 'olga', 'dora'] });
  });

  test.each([
    { outcome: 'affirmed' },
    { reasons: ' ' },
    { issues: [{ issue: 'issue.9', outcome: 'refused' }] },
    { issues: [DRAFT.issues[0], DRAFT.issues[0]] },
    { manifest: [{ field: 'diagnosis', version: 3 }] },
    { manifest: [{ field: 'constructor', version: 1 }] },
    { manifest: [{ entry: 'issue.2', version: 1 }] },
    { manifest: [{ document: 'A', words: 'A letter' }] },
    { notice: [{ party: 'party.spouse' }] },
    { notice: [DRAFT.notice[0], DRAFT.notice[0]] },
    { reviewOf: 'determination.1' },
  ])('is not drafted with %j', (part) => {
    expect(on.refusal({ ...DRAFT, ...part }, 'otto')).toBe('entry-refused');
  });

  test('does not decide an issue twice, and nobody decides such an issue by hand', () => {
    on.do(DRAFT, 'otto');
    on.do(DRAFT, 'otto');
    on.do(MAKE, 'dora');
    expect(sentence({ ...MAKE, entry: 'determination.4', draft: 4 }, 'dora')).toContain('decided already');
    const byHand = { type: 'DecideIssue', of: 'claim', entry: 'issue.2', outcome: 'refused', reasons: 'So' } as const;
    expect(sentence(byHand, 'dora')).toContain('Determination of liability');
    expect(sentence({ type: 'ReopenIssue', of: 'claim', entry: 'issue.2', reason: 'So' }, 'dora')).toContain(
      'by a delegate',
    );
  });

  test('keeps the case open until notice is given or the draft is given up', () => {
    const close: CaseCommand = { type: 'CloseCase', outcome: 'done' };
    on.do(DRAFT, 'otto');
    on.do(DRAFT, 'otto');
    on.do(MAKE, 'dora');
    expect(on.refusal(close)).toBe('open-entries');
    on.do(NOTIFY);
    expect(on.refusal(close)).toBe('open-entries');
    const discard = { type: 'DiscardDetermination', of: 'liability', entry: 'determination.4' } as const;
    expect(on.refusal({ ...discard, reason: '' })).toBe('entry-refused');
    on.do({ ...discard, reason: 'Written twice' });
    on.do(close);
    expect(on.refusal(DRAFT)).toBe('case-closed');
  });

  test('is revoked by a delegate with reasons, and its issue is open again', () => {
    made();
    expect(on.refusal(REVOKE, 'otto')).toBe('entry-refused');
    expect(on.refusal({ ...REVOKE, reasons: '' }, 'rita')).toBe('entry-refused');
    on.do(REVOKE, 'rita');
    expect(statusOf('determination.3')).toBe('revoked');
    expect(on.state?.entries?.['issue.2']).toEqual({
      ...{ kind: 'issue', of: 'claim', status: 'open', from: '2024-03-01', until: null },
      ...{ words: 'Is it from work?', outcome: null, reasons: null },
    });
    expect(on.refusal(ASK)).toBe('entry-refused');
  });

  test('shows what was known when it was made', () => {
    on.do(DRAFT, 'otto');
    on.do({ type: 'RecordData', data: { diagnosis: 'Disease' } });
    const { manifest } = DRAFT;
    const issue = { entry: 'issue.2', version: 2 } as const;
    expect(whatWasConsidered(on.caseType, on.events, [...manifest, issue])).toMatchObject([
      { field: 'diagnosis', was: 'Strain' },
      { document: 'a'.repeat(64) },
      { entry: 'issue.2', was: { status: 'open' } },
    ]);
  });
});

describe('a review', () => {
  beforeEach(() => {
    made();
    on.now = '2024-03-04';
    on.do(NOTIFY);
  });

  test('is asked for by who may, while there is time, once at a time', () => {
    expect(on.refusal({ ...ASK, right: 'mercy' })).toBe('entry-refused');
    expect(on.refusal({ ...ASK, party: 'party.employer' })).toBe('entry-refused');
    expect(on.refusal({ ...ASK, words: '' })).toBe('entry-refused');
    expect(on.refusal({ ...ASK, late: 'They were ill' })).toBe('entry-refused');
    on.now = '2024-04-04';
    expect(sentence(ASK, 'otto')).toContain('Say why');
    expect(on.refusal({ ...ASK, late: 'They were ill' })).toBeNull();
    expect(on.refusal({ ...ASK, on: '2024-04-03' })).toBeNull();
    expect(on.refusal({ ...ASK, party: 'agency' })).toBeNull();
    on.now = '2024-05-04';
    const tribunal = { ...ASK, right: 'tribunal' };
    expect(sentence({ ...tribunal, late: 'They were ill' }, 'otto')).toContain('2024-05-03');
    on.do({ ...tribunal, on: '2024-05-03' });
    expect(on.refusal({ ...tribunal, on: '2024-05-03' })).toBe('entry-refused');
    expect(on.state?.timers['entry:determination.3']).toBeUndefined();
    on.do({ type: 'WithdrawReview', of: 'liability', entry: 'determination.3', reason: 'They wrote so' });
    expect(on.state?.timers['entry:determination.3']).toMatchObject({ dueOn: '2024-05-03' });
  });

  test('is over on a day that is on record by itself', () => {
    on.now = '2024-05-04';
    on.do({ type: 'FireTimer', timer: 'entry:determination.3' }, 'system');
    expect(on.state?.entries?.['determination.3']).toMatchObject({ status: 'notified', reviewClosedOn: '2024-05-04' });
    expect(on.item('over')).toBe('completed');
    expect(on.state?.timers).toEqual({});
  });

  test('is never by who had a part in the first, nor by who stands in for them', () => {
    on.do(ASK);
    expect(sentence(REVIEW, 'otto')).toContain('had a part');
    expect(sentence(REVIEW, 'ruth', 'otto')).toContain('had a part');
    on.do(REVIEW, 'ruth');
    const make = { type: 'MakeDetermination', ...ON_REVIEW, draft: 7 } as const;
    expect(sentence(make, 'dora')).toContain('had a part');
    expect(sentence(make, 'rita', 'dora')).toContain('had a part');
    expect(on.refusal(make, 'rita')).toBeNull();
  });

  test('sets aside what was decided, and its issue is open again', () => {
    on.do(ASK);
    on.do(REVIEW, 'ruth');
    on.do({ type: 'MakeDetermination', ...ON_REVIEW, draft: 7 }, 'rita');
    expect([statusOf('determination.3'), statusOf('issue.2')]).toEqual(['set-aside', 'open']);
    expect(on.state?.entries?.['determination.3']).toMatchObject({ review: { answer: 'determination.7' } });
    expect(on.refusal({ ...ASK, party: 'agency' })).toBe('entry-refused');
  });

  test('varies what was decided, and what it decides stands on it; the tribunal reviews that in its turn', () => {
    on.do(ASK);
    on.do({ ...REVIEW, outcome: 'varied', issues: [{ issue: 'issue.2', outcome: 'accepted' }] }, 'ruth');
    on.do({ type: 'MakeDetermination', ...ON_REVIEW, draft: 7 }, 'rita');
    expect([statusOf('determination.3'), on.item('pay')]).toEqual(['varied', 'active']);
    expect(on.state?.entries?.['issue.2']).toMatchObject({ outcome: 'accepted', determination: 'determination.7' });
    on.do({ ...ASK, ...ON_REVIEW, right: 'tribunal' });
    const said = { reasons: 'As the tribunal wrote', manifest: [{ document: 'c'.repeat(64), words: 'Its decision' }] };
    const tribunal = { type: 'DraftDetermination', of: 'tribunal-decision', reviewOf: 'determination.7' } as const;
    on.do({ ...tribunal, ...said, outcome: 'set-aside' }, 'otto');
    // It was made outside, so nobody here needs a delegation for it, and whoever records it has decided nothing.
    on.do({ type: 'MakeDetermination', of: 'tribunal-decision', entry: 'determination.10', draft: 10 }, 'otto');
    expect([statusOf('determination.7'), statusOf('issue.2')]).toEqual(['set-aside', 'open']);
    expect(statusOf('determination.10')).toBe('notified');
  });

  test('affirms it, decides no issues anew, and is asked for and answered after closing too', () => {
    on.do({ type: 'CloseCase', outcome: 'done' });
    on.do(ASK);
    const affirm = { ...REVIEW, outcome: 'affirmed', manifest: [{ entry: 'determination.3', version: 5 }] } as const;
    on.do({ ...affirm, issues: [{ issue: 'issue.2', outcome: 'accepted' }] }, 'ruth');
    const entry = 'determination.8';
    expect(sentence({ type: 'MakeDetermination', of: 'reconsidered', entry, draft: 8 }, 'rita')).toContain('affirmed');
    on.do({ type: 'ReviseDetermination', of: 'reconsidered', entry, issues: [] }, 'ruth');
    on.do({ type: 'MakeDetermination', of: 'reconsidered', entry, draft: 9 }, 'rita');
    expect([statusOf('determination.3'), statusOf('issue.2')]).toEqual(['affirmed', 'decided']);
  });

  test('that sets aside what affirmed it undoes both', () => {
    on.do(ASK);
    on.do({ ...REVIEW, outcome: 'affirmed' }, 'ruth');
    on.do({ type: 'MakeDetermination', ...ON_REVIEW, draft: 7 }, 'rita');
    on.do({ ...ASK, ...ON_REVIEW, right: 'tribunal' });
    const said = { reasons: 'As the tribunal wrote', manifest: [{ document: 'c'.repeat(64), words: 'Its decision' }] };
    const tribunal = { type: 'DraftDetermination', of: 'tribunal-decision', reviewOf: 'determination.7' } as const;
    on.do({ ...tribunal, ...said, outcome: 'set-aside' }, 'otto');
    on.do({ type: 'MakeDetermination', of: 'tribunal-decision', entry: 'determination.10', draft: 10 }, 'otto');
    const ids = ['determination.3', 'determination.7', 'issue.2'];
    expect(ids.map(statusOf)).toEqual(['set-aside', 'set-aside', 'open']);
    expect(on.state?.timers).toEqual({});
  });

  test('that was asked for anew is over with what it was of, where that is undone from elsewhere', () => {
    on.do(ASK);
    on.do({ ...REVIEW, outcome: 'affirmed' }, 'ruth');
    on.do({ type: 'MakeDetermination', ...ON_REVIEW, draft: 7 }, 'rita');
    on.do({ ...ASK, ...ON_REVIEW, right: 'tribunal' });
    on.do({ ...ASK, party: 'agency' });
    const said = { reasons: 'As the tribunal wrote', manifest: [{ document: 'c'.repeat(64), words: 'Its decision' }] };
    const tribunal = { type: 'DraftDetermination', of: 'tribunal-decision', reviewOf: 'determination.7' } as const;
    on.do({ ...tribunal, ...said, outcome: 'set-aside' }, 'otto');
    on.do({ type: 'MakeDetermination', of: 'tribunal-decision', entry: 'determination.11', draft: 11 }, 'otto');
    expect(on.state?.entries?.['determination.3']).toMatchObject({
      status: 'set-aside',
      review: { party: 'agency', answer: 'determination.11' },
    });
    // Nothing of it keeps the case open: the issue alone does, which is open again.
    on.do({ ...DRAFT, manifest: [{ field: 'diagnosis', version: 1 }] }, 'otto');
    on.do({ type: 'MakeDetermination', of: 'liability', entry: 'determination.13', draft: 13 }, 'dora');
    on.do({ ...NOTIFY, entry: 'determination.13' });
    expect(on.refusal({ type: 'CloseCase', outcome: 'done' })).toBeNull();
  });

  test('is answered by the kind that the case type says, and by nothing that reviews nothing', () => {
    expect(on.refusal(REVIEW, 'ruth')).toBe('entry-refused');
    on.do(ASK);
    expect(sentence({ ...REVIEW, of: 'tribunal-decision' }, 'ruth')).toContain('reconsidered');
    const { reviewOf: _, ...first } = REVIEW;
    expect(sentence(first, 'ruth')).toContain('Name what it reviews');
    expect(on.refusal({ ...REVIEW, reviewOf: 'issue.2' }, 'ruth')).toBe('entry-refused');
  });
});

test('asks for the roles that its kind names', () => {
  expect(roleOfEntryCommand(on.caseType, DRAFT)).toBe('officer');
  expect(roleOfEntryCommand(on.caseType, MAKE)).toBe('delegate');
  expect(roleOfEntryCommand(on.caseType, { ...MAKE, of: 'reconsidered' })).toBe('reviewer');
  expect(roleOfEntryCommand(on.caseType, { ...MAKE, of: 'tribunal-decision' })).toBe('officer');
});

describe('a determination that names what is hidden', () => {
  const ACCESS = `access:
  sections:
    - { name: inquiry, title: Inquiry, fields: [secretNote], readers: [officer] }
    - { name: claims, title: Claims, fields: [], readers: [officer, delegate, reviewer] }
`;
  const hidden = checkCaseType(
    CLAIM.replace('opening:', `${ACCESS}opening:`).replace(
      'refused: Refused }, by',
      'refused: Refused }, section: claims, by',
    ),
    '0',
  );

  test('is not for whoever may not read that', () => {
    if ('problems' in hidden) throw new Error(hidden.problems.map((p) => `${p.path}: ${p.reason}`).join('\n'));
    const few = new Set(['general', 'claims']);
    const { caseType } = hidden;
    expect(missingForCommand(caseType, DRAFT, few)).toEqual([]);
    const naming = { ...DRAFT, manifest: [{ field: 'secretNote', version: 1 }] };
    expect(missingForCommand(caseType, naming, few)).toEqual(['Inquiry']);
    expect(missingForCommand(caseType, MAKE, new Set(['general']))).toEqual(['Claims']);
    const parties = { ...DRAFT, manifest: [{ entry: 'issue.2', version: 2 }] };
    expect(missingForCommand(caseType, parties, new Set(['general']))).toEqual(['Claims']);
  });

  test('tells in words neither what it decides nor whom it is told to', () => {
    const words = describeEvent(on.caseType, on.do(DRAFT, 'otto'), { nameOf: (person) => person, parts: null });
    expect(words).toEqual({
      title: 'Decision drafted: Determination of liability',
      detail: ['Outcome: Refused', 'The strain is not from work'],
    });
  });
});

describe('the checker', () => {
  test('takes a sound one', () => {
    expect('problems' in checked ? checked.problems : []).toEqual([]);
  });

  test.each([
    [
      'delegation: { role: delegate',
      'delegation: { role: judge',
      'determinations.liability.delegation.role',
      'unknown-role',
    ],
    ['decides: [claim]', 'decides: [clam]', 'determinations.liability.decides[0]', 'unknown-name'],
    ['considers: [diagnosis]', 'considers: [diagnose]', 'determinations.liability.considers[0]', 'unknown-field'],
    ['notify: [claimant, employer]', 'notify: [claimant, boss]', 'determinations.liability.notify[1]', 'unknown-party'],
    [
      'notify: [claimant, employer]',
      'notify: [employer]',
      'determinations.liability.review.reconsideration.asks[0]',
      'not-accepted',
    ],
    [
      'within: 30 days',
      'within: 30 working days',
      'determinations.liability.review.reconsideration.clock',
      'clock-rule',
    ],
    [
      'decidedAs: reconsidered',
      'decidedAs: again',
      'determinations.liability.review.reconsideration.decidedAs',
      'unknown-name',
    ],
    [
      'decidedAs: reconsidered',
      'decidedAs: tribunal-decision',
      'determinations.liability.review.reconsideration.decidedAs',
      'not-accepted',
    ],
    [
      'decidedAs: reconsidered',
      'decidedAs: liability',
      'determinations.liability.review.reconsideration.decidedAs',
      'not-accepted',
    ],
    [
      '{ affirmed: Affirmed, varied',
      '{ upheld: Affirmed, varied',
      'determinations.reconsidered.outcomes',
      'not-accepted',
    ],
    ['    review: {}\n', '', 'determinations.tribunal-decision', 'missing-key'],
    ['diagnosis: { type: text', 'determinations: { type: text', 'data.determinations', 'reserved-name'],
  ])('finds %j made %j', (part, by, path, code) => {
    const result = checkCaseType(CLAIM.replace(part, by), '0');
    const problems = 'problems' in result ? result.problems : [];
    expect(problems.map((one) => [one.path, one.code])).toContainEqual([path, code]);
  });

  test('finds a kind that nobody can make', () => {
    const result = checkCaseType(CLAIM.replace('    body: Review Tribunal\n', ''), '0');
    const problems = 'problems' in result ? result.problems : [];
    expect(problems.map((one) => one.path)).toContain('determinations.tribunal-decision');
  });
});

test('a scenario plays one from the draft to the review', () => {
  const read = readScenario(
    parse(`
scenario: A claim is refused, and accepted on reconsideration by somebody else
delegations:
  - { id: D-1, instrument: claims-delegations, person: dora, from: 2024-01-01 }
  - { id: D-2, instrument: claims-delegations, person: rita, from: 2024-01-01 }
given:
  - { at: 2024-03-01, do: { type: OpenCase, data: { diagnosis: Strain } } }
  - { at: 2024-03-01, do: { type: RaiseIssue, of: claim, words: Is it from work? } }
when:
  - at: 2024-03-04
    actor: otto
    do:
      type: DraftDetermination
      of: liability
      outcome: refused
      reasons: It is not from work
      issues: [{ issue: issue.2, outcome: refused }]
      manifest: [{ field: diagnosis, version: 1 }]
      notice: [{ party: party.claimant }, { party: party.employer }]
  - { at: 2024-03-05, actor: otto, do: { type: MakeDetermination, of: liability, entry: determination.3, draft: 3 }, then: { rejected: entry-refused } }
  - { at: 2024-03-05, actor: dora, do: { type: MakeDetermination, of: liability, entry: determination.3, draft: 3 } }
  - { at: 2024-03-06, do: { type: NotifyDetermination, of: liability, entry: determination.3, party: party.employer } }
  - { at: 2024-03-07, do: { type: NotifyDetermination, of: liability, entry: determination.3, party: party.claimant }, then: { timers: { 'entry:determination.3': 2024-05-06 } } }
  - { at: 2024-04-06, do: { type: RequestReview, of: liability, entry: determination.3, right: reconsideration, party: party.claimant, words: It is } }
  - at: 2024-04-08
    actor: ruth
    onBehalfOf: rita
    do:
      type: DraftDetermination
      of: reconsidered
      reviewOf: determination.3
      outcome: varied
      reasons: It is from work
      issues: [{ issue: issue.2, outcome: accepted }]
      manifest: [{ entry: determination.3, version: 4 }]
      notice: [{ party: party.claimant }, { party: party.employer }]
  - { at: 2024-04-09, actor: rita, do: { type: MakeDetermination, of: reconsidered, entry: determination.8, draft: 8 }, then: { items: { pay: active } } }
  - { at: 2024-04-09, do: { type: NotifyDetermination, of: reconsidered, entry: determination.8, party: party.employer } }
  - { at: 2024-04-09, do: { type: NotifyDetermination, of: reconsidered, entry: determination.8, party: party.claimant } }
  - { at: 2024-06-09, then: { entries: { determination.8: { status: notified, reviewClosedOn: 2024-06-09 } } } }
then:
  entries:
    determination.3: { status: varied, until: 2024-04-09 }
    issue.2: { outcome: accepted }
`),
  );
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  if ('problems' in checked) throw new Error('The case type is not sound.');
  expect(runScenario(checked.caseType, read.scenario, { decide }).failures).toEqual([]);
  const wrong = { scenario: 'x', delegations: [{ id: 'D' }], given: [{ at: '2024-03-01' }], then: { status: 'open' } };
  expect(readScenario(wrong)).toMatchObject({ problems: [expect.stringContaining('delegations')] });
});

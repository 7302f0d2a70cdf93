// Exhibits: registered and numbered, handed over with both saying so, offered for elements, admitted where nobody's hands are missing,
// and known to those for whom they are.
import { beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkCaseType } from '../definition/definition.ts';
import { HEAD_UNDER_TEST } from '../definition/head-under-test.ts';
import { type Entries, gapsOf } from '../entries/entries.ts';
import { describeEvent } from '../view/activity.ts';
import { mayReadEntry } from '../view/entry-words.ts';
import { mayReadField, mayReadItem, missingForCommand } from '../view/readable-parts.ts';
import { whyBegun } from '../view/why-begun.ts';
import { decide } from './case.ts';
import { type CaseUnderTest, openCaseUnderTest } from './case-under-test.ts';
import type { CaseCommand } from './commands.ts';
import { roleOfEntryCommand } from './entry-roles.ts';
import { replay } from './evolve.ts';
import { readScenario } from './read-scenario.ts';
import { runScenario } from './run-scenario.ts';

const INQUIRY = `${HEAD_UNDER_TEST.trimStart()}zone: Australia/Canberra
team: inquiries
roles: { officer: Investigator, delegate: Delegate, keeper: Exhibits officer }
parties: { owner: { title: Owner, subject: true } }
data: { note: { type: text, label: Note } }
issues:
  allegation: { title: Allegation, outcomes: { proven: Proven, not-proven: Not proven } }
  element: { title: Element, within: allegation, outcomes: { made-out: Made out, not-made-out: Not made out } }
evidence:
  exhibit:
    title: Exhibit
    by: keeper
    offeredFor: [element]
    audiences: { joint: { title: Everybody }, sealed: { title: Under seal, section: seal } }
    admittedBy: delegate
  statement: { title: Statement, audiences: { joint: { title: Everybody } }, custody: none, offeredFor: [element], atClosing: must-be-settled }
determinations:
  breach:
    title: Determination of breach
    delegation: { role: delegate, instrument: code, law: { ref: Act s 15, kind: statute } }
    outcomes: { breach: Breach, no-breach: No breach }
    evidence: [exhibit]
    review: {}
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
plan:
  tasks:
    talk: { title: Talk, by: officer, repeat: true }
    brief:
      title: Write the brief
      by: officer
      entry: [{ when: 'count(issues[kind = "element"]) > 0 and count(issues[kind = "element" and admissibleEvidence = 0]) = 0' }]
access: { sections: [{ name: seal, title: Sealed, fields: [], readers: [officer, delegate, keeper] }] }
closing: { by: officer, outcomes: { done: Done } }
`;

const HASH = 'a'.repeat(64);
const REGISTER = {
  ...{ type: 'RegisterEvidence', of: 'exhibit', words: 'A ledger', audience: 'joint', document: HASH },
  ...{ offeredFor: ['issue.3'], receivedFrom: { party: 'party.owner' }, since: '2024-02-28', receipt: HASH },
} as const satisfies CaseCommand;
const ON = { of: 'exhibit', audience: 'joint', entry: 'evidence.4' } as const;
const OFFER = { type: 'OfferCustody', ...ON, to: { person: 'lena' }, at: '2024-03-01T10:00:00+11:00' } as const;
const CONFIRM = { type: 'ConfirmCustody', ...ON, at: '2024-03-01T11:00:00+11:00' } as const;
const ADMIT = { type: 'AdmitEvidence', ...ON } as const;

const checked = checkCaseType(INQUIRY, '0'.repeat(64));
let on: CaseUnderTest;

function exhibit(): Extract<Entries[string], { kind: 'evidence' }> {
  const entry = on.state?.entries?.['evidence.4'];
  if (entry?.kind !== 'evidence') throw new Error('There is no exhibit.');
  return entry;
}

/** The sentence with which a command is refused; null where it is not. */
function sentence(command: CaseCommand, actor: string, onBehalfOf?: string): string | null {
  const who = { actor, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
  const decision = decide(on.caseType, on.state, command, { ...on.given, occurred: on.now, ...who });
  return 'rejection' in decision && 'reason' in decision.rejection ? decision.rejection.reason : null;
}

function gaps(): ReturnType<typeof gapsOf> {
  return gapsOf(on.state?.entries ?? {}, new Set(['element']));
}

beforeEach(() => {
  if ('problems' in checked) throw new Error(checked.problems.map((p) => `${p.path}: ${p.reason}`).join('\n'));
  on = openCaseUnderTest(checked.caseType);
  on.now = '2024-03-01T12:00:00+11:00';
  on.do({ type: 'RaiseIssue', of: 'allegation', words: 'Took money' });
  on.do({ type: 'RaiseIssue', of: 'element', words: 'It was not theirs', within: 'issue.2' });
});

describe('an issue within another', () => {
  test('is a part of an open one of the kind that its kind says', () => {
    expect(on.state?.entries?.['issue.3']).toMatchObject({ within: 'issue.2' });
    expect(on.state?.entries?.['issue.2']).not.toHaveProperty('within');
    for (const within of [undefined, 'issue.3', 'issue.9', 'constructor']) {
      const part = within === undefined ? {} : { within };
      expect(on.refusal({ type: 'RaiseIssue', of: 'element', words: 'x', ...part })).toBe('entry-refused');
    }
    expect(on.refusal({ type: 'RaiseIssue', of: 'allegation', words: 'x', within: 'issue.2' })).toBe('entry-refused');
    on.do({ type: 'DecideIssue', of: 'allegation', entry: 'issue.2', outcome: 'proven', reasons: 'Said so' });
    expect(on.refusal({ type: 'RaiseIssue', of: 'element', words: 'x', within: 'issue.2' })).toBe('entry-refused');
  });
});

describe('an exhibit', () => {
  test('is registered with its number, and folds to the same state', () => {
    on.do(REGISTER, 'kim');
    expect(exhibit()).toMatchObject({
      ...{ status: 'registered', exhibit: 1, audience: 'joint', offeredFor: ['issue.3'], hasGap: false },
      custody: { first: { person: 'kim' }, since: '2024-02-28', from: { party: 'party.owner' }, transfers: [] },
    });
    on.do({ type: 'RegisterEvidence', of: 'statement', words: 'What was said', audience: 'joint' }, 'kim');
    expect(on.state?.entries?.['evidence.5']).toMatchObject({ exhibit: 2, custody: null });
    expect(JSON.stringify(replay(on.events))).toBe(JSON.stringify(on.state));
  });

  test.each([
    { words: '' },
    { audience: 'public' },
    { document: 'A.pdf' },
    { offeredFor: ['issue.2'] },
    { offeredFor: ['issue.3', 'issue.3'] },
    { receivedFrom: { party: 'party.nobody' } },
    { since: '2024-03-02' },
    { since: '2024-03-01T13:00:00+11:00' },
    { receipt: 'signed' },
    { of: 'statement' },
  ])('is not registered with %j', (part) => {
    expect(on.refusal({ ...REGISTER, ...part })).toBe('entry-refused');
  });

  test('is handed over by who holds it and received by who gets it, neither by a colleague for them', () => {
    on.do(REGISTER, 'kim');
    expect(sentence(OFFER, 'lena')).toContain('who holds it');
    expect(sentence(OFFER, 'lena', 'kim')).toContain('who holds it');
    expect(sentence({ ...OFFER, to: { person: 'kim' } }, 'kim')).toContain('hold it already');
    on.do(OFFER, 'kim');
    expect(on.refusal(OFFER, 'kim')).toBe('entry-refused');
    expect(sentence(CONFIRM, 'kim')).toContain('who receives it');
    expect(sentence(CONFIRM, 'kim', 'lena')).toContain('who receives it');
    on.do(CONFIRM, 'lena');
    expect(exhibit().hasGap).toBe(false);
    expect(on.refusal(OFFER, 'kim')).toBe('entry-refused');
    expect(on.refusal({ ...OFFER, to: { person: 'kim' }, at: on.now }, 'lena')).toBeNull();
  });

  test('stays with who has it where it is not taken over', () => {
    on.do(REGISTER, 'kim');
    on.do(OFFER, 'kim');
    const decline = { type: 'DeclineCustody', ...ON, reason: 'The seal is broken' } as const;
    expect(on.refusal(decline, 'zoe')).toBe('entry-refused');
    on.do(decline, 'lena');
    expect(exhibit().hasGap).toBe(false);
    expect(on.refusal(CONFIRM, 'lena')).toBe('entry-refused');
    expect(on.refusal(OFFER, 'kim')).toBeNull();
  });

  test('goes to and comes from those who do not work here by what they signed', () => {
    on.do(REGISTER, 'kim');
    on.do({ ...OFFER, to: { outside: 'City laboratory' } }, 'kim');
    expect(on.refusal(CONFIRM, 'kim')).toBe('entry-refused');
    on.do({ ...CONFIRM, receipt: HASH }, 'kim');
    const back = { ...OFFER, at: CONFIRM.at, to: { person: 'lena' } } as const;
    expect(on.refusal(back, 'lena')).toBe('entry-refused');
    on.do({ ...back, receipt: HASH }, 'lena');
    on.do(CONFIRM, 'lena');
    expect(exhibit().custody?.transfers).toMatchObject([{ receipt: HASH }, { from: { outside: 'City laboratory' } }]);
  });

  test.each([
    ['handed over before it was here', { ...OFFER, at: '2024-02-27' }],
    ['handed over after it is recorded', { ...OFFER, at: '2024-03-01T12:00:01+11:00' }],
    ['handed over at no time', { ...OFFER, at: 'today' }],
  ])('is not %s', (_, command) => {
    on.do(REGISTER, 'kim');
    expect(on.refusal(command, 'kim')).toBe('entry-refused');
  });

  test('is not received before it was handed over', () => {
    on.do(REGISTER, 'kim');
    on.do(OFFER, 'kim');
    expect(on.refusal({ ...CONFIRM, at: '2024-03-01T09:59:59+11:00' }, 'lena')).toBe('entry-refused');
  });

  test('is not admissible while nobody has received it, nor once it came a day late, nor after a gap was found', () => {
    on.do(REGISTER, 'kim');
    on.do(OFFER, 'kim');
    expect(sentence(ADMIT, 'dora')).toContain('not admissible');
    expect(gaps()).toEqual([{ issue: 'issue.3', of: 'element', number: 1, why: 'none-admissible' }]);
    on.now = '2024-03-02T12:00:00+11:00';
    expect(decideGap({ ...CONFIRM, at: '2024-03-02' })).toBe(true);
    expect(decideGap(CONFIRM)).toBe(false);
    on.do(CONFIRM, 'lena');
    expect(gaps()).toEqual([]);
    on.do({ type: 'ReportCustodyGap', ...ON, from: '2024-02-29', until: '2024-03-01', words: 'It lay in a car' });
    expect(on.refusal(ADMIT)).toBe('entry-refused');
  });

  /** Whether there is a gap after a command. */
  function decideGap(command: CaseCommand): boolean {
    const decision = decide(on.caseType, on.state, command, { occurred: on.now, actor: 'lena' });
    const entry = 'after' in decision ? decision.after.entries?.['evidence.4'] : undefined;
    return entry?.kind === 'evidence' && entry.hasGap;
  }

  test('is admitted, excluded with reasons and admitted again; only while it is here', () => {
    on.do(REGISTER, 'kim');
    on.do(ADMIT);
    expect(on.refusal(ADMIT)).toBe('entry-refused');
    expect(on.refusal({ type: 'ExcludeEvidence', ...ON, reasons: '' })).toBe('entry-refused');
    on.do({ type: 'ExcludeEvidence', ...ON, reasons: 'Taken without a warrant' });
    expect(gaps()).toMatchObject([{ why: 'none-admissible' }]);
    on.do(ADMIT);
    const back = { type: 'ReturnEvidence', ...ON, reasons: 'It is over' } as const;
    expect(on.refusal({ ...back, to: { person: 'kim' }, receipt: HASH })).toBe('entry-refused');
    expect(on.refusal({ ...back, to: { party: 'party.owner' }, receipt: '' })).toBe('entry-refused');
    on.do({ ...back, to: { party: 'party.owner' }, receipt: HASH });
    expect(exhibit()).toMatchObject({ status: 'returned', until: '2024-03-01', returnedTo: { party: 'party.owner' } });
    expect(on.refusal({ type: 'DisposeEvidence', ...ON, reasons: 'Twice' })).toBe('entry-refused');
    expect(on.refusal(OFFER, 'kim')).toBe('entry-refused');
  });

  test('is neither returned nor disposed of while it is being handed over', () => {
    on.do(REGISTER, 'kim');
    on.do(OFFER, 'kim');
    expect(on.refusal({ type: 'DisposeEvidence', ...ON, reasons: 'Burnt' })).toBe('entry-refused');
    on.do(CONFIRM, 'lena');
    on.do({ type: 'DisposeEvidence', ...ON, reasons: 'Burnt' });
    expect(exhibit().status).toBe('disposed');
  });

  test('keeps the case open where its kind says so', () => {
    const settle = (entry: string, of: 'allegation' | 'element', outcome: string): void =>
      void on.do({ type: 'DecideIssue', of, entry, outcome, reasons: 'So' });
    on.do(REGISTER, 'kim');
    on.do({ type: 'RegisterEvidence', of: 'statement', words: 'What was said', audience: 'joint' });
    settle('issue.3', 'element', 'made-out');
    settle('issue.2', 'allegation', 'proven');
    expect(on.refusal({ type: 'CloseCase', outcome: 'done' })).toBe('open-entries');
    on.do({ type: 'DisposeEvidence', of: 'statement', audience: 'joint', entry: 'evidence.5', reasons: 'So' });
    on.do({ type: 'CloseCase', outcome: 'done' });
    expect(on.refusal(REGISTER, 'kim')).toBe('case-closed');
    on.do({ type: 'DisposeEvidence', ...ON, reasons: 'A year has passed' });
  });

  test('supports an element, which conditions over issues see', () => {
    on.do({ ...REGISTER, offeredFor: [] }, 'kim');
    expect([on.item('brief'), gaps()]).toMatchObject(['available', [{ why: 'none-offered' }]]);
    on.do({ type: 'OfferEvidence', ...ON, offeredFor: ['issue.3'] });
    expect([on.item('brief'), gaps()]).toEqual(['active', []]);
    expect(whyBegun(on.caseType, on.events, 'brief')?.causes.map(({ cause }) => cause)).toMatchObject([
      { kind: 'condition', held: true },
    ]);
  });

  test('is what a determination must name, while it is admissible', () => {
    on.given = { delegations: [{ id: 'D', instrument: 'code', person: 'dora', from: '2024-01-01', until: null }] };
    on.do(REGISTER, 'kim');
    const draft = { type: 'DraftDetermination', of: 'breach', outcome: 'breach', reasons: 'So' } as const;
    const make = { type: 'MakeDetermination', of: 'breach', entry: 'determination.5' } as const;
    on.do({ ...draft, manifest: [{ entry: 'issue.3', version: 3 }] }, 'otto');
    expect(sentence({ ...make, draft: 5 }, 'dora')).toContain('exhibit');
    const manifest = [{ entry: 'evidence.4', version: 4 }];
    on.do({ type: 'ReviseDetermination', of: 'breach', entry: 'determination.5', manifest }, 'otto');
    expect(on.refusal({ ...make, draft: 6 }, 'dora')).toBeNull();
    on.do({ type: 'ExcludeEvidence', ...ON, reasons: 'So' });
    expect(sentence({ ...make, draft: 6 }, 'dora')).toContain('admissible');
  });

  test('asks for the roles that its kind names', () => {
    expect(roleOfEntryCommand(on.caseType, REGISTER)).toBe('keeper');
    expect(roleOfEntryCommand(on.caseType, ADMIT)).toBe('delegate');
    expect(roleOfEntryCommand(on.caseType, CONFIRM)).toBeUndefined();
  });
});

describe('an exhibit for few', () => {
  const few = new Set(['general']);
  const all = new Set(['general', 'seal']);
  const sealed = { ...REGISTER, audience: 'sealed' } as const;

  test('is told to nobody else, nor acted on by them, nor what follows from it', () => {
    const told = (parts: ReadonlySet<string>, command: CaseCommand): string =>
      describeEvent(on.caseType, on.do(command, 'kim'), { nameOf: (person) => person, parts }).title;
    expect(told(few, REGISTER)).toBe('Exhibit registered: Exhibit');
    expect(told(few, sealed)).toBe('Something that you may not read');
    expect(told(all, sealed)).toBe('Exhibit registered: Exhibit');
    expect(missingForCommand(on.caseType, sealed, few)).toEqual(['Sealed']);
    expect(missingForCommand(on.caseType, REGISTER, few)).toEqual([]);
    expect([mayReadField(on.caseType, 'evidence', few), mayReadField(on.caseType, 'issues', few)]).toEqual([
      false,
      false,
    ]);
    expect([mayReadItem(on.caseType, 'brief', few), mayReadItem(on.caseType, 'brief', all)]).toEqual([false, true]);
  });

  test('is in the section of its kind alone where its audience has none', () => {
    const kept = checkCaseType(INQUIRY.replace('{ title: Statement,', '{ title: Statement, section: seal,'), '0');
    if ('problems' in kept) throw new Error('The case type is not sound.');
    const entry = { kind: 'evidence', of: 'statement', audience: 'joint' } as const;
    expect(mayReadEntry(kept.caseType, entry, new Set(['seal']))).toBe(true);
    expect(mayReadEntry(kept.caseType, entry, few)).toBe(false);
  });

  test('is unknown to who says that it is for others', () => {
    on.do(sealed, 'kim');
    expect(on.refusal(ADMIT)).toBe('unknown-entry');
    expect(on.refusal({ ...ADMIT, audience: 'sealed' })).toBeNull();
  });

  test('is for others from then on, for a reason', () => {
    on.do(REGISTER, 'kim');
    const change = { type: 'ChangeAudience', ...ON, to: 'sealed', reason: 'An informant is named' } as const;
    expect(missingForCommand(on.caseType, change, few)).toEqual(['Sealed']);
    expect(on.refusal({ ...change, to: 'joint' })).toBe('entry-refused');
    expect(on.refusal({ ...change, reason: '' })).toBe('entry-refused');
    const event = on.do(change);
    expect(describeEvent(on.caseType, event, { nameOf: (person) => person, parts: few })).toMatchObject({
      hidden: true,
    });
    expect(on.refusal(ADMIT)).toBe('unknown-entry');
  });
});

test('gaps are of open issues that have no parts, by their number', () => {
  const issue = { kind: 'issue', from: '2024-03-01', until: null, words: 'x', outcome: null, reasons: null } as const;
  const element = { ...issue, of: 'element', status: 'open', within: 'issue.1' } as const;
  const entries: Entries = {
    'issue.1': { ...issue, of: 'allegation', status: 'open' },
    'issue.2': { ...element, status: 'decided' },
    'issue.3': element,
    'issue.4': { ...issue, of: 'allegation', status: 'open' },
  };
  expect(gapsOf(entries, new Set(['element']))).toEqual([
    { issue: 'issue.3', of: 'element', number: 2, why: 'none-offered' },
  ]);
  expect(gapsOf(entries, new Set(['element', 'allegation'])).map((gap) => gap.issue)).toEqual(['issue.3', 'issue.4']);
  expect(gapsOf({}, new Set(['element']))).toEqual([]);
});

describe('the checker', () => {
  test('takes a sound one', () => {
    expect('problems' in checked ? checked.problems : []).toEqual([]);
  });

  test.each([
    ['within: allegation', 'within: charge', 'issues.element.within', 'unknown-name'],
    ['within: allegation', 'within: element', 'issues.element.within', 'cycle'],
    ['offeredFor: [element]', 'offeredFor: [elements]', 'evidence.exhibit.offeredFor[0]', 'unknown-name'],
    ['section: seal', 'section: sealed', 'evidence.exhibit.audiences.sealed.section', 'unknown-name'],
    ['admittedBy: delegate', 'admittedBy: judge', 'evidence.exhibit.admittedBy', 'unknown-role'],
    ['by: keeper', 'by: nobody', 'evidence.exhibit.by', 'unknown-role'],
    ['by: keeper', 'personal: true', 'evidence.exhibit.personal', 'personal-field'],
    ['evidence: [exhibit]', 'evidence: [exhibits]', 'determinations.breach.evidence[0]', 'unknown-name'],
    ['audiences: { joint: { title: Everybody } }, custody', 'custody', 'evidence.statement', 'missing-key'],
    ['custody: none', 'custody: some', 'evidence.statement.custody', 'not-accepted'],
    ['{ note: {', '{ evidence: {', 'data.evidence', 'reserved-name'],
    ['readers: [officer, delegate, keeper]', 'readers: [keeper]', 'plan.tasks.brief.by', 'tells-hidden'],
  ])('finds %j made %j', (part, by, path, code) => {
    const result = checkCaseType(INQUIRY.replace(part, by), '0');
    const problems = 'problems' in result ? result.problems : [];
    expect(problems.map((one) => [one.path, one.code])).toContainEqual([path, code]);
  });
});

test('a scenario plays one from its registration to its return', () => {
  const read = readScenario(
    parse(`
scenario: An exhibit is registered, handed over, admitted and returned
given:
  - { at: 2024-03-01, do: { type: OpenCase } }
  - { at: 2024-03-01, do: { type: RaiseIssue, of: allegation, words: Took money } }
  - { at: 2024-03-01, do: { type: RaiseIssue, of: element, words: Not theirs, within: issue.2 } }
when:
  - { at: 2024-03-02, actor: kim, do: { type: RegisterEvidence, of: exhibit, words: A ledger, audience: joint, offeredFor: [issue.3] }, then: { items: { brief: active } } }
  - { at: 2024-03-03, actor: kim, do: { type: OfferCustody, of: exhibit, audience: joint, entry: evidence.4, to: { person: lena } } }
  - { at: 2024-03-03, do: { type: AdmitEvidence, of: exhibit, audience: joint, entry: evidence.4 }, then: { rejected: entry-refused } }
  - { at: 2024-03-03, actor: lena, do: { type: ConfirmCustody, of: exhibit, audience: joint, entry: evidence.4 }, then: { entries: { evidence.4: { hasGap: false } } } }
  - { at: 2024-03-04, do: { type: AdmitEvidence, of: exhibit, audience: joint, entry: evidence.4 } }
  - at: 2024-04-01
    do: { type: ReturnEvidence, of: exhibit, audience: joint, entry: evidence.4, to: { party: party.owner }, reasons: It is over, receipt: '${HASH}' }
then: { entries: { evidence.4: { status: returned, exhibit: 1, until: 2024-04-01 } } }
`),
  );
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  if ('problems' in checked) throw new Error('The case type is not sound.');
  expect(runScenario(checked.caseType, read.scenario, { decide }).failures).toEqual([]);
});

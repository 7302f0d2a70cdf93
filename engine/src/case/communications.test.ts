// Letters, messages, calls and meetings: drafted, approved by a second person, sent, delivered or sent back, and recorded.
import { beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkCaseType } from '../definition/definition.ts';
import { HEAD_UNDER_TEST } from '../definition/head-under-test.ts';
import { describeEvent } from '../view/activity.ts';
import { missingForCommand } from '../view/readable-parts.ts';
import { decide } from './case.ts';
import { type CaseUnderTest, openCaseUnderTest } from './case-under-test.ts';
import type { CaseCommand } from './commands.ts';
import { roleOfEntryCommand } from './entry-roles.ts';
import { replay } from './evolve.ts';
import { readScenario } from './read-scenario.ts';
import { runScenario } from './run-scenario.ts';

const COMPLAINT = `${HEAD_UNDER_TEST.trimStart()}zone: Australia/Canberra
team: complaints
roles: { officer: Officer, leader: Leader }
parties:
  complainant: { title: Complainant, subject: true }
  firm: { title: Firm, subject: true }
  witness: { title: Witness, min: 0, section: safety }
data: { note: { type: text, label: Note } }
communications:
  outcome:
    title: Letter with the outcome
    by: officer
    form: letter
    direction: out
    with: [complainant, firm]
    channels: { post: Post, email: E-mail }
    approvedBy: leader
    atClosing: must-be-settled
  message: { title: Message, form: message, with: [complainant], channels: { email: E-mail } }
  call: { title: Telephone call, form: call, with: [complainant, witness], channels: { telephone: Telephone }, section: safety }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
plan:
  tasks:
    talk: { title: Talk, by: officer, repeat: true }
    again: { title: Find another address, by: officer, entry: [{ when: 'some c in communications satisfies c.status = "bounced"' }] }
access: { sections: [{ name: safety, title: Safety, fields: [], readers: [officer] }] }
closing: { by: officer, outcomes: { done: Done } }
`;

const [ONE, OTHER] = ['a'.repeat(64), 'b'.repeat(64)];
const DRAFT = {
  ...{ type: 'DraftCommunication', of: 'outcome', channel: 'post', with: ['party.complainant', 'party.firm'] },
  ...{ subject: 'What we found', content: ONE },
} as const satisfies CaseCommand;
const ON = { of: 'outcome', entry: 'communication.2' } as const;
const APPROVE = { type: 'ApproveCommunication', ...ON, content: ONE } as const satisfies CaseCommand;
const SEND = { type: 'SendCommunication', ...ON } as const satisfies CaseCommand;
const RECEIVED = {
  ...{ type: 'RecordCommunication', of: 'message', direction: 'in', channel: 'email', with: ['party.complainant'] },
  subject: 'I was not asked',
} as const satisfies CaseCommand;
const CALL = { ...RECEIVED, of: 'call', channel: 'telephone' } as const;

const checked = checkCaseType(COMPLAINT, '0'.repeat(64));
let on: CaseUnderTest;

beforeEach(() => {
  if ('problems' in checked) throw new Error(checked.problems.map((p) => `${p.path}: ${p.reason}`).join('\n'));
  on = openCaseUnderTest(checked.caseType);
});

function letter(): unknown {
  return on.state?.entries?.['communication.2'];
}

/** The sentence with which a command is refused; null where it is not. */
function sentence(command: CaseCommand, actor: string, onBehalfOf?: string): string | null {
  const who = { actor, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
  const decision = decide(on.caseType, on.state, command, { occurred: on.now, ...who });
  return 'rejection' in decision && 'reason' in decision.rejection ? decision.rejection.reason : null;
}

describe('a letter', () => {
  test('is drafted, approved, sent and delivered, and folds to the same state', () => {
    on.do(DRAFT, 'otto');
    on.do(APPROVE, 'lea');
    on.now = '2024-03-05';
    on.do({ ...SEND, on: '2024-03-04' }, 'otto');
    expect(letter()).toMatchObject({
      ...{ status: 'sent', from: '2024-03-04', until: '2024-03-04', direction: 'out', content: ONE },
      ...{ writtenBy: ['otto'], approved: { by: 'lea', onBehalfOf: null, content: ONE } },
    });
    expect(on.refusal({ type: 'DeliverCommunication', ...ON, on: '2024-03-03' })).toBe('entry-refused');
    expect(on.refusal({ type: 'DeliverCommunication', ...ON, on: '2024-03-06' })).toBe('entry-refused');
    on.do({ type: 'DeliverCommunication', ...ON });
    expect(letter()).toMatchObject({ status: 'delivered', until: '2024-03-05' });
    expect(JSON.stringify(replay(on.events))).toBe(JSON.stringify(on.state));
  });

  test.each([
    { channel: 'pigeon' },
    { with: [] },
    { with: ['party.witness'] },
    { with: ['party.firm', 'party.firm'] },
    { subject: '' },
    { subject: 'x'.repeat(201) },
    { content: 'letter.pdf' },
    { answers: 'communication.9' },
    { of: 'call', channel: 'telephone', with: ['party.complainant'] },
  ])('is not drafted with %j', (part) => {
    expect(on.refusal({ ...DRAFT, ...part })).toBe('entry-refused');
  });

  test('is not drafted without what it says', () => {
    const { content: _, ...without } = DRAFT;
    expect(on.refusal(without)).toBe('entry-refused');
  });

  test('is approved by somebody who did not write it, nor stands in for who did', () => {
    on.do(DRAFT, 'otto');
    expect(sentence(SEND, 'otto')).toContain('not approved');
    expect(sentence(APPROVE, 'otto')).toContain('wrote it');
    expect(sentence(APPROVE, 'lea', 'otto')).toContain('wrote it');
    on.do({ type: 'ReviseCommunication', ...ON, channel: 'email' }, 'olga');
    expect(sentence(APPROVE, 'olga')).toContain('wrote it');
    expect(sentence(APPROVE, 'lea')).toBeNull();
  });

  test('is approved as it was read, and anew when it was changed', () => {
    on.do(DRAFT, 'otto');
    expect(sentence({ ...APPROVE, content: OTHER }, 'lea')).toContain('Read it again');
    on.do(APPROVE, 'lea');
    on.do({ type: 'ReviseCommunication', ...ON, content: OTHER }, 'otto');
    expect(letter()).toMatchObject({ status: 'drafted', approved: null, content: OTHER, subject: 'What we found' });
    expect(on.refusal(SEND)).toBe('entry-refused');
    expect(on.refusal(APPROVE, 'lea')).toBe('entry-refused');
    on.do({ ...APPROVE, content: OTHER }, 'lea');
    on.do(SEND);
    expect(on.refusal({ type: 'ReviseCommunication', ...ON, content: ONE })).toBe('entry-refused');
  });

  test('that came back is open again, and may be sent again', () => {
    on.do(DRAFT, 'otto');
    on.do(APPROVE, 'lea');
    on.do(SEND);
    expect(on.refusal({ type: 'BounceCommunication', ...ON, reason: '' })).toBe('entry-refused');
    on.do({ type: 'BounceCommunication', ...ON, reason: 'Moved away' });
    expect(letter()).toMatchObject({ status: 'bounced', until: null, reasons: 'Moved away' });
    expect(on.item('again')).toBe('active');
    on.complete('again');
    expect(on.refusal({ type: 'CloseCase', outcome: 'done' })).toBe('open-entries');
    on.do(SEND);
    on.do({ type: 'CloseCase', outcome: 'done' });
    expect(on.refusal(DRAFT)).toBe('case-closed');
    on.do(RECEIVED);
  });

  test('is given up with a reason', () => {
    on.do(DRAFT, 'otto');
    expect(on.refusal({ type: 'DiscardCommunication', ...ON, reason: '' })).toBe('entry-refused');
    on.do({ type: 'DiscardCommunication', ...ON, reason: 'They called' });
    expect(letter()).toMatchObject({ status: 'discarded', until: '2024-03-01' });
    expect(on.refusal(APPROVE, 'lea')).toBe('entry-refused');
  });

  test('is not recorded as one that went out', () => {
    expect(on.refusal({ ...RECEIVED, direction: 'out' })).toBe('entry-refused');
    expect(on.refusal({ ...RECEIVED, of: 'outcome', channel: 'post' })).toBe('entry-refused');
  });

  test('that needs no approval is sent as it was drafted, and approved by nobody', () => {
    on.do({ ...DRAFT, of: 'message', channel: 'email', with: ['party.complainant'] });
    expect(on.refusal({ ...APPROVE, of: 'message' }, 'lea')).toBe('entry-refused');
    on.do({ ...SEND, of: 'message' });
    expect(letter()).toMatchObject({ status: 'sent', approved: null });
  });
});

describe('what came in or was said', () => {
  test('is recorded after it happened, and answered by its id', () => {
    expect(on.refusal({ ...RECEIVED, on: '2024-03-02' })).toBe('entry-refused');
    on.do({ ...RECEIVED, on: '2024-02-27' });
    expect(letter()).toMatchObject({ status: 'recorded', from: '2024-02-27', until: '2024-02-27', direction: 'in' });
    on.do({ ...DRAFT, answers: 'communication.2' });
    expect(on.state?.entries?.['communication.3']).toMatchObject({ answers: 'communication.2' });
    on.do({ ...CALL, direction: 'out', answers: 'communication.2' });
  });

  test('may be from somebody who is no longer a party, and nothing goes out to them', () => {
    on.do({ type: 'AddParty', of: 'witness', subject: 'p-9' });
    on.do({ type: 'EndParty', of: 'witness', entry: 'party.2', reason: 'Moved' });
    expect(on.refusal({ ...CALL, with: ['party.2'] })).toBeNull();
    on.do({ type: 'EndParty', of: 'firm', entry: 'party.firm', reason: 'Closed' });
    expect(on.refusal(DRAFT)).toBe('entry-refused');
  });
});

test('is for the roles and the readers that its kind names', () => {
  const few = new Set(['general']);
  expect([roleOfEntryCommand(on.caseType, DRAFT), roleOfEntryCommand(on.caseType, APPROVE)]).toEqual([
    'officer',
    'leader',
  ]);
  expect([DRAFT, CALL].map((command) => missingForCommand(on.caseType, command, few))).toEqual([[], ['Safety']]);
  expect(missingForCommand(on.caseType, { ...DRAFT, answers: 'communication.2' }, few)).toEqual(['Safety']);
  const asked = { nameOf: (person: string) => person };
  expect(describeEvent(on.caseType, on.do(CALL), { ...asked, parts: few })).toMatchObject({ hidden: true });
  expect(describeEvent(on.caseType, on.do(DRAFT), { ...asked, parts: few })).toEqual({
    title: 'Drafted: Letter with the outcome',
    detail: ['What we found', 'From us, by Post, 1 March 2024'],
  });
});

describe('the checker', () => {
  test.each([
    ['with: [complainant, firm]', 'with: [complainant, boss]', 'communications.outcome.with[1]', 'unknown-party'],
    ['approvedBy: leader', 'approvedBy: judge', 'communications.outcome.approvedBy', 'unknown-role'],
    ['form: call,', 'form: call, approvedBy: leader,', 'communications.call.approvedBy', 'not-accepted'],
    ['direction: out', 'direction: in', 'communications.outcome.approvedBy', 'not-accepted'],
    ['direction: out', 'direction: up', 'communications.outcome.direction', 'not-accepted'],
    ['form: call,', 'form: visit,', 'communications.call.form', 'not-accepted'],
    ['channels: { email: E-mail }', 'channels: {}', 'communications.message.channels', 'not-accepted'],
    ['{ note: {', '{ communications: {', 'data.communications', 'reserved-name'],
  ])('finds %j made %j', (part, by, path, code) => {
    const result = checkCaseType(COMPLAINT.replace(part, by), '0');
    const problems = 'problems' in result ? result.problems : [];
    expect(problems.map((one) => [one.path, one.code])).toContainEqual([path, code]);
  });
});

test('a scenario plays one that comes back and is sent again', () => {
  const read = readScenario(
    parse(`
scenario: A letter comes back, is sent to another address, and is delivered
given: [{ at: 2024-03-01, do: { type: OpenCase } }]
when:
  - { at: 2024-03-02, actor: otto, do: ${JSON.stringify(DRAFT)} }
  - { at: 2024-03-02, actor: otto, do: ${JSON.stringify(APPROVE)}, then: { rejected: entry-refused } }
  - { at: 2024-03-02, actor: lea, do: ${JSON.stringify(APPROVE)} }
  - { at: 2024-03-03, do: ${JSON.stringify(SEND)} }
  - { at: 2024-03-08, do: { type: BounceCommunication, of: outcome, entry: communication.2, reason: Moved }, then: { items: { again: active } } }
  - { at: 2024-03-09, do: ${JSON.stringify(SEND)} }
  - { at: 2024-03-12, do: { type: DeliverCommunication, of: outcome, entry: communication.2, on: 2024-03-11 } }
then: { entries: { communication.2: { status: delivered, from: 2024-03-09, until: 2024-03-11 } } }
`),
  );
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  if ('problems' in checked) throw new Error('The case type is not sound.');
  expect(runScenario(checked.caseType, read.scenario, { decide }).failures).toEqual([]);
});

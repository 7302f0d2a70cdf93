// Parties in roles that are valid in time: those of the opening, those added, mandates with a scope and an end, and who follows.
import { describe, expect, test } from 'vitest';
import { checkCaseType } from '../definition/definition.ts';
import { HEAD_UNDER_TEST } from '../definition/head-under-test.ts';
import { describeEvent } from '../view/activity.ts';
import { type CaseUnderTest, caseTypeOf, openCaseUnderTest } from './case-under-test.ts';
import type { CaseCommand } from './commands.ts';
import { decide } from './decide.ts';
import { replay } from './evolve.ts';
import { upcast } from './upcast.ts';

const CLAIM = `
roles: { officer: Officer, registrar: Registrar }
parties:
  claimant: { title: Claimant, subject: true, replaceable: true, by: registrar }
  employer: { title: Employer }
  witness: { title: Witness, subject: true, min: 0, max: 2 }
  advocate:
    title: Advocate
    represents: [claimant]
    max: 2
    scope: { correspond: Writes and is written to, upload: Hands in documents }
plan:
  tasks:
    talk: { title: Talk, by: officer, repeat: true }
    invite: { title: Invite, by: officer, entry: [{ when: 'some p in parties satisfies list contains(p.scope, "upload") and p.status = "current"' }] }
    find-heir: { title: Find an heir, by: officer, entry: [{ when: 'count(parties[kind = "claimant" and status = "ended"]) > 0' }] }
`;

const MANDATE: CaseCommand = {
  ...{ type: 'AddParty', of: 'advocate', subject: 'person:ada', represents: 'party.claimant' },
  ...{ scope: ['upload', 'correspond'], until: '2024-06-30' },
};

function opened(): CaseUnderTest {
  return openCaseUnderTest(CLAIM);
}

describe('the parties of the opening', () => {
  test('stay as they were recorded, and are entries for whoever asks', () => {
    const on = opened();
    expect(on.state?.parties).toEqual({ claimant: 'person:claimant', employer: 'person:employer' });
    expect(on.state?.entries).toBeUndefined();
    on.do({ type: 'EndParty', of: 'claimant', entry: 'party.claimant', reason: 'Died' });
    expect(on.state?.entries?.['party.claimant']).toEqual({
      ...{ kind: 'party', of: 'claimant', status: 'ended', from: '2024-03-01', until: '2024-03-01' },
      ...{ subject: 'person:claimant', represents: null, scope: [], replaces: null },
    });
    expect(on.item('find-heir')).toBe('active');
  });

  test('fold from an event of before to the same bytes as ever', () => {
    const on = opened();
    const text =
      '{"version":1,"caseType":{"name":"example","version":"1.0.0","hash":"H"},"reference":"EX-1","team":"desk"';
    const folded = JSON.stringify(replay(on.events)).replace('f'.repeat(64), 'H');
    expect(folded.startsWith(text)).toBe(true);
    expect(folded).toContain('"parties":{"claimant":"person:claimant","employer":"person:employer"},"items"');
    expect(folded).not.toContain('entries');
    const read = on.events.map((event) => upcast(3, JSON.parse(JSON.stringify(event))));
    expect(JSON.stringify(replay(read))).toBe(JSON.stringify(on.state));
  });

  test('are not asked of somebody who comes later', () => {
    const subjects = { claimant: 'c', witness: 'w', advocate: 'a' };
    const command: CaseCommand = { type: 'OpenCase', reference: 'R', data: {}, subjects };
    const decided = decide(caseTypeOf(CLAIM), null, command, { occurred: '2024-03-01', actor: 'p' });
    expect('after' in decided ? decided.after.parties : decided.rejection).toEqual({ claimant: 'c' });
  });
});

describe('a mandate', () => {
  test('has a scope and an end, and ends by itself on the day after', () => {
    const on = opened();
    on.do(MANDATE);
    expect(on.state?.entries?.['party.2']).toMatchObject({
      ...{ status: 'current', from: '2024-03-01', until: '2024-06-30', scope: ['correspond', 'upload'] },
    });
    expect(on.state?.timers['entry:party.2']).toEqual({ dueAt: '2024-06-30T21:59:59.999Z', dueOn: '2024-06-30' });
    on.now = '2024-06-29';
    expect(on.refusal({ type: 'FireTimer', timer: 'entry:party.2' })).toBe('timer-not-due');
    on.now = '2024-07-02';
    expect(on.do({ type: 'FireTimer', timer: 'entry:party.2' })).toMatchObject({
      type: 'PartyEnded',
      entry: 'party.2',
    });
    expect(on.state?.entries?.['party.2']).toMatchObject({ status: 'ended', until: '2024-06-30' });
    expect(on.state?.timers).toEqual({});
    expect(JSON.stringify(replay(on.events))).toBe(JSON.stringify(on.state));
  });

  test.each([
    ['without an end', { until: undefined }],
    ['without a scope', { scope: [] }],
    ['with a scope that there is not', { scope: ['decide'] }],
    ['with the same scope twice', { scope: ['upload', 'upload'] }],
    ['for nobody', { represents: undefined }],
    ['for a party for whom none may act', { represents: 'party.employer' }],
    ['for what is no party', { represents: 'constructor' }],
    ['until before it begins', { until: '2024-02-01' }],
    ['from a day to come', { from: '2024-04-01' }],
    ['of somebody without an id', { subject: 'Ada Example' }],
  ])('is refused %s', (_, part) => {
    // What a test leaves out is left out of the command.
    const command = { ...MANDATE, ...part } as CaseCommand;
    expect(opened().refusal(command)).toBe('entry-refused');
  });

  test('wakes what waits for it, is ended before its time, and is not made longer', () => {
    const on = opened();
    expect(on.item('invite')).toBe('available');
    on.do(MANDATE);
    expect(on.item('invite')).toBe('active');
    const end = { type: 'EndParty', of: 'advocate', entry: 'party.2', reason: 'Withdrawn' } as const;
    expect(on.refusal({ ...end, until: '2024-07-31' })).toBe('entry-refused');
    on.do({ ...end, until: '2024-04-30' });
    expect(on.state?.timers['entry:party.2']?.dueOn).toBe('2024-04-30');
    on.do(end);
    expect(on.state?.entries?.['party.2']).toMatchObject({ status: 'ended', until: '2024-03-01' });
    expect(on.state?.timers).toEqual({});
    expect(on.refusal(end)).toBe('entry-refused');
  });

  test('ends with the party for whom it is', () => {
    const on = opened();
    on.do(MANDATE);
    on.do({ type: 'EndParty', of: 'claimant', entry: 'party.claimant', reason: 'Died' });
    expect(on.state?.entries?.['party.2']).toMatchObject({ status: 'ended', until: '2024-03-01' });
    expect(on.state?.timers).toEqual({});
  });
});

describe('a role', () => {
  test('passes to who follows, where the case type allows it', () => {
    const on = opened();
    on.now = '2024-05-02';
    const follow = {
      type: 'ReplaceParty',
      of: 'claimant',
      entry: 'party.claimant',
      subject: 'person:heir',
      reason: 'Died',
    } as const;
    on.do(MANDATE);
    on.do(follow);
    expect(on.state?.entries).toMatchObject({
      'party.2': { status: 'ended' },
      'party.claimant': { status: 'replaced', until: '2024-05-02' },
      'party.3': { status: 'current', from: '2024-05-02', subject: 'person:heir', replaces: 'party.claimant' },
    });
    expect(on.refusal(follow)).toBe('entry-refused');
    expect(on.refusal({ ...follow, entry: 'party.3' })).toBe('entry-refused');
    expect(on.refusal({ ...follow, of: 'employer', entry: 'party.employer' })).toBe('entry-refused');
  });

  test('has room for as many as its case type says', () => {
    const on = opened();
    const add = (subject: string): CaseCommand => ({ type: 'AddParty', of: 'witness', subject });
    on.do(add('person:w1'));
    on.do(add('person:w2'));
    expect(on.refusal(add('person:w3'))).toBe('entry-refused');
    expect(on.refusal({ type: 'AddParty', of: 'claimant', subject: 'person:c2' })).toBe('entry-refused');
    on.do({ type: 'EndParty', of: 'witness', entry: 'party.2', reason: 'Heard' });
    on.do({ type: 'AddParty', of: 'witness', subject: 'person:w3', from: '2024-01-01', until: '2024-02-01' });
    expect(on.state?.entries?.['party.5']).toMatchObject({ status: 'ended', from: '2024-01-01', until: '2024-02-01' });
  });

  test('is left after closing too, and taken only before', () => {
    const on = opened();
    on.do({ type: 'CloseCase', outcome: 'done' });
    expect(on.refusal({ type: 'AddParty', of: 'witness', subject: 'person:w' })).toBe('case-closed');
    on.do({ type: 'EndParty', of: 'claimant', entry: 'party.claimant', reason: 'Died' });
  });

  test('is told with its days and scope, and not with an id', () => {
    const on = opened();
    const told = { nameOf: (person: string) => person, parts: null };
    expect(describeEvent(on.caseType, on.do(MANDATE), told)).toEqual({
      title: 'Party added: Advocate',
      detail: [
        'From 1 March 2024 until 30 June 2024',
        'For: Writes and is written to, Hands in documents',
        'To do now: Invite',
      ],
    });
  });
});

describe('the checker', () => {
  const SOUND = `${HEAD_UNDER_TEST.trimStart()}zone: Europe/Rome
team: desk
roles: { officer: Officer }
parties:
  person: { title: Person, subject: true }
  helper: { title: Helper, represents: [person], scope: { all: All } }
data: { name: { type: text, label: Name, personal: true, subject: person, purpose: Test } }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { name: optional } } }
plan: { tasks: { talk: { title: Talk, by: officer } } }
closing: { by: officer, outcomes: { done: Done } }
`;

  test('takes a sound one', () => {
    expect(checkCaseType(SOUND, '0')).not.toHaveProperty('problems');
  });

  test.each(['replaceable: true', 'min: 0', 'personal: true'])(
    'lets a personal field be about one who is %s',
    (also) => {
      const source = SOUND.replace('subject: true }', `subject: true, ${also} }`);
      expect(checkCaseType(source, '0')).not.toHaveProperty('problems');
    },
  );

  test.each([
    ['subject: true }', 'subject: true, max: 2 }', 'data.name.subject', 'personal-field'],
    ['{ title: Helper,', '{ title: Helper, personal: true,', 'parties.helper.personal', 'personal-field'],
    ['subject: true }', 'subject: true, by: judge }', 'parties.person.by', 'unknown-role'],
    ['represents: [person]', 'represents: [persn]', 'parties.helper.represents[0]', 'unknown-party'],
    ['represents: [person]', 'represents: [helper]', 'parties.helper.represents[0]', 'not-accepted'],
    [', scope: { all: All }', '', 'parties.helper', 'not-accepted'],
    ['scope: { all: All }', 'scope: { all: All }, min: 1', 'parties.helper.min', 'not-accepted'],
    ['scope: { all: All }', 'scope: { all: All }, replaceable: true', 'parties.helper.replaceable', 'not-accepted'],
  ])('finds %j made %j', (part, by, path, code) => {
    const result = checkCaseType(SOUND.replace(part, by), '0');
    const problems = 'problems' in result ? result.problems : [];
    expect(problems.map((one) => [one.path, one.code])).toContainEqual([path, code]);
  });
});

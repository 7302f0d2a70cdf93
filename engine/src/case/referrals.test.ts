// Referrals to teams and agencies: offered with a share that fits, taken or declined with a reason, answered, withdrawn, lapsed.
import { beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkCaseType } from '../definition/definition.ts';
import { HEAD_UNDER_TEST } from '../definition/head-under-test.ts';
import { describeEvent } from '../view/activity.ts';
import { missingForCommand } from '../view/readable-parts.ts';
import { decide, sharesLeftOpen } from './case.ts';
import { type CaseUnderTest, openCaseUnderTest } from './case-under-test.ts';
import type { AccessToGive, CaseCommand } from './commands.ts';
import { roleOfEntryCommand } from './entry-roles.ts';
import { replay } from './evolve.ts';
import { readScenario } from './read-scenario.ts';
import { runScenario } from './run-scenario.ts';

const CARE = `${HEAD_UNDER_TEST.trimStart()}zone: Australia/Canberra
team: care
roles: { officer: Officer, nurse: Nurse }
data: { note: { type: text, label: Note } }
referrals:
  police:
    title: Referral to the police
    by: officer
    to: agency
    purpose: inquiry
    authority: Care Act s 9
    sections: [general, health]
    declineReasons: { no-offence: Not an offence, elsewhere: Is looked into elsewhere }
    clock: { within: 5 working days, calendar: AU-ACT, law: { ref: Agreement with the police, kind: policy } }
    answeredBy: nurse
  clinic:
    title: Referral to the clinic
    to: team
    purpose: care
    authority: Care Act s 2
    sections: [general]
    section: health
    declineReasons: { full: No place }
    clock: { within: 14 days, law: { ref: Care Act s 3, kind: statute } }
    atClosing: may-stay-open
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
plan:
  tasks:
    talk: { title: Talk, by: officer, repeat: true }
    again: { title: Find another, by: officer, entry: [{ when: 'some r in referrals satisfies r.declined = "no-offence" or r.status = "lapsed"' }] }
access: { sections: [{ name: health, title: Health, fields: [], readers: [officer, nurse] }] }
closing: { by: officer, outcomes: { done: Done } }
`;

const SHARE = {
  ...{ kind: 'share', to: '2', unit: null, sections: ['general', 'health'], purpose: 'inquiry' },
  ...{ authority: 'Care Act s 9', consent: null, until: '2024-06-30T12:00:00+10:00' },
} as const satisfies AccessToGive;
const OFFER = {
  ...{ type: 'OfferReferral', of: 'police', to: { agency: '2', unit: null }, words: 'Was it a crime?' },
  ...{ sections: ['health', 'general'], endsOn: '2024-06-30', share: 'share.2' },
} as const satisfies CaseCommand;
const CLINIC = {
  ...{ type: 'OfferReferral', of: 'clinic', to: { team: 'clinic' }, words: 'Please see her' },
  ...{ sections: ['general'], endsOn: '2024-12-31' },
} as const satisfies CaseCommand;
const ON = { of: 'police', entry: 'referral.3' } as const;
const DECLINE = { type: 'DeclineReferral', ...ON, because: 'no-offence' } as const satisfies CaseCommand;

const checked = checkCaseType(CARE, '0'.repeat(64));
let on: CaseUnderTest;

beforeEach(() => {
  if ('problems' in checked) throw new Error(checked.problems.map((p) => `${p.path}: ${p.reason}`).join('\n'));
  on = openCaseUnderTest(checked.caseType);
  on.do({ type: 'GiveAccess', fact: SHARE });
});

function referral(): unknown {
  return on.state?.entries?.['referral.3'];
}

describe('a referral', () => {
  test('is offered, accepted and answered, and folds to the same state', () => {
    on.do(OFFER);
    expect(referral()).toMatchObject({
      ...{ status: 'offered', purpose: 'inquiry', authority: 'Care Act s 9', sections: ['general', 'health'] },
      ...{ share: 'share.2', answerBy: '2024-03-08', endsOn: '2024-06-30' },
    });
    expect(on.state?.timers['entry:referral.3']).toMatchObject({ dueOn: '2024-03-08' });
    expect(on.refusal({ type: 'AnswerReferral', ...ON, answer: 'It was' })).toBe('entry-refused');
    on.do({ type: 'AcceptReferral', ...ON });
    expect(on.state?.timers['entry:referral.3']).toMatchObject({ dueOn: '2024-06-30' });
    expect(on.refusal(DECLINE)).toBe('entry-refused');
    expect(on.refusal({ type: 'AnswerReferral', ...ON, answer: '' })).toBe('entry-refused');
    on.do({ type: 'AnswerReferral', ...ON, answer: 'It was' });
    expect(referral()).toMatchObject({ status: 'answered', until: '2024-03-01', answer: 'It was' });
    expect(on.state?.timers).toEqual({});
    expect(JSON.stringify(replay(on.events))).toBe(JSON.stringify(on.state));
  });

  test('opens nothing: neither it nor what is said to it changes who may read the case', () => {
    const before = JSON.stringify(on.state?.access);
    on.do(OFFER);
    on.do({ type: 'AcceptReferral', ...ON });
    on.do({ type: 'WithdrawReferral', ...ON, reasons: 'She is safe' });
    expect(JSON.stringify(on.state?.access)).toBe(before);
    expect(sharesLeftOpen(stateOf(), '2024-03-02T00:00:00.000Z')).toEqual(['share.2']);
    on.do({ type: 'EndAccess', fact: 'share.2', reason: 'The referral is over' });
    expect(sharesLeftOpen(stateOf(), '2024-03-02T00:00:00.000Z')).toEqual([]);
  });

  test('leaves no share to end while it is not over', () => {
    on.do(OFFER);
    expect(sharesLeftOpen(stateOf(), '2024-03-02T00:00:00.000Z')).toEqual([]);
  });

  test.each([
    { share: 'share.9' },
    { share: 'constructor' },
    { to: { agency: '3', unit: null } },
    { to: { agency: '2', unit: 'north' } },
    { to: { agency: 'two', unit: null } },
    { to: { team: 'police' } },
    { sections: ['general'] },
    { sections: [] },
    { sections: ['general', 'health', 'money'] },
    { sections: ['general', 'general'] },
    { endsOn: '2024-06-29' },
    { endsOn: '2024-02-29' },
    { endsOn: 'soon' },
    { words: '' },
  ])('is not offered to an agency with %j', (part) => {
    expect(on.refusal({ ...OFFER, ...part })).toBe('entry-refused');
    expect(on.refusal(OFFER)).toBeNull();
  });

  test('is not offered to an agency without a share, nor with one that has ended', () => {
    const { share: _, ...without } = OFFER;
    expect(on.refusal(without)).toBe('entry-refused');
    on.do({ type: 'EndAccess', fact: 'share.2', reason: 'No more' });
    expect(on.refusal(OFFER)).toBe('entry-refused');
    on.do({ type: 'GiveAccess', fact: { ...SHARE, purpose: 'research' } });
    on.do({ type: 'GiveAccess', fact: { ...SHARE, authority: 'Another Act' } });
    for (const share of ['share.4', 'share.5']) expect(on.refusal({ ...OFFER, share })).toBe('entry-refused');
  });

  test('to a team names no share', () => {
    expect(on.refusal({ ...CLINIC, share: 'share.2' })).toBe('entry-refused');
    expect(on.refusal({ ...CLINIC, to: { agency: '2', unit: null } })).toBe('entry-refused');
    on.do(CLINIC);
    expect(referral()).toMatchObject({ to: { team: 'clinic' }, share: null, answerBy: '2024-03-15' });
  });

  test('is declined for a reason that its kind has', () => {
    on.do(OFFER);
    expect(on.refusal({ ...DECLINE, because: 'busy' })).toBe('entry-refused');
    expect(on.refusal({ ...DECLINE, note: ' ' })).toBe('entry-refused');
    on.do({ ...DECLINE, note: 'They were of age' });
    expect(referral()).toMatchObject({ status: 'declined', declined: 'no-offence', reasons: 'They were of age' });
    expect(on.item('again')).toBe('active');
    expect(on.refusal({ type: 'AcceptReferral', ...ON })).toBe('entry-refused');
  });

  test('lapses by itself when nobody takes it, or when its last day has passed', () => {
    on.do(OFFER);
    on.do(OFFER);
    on.do({ type: 'AcceptReferral', ...ON });
    on.now = '2024-03-09';
    on.do({ type: 'FireTimer', timer: 'entry:referral.4' }, 'system');
    expect(on.state?.entries?.['referral.4']).toMatchObject({ status: 'lapsed', until: '2024-03-08' });
    expect(on.item('again')).toBe('active');
    on.now = '2024-07-01';
    on.do({ type: 'FireTimer', timer: 'entry:referral.3' }, 'system');
    expect(referral()).toMatchObject({ status: 'lapsed', until: '2024-06-30' });
    expect(on.state?.timers).toEqual({});
  });

  test('keeps the case open unless its kind says that it may stay open', () => {
    on.do(OFFER);
    expect(on.refusal({ type: 'CloseCase', outcome: 'done' })).toBe('open-entries');
    on.do(DECLINE);
    on.do(CLINIC);
    on.complete('again');
    on.do({ type: 'CloseCase', outcome: 'done' });
    expect(on.refusal(OFFER)).toBe('case-closed');
    on.do({ type: 'AcceptReferral', of: 'clinic', entry: 'referral.5' });
  });

  test('is for the roles and the readers that its kind names', () => {
    expect(roleOfEntryCommand(on.caseType, OFFER)).toBe('officer');
    expect(roleOfEntryCommand(on.caseType, DECLINE)).toBe('nurse');
    expect(missingForCommand(on.caseType, CLINIC, new Set(['general']))).toEqual(['Health']);
    const event = on.do(CLINIC);
    const asked = { nameOf: (person: string) => person };
    expect(describeEvent(on.caseType, event, { ...asked, parts: new Set(['general']) })).toMatchObject({
      hidden: true,
    });
    expect(describeEvent(on.caseType, event, { ...asked, parts: null })).toEqual({
      title: 'Referral offered: Referral to the clinic',
      detail: ['To the team clinic', 'Please see her', 'To be taken by 15 March 2024'],
    });
  });
});

function stateOf(): NonNullable<CaseUnderTest['state']> {
  if (on.state === null) throw new Error('The case is not open.');
  return on.state;
}

describe('the checker', () => {
  test.each([
    ['sections: [general, health]', 'sections: [general, money]', 'referrals.police.sections[1]', 'unknown-name'],
    ['within: 5 working days, calendar: AU-ACT', 'within: 5 working days', 'referrals.police.clock', 'clock-rule'],
    ['answeredBy: nurse', 'answeredBy: judge', 'referrals.police.answeredBy', 'unknown-role'],
    ['to: agency', 'to: everybody', 'referrals.police.to', 'not-accepted'],
    ['declineReasons: { full: No place }', 'declineReasons: {}', 'referrals.clinic.declineReasons', 'not-accepted'],
    ['    authority: Care Act s 2\n', '', 'referrals.clinic', 'missing-key'],
    ['{ note: {', '{ referrals: {', 'data.referrals', 'reserved-name'],
  ])('finds %j made %j', (part, by, path, code) => {
    const result = checkCaseType(CARE.replace(part, by), '0');
    const problems = 'problems' in result ? result.problems : [];
    expect(problems.map((one) => [one.path, one.code])).toContainEqual([path, code]);
  });
});

test('a scenario plays one that is declined and another that is answered', () => {
  const read = readScenario(
    parse(`
scenario: The police decline, the clinic takes it and answers
given:
  - { at: 2024-03-01, do: { type: OpenCase } }
  - { at: 2024-03-01, do: { type: GiveAccess, fact: ${JSON.stringify(SHARE)} } }
when:
  - { at: 2024-03-01, do: ${JSON.stringify({ ...OFFER, share: 'share.9' })}, then: { rejected: entry-refused } }
  - { at: 2024-03-01, do: ${JSON.stringify(OFFER)} }
  - { at: 2024-03-04, do: ${JSON.stringify(DECLINE)}, then: { items: { again: active } } }
  - { at: 2024-03-05, do: ${JSON.stringify(CLINIC)} }
  - { at: 2024-03-06, do: { type: AcceptReferral, of: clinic, entry: referral.5 } }
  - { at: 2024-03-09, do: { type: AnswerReferral, of: clinic, entry: referral.5, answer: She was seen } }
then:
  entries: { referral.3: { status: declined, until: 2024-03-04 }, referral.5: { status: answered, until: 2024-03-09 } }
`),
  );
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  if ('problems' in checked) throw new Error('The case type is not sound.');
  expect(runScenario(checked.caseType, read.scenario, { decide }).failures).toEqual([]);
});

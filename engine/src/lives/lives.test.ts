// Made-up cases of every shipped kind come to an outcome, and none stands still, loses a clock or is refused what it was offered.
import { describe, expect, it } from 'vitest';
import { type CaseCommand, decide } from '../case/case.ts';
import { openCaseUnderTest } from '../case/case-under-test.ts';
import { shippedCaseType, shippedNames } from '../definition/shipped-under-test.ts';
import { reasonOf, say } from '../sentences/sentences.ts';
import { liveCase, type Life, liveOn } from './lives.ts';
import { lostClocks } from './lost-clocks.ts';

const LIVES = 6;
const PLAN = { from: '2024-01-08', days: 730 };
/** What was done in all of them. */
const acts: CaseCommand['type'][] = [];

function livesOf(name: string): readonly Life[] {
  const caseType = shippedCaseType(name);
  return Array.from({ length: LIVES }, (_, seed) => liveCase(caseType, { seed: seed + 1, ...PLAN }));
}

describe.each(shippedNames)('cases of %s', (name) => {
  const lives = livesOf(name);
  acts.push(...lives.flatMap(({ steps }) => steps.map(({ command }) => command.type)));

  it('come to an outcome without any trouble', () => {
    expect(lives.flatMap(({ troubles }) => troubles)).toEqual([]);
    expect(lives.filter(({ state }) => state.status === 'closed')).toHaveLength(LIVES);
  });

  it('are lived: they differ, and more is done in them than opening and closing', () => {
    const steps = lives.reduce((sum, life) => sum + life.steps.length, 0);
    expect(steps).toBeGreaterThan(LIVES * 5);
    expect(new Set(lives.map(({ steps: own }) => own.map(({ command }) => command.type).join())).size).toBe(LIVES);
  });

  it('are the same for the same seed', () => {
    const again = liveCase(shippedCaseType(name), { seed: 1, ...PLAN });
    expect(JSON.stringify(again.steps)).toBe(JSON.stringify(lives[0]?.steps));
  });
});

/** Acts without which people would not have lived in what these kinds of case have. */
const LIVED: readonly CaseCommand['type'][] = [
  ...(['RaiseIssue', 'DecideIssue', 'SetGoal', 'ReviewGoal', 'ConcludeGoal', 'AddParty', 'EndParty'] as const),
  ...([
    'ImposeObligation',
    'MeetObligation',
    'DraftDetermination',
    'MakeDetermination',
    'NotifyDetermination',
  ] as const),
  ...(['RequestReview', 'RevokeDetermination', 'RegisterEvidence', 'OfferEvidence', 'AdmitEvidence'] as const),
  ...(['ExcludeEvidence', 'OfferCustody', 'ConfirmCustody', 'ReturnEvidence', 'DisposeEvidence'] as const),
  ...(['GiveAccess', 'OfferReferral', 'AcceptReferral', 'AnswerReferral', 'EndAccess', 'DraftCommunication'] as const),
  ...(['ApproveCommunication', 'SendCommunication', 'DeliverCommunication', 'RecordCommunication'] as const),
  ...(['ExtendClock', 'FireTimer', 'CompleteTask', 'PlanItem', 'MovePlanItem', 'RecordData', 'ReturnChild'] as const),
];

it('is asked of people before something of them is used that rests on it, and taken back by some', () => {
  const steps = ['care-coordination', 'homelessness-support', 'service-delivery'].flatMap((name) =>
    livesOf(name).flatMap((life) => life.steps.map(({ command }) => command)),
  );
  const given = steps.flatMap((one) => (one.type === 'GiveAccess' && one.fact.kind === 'consent' ? [one.fact] : []));
  const withdrawn = steps.filter((one) => one.type === 'EndAccess' && one.fact.startsWith('consent.'));
  const referred = steps.filter((one) => one.type === 'OfferReferral');
  expect([given.length > 0, withdrawn.length > 0, referred.length > 0]).toEqual([true, true, true]);
});

it('is done in some case, whatever people do sensibly with what cases keep', () => {
  expect(LIVED.filter((type) => !acts.includes(type))).toEqual([]);
});

const FEW = `
plan: { tasks: { look: { title: Look, by: officer } } }
issues: { doubt: { title: Doubt, outcomes: { settled: Settled } } }
`;

describe('a trouble', () => {
  it('is told: a case that nobody can bring to an end', () => {
    const { caseType } = openCaseUnderTest(FEW);
    // Whoever takes the outcomes of closing away leaves no way to an end.
    const broken = { ...caseType, closing: { ...caseType.closing, outcomes: [] } };
    expect(liveCase(broken, { seed: 1, ...PLAN }).troubles.join(' ')).toContain('Nobody can do anything in it');
  });

  it('is told: what keeps a case open and is nobody’s to settle', () => {
    const { caseType } = openCaseUnderTest(FEW);
    const doubt = caseType.issues.get('doubt');
    if (doubt === undefined) throw new Error('The case type has no issue.');
    const broken = { ...caseType, issues: new Map([['doubt', { ...doubt, outcomes: [] }]]) };
    const troubles = [1, 2, 3].flatMap((seed) => liveCase(broken, { seed, ...PLAN }).troubles);
    expect(troubles.join(' ')).toMatch(/What keeps it open: issue\.\d+ doubt/);
  });

  it('is told: what was offered and is refused', () => {
    const { caseType } = openCaseUnderTest(FEW);
    const living = liveOn(caseType, { seed: 1, ...PLAN });
    const opening = living.next();
    if (opening.done === true) throw new Error('It is not opened.');
    const { occurred, command } = opening.value;
    const opened = decide(caseType, null, command, { occurred, actor: 'made-up.0' });
    if ('rejection' in opened) throw new Error('It is not opened.');
    let next = living.next({ after: opened.after, breached: false });
    for (let at = 0; at < 50 && next.done !== true; at += 1) {
      next = living.next({
        rejection: { code: 'entry-refused', of: 'doubt', ...reasonOf(say('it-would-change-nothing')) },
      });
    }
    expect(next.done === true ? next.value.troubles.join(' ') : '').toContain('was offered and refused');
  });

  it('is told: a deadline that runs without its timer, or with that of another day', () => {
    const { caseType, state } = openCaseUnderTest(
      `
data: { receivedOn: { type: date, label: Received on } }
forms: { open: { title: Open, fields: { receivedOn: required } } }
plan: { tasks: { look: { title: Look, by: officer } } }
clocks:
  answer: { title: Answer, kind: deadline, from: receivedOn, within: 14 days, stop: closing, law: { ref: Act s 1, kind: statute } }
`,
      { receivedOn: '2024-03-01' },
    );
    if (state === null) throw new Error('It is not opened.');
    expect(lostClocks(caseType, state)).toEqual([]);
    expect(lostClocks(caseType, { ...state, timers: {} })).toHaveLength(1);
    const moved = { 'clock:answer': { dueAt: '2024-03-16T22:59:59.999Z', dueOn: '2024-03-16' } };
    expect(lostClocks(caseType, { ...state, timers: moved })).toHaveLength(1);
  });
});

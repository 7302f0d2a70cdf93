// What the search for standing cases says of random definitions, held against random play that knows nothing of it.
import { expect, test } from 'vitest';
import { type CaseCommand, type CaseState, decide, evolve, type Movement } from '../case/case.ts';
import type { CaseType } from '../definition/definition.ts';
import { standingOf } from '../plan/plan.ts';
import { isIdle, proveCaseType, replayWay } from '../proof/proof.ts';
import { chanceOf, type Chance } from './chance.ts';
import { randomCaseType } from './random-plan.ts';

const SEED = 20_261_122;
/** 500 of them gave 35 proofs and 85 ways to a standstill, and none that play contradicted. */
const DEFINITIONS = 80;

test(`no case stands still that was proved to go on (seed ${SEED})`, { timeout: 300_000 }, () => {
  const counts = { proved: 0, stuck: 0, open: 0 };
  const wrong: string[] = [];
  for (let at = 0; at < DEFINITIONS; at += 1) {
    const chance = chanceOf(SEED + at);
    const caseType = randomCaseType(chance);
    const { verdict, way } = proveCaseType(caseType, { states: 120 });
    counts[verdict] += 1;
    if (verdict === 'proved' && standsStill(caseType, chance))
      wrong.push(`Seed ${SEED + at}: it was proved, and stood still.`);
    if (verdict !== 'stuck') continue;
    const end = replayWay(caseType, way ?? []);
    if (end === null || !isIdle(caseType, end)) wrong.push(`Seed ${SEED + at}: the way does not lead there.`);
  }
  expect(wrong).toEqual([]);
  // A search that never comes to a verdict would agree with everything.
  expect(counts.proved).toBeGreaterThan(2);
  expect(counts.stuck).toBeGreaterThan(5);
});

/** Plays what is offered, timers and data of any kind; true where a case stands still. */
function standsStill(caseType: CaseType, chance: Chance): boolean {
  for (let played = 0; played < 30; played += 1) {
    let clock = Date.UTC(2024, 0, 1);
    let state = step(caseType, null, { clock, command: opening(chance) });
    for (let at = 0; at < 30 && state !== null && state.status === 'open'; at += 1) {
      if (isIdle(caseType, state)) return true;
      clock += chance.below(40) * 3_600_000;
      state = step(caseType, state, { clock, command: anyOf(caseType, state, chance) }) ?? state;
    }
  }
  return false;
}

function opening(chance: Chance): CaseCommand {
  return { type: 'OpenCase', reference: 'T-1', data: someData(chance), subjects: {} };
}

function step(
  caseType: CaseType,
  state: CaseState | null,
  { clock, command }: { readonly clock: number; readonly command: CaseCommand },
): CaseState | null {
  const decision = decide(caseType, state, command, { occurred: new Date(clock).toISOString(), actor: 'trial' });
  return 'event' in decision ? evolve(state, decision.event) : null;
}

function anyOf(caseType: CaseType, state: CaseState, chance: Chance): CaseCommand {
  const { acts, timers } = standingOf(caseType, state);
  const timer = chance.share(0.3) ? chance.maybe(timers) : undefined;
  if (timer !== undefined) return { type: 'FireTimer', timer };
  const act = chance.share(0.6) ? chance.maybe(acts) : undefined;
  if (act === undefined) return { type: 'RecordData', data: someData(chance) };
  if ('plan' in act) return { type: 'PlanItem', item: act.plan, stage: act.stage };
  if (act.on === 'occur') return { type: 'OccurListener', listener: act.item, data: {} };
  // Acts are movements that people may ask for; only an occurrence has a command of its own.
  return { type: 'MovePlanItem', item: act.item, on: act.on as Movement };
}

function someData(chance: Chance): Record<string, number | boolean | string | null> {
  const data: Record<string, number | boolean | string | null> = {};
  if (chance.share(0.5)) data['n'] = chance.share(0.2) ? null : chance.below(13) / 2 - 1;
  if (chance.share(0.4)) data['m'] = chance.share(0.2) ? null : chance.below(13) / 2 - 1;
  if (chance.share(0.4)) data['b'] = chance.maybe([true, false, null]) ?? null;
  if (chance.share(0.3)) data['day'] = chance.maybe(['2023-12-01', '2024-01-02', '2031-05-05', null]) ?? null;
  return data;
}

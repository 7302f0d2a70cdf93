// Random cases of random case types: every item that is somewhere has causes, the named event holds the transition, and
// the engine itself, asked again without a criterion, agrees on which one mattered.
import { inWords } from '../sentences/sentences.ts';
import { expect, test } from 'vitest';
import {
  type CaseCommand,
  type CaseEvent,
  type CaseState,
  decide,
  type Decision,
  type Movement,
} from '../case/case.ts';
import type { CaseType, Criterion, PlanItemDefinition } from '../definition/definition.ts';
import { parseExpression } from '../expression/expression.ts';
import { type Act, CASE_PLAN, definitionOf, standingOf } from '../plan/plan.ts';
import { chanceOf, type Chance } from '../trial/chance.ts';
import { randomCaseType } from '../trial/random-plan.ts';
import { whyBegun, type WhyBegun } from './why-begun.ts';

const SEED = 20_240_302;
const DEFINITIONS = 25;
const CASES = 4;
const COMMANDS = 20;

interface Played {
  readonly caseType: CaseType;
  readonly chance: Chance;
  readonly events: CaseEvent[];
  state: CaseState | null;
}

/** How much was asked of how many. */
interface Told {
  items: number;
  flips: number;
  kept: number;
}

interface Step {
  readonly played: Played;
  readonly before: CaseState | null;
  readonly command: CaseCommand;
  readonly context: Parameters<typeof decide>[3];
}

const NEVER = neverHolds();

test(`what is said of random cases is what the engine did (seed ${SEED})`, () => {
  const told: Told = { items: 0, flips: 0, kept: 0 };
  const wrong: string[] = [];
  for (let at = 0; at < DEFINITIONS; at += 1) {
    const chance = chanceOf(SEED + at);
    const caseType = randomCaseType(chance);
    for (let nth = 0; nth < CASES; nth += 1) {
      const problems = problemsOfCase({ caseType, chance, events: [], state: null }, told);
      wrong.push(...problems.map((problem) => `Seed ${SEED + at}, case ${nth}: ${problem}`));
    }
  }
  expect(wrong).toEqual([]);
  // Answers that were never asked about a criterion would prove nothing.
  expect(told.items).toBeGreaterThan(500);
  expect(told.flips).toBeGreaterThan(100);
  expect(told.kept).toBeGreaterThan(100);
});

function problemsOfCase(played: Played, told: Told): readonly string[] {
  return Array.from({ length: COMMANDS }, (_, step) => stepOf(played, step, told)).flat();
}

function stepOf(played: Played, step: number, told: Told): readonly string[] {
  const made = play(played, step);
  if (made === null) return [];
  return whatMoved(played).flatMap((why) => {
    told.items += 1;
    return problemsOf(made, why, told);
  });
}

/** One more command; null where it is refused. */
function play(played: Played, step: number): Step | null {
  const { caseType, chance, state } = played;
  if (step > 0 && state === null) return null;
  const command: CaseCommand =
    state === null ? { type: 'OpenCase', reference: 'T-1', data: someData(chance), subjects: {} } : next(played, state);
  const occurred = new Date(Date.UTC(2024, 0, 1, step * 3)).toISOString();
  const context = { occurred, actor: 'trial', evaluateDecision: () => ({ outputs: { m: 3 } }) };
  const decision = decide(caseType, state, command, context);
  if ('rejection' in decision) return null;
  played.events.push(decision.event);
  played.state = decision.after;
  return { played, before: state, command, context };
}

function next({ caseType, chance }: Played, state: CaseState): CaseCommand {
  const timer = chance.share(0.3) ? chance.maybe(Object.keys(state.timers)) : undefined;
  if (timer !== undefined) return { type: 'FireTimer', timer };
  if (state.status === 'closed') {
    const again = (caseType.children.get(CASE_PLAN) ?? []).filter(() => chance.share(0.4));
    return { type: 'ReopenCase', again, reason: 'Trial' };
  }
  const act = chance.share(0.6) ? chance.maybe(standingOf(caseType, state).acts.filter(isLasting)) : undefined;
  if (act !== undefined) return commandOf(act);
  const item = chance.maybe(Object.keys(state.items)) ?? CASE_PLAN;
  const draw = chance.below(12);
  if (draw === 0) return { type: 'CloseCase', outcome: 'done' };
  if (draw < 4 && item !== CASE_PLAN)
    return { type: 'MovePlanItem', item, on: chance.pick(['suspend', 'resume', 'terminate', 'complete', 'fault']) };
  return { type: 'RecordData', data: someData(chance) };
}

function isLasting(act: Act): boolean {
  return !('item' in act) || act.item !== CASE_PLAN;
}

function commandOf(act: Act): CaseCommand {
  if ('plan' in act) return { type: 'PlanItem', item: act.plan, stage: act.stage };
  if (act.on === 'occur') return { type: 'OccurListener', listener: act.item, data: {} };
  // Acts are movements that people may ask for; only an occurrence has a command of its own.
  return { type: 'MovePlanItem', item: act.item, on: act.on as Movement };
}

function someData(chance: Chance): Record<string, number | boolean | string | null> {
  return {
    ...(chance.share(0.5) ? { n: chance.share(0.1) ? null : chance.below(5) } : {}),
    ...(chance.share(0.3) ? { m: chance.share(0.2) ? null : chance.below(5) } : {}),
    ...(chance.share(0.4) ? { b: chance.share(0.5) } : {}),
    day: '2024-01-02',
  };
}

/** What is said of every item that moved in the last event. */
function whatMoved({ caseType, events }: Played): readonly WhyBegun[] {
  const moved = new Set((events.at(-1)?.changes ?? []).flatMap((change) => ('item' in change ? [change.item] : [])));
  return [...moved].map((item) => {
    const id = caseType.items.has(item) ? null : item;
    const why = whyBegun(caseType, events, id ?? item);
    if (why === null) throw new Error(`Nothing is said of ${item}.`);
    return why;
  });
}

function problemsOf(step: Step, why: WhyBegun, told: Told): string[] {
  const { played } = step;
  const change = played.events[why.event - 1]?.changes[why.change];
  if (change === undefined || !('item' in change) || change.item !== why.instance || change.on !== why.on) {
    return [`${why.instance}: the named event does not hold ${why.on}.`];
  }
  const problems = why.causes.length === 0 ? [`${why.instance} ${why.on}: no cause.`] : [];
  if (why.event !== played.events.length) return problems;
  const item = itemOf(played.caseType, why.instance);
  const named = criteriaOf(why.causes.map(({ cause }) => cause));
  const standIns = criteriaOf(why.causes.flatMap(({ removed }) => removed));
  const others = [...item.entry, ...item.exit].filter(({ id }) => !standIns.includes(id));
  // Where it moved on from what a criterion did in the same event, that criterion matters without being the cause; and
  // what an earlier instance did not use up is there for the next.
  const earlier = (played.events.at(-1)?.changes ?? [])
    .slice(0, why.change)
    .flatMap((one) => ('item' in one && itemOf(played.caseType, one.item).id === item.id ? [one.item] : []));
  const isAsked = named.length > 0 ? earlier.every((one) => one === why.instance) : earlier.length === 0;
  if (others.length > 0 && isAsked) {
    told.kept += 1;
    if (
      !moves(
        without(
          step,
          others.map(({ id }) => id),
        ),
        why,
      )
    )
      problems.push(`${about(why)}: another criterion did it.`);
  }
  if (named.length === 0) return problems;
  const flipped = whyWithout(step, standIns, why.instance);
  told.flips += 1;
  if (
    flipped !== null &&
    flipped.on === why.on &&
    criteriaOf(flipped.causes.map(({ cause }) => cause)).some((id) => named.includes(id))
  )
    problems.push(`${about(why)}: it did not flip.`);
  return problems;
}

function about({ instance, on, causes }: WhyBegun): string {
  return `${instance} ${on} (${causes.map(({ sentence }) => inWords(sentence, 'en')).join(' ')})`;
}

function criteriaOf(causes: readonly object[]): readonly string[] {
  return causes.flatMap((cause) =>
    'criterion' in cause && typeof cause.criterion === 'string' ? [cause.criterion] : [],
  );
}

/** The same command on the same case, whose criteria of these names never hold. */
function without({ played, before, command, context }: Step, criteria: readonly string[]): Decision {
  return decide(disabling(played.caseType, criteria), before, command, context);
}

function whyWithout(step: Step, criteria: readonly string[], instance: string): WhyBegun | null {
  const decision = without(step, criteria);
  if (!('event' in decision)) return null;
  const events = [...step.played.events.slice(0, -1), decision.event];
  const why = whyBegun(disabling(step.played.caseType, criteria), events, instance);
  return why?.event === events.length ? why : null;
}

function moves(decision: Decision, { instance, on }: WhyBegun): boolean {
  if (!('event' in decision)) return false;
  return decision.event.changes.some((change) => 'item' in change && change.item === instance && change.on === on);
}

function disabling(caseType: CaseType, criteria: readonly string[]): CaseType {
  const off = (criterion: Criterion): Criterion =>
    criteria.includes(criterion.id) ? { ...criterion, when: NEVER } : criterion;
  const items = [...caseType.items].map(([id, item]): [string, PlanItemDefinition] => [
    id,
    { ...item, entry: item.entry.map(off), exit: item.exit.map(off) },
  ]);
  return { ...caseType, items: new Map(items) };
}

function itemOf({ items }: CaseType, instance: string): PlanItemDefinition {
  const item = items.get(definitionOf(instance));
  if (item === undefined) throw new Error(`There is no ${instance}.`);
  return item;
}

function neverHolds(): NonNullable<Criterion['when']> {
  const parsed = parseExpression('false');
  if (!('expression' in parsed)) throw new Error('It is an expression.');
  return parsed.expression;
}

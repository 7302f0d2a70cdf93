// Plays commands by chance on case types by chance and holds what follows against the laws. Everything follows from the
// seed, so that what failed can be seen again.
import {
  type CaseCommand,
  type CaseEvent,
  type CaseState,
  decide,
  evolve,
  type Movement,
  replay,
  reviewOfTimer,
} from '../case/case.ts';
import type { CaseType } from '../definition/definition.ts';
import { type Act, CASE_PLAN, standingOf } from '../plan/plan.ts';
import { accessStep } from './access-trials.ts';
import { chanceOf, type Chance } from './chance.ts';
import { brokenLaws } from './laws.ts';
import { randomCaseType } from './random-plan.ts';

export interface TrialFigures {
  readonly commands: number;
  readonly applied: number;
  readonly refused: number;
  readonly cases: number;
  readonly definitions: number;
  /** Refused because the plan did not come to rest within its bound. */
  readonly unsettled: number;
  /** Commands about who may read the case that were applied; they are counted nowhere else. */
  readonly access: number;
  /** Sentences about broken laws, each with the seed that shows it; at most twenty. */
  readonly failures: readonly string[];
}

interface Trial {
  readonly chance: Chance;
  /** For what does not move the plan. */
  readonly aside: Chance;
  readonly seed: number;
  readonly caseType: CaseType;
  readonly events: CaseEvent[];
  state: CaseState | null;
  clock: number;
}

type Counts = { -readonly [K in keyof Omit<TrialFigures, 'failures'>]: number } & { readonly failures: string[] };

const START = Date.UTC(2024, 0, 1);
const HOUR = 3_600_000;
const COMMANDS_OF_A_CASE = 40;
const CASES_OF_A_DEFINITION = 5;

export interface TrialOptions {
  readonly seed: number;
  readonly commands: number;
  /** Called after each case type, with what was done so far. */
  readonly progress?: (commands: number) => void;
}

export function runTrials({ seed, commands, progress }: TrialOptions): TrialFigures {
  const counts: Counts = {
    commands: 0,
    applied: 0,
    refused: 0,
    cases: 0,
    definitions: 0,
    unsettled: 0,
    access: 0,
    failures: [],
  };
  for (let at = 0; counts.commands < commands && counts.failures.length < 20; at += 1) {
    const own = (seed + Math.imul(at, 0x9e3779b1)) >>> 0;
    const chance = chanceOf(own);
    const aside = chanceOf(own ^ 0x5bd1e995);
    const caseType = randomCaseType(chance);
    counts.definitions += 1;
    for (let played = 0; played < CASES_OF_A_DEFINITION && counts.commands < commands; played += 1) {
      playCase({ chance, aside, seed: own, caseType, events: [], state: null, clock: START }, counts);
    }
    progress?.(counts.commands);
  }
  return counts;
}

function playCase(trial: Trial, counts: Counts): void {
  counts.cases += 1;
  step(trial, { type: 'OpenCase', reference: 'T-1', data: someData(trial.chance), subjects: {} }, counts);
  for (let at = 0; at < COMMANDS_OF_A_CASE && trial.state !== null; at += 1) {
    trial.clock += trial.chance.below(3) * HOUR;
    step(trial, nextCommand(trial, trial.state), counts);
    if (trial.aside.share(0.2)) stepAside(trial, counts);
  }
  if (trial.state === null) return;
  const live = JSON.stringify(trial.state);
  if (JSON.stringify(replay(trial.events)) !== live) fail(trial, counts, 'A replay gives another state.');
}

function step(trial: Trial, command: CaseCommand, counts: Counts): void {
  const { caseType, state } = trial;
  counts.commands += 1;
  const context = contextOf(trial);
  const decision = decide(caseType, state, command, context);
  if ('rejection' in decision) {
    counts.refused += 1;
    if (decision.rejection.code === 'plan-does-not-settle') counts.unsettled += 1;
    return;
  }
  counts.applied += 1;
  const { after } = decision;
  if (JSON.stringify(evolve(state, decision.event)) !== JSON.stringify(after)) {
    fail(trial, counts, 'The event folds to another state.');
  }
  trial.events.push(decision.event);
  trial.state = after;
  for (const law of brokenLaws(caseType, state, { event: decision.event, after })) fail(trial, counts, law);
  // An older version of a case is still what it was: writers that came too late decide on it again.
  if (state !== null && trial.chance.share(0.1)) {
    const again = decide(caseType, state, command, context);
    if (JSON.stringify(again) !== JSON.stringify(decision))
      fail(trial, counts, 'An older version of the case changed.');
  }
  // As a server does it: the state was stored as text and comes back as plain data.
  if (state !== null && trial.chance.share(0.1)) {
    const stored = decide(caseType, throughText(state), command, context);
    if (JSON.stringify(stored) !== JSON.stringify(decision)) fail(trial, counts, 'A stored state goes on differently.');
  }
  if (trial.chance.share(0.2)) tryAnAct(trial, after, counts);
}

/** Something about access, or a review that nobody made: the plan may not notice. */
function stepAside(trial: Trial, counts: Counts): void {
  const { caseType, state, aside } = trial;
  if (state === null) return;
  const review = aside.share(0.3) ? Object.keys(state.timers).find(isReview) : undefined;
  const { actor, command } =
    review === undefined
      ? accessStep(aside, state, trial.clock)
      : { actor: 'system', command: { type: 'FireTimer' as const, timer: review } };
  const decision = decide(caseType, state, command, { occurred: new Date(trial.clock).toISOString(), actor });
  if ('rejection' in decision) return;
  counts.access += 1;
  const { event, after } = decision;
  if (JSON.stringify(evolve(throughText(state), event)) !== JSON.stringify(after)) {
    fail(trial, counts, 'What was said of access folds to another state.');
  }
  if (event.changes.some((change) => !('timer' in change && isReview(change.timer)))) {
    fail(trial, counts, `${event.type} moved something in the plan.`);
  }
  trial.events.push(event);
  trial.state = after;
  for (const law of brokenLaws(caseType, state, decision)) fail(trial, counts, law);
}

function isReview(timer: string): boolean {
  return reviewOfTimer(timer) !== null;
}

function throughText<T>(value: T): T {
  // What was just written as JSON reads as the same shape.
  return JSON.parse(JSON.stringify(value)) as T;
}

/** What is offered must be accepted: an offer that is refused is a case stuck in disguise. */
function tryAnAct(trial: Trial, state: CaseState, counts: Counts): void {
  const act = trial.chance.maybe(standingOf(trial.caseType, state).acts);
  const offered = act === undefined ? wayOut(trial.caseType, state) : commandOf(act);
  if (offered === null) return;
  const decision = decide(trial.caseType, state, offered, contextOf(trial));
  if ('event' in decision || HONEST.has(decision.rejection.code)) return;
  fail(trial, counts, `${JSON.stringify(offered)} was offered and refused: ${JSON.stringify(decision.rejection)}.`);
}

/** Refusals that are about what would follow, and not about what was offered. */
const HONEST: ReadonlySet<string> = new Set(['plan-does-not-settle', 'expression-failed']);

/** What the team may do with a case that was handed to it. */
function wayOut(caseType: CaseType, state: CaseState): CaseCommand | null {
  if (state.handed === undefined) return null;
  const outcome = caseType.closing.outcomes[0]?.value;
  return outcome === undefined
    ? { type: 'MovePlanItem', item: CASE_PLAN, on: 'terminate' }
    : { type: 'CloseCase', outcome };
}

function nextCommand(trial: Trial, state: CaseState): CaseCommand {
  const { chance } = trial;
  if (state.status === 'closed' && chance.share(0.6)) return reopening(trial);
  const timer = chance.share(0.3)
    ? chance.maybe(Object.keys(state.timers).filter((each) => !isReview(each)))
    : undefined;
  if (timer !== undefined) return { type: 'FireTimer', timer };
  if (chance.share(0.5)) {
    const act = chance.maybe(standingOf(trial.caseType, state).acts.filter(isLasting));
    if (act !== undefined) return commandOf(act);
  }
  return anyCommand(trial, state);
}

/** Completing the whole case by hand would end most trials early. */
function isLasting(act: Act): boolean {
  return !('item' in act) || act.item !== CASE_PLAN || act.on !== 'complete';
}

const MOVEMENTS: readonly [Movement, ...Movement[]] = [
  ...(['suspend', 'resume', 'fault', 'reactivate', 'terminate', 'complete', 'disable', 'reenable'] as const),
  ...(['manualStart', 'close', 'resume', 'reactivate'] as const),
];

function reopening({ chance, caseType }: Trial): CaseCommand {
  const again = (caseType.children.get(CASE_PLAN) ?? []).filter(() => chance.share(0.4));
  return { type: 'ReopenCase', again, reason: 'Trial' };
}

function anyCommand({ chance, caseType }: Trial, state: CaseState): CaseCommand {
  const instance = chance.maybe(Object.keys(state.items)) ?? CASE_PLAN;
  const draw = chance.below(20);
  if (draw < 7) return { type: 'RecordData', data: someData(chance) };
  if (draw === 12) return { type: 'StartTask', task: instance };
  if (draw < 9) return { type: 'CompleteTask', task: instance, data: {} };
  if (draw === 9) return { type: 'OccurListener', listener: instance, data: {} };
  if (draw === 10) return { type: 'PlanItem', item: chance.maybe([...caseType.items.keys()]) ?? CASE_PLAN };
  if (draw === 11 && chance.share(0.2)) return { type: 'CloseCase', outcome: 'done' };
  if (draw === 13) return { type: 'AssignTask', task: instance, assignee: 'p1' };
  const item = instance === CASE_PLAN && chance.share(0.8) ? (Object.keys(state.items)[1] ?? CASE_PLAN) : instance;
  return { type: 'MovePlanItem', item, on: chance.pick(MOVEMENTS) };
}

function commandOf(act: Act): CaseCommand {
  if ('plan' in act) return { type: 'PlanItem', item: act.plan, stage: act.stage };
  if (act.on === 'occur') return { type: 'OccurListener', listener: act.item, data: {} };
  // Acts are movements that people may ask for; only an occurrence has a command of its own.
  return { type: 'MovePlanItem', item: act.item, on: act.on as Movement };
}

function someData(chance: Chance): Record<string, number | boolean | string | null> {
  const data: Record<string, number | boolean | string | null> = {};
  if (chance.share(0.5)) data['n'] = chance.share(0.1) ? null : chance.below(5);
  if (chance.share(0.3)) data['m'] = chance.share(0.2) ? null : chance.below(5);
  if (chance.share(0.4)) data['b'] = chance.share(0.5);
  if (chance.share(0.3)) data['day'] = '2024-01-02';
  return data;
}

function contextOf(trial: Trial): Parameters<typeof decide>[3] {
  const answers = trial.chance.share(0.7);
  return {
    occurred: new Date(trial.clock).toISOString(),
    actor: 'trial',
    ...(answers ? { evaluateDecision: () => ({ outputs: { m: 3 } }) } : {}),
  };
}

function fail(trial: Trial, counts: Counts, law: string): void {
  if (counts.failures.length < 20) counts.failures.push(`Seed ${trial.seed}, event ${trial.events.length}: ${law}`);
}

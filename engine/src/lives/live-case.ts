// One made-up case from its opening to its outcome: days pass, timers fire when they are due, people do what is sensible, and at the
// end somebody settles what is open and closes it. What may not happen to any case is looked for on the way.
import { dateOf, instantOf } from '../calendar/calendar.ts';
import { type CaseCommand, type CaseState, decide, type DueTimer, firstTimer, type Rejection } from '../case/case.ts';
import type { CaseType } from '../definition/definition.ts';
import { everyDelegation, everythingOpened, filesMadeFor, missingDocuments } from '../entries/entries.ts';
import { type Chance, chanceOf } from '../trial/chance.ts';
import { type Acting, actingOn, type Doing, keepingOpen, type PossibleAct } from './acting.ts';
import { lostClocks } from './lost-clocks.ts';
import { answersTo } from './made-values.ts';
import { possibleActs, settlingActs } from './next-acts.ts';

export interface LivePlan {
  readonly seed: number;
  /** The day on which it is opened. */
  readonly from: string;
  /** After so many days whoever has it brings it to an end. */
  readonly days: number;
  /** True: what has no outcome by then stays open, as in a demonstration. */
  readonly mayStayOpen?: boolean;
  /** Ids of the colleagues who work on it; without them, five made-up ones. */
  readonly people?: readonly string[];
  /** The number of another agency, to which something may be referred. */
  readonly otherAgency?: string;
  /** True where whoever takes the steps has the files at hand that documents name, made up by their names. */
  readonly hasFiles?: boolean;
}

export interface LifeStep {
  readonly occurred: string;
  readonly command: CaseCommand;
  /** Which of the colleagues does it, from 0. */
  readonly colleague: number;
}

export interface Life {
  /** What was done, the opening first; refused commands are not among it. */
  readonly steps: readonly LifeStep[];
  readonly state: CaseState;
  /** Deadlines that passed. */
  readonly breaches: number;
  /** True where nothing was left to do and the team was asked what is next. */
  readonly wasHanded: boolean;
  /** True where it was open for all its days and was then brought to an end. */
  readonly ranOut: boolean;
  /** What may not happen: a case that stands still, a clock that is lost, a lawful act that is refused. Sentences. */
  readonly troubles: readonly string[];
}

interface LifeSoFar {
  readonly caseType: CaseType;
  readonly people: readonly string[];
  readonly otherAgency: string;
  readonly hasFiles: boolean;
  readonly chance: Chance;
  readonly steps: LifeStep[];
  readonly troubles: string[];
  readonly done: Map<string, number>;
  state: CaseState;
  nowMs: number;
  breaches: number;
  wasHanded: boolean;
  /** Whoever has it brings it to an end. */
  isEnding: boolean;
  /** Nothing goes on any more, and that is told. */
  isStuck: boolean;
}

const DAY = 86_400_000;
/** More than any sensible case has; one that needs more does not come to an end. */
const MOST_STEPS = 1_500;
/** Days between what people do, on average: while it is lived, and while it is brought to an end. */
const PACE = 4;
const LAST_PACE = 1;
/** Made-up people who work on a case. The last of them keep out of it until somebody is needed who had no part in it. */
const COLLEAGUES = ['made-up.0', 'made-up.1', 'made-up.2', 'made-up.3', 'made-up.4'] as const;

/** What became of a step: the case after it, or why it was refused. */
export type Taken = { readonly after: CaseState; readonly breached: boolean } | { readonly rejection: Rejection };

/** A life as it goes on: each step is given, and what became of it is asked. */
export type Living = Generator<LifeStep, Life, Taken>;

/** Lives one case of a kind on the engine alone. The same plan gives the same life. */
export function liveCase(caseType: CaseType, plan: LivePlan): Life {
  const living = liveOn(caseType, { ...plan, hasFiles: true });
  const people = plan.people ?? COLLEAGUES;
  const delegations = everyDelegation(caseType, people);
  let state: CaseState | null = null;
  let next = living.next();
  while (next.done !== true) {
    const { command, occurred, colleague } = next.value;
    const decision = decide(caseType, state, command, {
      ...{ occurred, actor: people[colleague] ?? '', delegations, files: filesMadeFor(command) },
      opened: everythingOpened(state?.entries ?? {}),
    });
    if ('event' in decision) state = decision.after;
    next = living.next(
      'event' in decision ? { after: decision.after, breached: decision.event.type === 'ClockBreached' } : decision,
    );
  }
  return next.value;
}

/** Lives one case of a kind wherever its steps are taken: whoever drives it says after each what became of it. */
export function* liveOn(caseType: CaseType, plan: LivePlan): Living {
  const life = yield* open(caseType, plan);
  const endMs = Date.parse(plan.from) + plan.days * DAY;
  let ranOut = false;
  while (life.state.status === 'open' && life.steps.length < MOST_STEPS && !life.isStuck) {
    if (life.nowMs >= endMs && !ranOut) {
      ranOut = !life.isEnding;
      life.isEnding = true;
      if (plan.mayStayOpen === true) break;
    }
    yield* life.isEnding ? endOn(life) : goOn(life, endMs);
  }
  const { steps, state, breaches, wasHanded, troubles } = life;
  if (state.status === 'open' && plan.mayStayOpen !== true) {
    const left = [...keepingOpen(caseType, state)].map((id) => `${id} ${state.entries?.[id]?.of ?? ''}`);
    trouble(life, `It came to no outcome. What keeps it open: ${left.join(', ') || 'nothing'}.`);
  }
  return { steps, state, breaches, wasHanded, ranOut, troubles };
}

/** A part of a life that ends with an answer of its own. */
type Part<T> = Generator<LifeStep, T, Taken>;

function* open(caseType: CaseType, plan: LivePlan): Part<LifeSoFar> {
  const { seed, from, people = COLLEAGUES, otherAgency = '2', hasFiles = false } = plan;
  const chance = chanceOf(seed);
  const subjects = Object.fromEntries([...caseType.parties.keys()].map((party) => [party, `made-up.${seed}.${party}`]));
  const occurred = `${from}T09:00:00Z`;
  const troubles: string[] = [];
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const data = answersTo({ caseType, chance, today: from, entries: {} }, caseType.opening.form);
    const step: LifeStep = {
      ...{ occurred, colleague: 0 },
      command: { type: 'OpenCase', reference: `${seed}`, data, subjects },
    };
    const taken = yield step;
    if ('rejection' in taken) {
      troubles.push(`Sensible answers did not open it: ${JSON.stringify(taken.rejection)}`);
      continue;
    }
    return {
      ...{ caseType, people, otherAgency, hasFiles, chance, steps: [step], troubles, done: new Map<string, number>() },
      ...{ state: taken.after, nowMs: Date.parse(occurred), breaches: 0, wasHanded: false },
      ...{ isEnding: false, isStuck: false },
    };
  }
  throw new Error(`No case of ${caseType.name} can be opened with sensible answers.`);
}

/** Lets time pass until somebody acts. A timer that is due before that fires instead; true where one did. */
function* passTime(living: LifeSoFar, pace: number, endMs: number): Part<boolean> {
  const { chance, nowMs, state } = living;
  const untilMs = Math.min(endMs, nowMs + Math.round(-Math.log(1 - chance.below(1_000) / 1_000) * pace * DAY));
  const due = firstTimer(state);
  if (due !== null && due.atMs <= untilMs) {
    yield* fire(living, due);
    return true;
  }
  living.nowMs = untilMs;
  return false;
}

/** What comes next: a timer that is due before anybody acts, or something that somebody does. */
function* goOn(living: LifeSoFar, endMs: number): Part<void> {
  const { chance } = living;
  if (yield* passTime(living, PACE, endMs)) return;
  if (living.nowMs === endMs) return;
  if (living.state.handed !== undefined) living.wasHanded = true;
  const acts = possibleActs(actingIn(living), living.done);
  // When the work is done, somebody closes it sooner or later.
  const isDone = acts.every(({ weight }) => weight < 2);
  if (isDone && chance.share(0.15)) {
    living.isEnding = true;
    return;
  }
  if (yield* act(living, acts)) return;
  // Nobody has anything sensible left: it waits for a timer, or is brought to an end.
  const due = firstTimer(living.state);
  if (due !== null && due.atMs < endMs && chance.share(0.7)) yield* fire(living, due);
  else living.isEnding = true;
}

/** Settles what keeps it open, one after the other, and closes it. */
function* endOn(living: LifeSoFar): Part<void> {
  if (yield* passTime(living, LAST_PACE, Number.MAX_SAFE_INTEGER)) return;
  const { caseType, state } = living;
  const isComplete = missingDocuments(caseType.documents, state.entries ?? {}).length === 0;
  const isSettled = isComplete && keepingOpen(caseType, state).size === 0;
  if (isSettled && (yield* close(living))) return;
  if (!isSettled && (yield* act(living, settlingActs(actingIn(living))))) return;
  // What people must do first for an outcome, or for settling something, is in the plan.
  const mayHelp = !isSettled || living.caseType.closing.outcomes.some(({ guard }) => guard !== undefined);
  if (mayHelp && (yield* act(living, possibleActs(actingIn(living, false), living.done)))) return;
  const due = firstTimer(living.state);
  if (mayHelp && due !== null) {
    yield* fire(living, due);
    return;
  }
  living.isStuck = true;
  trouble(living, 'Nobody can do anything in it by which it would come to its end.');
}

/** Closes it with an outcome that is taken; false where none is. */
function* close(living: LifeSoFar): Part<boolean> {
  const outcomes = living.caseType.closing.outcomes.map(({ value }) => value);
  const from = living.chance.below(Math.max(1, outcomes.length));
  for (const outcome of [...outcomes.slice(from), ...outcomes.slice(0, from)]) {
    if (yield* take(living, { command: { type: 'CloseCase', outcome } })) return true;
  }
  return false;
}

function actingIn(living: LifeSoFar, ending = living.isEnding): Acting {
  const { caseType, state, chance, nowMs, otherAgency, hasFiles } = living;
  const today = dateOf(iso(nowMs), caseType.zone);
  const now = instantOf(iso(nowMs), caseType.zone);
  return actingOn({ caseType, state, chance, otherAgency, hasFiles, today, now, isEnding: ending });
}

/** Tries what was drawn until something is taken; false where nothing was. */
function* act(living: LifeSoFar, possible: readonly PossibleAct[]): Part<boolean> {
  let left = [...possible];
  while (left.length > 0) {
    const drawn = draw(living.chance, left);
    left = left.filter((one) => one !== drawn);
    if (!(yield* take(living, drawn.doing()))) continue;
    living.done.set(drawn.name, (living.done.get(drawn.name) ?? 0) + 1);
    return true;
  }
  return false;
}

function draw(chance: Chance, acts: readonly PossibleAct[]): PossibleAct {
  const total = acts.reduce((sum, { weight }) => sum + weight, 0);
  let at = (chance.below(1_000_000) / 1_000_000) * total;
  const found = acts.find(({ weight }) => (at -= weight) < 0) ?? acts[0];
  if (found === undefined) throw new Error('There is nothing to draw from.');
  return found;
}

/** Refusals that depend on what was filled in, or on rights that whoever drives the life gives; any other is a trouble. */
const EXPECTED: ReadonlySet<Rejection['code']> = new Set(['condition-not-met', 'not-authorised'] as const);

function* take(living: LifeSoFar, doing: Doing, at?: string): Part<boolean> {
  const colleague = whoDoes(living, doing);
  if (colleague === null) return false;
  const { command } = doing;
  const step: LifeStep = { occurred: at ?? iso(living.nowMs), command, colleague };
  const taken = yield step;
  if ('rejection' in taken) {
    const { rejection } = taken;
    if (!EXPECTED.has(rejection.code))
      trouble(living, `${command.type} was offered and refused: ${JSON.stringify(rejection)}`);
    return false;
  }
  living.state = taken.after;
  living.steps.push(step);
  if (taken.breached) living.breaches += 1;
  for (const lost of lostClocks(living.caseType, living.state)) trouble(living, lost);
  return true;
}

/** One of those who may; those who keep out of it only where nobody else may. Null where nobody may. */
function whoDoes({ people, chance }: LifeSoFar, { notBy = [], onlyBy }: Doing): number | null {
  const may = people.flatMap((person, at) =>
    notBy.includes(person) || (onlyBy !== undefined && onlyBy !== person) ? [] : [at],
  );
  const usual = may.filter((at) => at < Math.ceil(people.length * 0.6));
  return chance.maybe(usual) ?? may[0] ?? null;
}

function* fire(living: LifeSoFar, { timer, atMs }: DueTimer): Part<void> {
  const set = living.state.timers[timer];
  living.nowMs = Math.max(living.nowMs, atMs);
  if (yield* take(living, { command: { type: 'FireTimer', timer } }, set?.dueOn ?? set?.dueAt)) return;
  trouble(living, `The timer ${timer} was due and could not fire.`);
  // It would be the next one for ever.
  living.isStuck = true;
}

function trouble(living: LifeSoFar, what: string): void {
  const { troubles, steps } = living;
  if (troubles.length < 5) troubles.push(`after ${steps.length} steps: ${what}`);
}

function iso(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

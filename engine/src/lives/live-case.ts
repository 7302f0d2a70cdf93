// One made-up case from its opening to its outcome: days pass, timers fire when they are due, people do what is sensible, and at the
// end somebody closes it. What may not happen to any case is looked for on the way.
import { dateOf } from '../calendar/calendar.ts';
import { type CaseCommand, type CaseState, type CommandContext, decide, type Rejection } from '../case/case.ts';
import type { CaseType } from '../definition/definition.ts';
import { type Chance, chanceOf } from '../trial/chance.ts';
import { entryCommands } from '../proof/entry-steps.ts';
import { settlingCommands } from './further-acts.ts';
import { answersTo, tellingValues, type Writing } from './made-values.ts';
import { possibleActs, type PossibleAct } from './next-acts.ts';

export interface LivePlan {
  readonly seed: number;
  /** The day on which it is opened. */
  readonly from: string;
  /** After so many days whoever has it brings it to an end. */
  readonly days: number;
  /** True: what has no outcome by then stays open, as in a demonstration. */
  readonly mayStayOpen?: boolean;
}

export interface LifeStep {
  readonly occurred: string;
  readonly command: CaseCommand;
  /** Which of the colleagues does it, from 0: work that asks for somebody else is tried by the next. */
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
  readonly chance: Chance;
  readonly steps: LifeStep[];
  readonly troubles: string[];
  readonly done: Map<string, number>;
  state: CaseState;
  nowMs: number;
  breaches: number;
  wasHanded: boolean;
}

type Delegation = NonNullable<CommandContext['delegations']>[number];

const DAY = 86_400_000;
/** More than any sensible case has; one that needs more does not come to an end. */
const MOST_STEPS = 1_500;
/** Made-up people who work on a case. */
const COLLEAGUES = 3;

/** What became of a step: the case after it, or why it was refused. */
export type Taken = { readonly after: CaseState; readonly breached: boolean } | { readonly rejection: Rejection };

/** A life as it goes on: each step is given, and what became of it is asked. */
export type Living = Generator<LifeStep, Life, Taken>;

/** Lives one case of a kind on the engine alone. The same plan gives the same life. */
export function liveCase(caseType: CaseType, plan: LivePlan): Life {
  const living = liveOn(caseType, plan);
  let state: CaseState | null = null;
  let next = living.next();
  while (next.done !== true) {
    const { command, occurred } = next.value;
    const actor = `made-up.${next.value.colleague}`;
    const decision = decide(caseType, state, command, { occurred, actor, delegations: delegationsOf(caseType) });
    if ('event' in decision) state = decision.after;
    next = living.next(
      'event' in decision ? { after: decision.after, breached: decision.event.type === 'ClockBreached' } : decision,
    );
  }
  return next.value;
}

/** Each colleague may decide under every instrument that the kind names. */
function delegationsOf({ determinations }: CaseType): readonly Delegation[] {
  return [...determinations.values()].flatMap(({ delegation }) =>
    delegation === undefined
      ? []
      : Array.from({ length: COLLEAGUES }, (_, colleague) => ({
          ...{ id: `${delegation.instrument}.${colleague}`, instrument: delegation.instrument },
          ...{ person: `made-up.${colleague}`, from: '2000-01-01', until: null },
        })),
  );
}

/** Lives one case of a kind wherever its steps are taken: whoever drives it says after each what became of it. */
export function* liveOn(caseType: CaseType, { seed, from, days, mayStayOpen = false }: LivePlan): Living {
  const life = yield* open(caseType, { seed, from });
  const endMs = Date.parse(from) + days * DAY;
  let ranOut = false;
  while (life.state.status === 'open' && life.steps.length < MOST_STEPS) {
    if (life.nowMs >= endMs) {
      ranOut = true;
      if (mayStayOpen || !(yield* bringToAnEnd(life))) break;
      continue;
    }
    yield* goOn(life, endMs);
  }
  if (life.state.status === 'open' && !mayStayOpen) trouble(life, 'It came to no outcome.');
  lookForLostClocks(life);
  const { steps, state, breaches, wasHanded, troubles } = life;
  return { steps, state, breaches, wasHanded, ranOut, troubles };
}

/** A part of a life that ends with an answer of its own. */
type Part<T> = Generator<LifeStep, T, Taken>;

function* open(caseType: CaseType, { seed, from }: Pick<LivePlan, 'seed' | 'from'>): Part<LifeSoFar> {
  const chance = chanceOf(seed);
  const subjects = Object.fromEntries([...caseType.parties.keys()].map((party) => [party, `made-up.${seed}.${party}`]));
  const occurred = `${from}T09:00:00Z`;
  const writing = { caseType, telling: tellingValues(caseType), chance, today: from };
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const data = answersTo(writing, caseType.opening.form);
    const command: CaseCommand = { type: 'OpenCase', reference: `${seed}`, data, subjects };
    const taken = yield { occurred, command, colleague: 0 };
    if ('rejection' in taken) continue;
    return {
      ...{
        caseType,
        chance,
        steps: [{ occurred, command, colleague: 0 }],
        troubles: [],
        done: new Map<string, number>(),
      },
      ...{ state: taken.after, nowMs: Date.parse(occurred), breaches: 0, wasHanded: false },
    };
  }
  throw new Error(`No case of ${caseType.name} can be opened with sensible answers.`);
}

/** What comes next: a timer that is due before anybody acts, or something that somebody does. */
function* goOn(living: LifeSoFar, endMs: number): Part<void> {
  const { chance } = living;
  const untilMs = living.nowMs + Math.round(-Math.log(1 - chance.below(1_000) / 1_000) * 4 * DAY);
  const due = firstTimer(living.state);
  if (due !== null && due.atMs <= Math.min(untilMs, endMs)) {
    yield* fire(living, due);
    return;
  }
  living.nowMs = Math.min(untilMs, endMs);
  if (living.nowMs === endMs) return;
  if (living.state.handed !== undefined) living.wasHanded = true;
  const acts = possibleActs(writingOf(living), living.state, living.done);
  // When the work is done, somebody closes it sooner or later.
  const isDone = acts.every(({ weight }) => weight < 2);
  if (isDone && chance.share(0.25) && (yield* bringToAnEnd(living))) return;
  if (yield* act(living, acts)) return;
  // Nobody has anything sensible left: it waits for a timer, or is brought to an end.
  if (due !== null && due.atMs < endMs && chance.share(0.7)) yield* fire(living, due);
  else if (!(yield* bringToAnEnd(living)) && due === null)
    trouble(living, 'Nobody can do anything in it, and no timer is set.');
}

function writingOf({ caseType, chance, nowMs }: LifeSoFar): Writing {
  return { caseType, telling: tellingValues(caseType), chance, today: dateOf(iso(nowMs), caseType.zone) };
}

/** Tries what was drawn until something is taken; false where nothing was. */
function* act(living: LifeSoFar, possible: readonly PossibleAct[]): Part<boolean> {
  let left = [...possible];
  while (left.length > 0) {
    const drawn = draw(living.chance, left);
    left = left.filter((one) => one !== drawn);
    if (!(yield* take(living, drawn.command))) continue;
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

/** Refusals that tell people what to do first; any other of an act that was offered is a trouble. */
const EXPECTED: ReadonlySet<Rejection['code']> = new Set([
  ...([
    'entry-refused',
    'open-entries',
    'unknown-subject',
    'nothing-to-do',
    'not-applicable',
    'clock-refused',
  ] as const),
  ...(['not-completable', 'not-authorised', 'case-closed', 'condition-not-met', 'same-person'] as const),
]);

function* take(living: LifeSoFar, command: CaseCommand, at?: string): Part<boolean> {
  const occurred = at ?? iso(living.nowMs);
  const first = living.chance.below(COLLEAGUES);
  for (let turn = 0; turn < COLLEAGUES; turn += 1) {
    const step: LifeStep = { occurred, command, colleague: (first + turn) % COLLEAGUES };
    const taken = yield step;
    if ('after' in taken) {
      living.state = taken.after;
      living.steps.push(step);
      if (taken.breached) living.breaches += 1;
      return true;
    }
    const { rejection } = taken;
    if (!EXPECTED.has(rejection.code))
      trouble(living, `${command.type} was offered and refused: ${JSON.stringify(rejection)}`);
    // Another colleague is asked only where it may matter who does it.
    if (!ASKS_WHO.has(rejection.code)) return false;
  }
  return false;
}

/** Refusals that may be otherwise for somebody else. */
const ASKS_WHO: ReadonlySet<Rejection['code']> = new Set([
  'entry-refused',
  'not-authorised',
  'needs-another-person',
  'same-person',
] as const);

interface Due {
  readonly timer: string;
  readonly atMs: number;
}

function firstTimer({ timers }: CaseState): Due | null {
  let first: Due | null = null;
  for (const [timer, { dueAt }] of Object.entries(timers)) {
    const atMs = Date.parse(dueAt);
    if (first === null || atMs < first.atMs || (atMs === first.atMs && timer < first.timer)) first = { timer, atMs };
  }
  return first;
}

function* fire(living: LifeSoFar, { timer, atMs }: Due): Part<void> {
  const set = living.state.timers[timer];
  living.nowMs = Math.max(living.nowMs, atMs);
  if (yield* take(living, { type: 'FireTimer', timer }, set?.dueOn ?? set?.dueAt)) return;
  trouble(living, `The timer ${timer} was due and could not fire.`);
  // It would be the next one for ever.
  living.nowMs = Number.MAX_SAFE_INTEGER;
}

/** Settles what keeps it open, and closes it with an outcome that is taken. */
function* bringToAnEnd(living: LifeSoFar): Part<boolean> {
  const outcomes = living.caseType.closing.outcomes.map(({ value }) => value);
  const from = living.chance.below(Math.max(1, outcomes.length));
  const inTurn = [...outcomes.slice(from), ...outcomes.slice(0, from)];
  for (let attempt = 0; attempt < 40; attempt += 1) {
    for (const outcome of inTurn) if (yield* take(living, { type: 'CloseCase', outcome })) return true;
    if (living.caseType.endsWithPlan && living.state.status !== 'open') return true;
    const { caseType, state, chance } = living;
    const settling = [
      ...entryCommands(caseType, state).filter(({ type }) => SETTLING.has(type)),
      ...settlingCommands({ caseType, state, chance }),
    ];
    const acts = settling.map((command): PossibleAct => ({ command, weight: 1, name: command.type }));
    if (yield* act(living, acts)) continue;
    if (!(yield* act(living, possibleActs(writingOf(living), living.state, new Map())))) return false;
  }
  return false;
}

const SETTLING: ReadonlySet<string> = new Set([
  ...['DecideIssue', 'ConcludeGoal', 'MeetObligation', 'WaiveObligation'],
]);

/** A deadline that has passed has breached, and no timer of an open case is behind its time. */
function lookForLostClocks(living: LifeSoFar): void {
  const { state, caseType, nowMs } = living;
  if (nowMs === Number.MAX_SAFE_INTEGER) return;
  const today = dateOf(iso(nowMs), caseType.zone);
  for (const [name, clock] of Object.entries(state.clocks)) {
    const isDeadline = caseType.clocks.get(name)?.kind === 'deadline';
    const runs = clock.stoppedOn === undefined && (clock.suspendedBy ?? []).length === 0;
    if (isDeadline && runs && clock.breached !== true && clock.deemed === undefined && clock.dueOn < today)
      trouble(living, `The clock ${name} was due on ${clock.dueOn}, and nobody was told.`);
  }
}

function trouble(living: LifeSoFar, what: string): void {
  const { troubles, steps } = living;
  if (troubles.length < 5) troubles.push(`after ${steps.length} steps: ${what}`);
}

function iso(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

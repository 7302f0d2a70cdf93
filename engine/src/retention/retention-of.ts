// When the records of a case may be disposed of, and why: the class that its outcome and its fields come to, the day from which its period
// counts, and the floors under it. Pure: the same schedule, state and facts give the same answer, in docs/retention-rules.md sections 5 to 7.
import { dateOf } from '../calendar/calendar.ts';
import type { CaseState } from '../case/state.ts';
import type { CaseType } from '../definition/case-type.ts';
import type { RetentionClass, RetentionDefinition, RetentionFloor } from '../definition/retention-definition.ts';
import { expressionValueOf } from '../definition/value-of-field.ts';
import { evaluateNames, type Expression } from '../expression/expression.ts';
import { type DisposalAction, type DueSteps, dueAfter } from './period.ts';
import { type Because, type ClosedCase, type RetentionFacts, type Triggered, triggered } from './triggers.ts';

export type RetentionStatus = 'open' | 'no-class' | 'unknown' | 'waiting' | 'permanent' | 'due';

export interface Retention {
  readonly status: RetentionStatus;
  /** The name of the class that counts. */
  readonly class: string | null;
  readonly action: DisposalAction | null;
  /** The day from which the period of the class counted. */
  readonly trigger: string | null;
  /** The first day on which the records may be disposed of. */
  readonly due: string | null;
  /** The floor that moved it. */
  readonly by: string | null;
  /** Step by step, each with the day that it gave. */
  readonly because: readonly RetentionStep[];
  /** What is missing, for `unknown`, or awaited, for `waiting`. */
  readonly missing: string | null;
}

export interface RetentionStep {
  /** A class or a floor of the schedule. */
  readonly rule: string;
  readonly of: 'class' | 'floor';
  /** The period as it was written. */
  readonly said: string;
  readonly because: readonly Because[];
  /** The first day after the year in which the trigger lies; empty where the period counts from the trigger itself. */
  readonly after: string;
  readonly due: string;
}

const OPEN: Retention = {
  ...{ status: 'open', class: null, action: null, trigger: null, due: null, by: null, because: [], missing: null },
};

/** @returns null where the case type says nothing of it, so that nothing is ever due */
export function retentionOf(caseType: CaseType, state: CaseState, facts: RetentionFacts): Retention | null {
  const { retention } = caseType;
  if (retention === undefined) return null;
  if (state.closed === undefined) return OPEN;
  const of: ClosedCase = { caseType, state, facts, closedOn: dateOf(state.closed.at, caseType.zone) };
  const chosen = retention.choose === 'first' ? firstClass(retention, of) : longestClass(retention, of);
  return chosen.status === 'due' ? withFloors(chosen, retention, of) : chosen;
}

/** Whether a condition holds; null where it yields neither true nor false. */
function holds(when: Expression | null, { state, caseType }: ClosedCase): boolean | null {
  if (when === null) return true;
  const { value } = evaluateNames(when, (name) =>
    expressionValueOf(
      Object.hasOwn(state.data, name) ? (state.data[name] ?? null) : null,
      caseType.fields.get(name)?.kind,
    ),
  );
  return typeof value === 'boolean' ? value : null;
}

interface Asked {
  readonly class: RetentionClass;
  /** Null: it cannot be told whether it applies. */
  readonly applies: true | null;
}

/** Of each class that may apply, whether it does. */
function* asked({ classes }: RetentionDefinition, of: ClosedCase): Generator<Asked> {
  const outcome = of.state.closed?.outcome ?? '';
  for (const one of classes) {
    if (one.outcomes !== null && !one.outcomes.includes(outcome)) continue;
    const applies = holds(one.when, of);
    if (applies !== false) yield { class: one, applies };
  }
}

const NO_CLASS: Retention = { ...OPEN, status: 'no-class', missing: 'a class' };

function conditionUnknown({ name }: RetentionClass): Retention {
  return { ...OPEN, status: 'unknown', missing: `whether ${name} applies` };
}

function firstClass(schedule: RetentionDefinition, of: ClosedCase): Retention {
  for (const { class: one, applies } of asked(schedule, of)) {
    return applies === null ? conditionUnknown(one) : reckoned(one, schedule, of);
  }
  return NO_CLASS;
}

function longestClass(schedule: RetentionDefinition, of: ClosedCase): Retention {
  const all = [...asked(schedule, of)];
  const answers = all.flatMap(({ class: one, applies }) => (applies === null ? [] : [reckoned(one, schedule, of)]));
  const forGood = answers.find(({ status }) => status === 'permanent');
  if (forGood !== undefined) return forGood;
  const untold = all.find(({ applies }) => applies === null);
  if (untold !== undefined) return conditionUnknown(untold.class);
  const [first, ...rest] = answers;
  if (first === undefined) return NO_CLASS;
  const open = answers.find(({ status }) => status === 'unknown') ?? answers.find(({ status }) => status === 'waiting');
  if (open !== undefined) return open;
  const longest = rest.reduce((best, one) => ((one.due ?? '') > (best.due ?? '') ? one : best), first);
  // Why the others do not count can be read from their dates.
  const others = answers.flatMap(({ class: name, because }) => (name === longest.class ? [] : because));
  return { ...longest, because: [...longest.because, ...others] };
}

function reckoned(one: RetentionClass, { financialYearStarts }: RetentionDefinition, of: ClosedCase): Retention {
  const { name, action, period, said } = one;
  const chosen = { ...OPEN, class: name, action };
  if ('permanent' in period) return { ...chosen, status: 'permanent' };
  const at = triggered(one.trigger, of);
  if (!('on' in at)) return { ...chosen, ...withoutDay(at) };
  const steps = dueAfter(at.on, period, financialYearStarts);
  const step: RetentionStep = { rule: name, of: 'class', said, because: at.because, ...steps };
  return { ...chosen, status: 'due', trigger: at.on, due: steps.due, because: [step] };
}

function withoutDay(at: Exclude<Triggered, { readonly on: string }>): Pick<Retention, 'status' | 'missing'> {
  return 'waits' in at ? { status: 'waiting', missing: at.waits } : { status: 'unknown', missing: at.unknown };
}

type FloorAnswer = DueSteps & { readonly step: RetentionStep };

function withFloors(chosen: Retention, schedule: RetentionDefinition, of: ClosedCase): Retention {
  const answers = schedule.floors.map((floor) => floorOf(floor, schedule, of));
  const open =
    answers.find((one) => one?.status === 'unknown') ?? answers.find((one) => one?.status === 'waiting') ?? null;
  if (open !== null && 'missing' in open)
    return { ...chosen, status: open.status, missing: open.missing, trigger: null, due: null, because: [] };
  const floors = answers.flatMap((one) => (one !== null && 'step' in one ? [one.step] : []));
  const because = [...chosen.because, ...floors];
  const highest = floors.reduce<RetentionStep | null>(
    (best, one) => (best === null || one.due > best.due ? one : best),
    null,
  );
  if (highest === null || highest.due <= (chosen.due ?? '')) return { ...chosen, because };
  return { ...chosen, due: highest.due, by: highest.rule, because };
}

type FloorSays =
  | { readonly status: 'unknown' | 'waiting'; readonly missing: string | null }
  | { readonly status: 'due'; readonly step: FloorAnswer['step'] };

/** Null where the floor does not apply. */
function floorOf(
  floor: RetentionFloor,
  { financialYearStarts }: RetentionDefinition,
  of: ClosedCase,
): FloorSays | null {
  const applies = holds(floor.when, of);
  if (applies === false) return null;
  if (applies === null) return { status: 'unknown', missing: `whether ${floor.name} applies` };
  const at = triggered(floor.trigger, of);
  if ('unknown' in at) return at.nothing ? null : { status: 'unknown', missing: at.unknown };
  if ('waits' in at) return { status: 'waiting', missing: at.waits };
  const steps = dueAfter(at.on, floor.period, financialYearStarts);
  return { status: 'due', step: { rule: floor.name, of: 'floor', said: floor.said, because: at.because, ...steps } };
}

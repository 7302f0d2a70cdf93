// Goals: what somebody wants to reach, in their own words, from a baseline to a target on a measure. It is reviewed with values over
// time, and concluded as attained, partly or not, or as withdrawn.
import { say, type Said } from '../sentences/say.ts';
import type { GoalDefinition } from '../definition/entry-definition.ts';
import { amountFault, compareAmounts } from './amount.ts';
import {
  dayFault,
  dayOf,
  type Entries,
  firstFault,
  type Kept,
  type Moment,
  moveFrom,
  type Moves,
  type Ruled,
  wordsFault,
} from './entry.ts';

/** `withdrawn`: whose goal it was no longer pursues it, which says nothing of how far they came. */
export type Attainment = 'attained' | 'partly-attained' | 'not-attained' | 'withdrawn';
export type GoalStatus = 'pursued' | Attainment;

export interface Goal extends Kept<'goal', GoalStatus> {
  /** The goal in the own words of whose it is. */
  readonly words: string;
  /** Whose goal it is: a party, by id. */
  readonly owner: string;
  /** Exact decimals on the measure of its kind. */
  readonly baseline: string;
  readonly target: string;
  /** In the order of their days. */
  readonly reviews: readonly GoalReview[];
  readonly reasons: string | null;
}

export interface GoalReview {
  readonly on: string;
  readonly value: string;
  readonly note: string | null;
}

export const GOAL_MOVES: Moves<'set' | 'review' | Attainment, GoalStatus> = {
  set: { from: [], to: 'pursued' },
  review: { from: ['pursued'], to: 'pursued' },
  attained: { from: ['pursued'], to: 'attained' },
  'partly-attained': { from: ['pursued'], to: 'partly-attained' },
  'not-attained': { from: ['pursued'], to: 'not-attained' },
  withdrawn: { from: ['pursued'], to: 'withdrawn' },
};

/** An entry is written whole at each change, so the reviews of a goal are bounded. */
const MOST_REVIEWS = 200;

export interface GoalToSet {
  readonly words: string;
  readonly owner: string;
  readonly baseline: string;
  readonly target: string;
}

export function setGoal(
  definition: GoalDefinition,
  { words, owner, baseline, target }: GoalToSet,
  { at, entries }: { readonly at: Moment; readonly entries: Entries },
): Ruled<Goal> {
  const reason = firstFault(
    wordsFault(words, say('the-goal')),
    ownerFault(definition, owner, entries),
    amountFault(baseline, say('the-baseline')),
    amountFault(target, say('the-target')),
  );
  if (reason !== null) return { reason };
  if (!isBetter(definition, target, baseline)) {
    const { direction, unit } = definition.measure;
    return { reason: say(`target-must-be-${direction}`, { baseline, unit }) };
  }
  const said = { words, owner, baseline, target, reviews: [], reasons: null };
  return {
    entry: { kind: 'goal', of: definition.name, status: GOAL_MOVES.set.to, from: dayOf(at), until: null, ...said },
  };
}

/** What was measured on a day; absent, the day of the command. */
export function reviewGoal(
  goal: Goal,
  { value, note, on }: { readonly value: string; readonly note?: string | undefined; readonly on?: string | undefined },
  at: Moment,
): Ruled<Goal> {
  const moved = moveFrom(GOAL_MOVES.review, goal.status);
  if ('reason' in moved) return moved;
  const today = dayOf(at);
  const day = on ?? today;
  const last = goal.reviews.at(-1)?.on ?? goal.from;
  const reason = firstFault(
    amountFault(value, say('the-value')),
    dayFault(on, say('the-day-of-the-review')),
    note === undefined ? null : wordsFault(note, say('the-note')),
    day > today ? say('what-is-measured-is-recorded-when') : null,
    day < last ? say('reviews-are-recorded-in-their-order', { last }) : null,
    goal.reviews.length >= MOST_REVIEWS ? say('a-goal-has-at-most-reviews', { most: MOST_REVIEWS }) : null,
  );
  if (reason !== null) return { reason };
  return { entry: { ...goal, reviews: [...goal.reviews, { on: day, value, note: note ?? null }] } };
}

/** Whoever says something else than the last value does, or has no value, gives the reasons. */
export function concludeGoal(
  definition: GoalDefinition,
  goal: Goal,
  {
    attainment,
    reasons,
    at,
  }: { readonly attainment: Attainment; readonly reasons?: string | undefined; readonly at: Moment },
): Ruled<Goal> {
  if (
    !Object.hasOwn(GOAL_MOVES, attainment) ||
    GOAL_MOVES[attainment].to !== attainment ||
    attainment === GOAL_MOVES.set.to
  ) {
    return { reason: say('a-goal-is-attained-partly-attained') };
  }
  const moved = moveFrom(GOAL_MOVES[attainment], goal.status);
  if ('reason' in moved) return moved;
  const measured = measuredOf(definition, goal);
  if (reasons === undefined && measured !== attainment) {
    return {
      reason:
        measured === null
          ? say('nothing-was-measured-give-the-reasons')
          : say('by-its-last-value-it-is', { measured: say(`status-${measured}`) }),
    };
  }
  const reason = reasons === undefined ? null : wordsFault(reasons, say('the-reasons'));
  if (reason !== null) return { reason };
  return { entry: { ...goal, status: attainment, until: dayOf(at), reasons: reasons ?? null } };
}

/** What the last value says; null where there is none. */
function measuredOf(
  definition: GoalDefinition,
  { baseline, target, reviews }: Goal,
): Exclude<Attainment, 'withdrawn'> | null {
  const value = reviews.at(-1)?.value;
  if (value === undefined) return null;
  if (!isBetter(definition, target, value)) return 'attained';
  return isBetter(definition, value, baseline) ? 'partly-attained' : 'not-attained';
}

function isBetter({ measure }: GoalDefinition, one: string, other: string): boolean {
  const difference = compareAmounts(one, other);
  return measure.direction === 'more' ? difference > 0 : difference < 0;
}

function ownerFault({ owner: roles, title }: GoalDefinition, owner: string, entries: Entries): Said | null {
  const party = Object.hasOwn(entries, owner) ? entries[owner] : undefined;
  const owns = party?.kind === 'party' && party.status === 'current' && roles.includes(party.of);
  return owns ? null : say('is-the-goal-of-a-current', { title, roles: roles.join(', ') });
}

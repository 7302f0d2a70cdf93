// Reviews of determinations: who may ask for one and until when, and what the determination by which it is answered does to the
// first. Nobody who had a part in the one reviews it inside the agency.
import { say, type Said } from '../sentences/say.ts';
import type { DeterminationDefinition, ReviewRight } from '../definition/entry-definition.ts';
import {
  type Determination,
  DETERMINATION_MOVES,
  type DeterminationStatus,
  type ReviewEffect,
} from './determination.ts';
import {
  dayFault,
  dayOf,
  type Doer,
  type Entries,
  firstFault,
  type Moment,
  moveFrom,
  peopleOf,
  type Ruled,
  wordsFault,
} from './entry.ts';
import { addDays } from '../calendar/calendar.ts';
import { AGENCY } from './obligation.ts';

export interface ReviewToAsk {
  readonly right: string;
  /** A party, by id, or `agency`. */
  readonly party: string;
  /** Why they ask. */
  readonly words: string;
  /** The day on which they asked; absent: today. */
  readonly on?: string | undefined;
  /** Why it is taken although the last day has passed. */
  readonly late?: string | undefined;
}

export function askReview(
  definition: DeterminationDefinition,
  { determination, asked }: { readonly determination: Determination; readonly asked: ReviewToAsk },
  { at, entries }: { readonly at: Moment; readonly entries: Entries },
): Ruled<Determination> {
  const moved = moveFrom(DETERMINATION_MOVES.ask, determination.status);
  if ('reason' in moved) return moved;
  const right = definition.review.find(({ name }) => name === asked.right);
  if (right === undefined || !determination.rights.includes(right.name)) {
    return {
      reason: say('with-these-were-stated', {
        title: definition.title,
        rights: determination.rights.join(', ') || say('no-reviews'),
      }),
    };
  }
  const today = dayOf(at);
  const on = asked.on ?? today;
  const reason = firstFault(
    determination.review !== null && determination.review.answer === null ? say('a-review-is-open-already') : null,
    askerFault(right, asked.party, entries),
    wordsFault(asked.words, say('why-they-ask')),
    dayFault(asked.on, say('the-day-on-which-they-asked')),
    on > today ? say('that-they-asked-is-recorded-when') : null,
    on < determination.from ? say('it-was-not-made-then') : null,
    asked.late === undefined ? null : wordsFault(asked.late, say('why-it-is-taken-late')),
    lateFault(determination, right, { ...asked, on }),
  );
  if (reason !== null) return { reason };
  const { party, words, late = null } = asked;
  return { entry: { ...determination, review: { right: right.name, party, on, words, late, answer: null } } };
}

export function withdrawReview(determination: Determination): Ruled<Determination> {
  const { review } = determination;
  if (review === null || review.answer !== null) return { reason: say('no-review-is-open') };
  return { entry: { ...determination, review: { ...review, answer: 'withdrawn' } } };
}

/** Why a determination of that kind cannot answer a review of this one, by whoever drafts or makes it; null where it can. */
export function answerFault(
  { name, body }: DeterminationDefinition,
  { original, by }: { readonly original: Reviewed; readonly by: Doer },
  entries: Entries,
): Said | null {
  const { definition, determination } = original;
  const { review } = determination;
  const right = definition.review.find((one) => one.name === review?.right);
  if (review === null || review.answer !== null || right === undefined) return say('no-review-of-it-is-open');
  if (right.decidedAs !== name)
    return say('is-answered-by-a-determination-of', { title: right.title, decidedAs: right.decidedAs });
  if (body !== undefined) return null;
  const involved = involvedIn(determination, entries);
  return peopleOf(by).some((person) => involved.includes(person)) ? say('whoever-had-a-part-in-a') : null;
}

export interface Reviewed {
  readonly definition: DeterminationDefinition;
  readonly determination: Determination;
}

/** Everybody who had a part in it, and in those that it reviewed in its turn. */
function involvedIn({ involved, reviewOf }: Determination, entries: Entries): readonly string[] {
  const before = reviewOf === null ? undefined : entries[reviewOf];
  return before?.kind === 'determination' ? [...involved, ...involvedIn(before, entries)] : involved;
}

/** What was reviewed, once that was answered by the determination of this id. */
export function reviewedBy(
  determination: Determination,
  { answer, outcome }: { readonly answer: string; readonly outcome: string | null },
  at: Moment,
): Ruled<Determination> {
  if (!isEffect(outcome)) return { reason: say('a-review-ends-with-affirmed-varied') };
  const moved = moveFrom(DETERMINATION_MOVES[outcome], determination.status);
  if ('reason' in moved) return moved;
  const { review } = determination;
  const answered = review === null ? null : { ...review, answer };
  const until = outcome === 'affirmed' ? null : dayOf(at);
  return { entry: { ...determination, status: statusAfter(determination, outcome), until, review: answered } };
}

/**
 * One that was affirmed by what is varied or set aside now: it goes the same way, and with it a review of it that is open, since nothing
 * is left to review. One that holds no longer stays as it is.
 */
export function undoneWith(
  determination: Determination,
  { answer, outcome }: { readonly answer: string; readonly outcome: string | null },
  at: Moment,
): Determination {
  const { status, review } = determination;
  if (!isEffect(outcome) || outcome === 'affirmed' || !DETERMINATION_MOVES[outcome].from.includes(status)) {
    return determination;
  }
  const answered = review !== null && review.answer === null ? { review: { ...review, answer } } : {};
  return { ...determination, ...answered, status: DETERMINATION_MOVES[outcome].to, until: dayOf(at) };
}

const REVIEW_EFFECTS = ['affirmed', 'varied', 'set-aside'] as const satisfies readonly ReviewEffect[];

function isEffect(outcome: string | null): outcome is ReviewEffect {
  return REVIEW_EFFECTS.some((effect) => effect === outcome);
}

/** One that is affirmed while somebody is still to be told waits for that all the same. */
function statusAfter({ status }: Determination, outcome: ReviewEffect): DeterminationStatus {
  return outcome === 'affirmed' && status === 'made' ? status : DETERMINATION_MOVES[outcome].to;
}

/** The last day for asking, after which nobody may any more; null while that is not known, a review is open, or it has passed. */
export function reviewClosesOn({ status, windows, review, reviewClosedOn }: Determination): string | null {
  const isOpen = review !== null && review.answer === null;
  if (!DETERMINATION_MOVES.ask.from.includes(status) || isOpen || reviewClosedOn !== null) return null;
  return (
    windows
      .map(({ until }) => until)
      .toSorted()
      .at(-1) ?? null
  );
}

/** The last day for asking has passed. */
export function closeReview(determination: Determination): Ruled<Determination> {
  const last = reviewClosesOn(determination);
  return last === null
    ? { reason: say('no-time-for-asking-runs') }
    : { entry: { ...determination, reviewClosedOn: addDays(last, 1) } };
}

function askerFault({ asks, title }: ReviewRight, party: string, entries: Entries): Said | null {
  if (party === AGENCY && asks.includes(AGENCY)) return null;
  const found = Object.hasOwn(entries, party) ? entries[party] : undefined;
  const mayAsk = found?.kind === 'party' && found.status === 'current' && asks.includes(found.of);
  return mayAsk ? null : say('is-asked-for-by-name-a', { title, asks: asks.join(', ') });
}

/** The agency may act of its own motion at any time, and whoever was not told yet has missed nothing. */
function lateFault(
  { windows }: Determination,
  { name, late: mayBeLate, title }: ReviewRight,
  { party, on, late }: ReviewToAsk & { readonly on: string },
): Said | null {
  const until = windows.find((one) => one.right === name && one.party === party)?.until;
  if (until === undefined || on <= until) return late === undefined ? null : say('it-is-not-late');
  if (!mayBeLate) return say('could-be-asked-for-until', { title, until });
  return late === undefined ? say('could-be-asked-for-until-say', { title, until }) : null;
}

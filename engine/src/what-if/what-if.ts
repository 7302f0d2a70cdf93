// The door of this room: what would have been, had the cases of a period been under another version of their case type. Each is played
// twice, under its own version and under the other, in the same way; what differs between the two is the answer, and how often the first
// comes to what really was says how far to trust it (decision 0041).
import { instantOf } from '../calendar/calendar.ts';
import type { CaseType } from '../definition/definition.ts';
import { closedOn, type Ended, pastCaseOf, type PastEvent } from './past-case.ts';
import { count, inOrder, type Measures, openMeasuring } from './measures.ts';
import { type Assumptions, type PlayedCase, replayCase } from './replay-case.ts';

export type { Measures, Spread, WorkMeasures } from './measures.ts';
export type { PastEvent } from './past-case.ts';
export type { Assumptions } from './replay-case.ts';

export interface WhatIf {
  /** The version under which the cases were, and the one that is tried. */
  readonly from: CaseType;
  readonly to: CaseType;
  /** The time that is looked at, in milliseconds since 1970; what was done after it is not played. */
  readonly fromMs: number;
  readonly untilMs: number;
  readonly assume: Assumptions;
}

/** How one case went in one of the two, as people read it. */
export interface CaseEnd {
  readonly outcome: string | null;
  /** A date; null: it was open at the end. */
  readonly closedOn: string | null;
  readonly breaches: readonly string[];
}

/** What would have been another way with one case; null where nothing that is asked here would. */
export interface ChangedCase {
  readonly before: CaseEnd;
  readonly after: CaseEnd;
}

export interface WhatIfAnswer {
  readonly cases: number;
  /** Cases that have moved between versions and were not played. */
  readonly moved: number;
  /** Cases that the other version would not have let be opened. */
  readonly notOpened: number;
  /** Of those that were played, how many came under their own version to what they really came to: outcome, day and breaches. */
  readonly faithful: number;
  readonly changed: number;
  readonly before: Measures;
  readonly after: Measures;
  /** Cases by what was done then and has no place in the other version. */
  readonly unplaced: Readonly<Record<string, number>>;
  /** Cases by work that was done by assumption in the other version. */
  readonly assumed: Readonly<Record<string, number>>;
  /** Cases by work that stays open in the other version, since nobody has said what would be answered: `task: field, field`. */
  readonly unanswered: Readonly<Record<string, number>>;
}

export interface Trying {
  /** Plays one more case. The events are all of the case, in their order. */
  readonly add: (events: readonly PastEvent[]) => ChangedCase | null;
  readonly answer: () => WhatIfAnswer;
}

/** Tries another version on cases, one at a time; of each only numbers are kept. */
export function tryVersion(asked: WhatIf): Trying {
  const { from, to, untilMs, assume } = asked;
  const [before, after] = [openMeasuring(asked), openMeasuring(asked)];
  const counts = { cases: 0, moved: 0, notOpened: 0, faithful: 0, changed: 0 };
  const told = {
    unplaced: new Map<string, number>(),
    assumed: new Map<string, number>(),
    unanswered: new Map<string, number>(),
  };
  return {
    add(events) {
      counts.cases += 1;
      const past = pastCaseOf(from, within(events, from, untilMs));
      const own = past === null ? null : replayCase({ caseType: from, past, untilMs, assume: NOTHING_ASSUMED });
      if (past === null || own === null) {
        counts.moved += 1;
        return null;
      }
      if (isSame(endOf(from, past.ended), endOf(from, own.ended))) counts.faithful += 1;
      const other = replayCase({ caseType: to, past, untilMs, assume });
      if (other === null) {
        counts.notOpened += 1;
        return null;
      }
      before.add(own);
      after.add(other);
      tell(told, { own, other });
      const changed = { before: endOf(from, own.ended), after: endOf(to, other.ended) };
      if (isSame(changed.before, changed.after)) return null;
      counts.changed += 1;
      return changed;
    },
    answer: () => ({
      ...{ ...counts, before: before.measures(), after: after.measures() },
      ...{ unplaced: inOrder(told.unplaced), assumed: inOrder(told.assumed), unanswered: inOrder(told.unanswered) },
    }),
  };
}

/** Under its own version nothing is assumed: it was as it was. */
const NOTHING_ASSUMED: Assumptions = { days: () => null, answers: () => ({}) };

type Told = Readonly<Record<'unplaced' | 'assumed' | 'unanswered', Map<string, number>>>;

/** Each case counts once for what is said of it, and only for what the other version brought about. */
function tell(told: Told, { own, other }: { readonly own: PlayedCase; readonly other: PlayedCase }): void {
  const known = new Set(own.unplaced.map(unplacedText));
  const unplaced = other.unplaced.map(unplacedText).filter((text) => !known.has(text));
  const unanswered = other.unanswered.map(({ task, fields }) => `${task}: ${fields.join(', ')}`);
  for (const text of new Set(unplaced)) count(told.unplaced, text);
  for (const task of new Set(other.assumed)) count(told.assumed, task);
  for (const text of new Set(unanswered)) count(told.unanswered, text);
}

function unplacedText({ act, why }: PlayedCase['unplaced'][number]): string {
  return `${act} (${why})`;
}

function endOf(caseType: CaseType, ended: Ended): CaseEnd {
  return { outcome: ended.outcome, closedOn: closedOn(caseType, ended), breaches: ended.breaches };
}

function isSame(one: CaseEnd, other: CaseEnd): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What happened up to the end of what is looked at. */
function within(events: readonly PastEvent[], { zone }: CaseType, untilMs: number): readonly PastEvent[] {
  const until = new Date(untilMs).toISOString();
  const end = events.findIndex(({ event }) => instantOf(event.occurred, zone) > until);
  return end === -1 ? events : events.slice(0, end);
}

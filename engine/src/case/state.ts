// What is known about one case after its events so far. Plain JSON: the store keeps its text and a replay must
// give the same bytes, so nothing here is a class, a Map or a Date.
import type { Entries } from '../entries/entries.ts';
import type { ClockEntry } from '../clocks/clock-history.ts';
import type { LifecycleState } from '../plan/lifecycle.ts';
import type { AccessState } from './access-state.ts';
import type { Corrections } from './correction-state.ts';

/** A field's value as it is recorded: text, decimal text, ISO date or instant, number, boolean, or null. */
export type FieldValue = string | number | boolean | null;

/** When something happened, as it was stated: a date (`2007-03-16`) or an instant with its offset. */
export type Occurred = string;

export interface TaskState {
  /** When it became active, as stated. */
  readonly since: Occurred;
  /** Date by which it should be done. */
  readonly dueOn?: string;
  /** Person id of whoever has taken it. */
  readonly assignee?: string;
}

export interface TimerState {
  /** Instant from which it may fire by itself, ISO 8601 in UTC. */
  readonly dueAt: string;
  /** For a day timer: its date; it fires by itself at the end of that day, or earlier on it when told to. */
  readonly dueOn?: string;
}

/** What a suspended item goes back to. */
export interface LeftState {
  readonly state: LifecycleState;
  /** True where its stage or the case was suspended, and not the item itself. */
  readonly parent: boolean;
  readonly timer?: TimerState;
  readonly task?: TaskState;
}

export interface ClockState {
  readonly startedOn: string;
  readonly dueOn: string;
  readonly stoppedOn?: string;
  /** The day on which a plan item or the closing stopped it, where other things can stop it too; the first of all counts. */
  readonly ended?: string;
  /** Sum of the extensions in days; negative when the period was shortened. */
  readonly extendedDays: number;
  /** True once the due date passed while the clock ran (deadlines only). */
  readonly breached?: boolean;
  /** Clocks with a rule: everything that happened to it, from which `dueOn` can be reckoned anew. */
  readonly entries?: readonly ClockEntry[];
  /** Version of the table of public holidays by which `dueOn` was reckoned. */
  readonly holidays?: string;
  /** Open pauses. While there are any, `dueOn` is what it would be if they ended on the day of the last entry. */
  readonly suspendedBy?: readonly string[];
  /** Shares of the period, in percent, at which a warning was given for this due date. */
  readonly warned?: readonly number[];
  /** What the law takes as decided, since the period passed. */
  readonly deemed?: string;
}

export interface CaseState {
  /** Number of events folded in: the sequence number of the last one. */
  readonly version: number;
  readonly caseType: { readonly name: string; readonly version: string; readonly hash: string };
  readonly reference: string;
  readonly team: string;
  readonly opened: Occurred;
  readonly status: 'open' | 'closed';
  readonly closed?: { readonly at: Occurred; readonly outcome: string };
  readonly data: Readonly<Record<string, FieldValue>>;
  /** Subject id of each party that has one. */
  readonly parties: Readonly<Record<string, string>>;
  /** Plan item instances by id; see `plan/instance.ts` for how ids are made. */
  readonly items: Readonly<Record<string, LifecycleState>>;
  /** On-parts already seen of criteria that wait for more, by stage instance and criterion: `case|check.entry.0`. */
  readonly waiting: Readonly<Record<string, readonly number[]>>;
  /** What a conditional required rule said when its instance was created. */
  readonly required: Readonly<Record<string, boolean>>;
  /** Work to do now: the active tasks. */
  readonly tasks: Readonly<Record<string, TaskState>>;
  readonly timers: Readonly<Record<string, TimerState>>;
  readonly clocks: Readonly<Record<string, ClockState>>;
  /** Suspended items, with what each goes back to; absent while there was none. */
  readonly left?: Readonly<Record<string, LeftState>>;
  /** The team that must decide what is next, since nothing in the plan is left to act on. */
  readonly handed?: string;
  /** What was said of who may read it; absent while nothing was. */
  readonly access?: AccessState;
  /** Issues and the like, by id; absent while there was none. */
  readonly entries?: Entries;
  /** Who completed a task, and for whom, by its definition, where they may not complete another one; absent while nobody did. */
  readonly doers?: Readonly<Record<string, readonly string[]>>;
  /** Corrections and statements of disagreement, by id; absent while there was none. */
  readonly corrections?: Corrections;
}

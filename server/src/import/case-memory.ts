// What an import remembers of one case between its rows. Plain JSON, because cases that are not in use are put aside
// on disk; nothing in it is needed once the import has ended.
import type { CaseCommand, CaseEvent, CaseState } from '@casewright/engine/case';
import type { StatedTime } from './log-time.ts';
import type { PersonTemplate } from './mapping.ts';

/** A timer of the plan that the engine let fire, where the log has an activity to compare it with. */
export interface EngineEvent {
  /** The plan item instance. */
  readonly timer: string;
  readonly date: string;
  readonly matched: boolean;
}

export interface PendingClosing {
  readonly at: StatedTime;
  readonly outcome: string;
  readonly actor: PersonTemplate;
}

/** Something that follows from the log without being a row of it, and that could not be done. */
export interface DerivedProblem {
  readonly case: string;
  /** For example `clock decide` or `closing`. */
  readonly step: string;
  readonly code: string;
  readonly reason: string;
}

export interface CaseMemory {
  /** The log's own name of the case. */
  readonly key: string;
  /** Index of the row that opened it; 0 before. */
  readonly row: number;
  /** Null until a row has opened it. */
  readonly state: CaseState | null;
  /** How far the case has come: the latest time of a row that was applied, or of what fell due by itself. */
  readonly last: StatedTime | null;
  /** A closing that the log states and whose time has not come yet. */
  readonly closing: PendingClosing | null;
  /** When the log says that the case was closed, done or not. */
  readonly closesAt: StatedTime | null;
  readonly rowsAfterClosing: number;
  readonly engineEvents: readonly EngineEvent[];
  /** Timers that cannot fire because the engine refused them. */
  readonly stuckTimers: readonly string[];
  readonly problems: readonly DerivedProblem[];
}

/** One command on its way to the command path, with what it must lead to. */
export interface Step {
  /** Unique within the import; the same when it is played again. */
  readonly key: string;
  readonly command: CaseCommand;
  readonly occurred: string;
  readonly actor: PersonTemplate;
  readonly event: CaseEvent;
  /** The case's version after it. */
  readonly version: number;
}

export function emptyMemory(key: string): CaseMemory {
  return {
    key,
    row: 0,
    state: null,
    last: null,
    closing: null,
    closesAt: null,
    rowsAfterClosing: 0,
    engineEvents: [],
    stuckTimers: [],
    problems: [],
  };
}

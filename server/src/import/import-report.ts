// Counts what an import did, row by row and case by case, and makes the report of it. It drops nothing: every row is
// either applied or among the rejections, and what the engine did by itself is set beside the log.
import type { CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import type { CaseMemory, DerivedProblem } from './case-memory.ts';
import { definitionOf } from '@casewright/engine/plan';

export interface ReportedRejection {
  readonly case: string;
  /** Position of the row in the file, from 1. */
  readonly index: number;
  readonly activity: string;
  readonly code: string;
  readonly reason: string;
}

export interface ActivityCount {
  events: number;
  applied: number;
  rejected: number;
}

/** How the cases stand with one clock at the end of the log. */
export interface ClockCount {
  /** Cases in which the clock started. */
  cases: number;
  /** With the period of the case type, a longer one, and a shorter one. */
  asDefined: number;
  extended: number;
  shortened: number;
  /** Stopped in time, and stopped after the due date. */
  met: number;
  late: number;
  /** Not stopped: not yet due, due and the agency's (overdue), due and a party's (lapsed). */
  running: number;
  overdue: number;
  lapsed: number;
}

export interface EngineEventCount {
  matched: number;
  unmatched: number;
}

/** How codes and their names go together. */
export interface PairCount {
  readonly codes: number;
  readonly names: number;
  /** Codes with more than one name, and names with more than one code. */
  readonly codesWithNames: number;
  readonly namesWithCodes: number;
}

export interface UnmatchedEvent {
  readonly case: string;
  readonly timer: string;
  readonly date: string;
}

export interface ImportReport {
  /** Cases that rows opened. */
  readonly cases: number;
  readonly events: number;
  readonly applied: number;
  readonly rejected: number;
  readonly activities: Readonly<Record<string, ActivityCount>>;
  readonly rejections: readonly ReportedRejection[];
  readonly seconds: number;
  readonly importId: string;
  readonly fileBytes: number;
  readonly dryRun: boolean;
  /** False when reading stopped before the end of the file; `fault` says why. */
  readonly complete: boolean;
  readonly fault: { readonly line: number | null; readonly reason: string } | null;
  /** First row that was not read by an earlier, interrupted run; 1 for a run from the start. */
  readonly resumedFrom: number;
  /** What the engine did by itself, compared with rows by date. */
  readonly engineEvents: {
    readonly timers: Readonly<Record<string, EngineEventCount>>;
    readonly unmatched: readonly UnmatchedEvent[];
  };
  readonly clocks: Readonly<Record<string, ClockCount>>;
  readonly closings: { readonly derived: number; readonly closed: number; readonly open: number };
  /** Work of rows dated after the closing of their case. */
  readonly afterClosing: { readonly cases: number; readonly events: number };
  /** What follows from the log without being a row of it, and could not be done. */
  readonly problems: readonly DerivedProblem[];
  /** Commands of the import that found their case changed by somebody else. */
  readonly changedByOthers: number;
  /** Rejected rows beyond those that the list holds; they are counted above. */
  readonly rejectionsNotListed: number;
  /** Rows of cases that the agency has already, as from an earlier import; neither applied nor rejected. */
  readonly alreadyThere: number;
  /** Rules of the mapping by which something was carried otherwise than as it stands, with the rows to which each applied. */
  readonly carried: Readonly<Record<string, number>>;
  /** Codes and names that do not go together one to one; all are carried as they are. */
  readonly pairs: Readonly<Record<string, PairCount>>;
}

/** A file of nothing but rejected rows must not fill the memory; the counts stay exact beyond these. */
const LISTED_REJECTIONS = 250_000;
const LISTED_ACTIVITIES = 1_000;
/** Code of a row whose case the agency has already. */
export const ALREADY_THERE = 'already-there';

export interface Tally {
  events: number;
  applied: number;
  changedByOthers: number;
  alreadyThere: number;
  readonly carried: Map<string, number>;
  readonly pairs: Map<string, Pairs>;
  readonly activities: Map<string, ActivityCount>;
  readonly rejections: ReportedRejection[];
}

/** What is known of the codes of one column and the names of another. */
interface Pairs {
  readonly namesOf: Map<string, Set<string>>;
  readonly codesOf: Map<string, Set<string>>;
}

export function startTally(): Tally {
  return {
    ...{ events: 0, applied: 0, changedByOthers: 0, alreadyThere: 0, rejections: [] },
    ...{ carried: new Map(), pairs: new Map(), activities: new Map() },
  };
}

/** Counts one row; `rejection` is null for a row that was applied. */
export function countRow(
  tally: Tally,
  row: { case: string; index: number; activity: string },
  rejection: { code: string; reason: string } | null,
): void {
  const count = activityCount(tally, row.activity);
  tally.events += 1;
  count.events += 1;
  if (rejection === null) {
    tally.applied += 1;
    count.applied += 1;
  } else {
    count.rejected += 1;
    if (rejection.code === ALREADY_THERE) tally.alreadyThere += 1;
    if (tally.rejections.length < LISTED_REJECTIONS)
      tally.rejections.push({ ...row, code: rejection.code, reason: rejection.reason });
  }
}

/** Counts what an applied row was carried by, and its codes with their names. */
export function countCarried(
  tally: Tally,
  carried: readonly string[],
  pairs: readonly { readonly label: string; readonly code: string; readonly name: string }[],
): void {
  for (const rule of carried) tally.carried.set(rule, (tally.carried.get(rule) ?? 0) + 1);
  for (const { label, code, name } of pairs) {
    const known = tally.pairs.get(label) ?? { namesOf: new Map(), codesOf: new Map() };
    tally.pairs.set(label, known);
    addTo(known.namesOf, code, name);
    addTo(known.codesOf, name, code);
  }
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([value]));
  else known.add(value);
}

function pairCount({ namesOf, codesOf }: Pairs): PairCount {
  const several = (map: ReadonlyMap<string, ReadonlySet<string>>): number =>
    [...map.values()].filter(({ size }) => size > 1).length;
  return {
    ...{ codes: namesOf.size, names: codesOf.size },
    ...{ codesWithNames: several(namesOf), namesWithCodes: several(codesOf) },
  };
}

function activityCount(tally: Tally, activity: string): ActivityCount {
  const known = tally.activities.get(activity);
  if (known !== undefined) return known;
  const name = tally.activities.size < LISTED_ACTIVITIES ? activity : '(all other names)';
  const count = tally.activities.get(name) ?? { events: 0, applied: 0, rejected: 0 };
  tally.activities.set(name, count);
  return count;
}

export interface CaseTally {
  cases: number;
  derivedClosings: number;
  closed: number;
  open: number;
  casesAfterClosing: number;
  rowsAfterClosing: number;
  readonly clocks: Map<string, ClockCount>;
  readonly timers: Map<string, EngineEventCount>;
  /** Each with the row of its case, since cases are not counted in the order of the log. */
  readonly unmatched: { readonly row: number; readonly event: UnmatchedEvent }[];
  readonly problems: { readonly row: number; readonly problem: DerivedProblem }[];
}

export function startCaseTally(caseType: CaseType, matchedTimers: Iterable<string>): CaseTally {
  const nothing = (): ClockCount => ({
    cases: 0,
    asDefined: 0,
    extended: 0,
    shortened: 0,
    met: 0,
    late: 0,
    running: 0,
    overdue: 0,
    lapsed: 0,
  });
  return {
    cases: 0,
    derivedClosings: 0,
    closed: 0,
    open: 0,
    casesAfterClosing: 0,
    rowsAfterClosing: 0,
    clocks: new Map([...caseType.clocks.keys()].map((name) => [name, nothing()])),
    timers: new Map([...matchedTimers].map((name) => [name, { matched: 0, unmatched: 0 }])),
    unmatched: [],
    problems: [],
  };
}

/** Counts one case at the end of the log. @param today the last date of the log */
export function countCase(
  tally: CaseTally,
  memory: CaseMemory,
  { caseType, today }: { readonly caseType: CaseType; readonly today: string },
): void {
  for (const problem of memory.problems) tally.problems.push({ row: memory.row, problem });
  if (memory.state === null) return;
  tally.cases += 1;
  if (memory.closesAt !== null) tally.derivedClosings += 1;
  if (memory.state.status === 'closed') tally.closed += 1;
  else tally.open += 1;
  if (memory.rowsAfterClosing > 0) tally.casesAfterClosing += 1;
  tally.rowsAfterClosing += memory.rowsAfterClosing;
  for (const event of memory.engineEvents) {
    const count = tally.timers.get(definitionOf(event.timer));
    if (count === undefined) continue;
    if (event.matched) count.matched += 1;
    else {
      count.unmatched += 1;
      tally.unmatched.push({ row: memory.row, event: { case: memory.key, timer: event.timer, date: event.date } });
    }
  }
  countClocks(tally, memory.state, { caseType, today });
}

function countClocks(
  tally: CaseTally,
  state: CaseState,
  at: { readonly caseType: CaseType; readonly today: string },
): void {
  for (const [name, clock] of Object.entries(state.clocks)) {
    const count = tally.clocks.get(name);
    if (count === undefined) continue;
    count.cases += 1;
    if (clock.extendedDays === 0) count.asDefined += 1;
    else if (clock.extendedDays > 0) count.extended += 1;
    else count.shortened += 1;
    if (clock.stoppedOn !== undefined) count[clock.stoppedOn <= clock.dueOn ? 'met' : 'late'] += 1;
    else if (clock.dueOn >= at.today) count.running += 1;
    else count[at.caseType.clocks.get(name)?.kind === 'deadline' ? 'overdue' : 'lapsed'] += 1;
  }
}

/** How the run went as a whole. */
export type RunFacts = Pick<
  ImportReport,
  'seconds' | 'importId' | 'fileBytes' | 'dryRun' | 'complete' | 'fault' | 'resumedFrom'
>;

export function makeReport(tally: Tally, cases: CaseTally, facts: RunFacts): ImportReport {
  const rejections = [...tally.rejections].sort((a, b) => a.index - b.index);
  const byName = <T>(map: ReadonlyMap<string, T>): Record<string, T> => Object.fromEntries(map);
  const { seconds, ...rest } = facts;
  return {
    cases: cases.cases,
    events: tally.events,
    applied: tally.applied,
    rejected: tally.events - tally.applied - tally.alreadyThere,
    activities: Object.fromEntries(
      [...tally.activities].sort(([one, a], [other, b]) => b.events - a.events || (one < other ? -1 : 1)),
    ),
    rejections,
    seconds,
    ...rest,
    engineEvents: { timers: byName(cases.timers), unmatched: inOrder(cases.unmatched).map(({ event }) => event) },
    clocks: byName(cases.clocks),
    closings: { derived: cases.derivedClosings, closed: cases.closed, open: cases.open },
    afterClosing: { cases: cases.casesAfterClosing, events: cases.rowsAfterClosing },
    problems: inOrder(cases.problems).map(({ problem }) => problem),
    changedByOthers: tally.changedByOthers,
    rejectionsNotListed: tally.events - tally.applied - rejections.length,
    alreadyThere: tally.alreadyThere,
    carried: Object.fromEntries([...tally.carried].sort(([one], [other]) => (one < other ? -1 : 1))),
    pairs: Object.fromEntries([...tally.pairs].map(([label, known]) => [label, pairCount(known)])),
  };
}

/** In the order in which the log opened the cases; what is of one case stays as it is. */
function inOrder<T extends { readonly row: number }>(list: readonly T[]): readonly T[] {
  return [...list].sort((a, b) => a.row - b.row);
}

/** A report as it was kept. One of before a member was added lacks it, and counted nothing of it. */
export function keptReport(text: string): ImportReport {
  const since = { alreadyThere: 0, carried: {}, pairs: {} };
  // Only the end of an import keeps a report, and it keeps what makeReport made.
  return { ...since, ...(JSON.parse(text) as ImportReport) };
}

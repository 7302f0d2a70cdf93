// Clocks that have a rule, in one case: keeps the stream of entries in step with the case file and the plan, and the due
// date and timers in step with the entries. How days are counted is none of its business.
import { addDays, dateOf, endOfDay, type HolidayTable } from '../calendar/calendar.ts';
import type { ClockEntry, ClockHistory, ClockProblem } from '../clocks/clock-history.ts';
import type { ClockRule } from '../clocks/clock-rule.ts';
import { addEntry } from '../clocks/add-entry.ts';
import { reckonClock, type Reckoning } from '../clocks/reckon.ts';
import type { ClockDefinition, PauseTrigger } from '../definition/case-type.ts';
import { everyLive, stateIn } from '../plan/by-name.ts';
import { type Draft, setClock, setField, setTimer } from '../plan/draft.ts';
import { startOf, stopOf } from './clock-moments.ts';
import type { ClockState } from './state.ts';

export type RuledClock = ClockDefinition & { readonly rule: ClockRule };

/** Public holidays come with each command, as time does. */
export interface Counting {
  readonly holidays: HolidayTable;
}

export function isRuled(definition: ClockDefinition): definition is RuledClock {
  return definition.rule !== undefined;
}

/** The timer of a warning at a share of the period: `clock:respond@75`. */
export function warningTimer(clock: string, share: number): string {
  return `clock:${clock}@${share}`;
}

/** The clock and share of a warning's timer, or null for any other. */
export function warningOf(timer: string): { readonly clock: string; readonly share: number } | null {
  const parts = /^clock:([^@]+)@(\d+)$/.exec(timer);
  return parts === null ? null : { clock: parts[1] ?? '', share: Number(parts[2]) };
}

/** Starts, pauses, resumes and stops a ruled clock after data or the plan changed; a problem where it cannot be reckoned. */
export function updateRuled(draft: Draft, definition: RuledClock, counting: Counting): ClockProblem | null {
  const before = draft.clocks[definition.name];
  const from = startOf(draft, definition, before);
  if (from === null) return null;
  const started: ClockEntry = { type: 'started', at: from };
  const { stoppedOn, ended } = stopOf(draft, definition, before);
  const known = [started, ...(before?.entries ?? []).slice(1)];
  const entries = stoppedOn === null ? triggered(draft, definition, { known, counting }) : { entries: known };
  if ('problem' in entries) return entries.problem;
  const isSame =
    before !== undefined &&
    (before.stoppedOn ?? null) === stoppedOn &&
    (before.ended ?? null) === ended &&
    JSON.stringify(before.entries) === JSON.stringify(entries.entries);
  if (isSame) return null;
  return keep(draft, definition, { entries: entries.entries, counting, stoppedOn, ended });
}

/** Adds one entry that a person or a timer caused, where the rule allows it. */
export function enter(
  draft: Draft,
  definition: RuledClock,
  { entry, counting }: { readonly entry: ClockEntry; readonly counting: Counting },
): ClockProblem | null {
  const before = draft.clocks[definition.name];
  const history = { rule: definition.rule, entries: before?.entries ?? [] };
  const added = addEntry(history, entry, counting.holidays);
  if ('problem' in added) return added.problem;
  return keep(draft, definition, { entries: added.history.entries, counting, stoppedOn: before?.stoppedOn ?? null });
}

/** The deadline passed: it is a breach, and where the law says so a decision. */
export function breachRuled(draft: Draft, definition: RuledClock, counting: Counting): ClockProblem | null {
  const { deemed } = definition.rule;
  const before = draft.clocks[definition.name];
  if (before === undefined) return null;
  setTimer(draft, `clock:${definition.name}`, null);
  setClock(draft, definition.name, { ...before, breached: true });
  if (deemed === undefined) return null;
  const entry: ClockEntry = { type: 'deemed', at: addDays(before.dueOn, 1), outcome: deemed.outcome };
  const problem = deem(draft, definition, { before, entry, counting });
  const { deemedField } = definition;
  if (problem === null && deemedField !== undefined) setField(draft, deemedField.field, deemedField.value);
  return problem;
}

/**
 * Enters what the law deems, on its day. A pause with dates of its own may stand after that day already: it pauses nothing any more, and
 * would stand there too if it had been recorded later. That the period has passed is what the timer says, so nothing is asked here.
 */
function deem(
  draft: Draft,
  definition: RuledClock,
  { before, entry, counting }: { readonly before: ClockState; readonly entry: ClockEntry; readonly counting: Counting },
): ClockProblem | null {
  const [started, ...rest] = before.entries ?? [];
  const later = rest.findIndex((one) => dateOf(one.at, definition.rule.zone) > entry.at);
  const at = later < 0 ? rest.length : later;
  const entries = [...(started === undefined ? [] : [started]), ...rest.slice(0, at), entry, ...rest.slice(at)];
  return keep(draft, definition, { entries, counting, stoppedOn: before.stoppedOn ?? null });
}

/** A warning was given, and is not given again for this due date. */
export function markWarned(draft: Draft, clock: string, share: number): void {
  const state = draft.clocks[clock];
  if (state === undefined) return;
  setTimer(draft, warningTimer(clock, share), null);
  setClock(draft, clock, { ...state, warned: [...(state.warned ?? []), share] });
}

/** What a clock would be by the public holidays of today; null where it is the same, or does not run. */
export interface Recounted {
  readonly definition: RuledClock;
  readonly from: string;
  readonly is: ClockState;
  readonly reckoning: Reckoning;
}

/** Counts a running clock anew, where it was counted by another table of public holidays. Changes nothing. */
export function recount(
  draft: Draft,
  definition: RuledClock,
  counting: Counting,
): Recounted | null | { readonly problem: ClockProblem } {
  const before = Object.hasOwn(draft.clocks, definition.name) ? draft.clocks[definition.name] : undefined;
  if (before?.entries === undefined || before.stoppedOn !== undefined || before.deemed !== undefined) return null;
  if (before.holidays === counting.holidays.version) return null;
  const standing = standingOf(before, definition, { entries: before.entries, counting, stoppedOn: null });
  if ('problem' in standing) return standing;
  const { is } = standing;
  const isSame =
    is.dueOn === before.dueOn &&
    timersOf(definition, standing).every(([timer, dueOn]) => (draft.timers[timer]?.dueOn ?? null) === dueOn);
  return isSame ? null : { definition, from: before.dueOn, ...standing };
}

/** Lets a running clock be as its rule of now says, where a case came under another version of it. */
export function keepByRule(draft: Draft, definition: ClockDefinition, counting: Counting): ClockProblem | null {
  const before = Object.hasOwn(draft.clocks, definition.name) ? draft.clocks[definition.name] : undefined;
  if (!isRuled(definition) || before?.entries === undefined) return null;
  if (before.stoppedOn !== undefined || before.deemed !== undefined) return null;
  return keep(draft, definition, { entries: before.entries, counting, stoppedOn: null });
}

/** Lets a clock be as it was counted anew. */
export function keepRecounted(draft: Draft, { definition, is, reckoning }: Recounted): void {
  setClock(draft, definition.name, is);
  setTimers(draft, definition, { is, reckoning });
}

/** The day on which a timer of a clock is due once the clock is as it was counted anew. */
export function recountedTimer({ definition, is, reckoning }: Recounted, timer: string): string | null {
  return timersOf(definition, { is, reckoning }).find(([name]) => name === timer)?.[1] ?? null;
}

interface Keeping {
  readonly entries: readonly ClockEntry[];
  readonly counting: Counting;
  readonly stoppedOn: string | null;
  /** Absent: as it was kept before. */
  readonly ended?: string | null;
}

/** Reckons the entries anew and records what came out, with the timers that follow from it. */
function keep(draft: Draft, definition: RuledClock, keeping: Keeping): ClockProblem | null {
  const standing = standingOf(draft.clocks[definition.name], definition, keeping);
  if ('problem' in standing) return standing.problem;
  setClock(draft, definition.name, standing.is);
  setTimers(draft, definition, standing);
  return null;
}

interface Standing {
  readonly is: ClockState;
  readonly reckoning: Reckoning;
}

function standingOf(
  before: ClockState | undefined,
  definition: RuledClock,
  { entries, counting, stoppedOn, ended = before?.ended ?? null }: Keeping,
): Standing | { readonly problem: ClockProblem } {
  const history = { rule: definition.rule, entries };
  const reckoned = reckonClock(history, counting.holidays);
  if ('problem' in reckoned) return reckoned;
  const { reckoning } = reckoned;
  const provisional = reckoning.dueOn === null ? provisionalDue(history, counting) : { dueOn: reckoning.dueOn };
  if ('problem' in provisional) return provisional;
  const { version } = counting.holidays;
  const is = stateOf({ before, reckoning, entries }, { dueOn: provisional.dueOn, stoppedOn, ended, version });
  return { is, reckoning };
}

interface Reckoned {
  readonly before: ClockState | undefined;
  readonly reckoning: Reckoning;
  readonly entries: readonly ClockEntry[];
}

function stateOf(
  { before, reckoning, entries }: Reckoned,
  {
    dueOn,
    stoppedOn,
    ended,
    version,
  }: Pick<Keeping, 'stoppedOn'> & { readonly dueOn: string; readonly ended: string | null; readonly version: string },
): ClockState {
  const deemed = reckoning.standing === 'deemed' ? entries.findLast(({ type }) => type === 'deemed') : undefined;
  // Further time after the period had passed lets the clock run again; that it had passed stands in the events.
  const isLater = before?.breached === true && dueOn > before.dueOn;
  const runsAgain = isLater && reckoning.standing !== 'deemed';
  const warned = dueOn === before?.dueOn ? before.warned : undefined;
  return {
    startedOn: reckoning.startedOn,
    dueOn,
    extendedDays: before?.extendedDays ?? 0,
    ...(stoppedOn === null ? {} : { stoppedOn }),
    ...(ended === null ? {} : { ended }),
    ...(before?.breached === true && !runsAgain ? { breached: true } : {}),
    entries,
    holidays: version,
    ...(reckoning.suspendedBy.length === 0 ? {} : { suspendedBy: reckoning.suspendedBy }),
    ...(warned === undefined ? {} : { warned }),
    ...(deemed?.type === 'deemed' ? { deemed: deemed.outcome } : {}),
  };
}

/** While a clock is paused: the date it would be if all pauses ended on the day of the last entry. */
function provisionalDue(
  { rule, entries }: ClockHistory,
  counting: Counting,
): { readonly dueOn: string } | { readonly problem: ClockProblem } {
  const open = new Set<string>();
  for (const entry of entries) {
    if (entry.type === 'suspended') open.add(entry.pause);
    if (entry.type === 'resumed') open.delete(entry.pause);
  }
  const at = entries.at(-1)?.at ?? '';
  const ended = [...open].map((pause): ClockEntry => ({ type: 'resumed', at, pause }));
  const plain = Object.fromEntries(
    Object.entries(rule.pauses).map(([name, pause]) => [name, { ...pause, then: 'continue' as const }]),
  );
  const reckoned = reckonClock(
    { rule: { ...rule, pauses: plain }, entries: [...entries, ...ended] },
    counting.holidays,
  );
  if ('problem' in reckoned) return reckoned;
  return { dueOn: reckoned.reckoning.dueOn ?? reckoned.reckoning.startedOn };
}

function setTimers(draft: Draft, definition: RuledClock, standing: Standing): void {
  for (const [timer, dueOn] of timersOf(definition, standing)) putTimer(draft, timer, dueOn);
}

/** The timers of a clock, each with its day, or null where it is not set. */
function timersOf(
  { name, kind, rule }: RuledClock,
  { is, reckoning }: Standing,
): readonly (readonly [string, string | null])[] {
  const isRunning = is.stoppedOn === undefined && reckoning.standing === 'running' && is.breached !== true;
  const warnings = new Map(reckoning.warnings.map(({ share, on }) => [share, on]));
  return [
    [`clock:${name}`, isRunning && kind === 'deadline' ? is.dueOn : null],
    ...rule.warn.map((share) => {
      const isOpen = isRunning && is.warned?.includes(share) !== true;
      return [warningTimer(name, share), isOpen ? (warnings.get(share) ?? null) : null] as const;
    }),
  ];
}

function putTimer(draft: Draft, timer: string, dueOn: string | null): void {
  if ((draft.timers[timer]?.dueOn ?? null) === dueOn) return;
  setTimer(draft, timer, dueOn === null ? null : { dueAt: endOfDay(dueOn, draft.caseType.zone), dueOn });
}

interface Triggering {
  readonly known: readonly ClockEntry[];
  readonly counting: Counting;
}

/** Begins and ends the pauses that follow from the case file and the plan. */
function triggered(
  draft: Draft,
  definition: RuledClock,
  { known, counting }: Triggering,
): { readonly entries: readonly ClockEntry[] } | { readonly problem: ClockProblem } {
  let entries = known;
  for (const [pause, trigger] of Object.entries(definition.triggers ?? {})) {
    if ('from' in trigger) {
      entries = dated(draft, pause, { trigger, entries });
      continue;
    }
    const isOpen = entries.findLast((one) => 'pause' in one && one.pause === pause)?.type === 'suspended';
    if (isOpen === holds(draft, trigger)) continue;
    const title = definition.rule.pauses[pause]?.title ?? pause;
    const at = notBefore(entries.at(-1), draft);
    const entry: ClockEntry = isOpen ? { type: 'resumed', at, pause } : { type: 'suspended', at, pause, cause: title };
    const added = addEntry({ rule: definition.rule, entries }, entry, counting.holidays);
    if ('history' in added) entries = added.history.entries;
    // What comes after the period has passed pauses nothing; the fact itself is recorded all the same.
    else if (added.problem.code !== 'expired' && added.problem.code !== 'ended') return added;
  }
  return { entries };
}

/**
 * When a pause that follows from the case begins or ends: when it is said to, but not before the last entry, since days
 * that were counted are not taken back. Pauses of the past have dates of their own (`from`, `until`).
 */
function notBefore(last: ClockEntry | undefined, { occurred, caseType: { zone } }: Draft): string {
  return last !== undefined && dateOf(occurred, zone) < dateOf(last.at, zone) ? last.at : occurred;
}

/** A pause between two dates of the case file; a corrected date corrects the pause. */
function dated(
  draft: Draft,
  pause: string,
  {
    trigger,
    entries,
  }: { readonly trigger: Extract<PauseTrigger, { from: string }>; readonly entries: readonly ClockEntry[] },
): readonly ClockEntry[] {
  const from = draft.data[trigger.from];
  const until = draft.data[trigger.until];
  const others = entries.filter((one) => !('pause' in one && one.pause === pause));
  if (typeof from !== 'string') return others;
  const own: ClockEntry[] = [{ type: 'suspended', at: from, pause, cause: trigger.from }];
  if (typeof until === 'string') own.push({ type: 'resumed', at: until, pause });
  const [started, ...rest] = others;
  const day = (entry: ClockEntry): string => dateOf(entry.at, draft.caseType.zone);
  const inOrder = [...rest, ...own].toSorted((a, b) => (day(a) < day(b) ? -1 : Number(day(a) > day(b))));
  return started === undefined ? inOrder : [started, ...inOrder];
}

function holds(draft: Draft, trigger: Exclude<PauseTrigger, { from: string }>): boolean {
  if ('while' in trigger) return draft.data[trigger.while] === true;
  return everyLive(draft, trigger.during).some((instance) => stateIn(draft, instance) === 'active');
}

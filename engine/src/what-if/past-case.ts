// A case as it went, as replays need it: what was asked for and when, and how long each piece of work waited for whoever did it.
import { dateOf, instantOf } from '../calendar/calendar.ts';
import { type CaseCommand, type CaseEvent, type CaseState, evolve } from '../case/case.ts';
import type { CaseType } from '../definition/definition.ts';
import { openingOf, pastActOf } from './past-act.ts';

/** What happened, and who did it. */
export interface PastEvent {
  readonly event: CaseEvent;
  readonly actor: string;
  readonly onBehalfOf?: string;
}

export interface PastAct {
  readonly command: CaseCommand;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  /** As it was stated. */
  readonly occurred: string;
  readonly actor: string;
  readonly onBehalfOf?: string;
  /** Number of its event in the case, from 1. */
  readonly number: number;
  /** Id of the entry, or of the share or consent, that it put down, if it did. */
  readonly entry?: string;
  /** For work that was to do: how long it had been, in milliseconds. */
  readonly waitedMs?: number;
}

export interface PastCase {
  readonly opening: PastAct;
  /** In their order, the opening not among them. */
  readonly acts: readonly PastAct[];
  /** Work that ended without being done, by its id, with when; null where it lay open until the case or the period ended. */
  readonly undone: ReadonlyMap<string, number | null>;
  readonly state: CaseState;
  readonly ended: Ended;
}

/** How a case went, by what people ask of it. */
export interface Ended {
  readonly openedMs: number;
  readonly closedMs: number | null;
  readonly outcome: string | null;
  /** Deadlines that passed, each once. */
  readonly breaches: readonly string[];
}

/**
 * @param caseType the version under which all of it happened
 * @returns null where the case has moved between versions, since no one version has all that was done in it
 */
export function pastCaseOf(caseType: CaseType, events: readonly PastEvent[]): PastCase | null {
  const [first, ...rest] = events;
  if (first?.event.type !== 'CaseOpened') return null;
  const at = momentIn(caseType);
  const by = ({ actor, onBehalfOf }: PastEvent) => ({ actor, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) });
  const opening: PastAct = {
    ...{ command: openingOf(caseType, first.event), occurred: first.event.occurred, number: 1 },
    ...{ atMs: at(first.event.occurred), ...by(first) },
  };
  const acts: PastAct[] = [];
  let state = evolve(null, first.event);
  const breaches = new Set<string>();
  const undone = new Map<string, number | null>();
  for (const past of rest) {
    const { event } = past;
    if (event.type === 'CaseMoved') return null;
    if (event.type === 'ClockBreached') breaches.add(event.clock);
    const before = state;
    state = evolve(before, event);
    for (const task of Object.keys(before.tasks)) {
      const isDone = event.type === 'TaskCompleted' && event.task === task;
      if (!isDone && !Object.hasOwn(state.tasks, task))
        undone.set(task, event.type === 'CaseClosed' ? null : at(event.occurred));
    }
    const command = pastActOf(caseType, { event, before, after: state });
    if (command === null) continue;
    const atMs = at(event.occurred);
    const since = event.type === 'TaskCompleted' ? before.tasks[event.task]?.since : undefined;
    acts.push({
      ...{ command, atMs, occurred: event.occurred, number: state.version, ...by(past) },
      ...named(putDownBy(event)),
      ...(since === undefined ? {} : { waitedMs: Math.max(0, atMs - at(since)) }),
    });
  }
  for (const task of Object.keys(state.tasks)) undone.set(task, null);
  return { opening, acts, undone, state, ended: endedOf(caseType, state, [...breaches]) };
}

/** How a case has ended, or that it has not. */
export function endedOf(caseType: CaseType, state: CaseState, breaches: readonly string[]): Ended {
  const at = momentIn(caseType);
  const { closed, opened } = state;
  return {
    ...{ openedMs: at(opened), closedMs: closed === undefined ? null : at(closed.at) },
    ...{ outcome: closed?.outcome ?? null, breaches: breaches.toSorted() },
  };
}

/** The day on which a case was closed, in the zone of its kind. */
export function closedOn({ zone }: CaseType, { closedMs }: Ended): string | null {
  return closedMs === null ? null : dateOf(new Date(closedMs).toISOString(), zone);
}

function momentIn({ zone }: CaseType): (occurred: string) => number {
  return (occurred) => Date.parse(instantOf(occurred, zone));
}

function named(entry: string | null): Pick<PastAct, 'entry'> {
  return entry === null ? {} : { entry };
}

/** The id by which later acts name what an event put down; null where it put down nothing that has one. */
export function putDownBy(event: CaseEvent): string | null {
  if (event.type === 'AccessGiven') return event.id;
  if (!('entry' in event)) return null;
  // Whoever is followed keeps their id; who follows has a new one.
  const follower = event.changes.find(
    (change) => 'entry' in change && change.is.kind === 'party' && change.is.replaces === event.entry,
  );
  return follower !== undefined && 'entry' in follower ? follower.entry : event.entry;
}

// An event as a title and a few lines in plain words. Reads the definition only for titles and labels, and never
// decides what an event meant: that is in its changes.
import { isAccessEvent } from '../case/access-state.ts';
import { isCorrectionEvent } from '../case/correction-state.ts';
import type {
  AccessEvent,
  CaseEvent,
  CaseMoved,
  Change,
  CorrectionEvent,
  EntryEvent,
  MovedClock,
} from '../case/events.ts';
import type { CaseType } from '../definition/case-type.ts';
import { CASE_PLAN, definitionOf } from '../plan/instance.ts';
import type { Transition } from '../plan/lifecycle.ts';
import { languageFor } from '../sentences/sentences.ts';
import { accessWords } from './access-words.ts';
import { activityInFrench } from './activity-in-french.ts';
import { assignmentWords } from './assignment-words.ts';
import { correctionWords } from './corrections.ts';
import { entryWords, isEntryEvent } from './entry-words.ts';
import {
  type CutToParts,
  cutToParts,
  mayReadAll,
  mayReadAssignee,
  mayReadClock,
  mayReadField,
  mayReadItem,
  mayReadPlan,
  mayReadWords,
  missingForRouting,
  type ReadableParts,
} from './readable-parts.ts';
import { plainDate, plainValue } from './plain-value.ts';
import { titleOfInstance } from './plan-outline.ts';
import { isEventHidden } from './hidden-event.ts';

export interface ActivityWords {
  readonly title: string;
  readonly detail: readonly string[];
  /** True where what happened, when, and by whom would tell of what its reader may not read. */
  readonly hidden?: true;
}

/** To whom it is told. */
export interface Told {
  /** The name of a person by id; their id where it is not known. */
  readonly nameOf: (person: string) => string;
  readonly parts: ReadableParts;
  /** The version under which the case goes on, where that may be another one. */
  readonly now?: CaseType;
  /** Tags of RFC 5646, the best first. */
  readonly languages?: readonly string[];
}

/** What people said in words of their own is kept apart: it is shown to who may read what is in no section. */
interface EventWords extends Omit<ActivityWords, 'hidden'> {
  readonly said?: readonly string[];
}

/**
 * What one event says to a person.
 *
 * @param caseType the version under which the event was recorded, so that old events keep their old words
 */
export function describeEvent(caseType: CaseType, event: CaseEvent, told: Told): CutToParts<ActivityWords> {
  return cutToParts(told.parts, () => spoken(wordsFor(caseType, event, told), event, told));
}

/** In the language that is wanted most of those in which events are told: English, and French. */
function spoken(words: ActivityWords, event: CaseEvent, { languages }: Told): ActivityWords {
  if (languageFor(languages) !== 'fr') return words;
  return activityInFrench(words, isAccessEvent(event) ? 'access' : event.type === 'NoteAdded' ? 'note' : 'other');
}

/** All that is said of what may not be known; which it was cannot be told from its words. */
const HIDDEN_EVENT = 'Something that you may not read';

function wordsFor(caseType: CaseType, event: CaseEvent, { nameOf, parts, now = caseType }: Told): ActivityWords {
  if (!mayReadAll(now, parts) && isPlacedOtherwise(caseType, now))
    return { title: HIDDEN_EVENT, detail: [], hidden: true };
  if (isEventHidden(caseType, event, parts)) {
    const followed = consequences(caseType, event.changes, { own: null, parts });
    return { title: HIDDEN_EVENT, detail: followed, hidden: true };
  }
  const words = ownWords(caseType, event, { nameOf, parts });
  const said = mayReadWords(parts) ? (words.said ?? []) : [];
  const own =
    'task' in event ? event.task : 'listener' in event ? event.listener : 'timer' in event ? event.timer : null;
  const followed = consequences(caseType, event.changes, { own, parts });
  return { title: words.title, detail: [...words.detail, ...said, ...followed] };
}

/**
 * Whether a field lies in another part by now than under the version of an event. What somebody may read is said by the parts of now,
 * so they then cannot tell which of the event they may, and it shows nothing.
 */
function isPlacedOtherwise(then: CaseType, now: CaseType): boolean {
  if (then.hash === now.hash) return false;
  return [...then.fields.keys()].some(
    (field) =>
      then.access?.sectionOf.get(field) !== now.access?.sectionOf.get(field) ||
      then.access?.fields.has(field) !== now.access?.fields.has(field),
  );
}

function ownWords(caseType: CaseType, event: CaseEvent, told: Told): EventWords {
  if (isAccessEvent(event)) return accessWords(caseType, event, told.nameOf);
  if (isCorrectionEvent(event)) return correctionWords(caseType, event);
  return isEntryEvent(event) ? entryWords(caseType, event) : wordsOf(caseType, event, told);
}

type OtherEvent = Exclude<CaseEvent, AccessEvent | CorrectionEvent | EntryEvent>;

function wordsOf(caseType: CaseType, event: OtherEvent, { nameOf, parts }: Told): EventWords {
  switch (event.type) {
    case 'CaseOpened':
      return plain('Case opened', [`Reference ${event.reference}`]);
    case 'TaskStarted':
      return plain(`Started: ${titleOfInstance(caseType, event.task)}`);
    case 'TaskCompleted':
      return plain(`Completed: ${titleOfInstance(caseType, event.task)}`);
    case 'TaskAssigned':
      return assigned(caseType, event, { nameOf, parts });
    case 'ListenerOccurred':
      return plain(titleOfInstance(caseType, event.listener));
    case 'DataRecorded':
      return plain('Details recorded');
    case 'FactTaken':
      return plain(takenWords(caseType, event.field, parts));
    case 'TimerFired':
      return plain(`Time reached: ${titleOfInstance(caseType, event.timer)}`);
    case 'ClockBreached':
      return plain(`Due date passed: ${clockTitle(caseType, event.clock)}`);
    case 'ClockWarned':
      return plain(`${event.share} % of the time has passed: ${clockTitle(caseType, event.clock)}`);
    case 'ClockSuspended':
      return plain(`Clock paused: ${clockTitle(caseType, event.clock)}`, [], because(event));
    case 'ClockResumed':
      return plain(`Clock runs again: ${clockTitle(caseType, event.clock)}`);
    case 'ClockExtended':
      return plain(`Time extended: ${clockTitle(caseType, event.clock)}`, [moved(event.days)], because(event));
    case 'DueDateChanged':
      return plain(`Due date changed: ${clockTitle(caseType, event.clock)}`, [moved(event.days)], because(event));
    case 'ClocksRecounted':
      return plain('Public holidays changed', [
        `Counted anew by the holiday table ${event.holidays}`,
        ...event.moved
          .filter(({ clock, from, to }) => from !== to && mayReadClock(caseType, clock, parts))
          .map(({ clock, from }) => `${clockTitle(caseType, clock)}: was due on ${plainDate(from)}`),
      ]);
    case 'PlanItemMoved':
      return plain(
        `${MOVEMENTS[event.on] ?? event.on}: ${event.item === CASE_PLAN ? caseType.title : titleOfInstance(caseType, event.item)}`,
        [],
        because(event),
      );
    case 'ChildOpened':
      return plain(`A case of its own was opened: ${titleOfInstance(caseType, event.task)}`);
    case 'ChildReturned':
      return plain(`Its case has ended: ${titleOfInstance(caseType, event.task)}`);
    case 'ItemPlanned':
      return plain(`Planned: ${titleOfInstance(caseType, event.item)}`);
    case 'CaseReopened':
      return plain('Case opened again', [], because(event));
    case 'CaseMoved':
      return goesOn(caseType, event, parts);
    case 'NoteAdded':
      return plain('Note', [], event.text.split(/\r?\n/));
    case 'CaseClosed':
      return plain(`Case closed: ${outcomeTitle(caseType, event.outcome)}`);
  }
}

function goesOn(caseType: CaseType, event: CaseMoved, parts: ReadableParts): EventWords {
  const title = `${event.undoes === undefined ? 'Goes on under' : 'Taken back to'} version ${event.caseType.version}`;
  const moved = event.moved.filter(({ clock }) => mayReadClock(caseType, clock, parts));
  return plain(
    title,
    moved.map((one) => movedClock(caseType, one)),
    because(event),
  );
}

function movedClock(caseType: CaseType, { clock, from, to }: MovedClock): string {
  const title = clockTitle(caseType, clock);
  if (to === null) return `${title}: no longer runs`;
  return from === null
    ? `${title}: due on ${plainDate(to)}`
    : `${title}: due on ${plainDate(to)}, before on ${plainDate(from)}`;
}

/** By which rule work went to somebody tells of the fields on which the table rests. */
/** Of a field that is hidden it is told no more than that something was recorded. */
function takenWords(caseType: CaseType, field: string, parts: ReadableParts): string {
  if (!mayReadField(caseType, field, parts)) return 'Details recorded';
  return `Taken from another case: ${caseType.fields.get(field)?.label ?? field}`;
}

function assigned(
  caseType: CaseType,
  event: Extract<CaseEvent, { type: 'TaskAssigned' }>,
  { nameOf, parts }: Told,
): EventWords {
  const { title, detail } = assignmentWords(titleOfInstance(caseType, event.task), event, nameOf);
  const table = event.routing?.table.name;
  if (table === undefined) return { title, detail };
  // To whom it went tells of them as well, unless the case type says that it may.
  if (!mayReadAssignee(caseType, event.task, parts))
    return { title: `Routed: ${titleOfInstance(caseType, event.task)}`, detail: [] };
  return { title, detail: missingForRouting(caseType, table, parts).length > 0 ? [] : detail };
}

/** What people may do with a step by hand, in plain words. */
const MOVEMENTS: Readonly<Partial<Record<Transition, string>>> = {
  manualStart: 'Started',
  disable: 'Set aside',
  reenable: 'Taken up again',
  complete: 'Completed',
  terminate: 'Ended',
  suspend: 'Suspended',
  resume: 'Resumed',
  fault: 'Failed',
  reactivate: 'Tried again',
  close: 'Closed for good',
};

/** What followed, one line for each thing that a person would want to know. `own` is the item that the title names. */
function consequences(
  caseType: CaseType,
  changes: readonly Change[],
  { own, parts }: { readonly own: string | null; readonly parts: ReadableParts },
): readonly string[] {
  const lines: string[] = [];
  for (const change of changes) {
    const line = isHidden(caseType, change, parts) ? null : consequence(caseType, change);
    if (line !== null && !('item' in change && change.item === own)) lines.push(line);
  }
  return lines;
}

function isHidden(caseType: CaseType, change: Change, parts: ReadableParts): boolean {
  if ('field' in change) return !mayReadField(caseType, change.field, parts);
  if ('clock' in change) return !mayReadClock(caseType, change.clock, parts);
  if ('item' in change) return !mayReadItem(caseType, change.item, parts);
  return 'handed' in change && !mayReadPlan(caseType, parts);
}

function consequence(caseType: CaseType, change: Change): string | null {
  if ('field' in change) {
    const definition = caseType.fields.get(change.field);
    return `${definition?.label ?? change.field}: ${plainValue(definition, change.value)}`;
  }
  if ('clock' in change) {
    const title = clockTitle(caseType, change.clock);
    if (change.is.stoppedOn !== undefined) return `${title}: stopped on ${plainDate(change.is.stoppedOn)}`;
    return `${title}: due on ${plainDate(change.is.dueOn)}`;
  }
  if ('item' in change) return itemConsequence(caseType, change);
  if ('handed' in change && change.handed !== null)
    return 'Nothing is left to do: decide what is next, or close the case';
  return null;
}

function itemConsequence(caseType: CaseType, change: Extract<Change, { item: string }>): string | null {
  if (change.item === CASE_PLAN) return null;
  const kind = caseType.items.get(definitionOf(change.item))?.kind;
  const title = titleOfInstance(caseType, change.item);
  if (kind === 'task') return taskConsequence(title, change);
  if (kind === 'stage') return stageConsequence(title, change);
  return change.to === 'completed' ? `Reached: ${title}` : null;
}

function taskConsequence(title: string, change: Extract<Change, { item: string }>): string | null {
  if (change.to === 'active') {
    const due = change.task?.dueOn;
    return due === undefined ? `To do now: ${title}` : `To do now: ${title}, by ${plainDate(due)}`;
  }
  if (change.to === 'enabled') return `May be done now: ${title}`;
  if (change.to === 'terminated') return `No longer needed: ${title}`;
  return change.to === 'completed' ? `Completed: ${title}` : null;
}

function stageConsequence(title: string, change: Extract<Change, { item: string }>): string | null {
  if (change.to === 'active') return `Begun: ${title}`;
  if (change.to === 'completed') return `Finished: ${title}`;
  return change.to === 'terminated' ? `Ended: ${title}` : null;
}

function moved(days: number): string {
  const count = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`;
  return days < 0 ? `${count} earlier` : `${count} later`;
}

function clockTitle(caseType: CaseType, clock: string): string {
  return caseType.clocks.get(clock)?.title ?? clock;
}

function outcomeTitle(caseType: CaseType, outcome: string): string {
  return caseType.closing.outcomes.find((candidate) => candidate.value === outcome)?.label ?? outcome;
}

function plain(title: string, detail: readonly string[] = [], said: readonly string[] = []): EventWords {
  return { title, detail, said };
}

function because({ reason }: { readonly reason?: string }): readonly string[] {
  return reason === undefined ? [] : [`Reason: ${reason}`];
}

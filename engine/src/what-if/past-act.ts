// What was asked for when something happened in a case: the command again, read from its event and the case before and after it. Asked
// again of the same version at the same moment, it gives the same event, which is how this file is tested.
import { addDays } from '../calendar/calendar.ts';
import { type CaseCommand, type CaseEvent, type CaseState, isCorrectionEvent } from '../case/case.ts';
import type { CaseType } from '../definition/definition.ts';
import { definitionOf } from '../plan/plan.ts';
import { entryActOf } from './entry-act.ts';

export interface PastStep {
  readonly event: CaseEvent;
  readonly before: CaseState;
  readonly after: CaseState;
}

/**
 * @param caseType the version under which it happened
 * @param step an event after the opening
 * @returns null for what happened by itself (a timer, a day that passed), for what is said of what is wrong on record, for routing, and for what was said of who may read the case,
 * but for consents and shares, which referrals rest on
 */
export function pastActOf(caseType: CaseType, { event, before, after }: PastStep): CaseCommand | null {
  if (isCorrectionEvent(event)) return null;
  if ('entry' in event) return entryActOf(event, { before, after, caseType });
  switch (event.type) {
    case 'TaskStarted':
      return { type: 'StartTask', task: event.task };
    case 'TaskCompleted':
      return { type: 'CompleteTask', task: event.task, data: answersOf(caseType, { event, before, after }) };
    case 'ListenerOccurred':
      return { type: 'OccurListener', listener: event.listener, data: saidIn(caseType, event) };
    case 'DataRecorded':
    // Nobody looks into another case again: what was taken from it is what was said.
    case 'FactTaken':
      return { type: 'RecordData', data: saidIn(caseType, event) };
    case 'PlanItemMoved': {
      const { item, reason } = event;
      // The transitions that people may ask for are those that such an event can have.
      const on = event.on as Extract<CaseCommand, { type: 'MovePlanItem' }>['on'];
      return { type: 'MovePlanItem', item, on, ...(reason === undefined ? {} : { reason }) };
    }
    case 'ItemPlanned':
      return { type: 'PlanItem', item: definitionOf(event.item) };
    case 'CaseReopened':
      return { type: 'ReopenCase', again: againIn(event), reason: event.reason };
    case 'ClockSuspended':
    case 'ClockResumed':
    case 'ClockExtended':
    case 'DueDateChanged':
      return clockActOf(event, { before, after });
    case 'ChildOpened':
      return { type: 'RecordChild', task: event.task, child: event.child };
    case 'ChildReturned':
      return { type: 'ReturnChild', ...returnedIn(event), data: saidIn(caseType, event) };
    case 'AccessGiven':
      return sharingActOf(event);
    case 'AccessEnded':
      return isOfSharing(event.fact) ? { type: 'EndAccess', fact: event.fact, reason: event.reason } : null;
    case 'NoteAdded':
      return { type: 'AddNote', text: event.text };
    case 'CaseClosed':
      return { type: 'CloseCase', outcome: event.outcome };
    // Time does these by itself, or they are of routing, of who may read the case, and of versions.
    case 'CaseOpened':
    case 'CaseMoved':
    case 'TaskAssigned':
    case 'TimerFired':
    case 'ClockBreached':
    case 'ClockWarned':
    case 'ClocksRecounted':
    case 'CaseClassified':
    case 'ReclassificationProposed':
    case 'AccessRequested':
    case 'RequestOverdue':
    case 'AccessDecided':
    case 'GlassBroken':
    case 'BreakGlassReviewed':
    case 'ReviewOverdue':
      return null;
  }
}

function returnedIn({ task, child, outcome }: Extract<CaseEvent, { readonly type: 'ChildReturned' }>) {
  return { task, child, outcome };
}

function sharingActOf({ fact }: Extract<CaseEvent, { readonly type: 'AccessGiven' }>): CaseCommand | null {
  if (fact.kind === 'consent') {
    const { from: _from, ...consent } = fact;
    return { type: 'GiveAccess', fact: consent };
  }
  if (fact.kind !== 'share') return null;
  const { from: _from, until, ...share } = fact;
  return until === null ? null : { type: 'GiveAccess', fact: { ...share, until } };
}

/** What was given is named by its kind and the number of its event. */
function isOfSharing(id: string): boolean {
  return id.startsWith('share.') || id.startsWith('consent.');
}

type ClockEvent = Extract<
  CaseEvent,
  { readonly type: 'ClockSuspended' | 'ClockResumed' | 'ClockExtended' | 'DueDateChanged' }
>;

function clockActOf(event: ClockEvent, { before, after }: Pick<PastStep, 'before' | 'after'>): CaseCommand | null {
  switch (event.type) {
    case 'ClockSuspended':
      return { type: 'SuspendClock', clock: event.clock, pause: event.pause, reason: event.reason };
    case 'ClockResumed':
      return { type: 'ResumeClock', clock: event.clock, pause: event.pause };
    case 'ClockExtended': {
      const { clock, extension, reason } = event;
      const entry = after.clocks[clock]?.entries?.findLast(({ type }) => type === 'extended');
      return entry?.type === 'extended' ? { type: 'ExtendClock', clock, extension, by: entry.by, reason } : null;
    }
    case 'DueDateChanged': {
      const was = before.clocks[event.clock];
      if (was === undefined) return null;
      return { type: 'ChangeDueDate', clock: event.clock, dueOn: addDays(was.dueOn, event.days), reason: event.reason };
    }
  }
}

/** What the opening of a case was given. */
export function openingOf(caseType: CaseType, event: Extract<CaseEvent, { type: 'CaseOpened' }>): CaseCommand {
  const { reference, team, parties: subjects, parent } = event;
  const data = valuesOf(event.changes, onForm(caseType, caseType.opening.form));
  return { type: 'OpenCase', reference, team, data, subjects, ...(parent === undefined ? {} : { parent }) };
}

/** The answers to the form of a task: what changed, and what was there and stayed. */
function answersOf(caseType: CaseType, { event, before, after }: PastStep): CaseState['data'] {
  const task = event.type === 'TaskCompleted' ? caseType.items.get(definitionOf(event.task))?.task : undefined;
  if (caseType.openData) return saidIn(caseType, event);
  const changed = saidIn(caseType, event);
  const stayed = [...onForm(caseType, task?.form)].flatMap((field) => {
    const value = after.data[field] ?? null;
    return value !== null && value === before.data[field] ? [[field, value] as const] : [];
  });
  return { ...Object.fromEntries(stayed), ...changed };
}

function onForm({ forms }: CaseType, form: string | undefined): ReadonlySet<string> {
  return new Set(form === undefined ? [] : forms.get(form)?.fields.map(({ field }) => field));
}

/** What comes before anything in the plan has moved was said; the rest follows of it, and will again. */
function saidIn({ derived }: CaseType, { changes }: CaseEvent): CaseState['data'] {
  const computed = new Set(derived.map(({ field }) => field));
  const moved = changes.findIndex((change) => 'item' in change && change.on !== 'start');
  const first = moved === -1 ? changes : changes.slice(0, moved);
  const named = first.flatMap((change) => ('field' in change && !computed.has(change.field) ? [change.field] : []));
  return valuesOf(first, new Set(named));
}

/** The first value that a field was given: what follows of it may have changed it again. */
function valuesOf(changes: CaseEvent['changes'], fields: ReadonlySet<string>): CaseState['data'] {
  const values: Record<string, CaseState['data'][string]> = {};
  for (const change of changes)
    if ('field' in change && fields.has(change.field) && !Object.hasOwn(values, change.field))
      values[change.field] = change.value;
  return values;
}

/** What was created anew when the case was opened again. */
function againIn({ changes }: CaseEvent): readonly string[] {
  const created = changes.flatMap((change) =>
    'item' in change && change.on === 'create' ? [definitionOf(change.item)] : [],
  );
  return [...new Set(created)];
}

// What follows from a command: one event with all its consequences, or one rejection. Pure: no clock, no ids of its
// own, no knowledge of who may do what.
import { dateOf, instantOf, SHIPPED_HOLIDAYS } from '../calendar/calendar.ts';
import type { CaseType } from '../definition/case-type.ts';
import { validateFields } from '../form/form.ts';
import { type Draft, openDraft, setHanded, setTask, stateIn, taskIn } from '../plan/draft.ts';
import { instanceNamed } from '../plan/handle.ts';
import { isEnded } from '../plan/lifecycle.ts';
import { settle } from '../plan/settle.ts';
import { startCasePlan } from '../plan/stages.ts';
import { hasMoreThanItsEnd, hasWork } from '../plan/work.ts';
import {
  clockOfTimer,
  clocksFollowPlan,
  markBreached,
  moveDueDate,
  stopClocksAtClosing,
  updateClocks,
} from './clocks.ts';
import { decideAccess, reviewOfTimer, reviewOverdue, type Scales } from './access-commands.ts';
import { recordChild, returnChild } from './child-commands.ts';
import { putFields, recordData, takeFact } from './data-commands.ts';
import { decisionsOf } from './decisions.ts';
import { movePlanItem, planDiscretionary, reopenCase } from './move-commands.ts';
import type { Assignment } from '../routing/route.ts';
import { isEntryCommand } from './entry-roles.ts';
import { entryOfTimer } from './entry-timers.ts';
import { changeClock } from './clock-commands.ts';
import { changeEntry, entryTimeUp, openBlockers, settleLists } from './entry-commands.ts';
import { type Delegation, type Files, type Opened, peopleOf } from '../entries/entries.ts';
import { closePlan, completeTask, fireTimer, occurListener, startTask } from './plan-commands.ts';
import type { CaseCommand, CommandContext, OfferedFact } from './commands.ts';
import type { LeftAs } from './correction-state.ts';
import type { CaseEvent } from './events.ts';
import { missingDocumentFault } from './document-commands.ts';
import { doerFault, outcomeFault } from './guards.ts';
import { decideCorrection, isCorrectionCommand } from './correction-commands.ts';
import type { Rejection } from './rejections.ts';
import { isTimerMoved, recountClocks } from './recount-clocks.ts';
import { type Counting, markWarned, warningOf } from './ruled-clocks.ts';
import { assignedTo } from './evolve.ts';
import { assigneeOfQueue } from './queues.ts';
import { teamOfNewCase } from './routed-team.ts';
import type { CaseState } from './state.ts';
import { stateAfter } from './state-after.ts';
import { absentParty } from './whose.ts';

export type Decision =
  | {
      readonly event: CaseEvent;
      /** The case after the event: the same that folding the event gives, and already at hand. */
      readonly after: CaseState;
    }
  | { readonly rejection: Rejection };

/** The part of an event that a command decides; its changes are added when the plan has settled. */
export type Fact = CaseEvent extends infer E ? (E extends CaseEvent ? Omit<E, 'changes' | 'occurred'> : never) : never;

/**
 * Decides one command.
 *
 * @param caseType the version that the case runs under (for OpenCase: under which it will run)
 * @param state the case so far; null for a case that does not exist yet
 * @param context `occurred` is stored as it is stated: a date, or an instant with its offset
 * @returns the event to append, or why the command is refused; never throws for anything a caller can cause
 */
export function decide(
  caseType: CaseType,
  state: CaseState | null,
  command: CaseCommand,
  context: CommandContext,
): Decision {
  if (command.type === 'OpenCase') {
    return state === null ? openCase(caseType, command, context) : { rejection: { code: 'case-exists' } };
  }
  if (state === null) throw new Error('A command other than OpenCase needs the state of its case.');
  const draft = openDraft(caseType, state, withDecisions(caseType, context));
  const counting = countingOf(context);
  const { roles = null, actor, onBehalfOf, scales = NO_SCALES, delegations = [], offered = null, left = [] } = context;
  const { files = NO_FILES, opened = NOTHING_OPENED, parts = null } = context;
  const who = { actor, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
  const absent = 'data' in command ? absentParty(draft, command.data) : null;
  if (absent !== null) return { rejection: { code: 'unknown-subject', party: absent } };
  const fact = decideFact({ draft, counting }, state, {
    command,
    roles,
    scales,
    delegations,
    files,
    opened,
    parts,
    offered,
    left,
    ...who,
  });
  if ('rejection' in fact) return fact;
  return conclude({ draft, counting }, state, fact.fact);
}

interface Asked {
  readonly command: Exclude<CaseCommand, { type: 'OpenCase' }>;
  readonly roles: readonly string[] | null;
  readonly actor: string;
  readonly onBehalfOf?: string;
  readonly scales: Scales;
  readonly delegations: readonly Delegation[];
  readonly files: Files;
  readonly opened: Opened;
  readonly parts: ReadonlySet<string> | null;
  readonly offered: OfferedFact | null;
  readonly left: readonly LeftAs[];
}

const NO_SCALES: Scales = Object.freeze({});
const NO_FILES: Files = new Map();
const NOTHING_OPENED: Opened = new Map();

export interface Deciding {
  readonly draft: Draft;
  readonly counting: Counting;
}

/** Decisions that the host evaluates come before those of the case type. */
export function withDecisions(caseType: CaseType, context: CommandContext): CommandContext {
  if (context.evaluateDecision !== undefined) return context;
  const evaluateDecision = decisionsOf(caseType);
  return evaluateDecision === undefined ? context : { ...context, evaluateDecision };
}

function countingOf({ holidays = SHIPPED_HOLIDAYS }: CommandContext): Counting {
  return { holidays };
}

function decideFact(
  { draft, counting }: Deciding,
  state: CaseState,
  { command, roles, delegations, files, opened, parts, offered, left, ...asked }: Asked,
): { readonly fact: Fact } | { readonly rejection: Rejection } {
  if (isEntryCommand(command))
    return changeEntry({ draft, ...counting, doer: asked, delegations, files, opened, parts }, state, command);
  if (isCorrectionCommand(command)) return decideCorrection(draft, state, { command, parts, left, ...asked });
  switch (command.type) {
    case 'StartTask':
      return either(startTask(draft, state, command.task), (task) => ({ type: 'TaskStarted', task }));
    case 'CompleteTask':
      return either(completeTask(draft, state, { command, people: peopleOf(asked) }), (task) => ({
        type: 'TaskCompleted',
        task,
      }));
    case 'AssignTask':
      return assignTask(draft, command);
    case 'OccurListener':
      return either(occurListener(draft, state, command), (listener) => ({ type: 'ListenerOccurred', listener }));
    case 'RecordData':
      return recordData(draft, state, command.data);
    case 'TakeFact':
      return takeFact(draft, state, { command, offered });
    case 'FireTimer':
      return fire({ draft, counting }, state, command.timer);
    case 'ChangeDueDate':
      return changeDueDate(draft, command, counting);
    case 'RecordChild':
      return recordChild(draft, command);
    case 'ReturnChild':
      return returnChild(draft, state, command);
    case 'MovePlanItem':
      return either(movePlanItem(draft, state, { command, people: peopleOf(asked) }), (item) => moved(item, command));
    case 'PlanItem':
      return either(planDiscretionary(draft, state, { command, roles }), (item) => ({ type: 'ItemPlanned', item }));
    case 'ReopenCase':
      return either(reopenCase(draft, state, command), (reason) => ({ type: 'CaseReopened', reason }));
    case 'SuspendClock':
    case 'ResumeClock':
    case 'ExtendClock':
      return changeClock(draft, command, counting);
    case 'RecountClocks':
      return recountClocks(draft, counting);
    case 'AddNote':
      return { fact: { type: 'NoteAdded', text: command.text } };
    case 'CloseCase':
      return closeCase(draft, state, command.outcome);
    case 'ClassifyCase':
    case 'GiveAccess':
    case 'SuggestWall':
    case 'EndAccess':
    case 'RequestAccess':
    case 'DecideAccess':
    case 'BreakGlass':
    case 'ReviewBreakGlass':
      return decideAccess(draft, state, { command, ...asked });
  }
}

/** Lets the plan and the clocks follow, and makes the event of it. */
export function conclude({ draft, counting }: Deciding, state: CaseState | null, fact: Fact): Decision {
  const steps = settle(draft);
  if (steps !== null) return { rejection: { code: 'plan-does-not-settle', steps } };
  if (draft.failure !== null) return { rejection: { code: 'expression-failed', ...draft.failure } };
  const planEnds = draft.planEnded !== null && draft.plan !== undefined && isEnded(draft.plan);
  const endsNow = fact.type === 'CaseClosed' || planEnds;
  const open = endsNow && state?.closed === undefined ? openBlockers(draft) : [];
  if (open.length > 0) return { rejection: { code: 'open-entries', entries: open } };
  const missing = endsNow && state?.closed === undefined ? missingDocumentFault(draft) : null;
  if (missing !== null) return missing;
  if (state === null || draft.dataChanged || clocksFollowPlan(draft.caseType)) {
    const refused = updateClocks(draft, counting);
    if (refused !== null) return refused;
  }
  if (endsNow && fact.type !== 'CaseClosed') stopClocksAtClosing(draft, draft.occurred);
  const stillOpen = fact.type === 'CaseReopened' || (state?.status !== 'closed' && !endsNow);
  handOver(draft, state, stillOpen);
  if (fact.type === 'CaseReopened' && !hasMoreThanItsEnd(draft)) return { rejection: { code: 'nothing-to-act-on' } };
  // Fact is a member of the union without what is added here; TypeScript cannot rebuild the union from its parts. The
  // fact was made for this event, so it is completed and not copied: this is done for every command.
  const event = fact as { -readonly [K in keyof CaseEvent]: CaseEvent[K] };
  event.occurred = draft.occurred;
  event.changes = draft.changes;
  // It has now what its type says, and nobody writes to it any more.
  const decided = event as CaseEvent;
  return { event: decided, after: stateAfter(draft, state, decided) };
}

/** A case in which nobody can act on anything is handed to its team, which may record what it waits for, or close it. */
function handOver(draft: Draft, state: CaseState | null, stillOpen: boolean): void {
  const before = state?.handed !== undefined;
  const now = stillOpen && !hasWork(draft);
  if (now !== before) setHanded(draft, now ? (state?.team ?? draft.caseType.team) : null);
}

function moved(item: string, command: Extract<CaseCommand, { type: 'MovePlanItem' }>): Fact {
  const { on, reason } = command;
  return reason === undefined ? { type: 'PlanItemMoved', item, on } : { type: 'PlanItemMoved', item, on, reason };
}

function openCase(
  caseType: CaseType,
  command: Extract<CaseCommand, { type: 'OpenCase' }>,
  context: CommandContext,
): Decision {
  const problems = validateFields(caseType, caseType.opening.form, command.data);
  if (problems.length > 0) return { rejection: { code: 'invalid-data', problems } };
  for (const party of caseType.parties.values()) {
    if (party.subject && !party.later && command.subjects[party.name] === undefined) {
      return { rejection: { code: 'unknown-subject', party: party.name } };
    }
  }
  const draft = openDraft(caseType, null, withDecisions(caseType, context));
  const absent = absentParty(draft, command.data);
  if (absent !== null) return { rejection: { code: 'unknown-subject', party: absent } };
  putFields(draft, command.data);
  const parties = thoseAtOpening(caseType, command.subjects);
  draft.opening = { parties, opened: draft.occurred };
  settleLists(draft);
  startCasePlan(draft);
  const fact: Fact = {
    type: 'CaseOpened',
    caseType: { name: caseType.name, version: caseType.version, hash: caseType.hash },
    reference: command.reference,
    team: command.team ?? teamOfNewCase(caseType, command.data),
    parties,
    ...(command.parent === undefined ? {} : { parent: command.parent }),
  };
  return conclude({ draft, counting: countingOf(context) }, null, fact);
}

/** Whoever comes later is added with a day and, where they act for another, a scope. */
function thoseAtOpening({ parties }: CaseType, subjects: CaseState['parties']): CaseState['parties'] {
  const entries = Object.entries(subjects);
  const later = entries.some(([name]) => parties.get(name)?.later === true);
  return later ? Object.fromEntries(entries.filter(([name]) => parties.get(name)?.later !== true)) : subjects;
}

function assignTask(
  draft: Draft,
  command: Extract<CaseCommand, { type: 'AssignTask' }>,
): { readonly fact: Fact } | { readonly rejection: Rejection } {
  const instance = instanceNamed(draft.index, command.task);
  const task = instance === null ? null : taskIn(draft, instance);
  if (instance === null || task === null) {
    const is = instance === null ? undefined : stateIn(draft, instance);
    if (is === undefined) return { rejection: { code: 'unknown-item', item: command.task } };
    return { rejection: { code: 'not-available', item: command.task, state: is } };
  }
  const barred = command.assignee === null ? null : doerFault(draft, instance, [command.assignee]);
  if (barred !== null) return barred;
  const { routing, grounds, because } = command;
  // Routing may find that work stays with the team, and that is then on record.
  const isSame = (task.assignee ?? null) === command.assignee;
  if (isSame && (routing === undefined || command.assignee !== null)) return { rejection: { code: 'nothing-to-do' } };
  if (routing !== undefined && !isRoutedTo(routing, command.assignee)) {
    return { rejection: { code: 'routing-differs', task: command.task } };
  }
  setTask(draft, instance, assignedTo(task, command.assignee));
  const kept = {
    ...(routing === undefined ? {} : { routing }),
    ...(routing === undefined || grounds === undefined ? {} : { grounds }),
    ...(because === undefined ? {} : { because }),
  };
  return { fact: { type: 'TaskAssigned', task: command.task, assignee: command.assignee, ...kept } };
}

/**
 * A record of routing speaks for an assignment only where it chose that person and nothing spoke against them, or chose
 * nobody: then the work lies in the queue that it names, or stays with the team.
 */
function isRoutedTo({ person, outcome, target, candidates }: Assignment, assignee: string | null): boolean {
  if (person !== null) return person === assignee && candidates.some((one) => one.person === person && one.in);
  if (outcome === 'to-be-pulled' && 'queue' in target) return assignee === assigneeOfQueue(target.queue);
  return outcome !== 'assigned' && assignee === null;
}

function fire(
  { draft, counting }: Deciding,
  state: CaseState,
  timer: string,
): { readonly fact: Fact } | { readonly rejection: Rejection } {
  const set = state.timers[timer];
  if (set === undefined) return { rejection: { code: 'timer-not-set', timer } };
  if (!isDue(draft, set)) return { rejection: { code: 'timer-not-due', timer, dueAt: set.dueAt } };
  const review = reviewOfTimer(timer);
  if (review !== null) return reviewOverdue(draft, review);
  if (isTimerMoved(draft, timer, counting)) return recountClocks(draft, counting);
  const entry = entryOfTimer(timer);
  if (entry !== null) return entryTimeUp(draft, state, entry);
  const warning = warningOf(timer);
  if (warning !== null) {
    markWarned(draft, warning.clock, warning.share);
    return { fact: { type: 'ClockWarned', ...warning, ...escalated(draft, warning.clock, warning.share) } };
  }
  const clock = clockOfTimer(timer);
  if (clock === null) {
    fireTimer(draft, timer);
    return { fact: { type: 'TimerFired', timer } };
  }
  const refused = markBreached(draft, clock, counting);
  return refused ?? { fact: { type: 'ClockBreached', clock, ...escalated(draft, clock, 'due') } };
}

/** The rungs of the clock's ladder that are reached at this moment. */
function escalated(draft: Draft, clock: string, at: number | 'due'): { readonly to?: readonly string[] } {
  const steps = (draft.caseType.clocks.get(clock)?.escalation ?? []).filter((step) => step.at === at);
  return steps.length === 0 ? {} : { to: steps.map(({ to }) => to) };
}

/** A day timer may fire on its day as soon as something says so; any timer may fire once its instant has come. */
function isDue(draft: Draft, timer: { readonly dueAt: string; readonly dueOn?: string }): boolean {
  const { zone } = draft.caseType;
  if (timer.dueOn !== undefined) return dateOf(draft.occurred, zone) >= timer.dueOn;
  return instantOf(draft.occurred, zone) >= timer.dueAt;
}

function changeDueDate(
  draft: Draft,
  command: Extract<CaseCommand, { type: 'ChangeDueDate' }>,
  counting: Counting,
): { readonly fact: Fact } | { readonly rejection: Rejection } {
  const definition = draft.caseType.clocks.get(command.clock);
  if (definition === undefined) return { rejection: { code: 'unknown-clock', clock: command.clock } };
  const clock = draft.clocks[command.clock];
  if (clock === undefined || clock.stoppedOn !== undefined) {
    return { rejection: { code: 'clock-not-running', clock: command.clock } };
  }
  const days = moveDueDate(draft, definition, { dueOn: command.dueOn, cause: command.reason, counting });
  if (typeof days === 'object') return days;
  if (days === 0) return { rejection: { code: 'nothing-to-do' } };
  return { fact: { type: 'DueDateChanged', clock: command.clock, days, reason: command.reason } };
}

function closeCase(
  draft: Draft,
  state: CaseState,
  outcome: string,
): { readonly fact: Fact } | { readonly rejection: Rejection } {
  if (state.closed !== undefined) return { rejection: { code: 'case-closed', closedAt: state.closed.at } };
  if (!draft.caseType.closing.outcomes.some((known) => known.value === outcome)) {
    return { rejection: { code: 'unknown-outcome', outcome } };
  }
  const fault = outcomeFault(draft, outcome);
  if (fault !== null) return fault;
  stopClocksAtClosing(draft, draft.occurred);
  closePlan(draft);
  return { fact: { type: 'CaseClosed', outcome } };
}

function either<T>(
  result: { readonly done: T } | { readonly rejection: Rejection },
  fact: (done: T) => Fact,
): { readonly fact: Fact } | { readonly rejection: Rejection } {
  return 'rejection' in result ? result : { fact: fact(result.done) };
}

// Why an item ended that nobody ended by hand: its own exit criterion, what holds it, the closing of the case, or that
// everything in it was done. What a stage holds ends just before the stage itself (see `plan/stages.ts`).
import type { LifecycleState } from '../plan/plan.ts';
import { CASE_PLAN, isEnded } from '../plan/plan.ts';
import {
  type CaseLog,
  definitionIn,
  eventOf,
  eventStart,
  isEnding,
  itemAt,
  stageAround,
  stagesAround,
} from './case-log.ts';
import { exitFired } from './fired-criterion.ts';

/** A part of a stage whose end had to come before that of the stage. */
interface PartDone {
  readonly kind: 'part-done';
  readonly item: string;
  readonly state: LifecycleState;
}

type OwnEnd = PartDone | { readonly kind: 'ran'; readonly failed: false } | { readonly kind: 'nothing-left' };

export type EndedBy =
  | { readonly by: 'criterion' }
  | { readonly by: 'closing' }
  | { readonly by: 'stage'; readonly stage: string }
  | { readonly by: 'itself'; readonly parts: readonly OwnEnd[] };

/** What ended an item, given the position of its ending. */
export function endedBy(log: CaseLog, at: number): EndedBy {
  const change = itemAt(log, at);
  const { kind } = definitionIn(log, change?.item ?? CASE_PLAN);
  if (kind === 'task' && change?.on === 'complete' && exitFired(log, at) === null) {
    return { by: 'itself', parts: [{ kind: 'ran', failed: false }] };
  }
  if (isOfClosing(log, at)) return { by: 'closing' };
  const stage = endedWith(log, at);
  if (stage !== null) return { by: 'stage', stage };
  if (exitFired(log, at) !== null) return { by: 'criterion' };
  return { by: 'itself', parts: partsDone(log, at) };
}

/** What the closing of a case ends comes before everything that follows from it. */
function isOfClosing(log: CaseLog, at: number): boolean {
  const event = eventOf(log, at);
  if (event?.type !== 'CaseClosed') return false;
  for (let before = eventStart(log, at); before < at; before += 1) {
    const change = log.moments[before]?.change;
    if (change === undefined || 'waiting' in change || 'field' in change) return false;
    if ('item' in change && change.on === 'create') return false;
  }
  const change = itemAt(log, at);
  return change !== null && !log.caseType.closing.afterwards.includes(definitionIn(log, change.item).id);
}

/** The outermost stage whose own end took it along; null where it ended by itself. */
function endedWith(log: CaseLog, at: number): string | null {
  const change = itemAt(log, at);
  // A stage takes along what it holds by these two transitions and no others.
  if (change === null || (change.on !== 'exit' && change.on !== 'parentTerminate')) return null;
  const { item } = change;
  for (const stage of stagesAround(log, item).toReversed()) {
    const end = endOf(log, stage, at);
    if (end === -1) continue;
    const exit = exitFired(log, end);
    if (exit !== null ? exit.before <= at : isMoved(log, end) || exitFired(log, at) === null) return stage;
  }
  return null;
}

/** Where a stage ended right after something in it, with nothing between but the ends of what it held; else -1. */
function endOf(log: CaseLog, stage: string, at: number): number {
  const event = log.moments[at]?.event;
  for (let next = at + 1; log.moments[next]?.event === event; next += 1) {
    const change = log.moments[next]?.change;
    if (change === undefined) return -1;
    if ('timer' in change && change.due === null) continue;
    if (!('item' in change) || !isEnding(change)) return -1;
    if (change.item === stage) return next;
    if (!stagesAround(log, change.item).includes(stage)) return -1;
  }
  return -1;
}

function isMoved(log: CaseLog, at: number): boolean {
  const event = eventOf(log, at);
  const item = itemAt(log, at)?.item;
  return event?.type === 'CaseClosed' ? item === CASE_PLAN : event?.type === 'PlanItemMoved' && event.item === item;
}

/** What in a stage had ended before the stage did, and would have kept it open (CMMN 1.1, table 8.13). */
function partsDone(log: CaseLog, at: number): readonly OwnEnd[] {
  const stage = itemAt(log, at)?.item ?? CASE_PLAN;
  const { autoComplete } = definitionIn(log, stage);
  const states = new Map<string, { state: LifecycleState; worked: boolean; required: boolean }>();
  for (let before = 0; before < at; before += 1) {
    const change = itemAt(log, before);
    if (change === null || stageAround(log, change.item) !== stage) continue;
    if (isEnding(change) && endedWith(log, before) === stage) continue;
    const was = states.get(change.item);
    const { required } = definitionIn(log, change.item);
    states.set(change.item, {
      state: change.to,
      worked: was?.worked === true || change.to === 'active',
      required: required === true || was?.required === true || change.required === true,
    });
  }
  const parts = [...states].flatMap(([item, { state, worked, required }]): PartDone[] => {
    const { kind } = definitionIn(log, item);
    const counts = autoComplete ? worked || required : kind !== 'timer' && kind !== 'listener';
    return isEnded(state) && counts ? [{ kind: 'part-done', item, state }] : [];
  });
  return parts.length > 0 ? parts : [{ kind: 'nothing-left' }];
}

// Applies everything that follows from what happened until nothing follows any more. Bounded: a definition whose
// criteria feed each other without end is refused, never looped on.
import { type Draft, instancesIn, setField } from './draft.ts';
import { CASE_PLAN, definitionOf, repetitionOf } from './instance.ts';
import { isEnded, type LifecycleState } from './lifecycle.ts';
import { evaluate, fieldValueOf, isRequired } from './rules.ts';
import { fireNext, isWatched, notice } from './sentries.ts';
import { activeStages, finish } from './stages.ts';

/** More happenings than any sensible case type causes by one command. */
export const SETTLE_LIMIT = 2_500;

/** Settles a draft. Returns the number of steps where it did not come to rest within the limit, else null. */
export function settle(draft: Draft): number | null {
  let next = 0;
  for (let step = 0; step < SETTLE_LIMIT; step += 1) {
    const happening = draft.agenda[next];
    if (happening !== undefined) {
      next += 1;
      if (happening.source === 'field') derive(draft, happening.field);
      notice(draft, happening);
      continue;
    }
    if (fireNext(draft)) continue;
    if (!completeNext(draft)) return null;
  }
  return SETTLE_LIMIT;
}

/** May this stage be completed now (CMMN 1.1, table 8.13)? `byHand` asks under the condition of auto-completion. */
export function isCompletable(draft: Draft, stage: string, byHand: boolean): boolean {
  const lenient = byHand || (draft.caseType.items.get(definitionOf(stage))?.autoComplete ?? false);
  const children = draft.caseType.children.get(definitionOf(stage)) ?? [];
  return children.every((child) =>
    instancesIn(draft, stage, child).every((instance) => !blocks(draft, instance, lenient)),
  );
}

/** Fields computed from others follow at once; they are in an order in which each needs only earlier ones. */
function derive(draft: Draft, changed: string): void {
  for (const { field, from } of draft.caseType.derived) {
    if (!from.names.includes(changed)) continue;
    const kind = draft.caseType.fields.get(field)?.kind ?? 'text';
    setField(draft, field, fieldValueOf(evaluate(draft, from, null), kind));
  }
}

/** Completes the innermost stage that is done. Only asked when no criterion can fire, so an exit wins over it. */
function completeNext(draft: Draft): boolean {
  const stages = [...draft.caseType.children.keys()].reverse();
  for (const definition of stages) {
    if (definition === CASE_PLAN && draft.caseType.items.get(CASE_PLAN)?.autoComplete !== true) continue;
    for (const stage of activeStages(draft, definition)) {
      if (!isCompletable(draft, stage, false)) continue;
      finish(draft, stage, 'complete');
      return true;
    }
  }
  return false;
}

function blocks(draft: Draft, child: string, lenient: boolean): boolean {
  const state = draft.items[child];
  if (state === undefined || isEnded(state) || state === 'disabled') return false;
  const item = draft.caseType.items.get(definitionOf(child));
  if (item?.kind === 'timer' || item?.kind === 'listener') return isWatched(draft, child);
  if (isWaitingRepetition(child, state)) return false;
  if (!lenient) return true;
  return state === 'active' || isRequired(draft, child);
}

/** A further instance that only waits for its criterion asks nothing of anyone. */
function isWaitingRepetition(child: string, state: LifecycleState): boolean {
  return state === 'available' && repetitionOf(child) > 1;
}

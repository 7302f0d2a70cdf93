// When a stage or the case may complete (CMMN 1.1, table 8.13; readings 8 and 9). It remembers which child said no last
// time and asks that one first, so that a stage with a thousand children costs as much as one with three.
import { type Draft, itemOf, liveIn, stateIn } from './draft.ts';
import { CASE_PLAN, definitionOf, repetitionOf } from './instance.ts';
import { isEnded } from './lifecycle.ts';
import { isRequired } from './rules.ts';
import { isWatched } from './sentries.ts';
import { finish } from './stages.ts';

/** Completes the innermost touched stage that is done. Only asked when no criterion can fire, so an exit wins over it. */
export function completeNext(draft: Draft): boolean {
  for (;;) {
    const stage = takeInnermost(draft);
    if (stage === undefined) return false;
    if (stateIn(draft, stage) !== 'active' || !completesByItself(draft, stage)) continue;
    if (blockerOf(draft, stage, isLenient(draft, stage)) !== null) continue;
    finish(draft, stage, 'complete');
    return true;
  }
}

/** What keeps an active stage, or the case, from being completed by hand; null where nothing does. */
export function handBlockerOf(draft: Draft, stage: string): string | null {
  return blockerOf(draft, stage, true);
}

function completesByItself(draft: Draft, stage: string): boolean {
  if (stage === CASE_PLAN && !draft.caseType.endsWithPlan) return false;
  // Table 8.13: while there are discretionary items, only people can say that nothing more will be planned.
  return isLenient(draft, stage) || (draft.index.discretionary.get(definitionOf(stage)) ?? []).length === 0;
}

function isLenient(draft: Draft, stage: string): boolean {
  return itemOf(draft, stage).autoComplete;
}

function blockerOf(draft: Draft, stage: string, lenient: boolean): string | null {
  const { hints } = draft.records;
  const hint = hints.get(stage);
  if (hint !== undefined && blocks(draft, hint, lenient)) return hint;
  for (const definition of draft.caseType.children.get(definitionOf(stage)) ?? []) {
    for (const child of liveIn(draft, stage, definition)) {
      if (!blocks(draft, child, lenient)) continue;
      hints.set(stage, child);
      return child;
    }
  }
  return null;
}

function blocks(draft: Draft, child: string, lenient: boolean): boolean {
  const state = stateIn(draft, child);
  if (state === undefined || isEnded(state) || state === 'disabled') return false;
  const item = itemOf(draft, child);
  if (lenient) return state === 'active' || isRequired(draft, child);
  if (item.kind === 'timer' || item.kind === 'listener') return isWatched(draft, child);
  // A further instance that only waits for its criterion asks nothing of anyone.
  return !(state === 'available' && repetitionOf(child) > 1 && item.discretionary === undefined);
}

/** What lies inside comes after its stage in the file, so the last of the touched is the innermost. */
function takeInnermost(draft: Draft): string | undefined {
  const { touched, index } = draft;
  if (touched.length < 2) return touched.pop();
  let best = 0;
  let depth = -1;
  for (let at = 0; at < touched.length; at += 1) {
    const order = index.order.get(definitionOf(touched[at] ?? '')) ?? 0;
    if (order > depth) {
      depth = order;
      best = at;
    }
  }
  return touched.splice(best, 1)[0];
}

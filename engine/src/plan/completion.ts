// When a stage or the case may complete (CMMN 1.1, table 8.13; readings 8 and 9). It remembers which child said no last
// time and asks that one first, so that a stage with a thousand children costs as much as one with three.
import { type Draft, liveIn, stateIn } from './draft.ts';
import type { Instance } from './handle.ts';
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
    if (blockerOf(draft, stage, stage.node.item.autoComplete) !== null) continue;
    finish(draft, stage, 'complete');
    return true;
  }
}

/** What keeps an active stage, or the case, from being completed by hand; null where nothing does. */
export function handBlockerOf(draft: Draft, stage: Instance): Instance | null {
  return blockerOf(draft, stage, true);
}

function completesByItself({ caseType }: Draft, { stage, node }: Instance): boolean {
  if (stage === null && !caseType.endsWithPlan) return false;
  // Table 8.13: while there are discretionary items, only people can say that nothing more will be planned.
  return node.item.autoComplete || node.plannable.length === 0;
}

function blockerOf(draft: Draft, stage: Instance, lenient: boolean): Instance | null {
  const { blocking } = draft.hints;
  const hint = blocking.get(stage);
  if (hint !== undefined && blocks(draft, hint, lenient)) return hint;
  for (const node of stage.node.children) {
    for (const child of liveIn(draft, stage, node)) {
      if (!blocks(draft, child, lenient)) continue;
      blocking.set(stage, child);
      return child;
    }
  }
  return null;
}

function blocks(draft: Draft, child: Instance, lenient: boolean): boolean {
  const state = stateIn(draft, child);
  if (state === undefined || isEnded(state) || state === 'disabled') return false;
  if (lenient) return state === 'active' || isRequired(draft, child);
  const { item } = child.node;
  if (item.kind === 'timer' || item.kind === 'listener') return isWatched(draft, child);
  // A further instance that only waits for its criterion asks nothing of anyone.
  return !(state === 'available' && child.repetition > 1 && item.discretionary === undefined);
}

/** What lies inside comes after its stage in the file, so the last of the touched is the innermost. */
function takeInnermost({ touched }: Draft): Instance | undefined {
  if (touched.length < 2) return touched.pop();
  let best = 0;
  let depth = -1;
  for (let at = 0; at < touched.length; at += 1) {
    const place = touched[at]?.node.place ?? 0;
    if (place > depth) {
      depth = place;
      best = at;
    }
  }
  return touched.splice(best, 1)[0];
}

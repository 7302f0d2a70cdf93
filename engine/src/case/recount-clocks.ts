// The clocks of a case counted anew by the table of public holidays of today. A case asks for it itself when a timer comes
// that is due on another day by now, so that nothing falls due by a table that was replaced.
import { saidOf } from '../clocks/clock-history.ts';
import type { RecountedClock } from './events.ts';
import type { Draft } from '../plan/draft.ts';
import { clockOfTimer } from './clocks.ts';
import { refuse } from './clock-commands.ts';
import type { Rejection } from './rejections.ts';
import {
  type Counting,
  isRuled,
  keepRecounted,
  recount,
  recountedTimer,
  type Recounted,
  warningOf,
} from './ruled-clocks.ts';

interface RecountFact {
  readonly type: 'ClocksRecounted';
  readonly holidays: string;
  readonly moved: readonly RecountedClock[];
}

/** Moves every running clock of the case that was counted by another table and is due on another day by this one. */
export function recountClocks(
  draft: Draft,
  counting: Counting,
): { readonly fact: RecountFact } | { readonly rejection: Rejection } {
  const recounted: Recounted[] = [];
  for (const definition of draft.caseType.clocks.values()) {
    const one = isRuled(definition) ? recount(draft, definition, counting) : null;
    if (one === null) continue;
    if ('problem' in one) return refuse(definition.name, one.problem.code, saidOf(one.problem));
    recounted.push(one);
  }
  if (recounted.length === 0) return { rejection: { code: 'nothing-to-do' } };
  for (const one of recounted) keepRecounted(draft, one);
  const moved = recounted.map(({ definition, from, is }) => ({ clock: definition.name, from, to: is.dueOn }));
  return { fact: { type: 'ClocksRecounted', holidays: counting.holidays.version, moved } };
}

/** Whether a timer of a clock is due on another day than it was set for. A clock that cannot be counted stays as it is. */
export function isTimerMoved(draft: Draft, timer: string, counting: Counting): boolean {
  const definition = draft.caseType.clocks.get(clockOfTimer(timer) ?? warningOf(timer)?.clock ?? '');
  if (definition === undefined || !isRuled(definition)) return false;
  const one = recount(draft, definition, counting);
  if (one === null || 'problem' in one) return false;
  return recountedTimer(one, timer) !== (draft.timers[timer]?.dueOn ?? null);
}

// What comes next in a case for whoever looks at it. Pure: it only reads the view.
import type { CaseView, TaskFace } from '../../client/types.ts';

export type NextStep =
  | { readonly kind: 'closed' }
  /** A task that the reader may do now, and how many more of these there are. */
  | { readonly kind: 'task'; readonly task: TaskFace; readonly others: number }
  /** An issue that the reader may decide. */
  | { readonly kind: 'issue'; readonly words: string }
  /** What was completed waits to be recorded, and then shows what comes. */
  | { readonly kind: 'held' }
  /** Work waits, and none of it is the reader's. */
  | { readonly kind: 'elsewhere'; readonly task: TaskFace }
  | {
      readonly kind: 'nothing';
      readonly optional: readonly TaskFace[];
      readonly mayRaise: boolean;
      readonly mayClose: boolean;
    };

/** More would be a list, and the list is further down. */
const WAYS_MAX = 3;

/**
 * The soonest due comes first; among those without a date the order is that of the plan.
 *
 * @param held the task that was completed and is not recorded yet, if there is one
 */
export function nextStepOf({ status, tasks, kept, closing }: CaseView, held: string | null): NextStep {
  const isClosed = status === 'closed';
  const waiting = tasks.filter(({ standing, task }) => standing === 'to-do' && task !== held).toSorted(bySoonest);
  const own = waiting.filter(({ mayDo, missing }) => mayDo && missing.length === 0);
  const [first] = own;
  // After closing, some tasks go on.
  if (first !== undefined) return { kind: 'task', task: first, others: own.length - 1 };
  if (held !== null) return { kind: 'held' };
  if (isClosed) return { kind: 'closed' };
  const issue = kept.issues.find(({ may }) => may.includes('decide'));
  if (issue !== undefined) return { kind: 'issue', words: issue.words };
  const [others] = waiting;
  if (others !== undefined) return { kind: 'elsewhere', task: others };
  return {
    kind: 'nothing',
    optional: tasks.filter(({ standing, mayDo }) => standing === 'optional' && mayDo).slice(0, WAYS_MAX),
    mayRaise: kept.issues.length === 0 && kept.kinds.issues.some(({ mayAdd }) => mayAdd),
    mayClose: closing.mayClose,
  };
}

function bySoonest({ dueOn: one }: TaskFace, { dueOn: other }: TaskFace): number {
  if (one === other) return 0;
  if (one === null) return 1;
  return other === null || one < other ? -1 : 1;
}

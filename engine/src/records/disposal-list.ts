// The life of a list of disposal: proposed, looked through, submitted, approved by two others by its hash, gone through. What is taken out of
// it makes another hash, and whoever approved the one before has not approved this one.
import type { RecordsRefusal } from './refusals.ts';

export interface DisposalList {
  readonly proposedBy: string;
  /** What people approve: the hash of the list with what was taken out of it, hex. */
  readonly hash: string;
  readonly isDraft: boolean;
  readonly isWithdrawn: boolean;
  readonly isStarted: boolean;
  readonly isFinished: boolean;
}

export interface Approved {
  readonly person: string;
  readonly hash: string;
  /** Whether they are active and still hold the office. */
  readonly stands: boolean;
}

export type ListState = 'draft' | 'in-review' | 'approved' | 'running' | 'stopped' | 'done' | 'withdrawn';

export type ListAct =
  | { readonly kind: 'take-out' | 'withdraw' }
  | { readonly kind: 'submit' | 'approve'; readonly hash: string }
  /** How many cases whoever starts it was told that there are. */
  | { readonly kind: 'start'; readonly hash: string; readonly items: number };

/** Those whose approval counts: of this list as it is, who still may, and did not propose it. */
export function approversOf({ hash, proposedBy }: DisposalList, approvals: readonly Approved[]): readonly string[] {
  const counted = approvals.filter((one) => one.stands && one.hash === hash && one.person !== proposedBy);
  return [...new Set(counted.map(({ person }) => person))];
}

/** As many as must approve before anything goes. */
export const APPROVERS = 2;

export function listState(list: DisposalList, approvals: readonly Approved[]): ListState {
  if (list.isFinished) return 'done';
  if (list.isWithdrawn) return 'withdrawn';
  const isApproved = approversOf(list, approvals).length >= APPROVERS;
  if (list.isStarted) return isApproved ? 'running' : 'stopped';
  if (list.isDraft) return 'draft';
  return isApproved ? 'approved' : 'in-review';
}

export interface ListFacts {
  readonly approvals: readonly Approved[];
  /** Cases that are left on it. */
  readonly left: number;
  readonly by: string;
}

/** Why somebody who holds the office may not do this with the list now; null where they may. */
export function whyNotDone(
  list: DisposalList,
  act: ListAct,
  { approvals, left, by }: ListFacts,
): RecordsRefusal | null {
  if (list.isFinished) return 'disposal-finished';
  if (list.isWithdrawn) return 'disposal-withdrawn';
  // Of one that was begun: where somebody who approved it has left, another approves it.
  if (list.isStarted && act.kind !== 'approve') return 'disposal-started';
  if (act.kind === 'withdraw') return null;
  if (act.kind === 'submit' && !list.isDraft) return 'disposal-submitted';
  if (list.isDraft && (act.kind === 'approve' || act.kind === 'start')) return 'disposal-draft';
  if (act.kind === 'approve' && list.proposedBy === by) return 'disposal-own';
  if ('hash' in act && act.hash !== list.hash) return 'disposal-changed';
  if (act.kind === 'start' && act.items !== left) return 'disposal-changed';
  if (left === 0) return 'disposal-nothing-left';
  if (act.kind === 'approve' && approvals.some((one) => one.person === by && one.hash === list.hash))
    return 'disposal-approved-already';
  if (act.kind === 'start' && approversOf(list, approvals).length < APPROVERS) return 'disposal-not-approved';
  return null;
}

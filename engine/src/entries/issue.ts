// Issues: what must be decided in a case. One is raised in words, decided with one of the outcomes that its kind has and with
// reasons, and opened again where its kind allows that.
import type { IssueDefinition } from '../definition/entry-definition.ts';
import {
  dayFault,
  dayOf,
  type Entries,
  firstFault,
  type Kept,
  type Moment,
  moveFrom,
  type Moves,
  type Ruled,
  wordsFault,
} from './entry.ts';
import { standingIn } from './personal-words.ts';

export type IssueStatus = 'open' | 'decided';

export interface Issue extends Kept<'issue', IssueStatus> {
  /** What is to be decided, in the words of whoever raised it. */
  readonly words: string;
  readonly outcome: string | null;
  readonly reasons: string | null;
  /** Of a personal one: the party whom it is about, by id. */
  readonly about?: string;
}

export const ISSUE_MOVES: Moves<'raise' | 'decide' | 'reopen', IssueStatus> = {
  raise: { from: [], to: 'open' },
  decide: { from: ['open'], to: 'decided' },
  reopen: { from: ['decided'], to: 'open' },
};

/** @param from the day since which it is one; the day on which it is raised where none is given */
export function raiseIssue(
  { name, title, subject }: IssueDefinition,
  { words, from }: { readonly words: string; readonly from?: string | undefined },
  { at, entries }: { readonly at: Moment; readonly entries: Entries },
): Ruled<Issue> {
  const today = dayOf(at);
  const about = subject === undefined ? undefined : standingIn(entries, subject)?.[0];
  const reason = firstFault(
    wordsFault(words, 'What is to be decided'),
    dayFault(from, 'The day since which it is one'),
    from !== undefined && from > today ? 'An issue is raised when it is there, and not before.' : null,
    subject !== undefined && about === undefined
      ? `“${title}” is about the party “${subject}”, and nobody is. Add them first.`
      : null,
  );
  if (reason !== null) return { reason };
  const { to: status } = ISSUE_MOVES.raise;
  const said = { words, outcome: null, reasons: null, ...(about === undefined ? {} : { about }) };
  return { entry: { kind: 'issue', of: name, status, from: from ?? today, until: null, ...said } };
}

export function decideIssue(
  { title, outcomes }: IssueDefinition,
  issue: Issue,
  { outcome, reasons, at }: { readonly outcome: string; readonly reasons: string; readonly at: Moment },
): Ruled<Issue> {
  const moved = moveFrom(ISSUE_MOVES.decide, issue.status);
  if ('reason' in moved) return moved;
  if (!outcomes.some(({ value }) => value === outcome)) {
    return { reason: `“${title}” ends with one of: ${outcomes.map(({ value }) => value).join(', ')}.` };
  }
  const reason = wordsFault(reasons, 'The reasons');
  return reason === null ? { entry: { ...issue, status: moved.to, until: dayOf(at), outcome, reasons } } : { reason };
}

/** What was decided stays in the events; the issue is open as it was before. */
export function reopenIssue({ title, mayReopen }: IssueDefinition, issue: Issue, why: string): Ruled<Issue> {
  const moved = moveFrom(ISSUE_MOVES.reopen, issue.status);
  if ('reason' in moved) return moved;
  if (!mayReopen) return { reason: `“${title}” stays decided: its case type does not let it be opened again.` };
  const reason = wordsFault(why, 'The reason');
  return reason === null
    ? { entry: { ...issue, status: moved.to, until: null, outcome: null, reasons: null } }
    : { reason };
}

// Issues: what must be decided in a case. One is raised in words, decided with one of the outcomes that its kind has and with
// reasons, and opened again where its kind allows that.
import { say, type Said } from '../sentences/say.ts';
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
  /** The issue of which it is a part, by id; absent where its kind is a part of none. */
  readonly within?: string;
  /** The determination that decided it, by id; absent where none did. */
  readonly determination?: string;
}

export const ISSUE_MOVES: Moves<'raise' | 'decide' | 'reopen', IssueStatus> = {
  raise: { from: [], to: 'open' },
  decide: { from: ['open'], to: 'decided' },
  reopen: { from: ['decided'], to: 'open' },
};

/** @param from the day since which it is one; the day on which it is raised where none is given */
export function raiseIssue(
  definition: IssueDefinition,
  { words, from, within }: IssueToRaise,
  { at, entries }: { readonly at: Moment; readonly entries: Entries },
): Ruled<Issue> {
  const today = dayOf(at);
  const { subject } = definition;
  const about = subject === undefined ? undefined : standingIn(entries, subject)?.[0];
  const reason = firstFault(
    wordsFault(words, say('what-is-to-be-decided')),
    dayFault(from, say('the-day-since-which-it-is')),
    from !== undefined && from > today ? say('an-issue-is-raised-when-it') : null,
    subject !== undefined && about === undefined
      ? say('is-about-the-party-and-nobody', { title: definition.title, subject })
      : null,
    withinFault(definition, within, entries),
  );
  if (reason !== null) return { reason };
  const { to: status } = ISSUE_MOVES.raise;
  const whole = { ...(about === undefined ? {} : { about }), ...(within === undefined ? {} : { within }) };
  return {
    entry: {
      ...{ kind: 'issue', of: definition.name, status, from: from ?? today, until: null },
      ...{ words, outcome: null, reasons: null, ...whole },
    },
  };
}

export interface IssueToRaise {
  readonly words: string;
  readonly from?: string | undefined;
  /** The issue of which it is a part, by id; for kinds that are. */
  readonly within?: string | undefined;
}

function withinFault(
  { title, within: kind }: IssueDefinition,
  within: string | undefined,
  entries: Entries,
): Said | null {
  if (kind === undefined) return within === undefined ? null : say('is-a-part-of-nothing', { title });
  const whole = within !== undefined && Object.hasOwn(entries, within) ? entries[within] : undefined;
  const isOpen = whole?.kind === 'issue' && whole.of === kind && whole.status === 'open';
  return isOpen ? null : say('is-a-part-of-an-open', { title, kind });
}

export function decideIssue(
  { title, outcomes }: IssueDefinition,
  issue: Issue,
  { outcome, reasons, at }: { readonly outcome: string; readonly reasons: string; readonly at: Moment },
): Ruled<Issue> {
  const moved = moveFrom(ISSUE_MOVES.decide, issue.status);
  if ('reason' in moved) return moved;
  if (!outcomes.some(({ value }) => value === outcome)) {
    return { reason: say('ends-with-one-of', { title, outcomes: outcomes.map(({ value }) => value).join(', ') }) };
  }
  const reason = wordsFault(reasons, say('the-reasons'));
  return reason === null ? { entry: { ...issue, status: moved.to, until: dayOf(at), outcome, reasons } } : { reason };
}

/** Decided by what a delegate has decided: the reasons stand there. */
export function decideIssueIn(
  { title, outcomes }: IssueDefinition,
  issue: Issue,
  { outcome, determination, at }: { readonly outcome: string; readonly determination: string; readonly at: Moment },
): Ruled<Issue> {
  if (!outcomes.some(({ value }) => value === outcome)) {
    return { reason: say('ends-with-one-of', { title, outcomes: outcomes.map(({ value }) => value).join(', ') }) };
  }
  const { to: status } = ISSUE_MOVES.decide;
  return { entry: { ...issue, status, until: dayOf(at), outcome, reasons: null, determination } };
}

/** What decided it holds no longer. */
export function undecideIssue({ determination: _overruled, ...issue }: Issue): Issue {
  return { ...issue, status: ISSUE_MOVES.reopen.to, until: null, outcome: null, reasons: null };
}

/** What was decided stays in the events; the issue is open as it was before. */
export function reopenIssue({ title, mayReopen }: IssueDefinition, issue: Issue, why: string): Ruled<Issue> {
  const moved = moveFrom(ISSUE_MOVES.reopen, issue.status);
  if ('reason' in moved) return moved;
  if (issue.determination !== undefined) {
    // Which one it was may be of a section that whoever asks may not read.
    return { reason: say('it-was-decided-by-a-delegate') };
  }
  if (!mayReopen) return { reason: say('stays-decided-its-case-type-does', { title }) };
  const reason = wordsFault(why, say('the-reason'));
  return reason === null
    ? { entry: { ...issue, status: moved.to, until: null, outcome: null, reasons: null } }
    : { reason };
}

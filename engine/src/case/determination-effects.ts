// What a determination does to others when it is made: its issues are decided, and the one that it reviews is affirmed, varied or set
// aside. Issues that were decided by what holds no longer are open again.
import { say, type Said } from '../sentences/say.ts';
import { type Determination, decideIssueIn, reviewedBy, undecideIssue, undoneWith } from '../entries/entries.ts';
import { setEntry } from '../plan/draft.ts';
import { entriesIn } from '../plan/kept-entries.ts';
import { known } from '../plan/known.ts';
import { followTime } from './entry-timers.ts';
import type { EntryAsked } from './put-entry.ts';

/** @returns why it cannot be, or null once it is done; nothing is kept of a draft that was refused */
export function followDetermination(asked: EntryAsked, id: string, made: Determination): Said | null {
  return answerReview(asked, id, made) ?? decideIssues(asked, id, made);
}

function answerReview({ draft, at }: EntryAsked, answer: string, made: Determination): Said | null {
  const { reviewOf, outcome } = made;
  const reviewed = reviewOf === null ? undefined : known(draft.entries, reviewOf);
  if (reviewOf === null || reviewed?.kind !== 'determination') return null;
  if (outcome === 'affirmed' && made.issues.length > 0) return say('what-is-affirmed-stays-as-it');
  const ruled = reviewedBy(reviewed, { answer, outcome }, at);
  if ('reason' in ruled) return ruled.reason;
  const names = made.issues.map(({ issue }) => issue);
  const wrong = names.find((issue) => !standsOn(draft.entries, issue, chainOf(draft.entries, reviewOf)));
  if (wrong !== undefined) return say('was-not-decided-by-what-is', { wrong });
  if (outcome === 'set-aside') openIssuesOf({ draft, at }, chainOf(draft.entries, reviewOf));
  setEntry(draft, reviewOf, ruled.entry);
  followTime(draft, reviewOf);
  for (const id of chainOf(draft.entries, reviewOf).slice(1)) {
    const before = known(draft.entries, id);
    const after = before?.kind === 'determination' ? undoneWith(before, { answer, outcome }, at) : before;
    if (after === undefined || after === before) continue;
    setEntry(draft, id, after);
    followTime(draft, id);
  }
  return null;
}

function decideIssues({ draft, at }: EntryAsked, determination: string, made: Determination): Said | null {
  for (const { issue: id, outcome } of made.issues) {
    const issue = known(draft.entries, id);
    const definition = issue?.kind === 'issue' ? draft.caseType.issues.get(issue.of) : undefined;
    if (issue?.kind !== 'issue' || definition === undefined) return say('is-not-an-issue-of-this', { id });
    if (made.reviewOf === null && issue.status !== 'open') return say('is-decided-already', { id });
    const ruled = decideIssueIn(definition, issue, { outcome, determination, at });
    if ('reason' in ruled) return ruled.reason;
    setEntry(draft, id, ruled.entry);
  }
  return null;
}

/** Opens again what these determinations have decided. */
export function openIssuesOf({ draft }: Pick<EntryAsked, 'draft' | 'at'>, determinations: readonly string[]): void {
  for (const [id, entry] of Object.entries(entriesIn(draft))) {
    if (entry.kind !== 'issue' || entry.determination === undefined) continue;
    if (determinations.includes(entry.determination)) setEntry(draft, id, undecideIssue(entry));
  }
}

type Entries = EntryAsked['draft']['entries'];

/** A determination and those that it reviewed in its turn: what was decided stands on one of them. */
function chainOf(entries: Entries, id: string): readonly string[] {
  const entry = known(entries, id);
  if (entry?.kind !== 'determination') return [];
  return entry.reviewOf === null ? [id] : [id, ...chainOf(entries, entry.reviewOf)];
}

function standsOn(entries: Entries, id: string, determinations: readonly string[]): boolean {
  const issue = known(entries, id);
  return issue?.kind === 'issue' && issue.determination !== undefined && determinations.includes(issue.determination);
}

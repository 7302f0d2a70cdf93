// What an event about an issue or the like says to a person who may read its section, and whether they may. A view that does not
// ask shows none of it.
import type { EntryEvent } from '../case/events.ts';
import type { CaseType } from '../definition/case-type.ts';
import { partsAsked } from '../definition/definition.ts';
import { COLLECTION_OF, type Entry } from '../entries/entries.ts';
import type { ReadableParts } from './hidden.ts';

/** Whether entries of that kind may be known to whoever may read these parts. */
export function mayReadEntry(
  caseType: CaseType,
  { kind, of }: Pick<Entry, 'kind' | 'of'>,
  parts: ReadableParts,
): boolean {
  return parts === null || partsAsked(caseType, `${COLLECTION_OF[kind]}.${of}`).every((part) => parts.has(part));
}

/** The entries that an event changed. */
export function entriesOf({ changes }: EntryEvent): readonly Entry[] {
  return changes.flatMap((change) => ('entry' in change ? [change.is] : []));
}

export function isEntryEvent(event: { readonly type: string }): event is EntryEvent {
  return Object.hasOwn(TITLES, event.type);
}

const TITLES: Readonly<Record<EntryEvent['type'], string>> = {
  IssueRaised: 'Issue raised',
  IssueDecided: 'Issue decided',
  IssueReopened: 'Issue opened again',
};

interface EntryWords {
  readonly title: string;
  readonly detail: readonly string[];
}

export function entryWords(caseType: CaseType, event: EntryEvent): EntryWords {
  const [entry] = entriesOf(event);
  const reason = event.reason === undefined ? [] : [`Reason: ${event.reason}`];
  if (entry === undefined) return { title: TITLES[event.type], detail: reason };
  return {
    title: `${TITLES[event.type]}: ${titleOf(caseType, entry)}`,
    detail: [...detailOf(caseType, entry), ...reason],
  };
}

function titleOf({ issues }: CaseType, { of }: Entry): string {
  return issues.get(of)?.title ?? of;
}

function detailOf({ issues }: CaseType, entry: Entry): readonly string[] {
  const { outcome, reasons, words } = entry;
  const label = issues.get(entry.of)?.outcomes.find(({ value }) => value === outcome)?.label;
  return [words, ...(outcome === null ? [] : [`Outcome: ${label ?? outcome}`]), ...(reasons === null ? [] : [reasons])];
}

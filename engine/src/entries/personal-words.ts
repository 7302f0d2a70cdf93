// What is personal in an entry: the words that people wrote and, of somebody who came later, who they are. And whom an entry is
// about, so that whoever stores it knows for whom these are sealed. Days, statuses, outcomes and numbers are never sealed.
import { AGENCY } from './obligation.ts';
import type { Entries, Entry } from './entry.ts';
import {
  changeCommunicationWords,
  changeDeterminationWords,
  changeDocumentWords,
  changeEvidenceWords,
  changeReferralWords,
  type ChangeWord,
} from './further-words.ts';
import type { Goal } from './goal.ts';
import type { Party } from './party.ts';

export type { ChangeWord } from './further-words.ts';

/** The entry with each personal word put through a change; one that is absent stays so. Members keep their order. */
export function changeWords(entry: Entry, change: ChangeWord): Entry {
  const maybe = (word: string | null, place: string): string | null => (word === null ? null : change(word, place));
  switch (entry.kind) {
    case 'issue':
      return { ...entry, words: change(entry.words, 'words'), reasons: maybe(entry.reasons, 'reasons') };
    case 'party':
      return { ...entry, subject: change(entry.subject, 'subject') };
    case 'goal':
      return changeGoal(entry, change, maybe);
    case 'obligation': {
      const { words, agreement, reasons } = entry;
      const said = { agreement: maybe(agreement, 'agreement'), reasons: maybe(reasons, 'reasons') };
      return { ...entry, words: change(words, 'words'), ...said };
    }
    case 'determination':
      return changeDeterminationWords(entry, change);
    case 'evidence':
      return changeEvidenceWords(entry, change);
    case 'referral':
      return changeReferralWords(entry, change);
    case 'communication':
      return changeCommunicationWords(entry, change);
    case 'document':
      return changeDocumentWords(entry, change);
  }
}

function changeGoal(
  goal: Goal,
  change: ChangeWord,
  maybe: (word: string | null, place: string) => string | null,
): Goal {
  const reviews = goal.reviews.map((review, at) => ({ ...review, note: maybe(review.note, `reviews.${at}.note`) }));
  return { ...goal, words: change(goal.words, 'words'), reviews, reasons: maybe(goal.reasons, 'reasons') };
}

/** The id of the party whom an entry is about; null where it says nothing of that. */
export function partyAbout(id: string, entry: Entry): string | null {
  switch (entry.kind) {
    case 'issue':
      return entry.about ?? null;
    case 'party':
      return id;
    case 'goal':
      return entry.owner;
    case 'obligation':
      return entry.owedBy === AGENCY ? null : entry.owedBy;
    // No kind of these may be personal yet: of whom their words are is for their kind to say, and none does.
    case 'determination':
    case 'evidence':
    case 'referral':
    case 'communication':
    // Its words are sealed under a key of its own, whomever it is about.
    case 'document':
      return null;
  }
}

/** Whether a party was there when the case was opened, and so is known by the id that was minted then. */
export function isOfOpening(id: string, { of }: Pick<Party, 'of'>): boolean {
  return id === `party.${of}`;
}

/**
 * Who stands in a role, or stood there last where nobody does; undefined where nobody ever did. Of several that one of whom
 * the case was told last.
 *
 * @param entries all that the case keeps, the parties of its opening first
 */
export function standingIn(entries: Entries, role: string): readonly [string, Party] | undefined {
  let found: readonly [string, Party] | undefined;
  for (const [id, entry] of Object.entries(entries)) {
    if (entry.kind !== 'party' || entry.of !== role) continue;
    if (found === undefined || !isNearer(found[1], entry)) found = [id, entry];
  }
  return found;
}

function isNearer(one: Party, other: Party): boolean {
  const isCurrent = one.status === 'current';
  if (isCurrent !== (other.status === 'current')) return isCurrent;
  return !isCurrent && (one.until ?? '') > (other.until ?? '');
}

// What happened to an entry, told from how it stood before and how it stands since: what criteria of a plan wait for. Told from the
// entry and not from the event, since one event may do several things to several entries.
import type { EntryMove } from '../definition/definition.ts';
import type { Communication } from './communication.ts';
import type { Determination } from './determination.ts';
import type { Document } from './document.ts';
import type { Entries, Entry } from './entry.ts';
import type { Evidence } from './evidence.ts';
import type { Goal } from './goal.ts';
import type { Issue } from './issue.ts';
import type { Obligation } from './obligation.ts';
import { isOfOpening } from './personal-words.ts';
import type { Party } from './party.ts';
import type { Referral } from './referral.ts';

/**
 * What happened when an entry was written.
 *
 * @param before the entries as they were
 */
export function happenedTo(before: Entries | undefined, id: string, is: Entry): readonly EntryMove[] {
  const was = before !== undefined && Object.hasOwn(before, id) ? before[id] : undefined;
  switch (is.kind) {
    case 'issue':
      return ofIssue(was?.kind === 'issue' ? was : null, is);
    case 'party':
      return ofParty(was?.kind === 'party' ? was.status : isOfOpening(id, is) ? 'current' : null, is);
    case 'goal':
      return ofGoal(was?.kind === 'goal' ? was : null, is);
    case 'obligation':
      return ofObligation(was?.kind === 'obligation' ? was : null, is);
    case 'determination':
      return ofDetermination(was?.kind === 'determination' ? was : null, is);
    case 'evidence':
      return ofEvidence(was?.kind === 'evidence' ? was : null, is);
    case 'document':
      return ofDocument(was?.kind === 'document' ? was : null, is);
    case 'referral':
    case 'communication':
      return statusOf(was?.status ?? null, is);
  }
}

/** For these two each status is the name of what led to it. */
function statusOf(was: string | null, { status }: Referral | Communication): readonly EntryMove[] {
  // A letter that is changed is a draft again, and was drafted before.
  return status === was || (status === 'drafted' && was !== null) ? [] : [status];
}

function ofIssue(was: Issue | null, is: Issue): readonly EntryMove[] {
  if (was === null) return ['raised'];
  if (is.status === 'open') return was.status === 'open' ? [] : ['reopened'];
  // What a review varies is decided anew without having been open.
  return was.status === 'open' || was.determination !== is.determination ? ['decided'] : [];
}

function ofParty(was: Party['status'] | null, { status }: Party): readonly EntryMove[] {
  const added: readonly EntryMove[] = was === null ? ['added'] : [];
  if (status === 'current' || status === was) return added;
  return [...added, status];
}

function ofGoal(was: Goal | null, is: Goal): readonly EntryMove[] {
  if (was === null) return ['set'];
  if (is.status !== was.status) return ['concluded'];
  return is.reviews.length > was.reviews.length ? ['reviewed'] : [];
}

/** What is met or waived late was breached before, also where nobody had noted that. */
function ofObligation(was: Obligation | null, is: Obligation): readonly EntryMove[] {
  if (was === null) return ['imposed'];
  if (is.status === was.status || is.status === 'owed') return [];
  const breached: readonly EntryMove[] = was.breachedOn === null && is.breachedOn !== null ? ['breached'] : [];
  return is.status === 'breached' ? breached : [...breached, is.status];
}

/** Making one that all were told of already makes and notifies it. */
function ofDetermination(was: Determination | null, is: Determination): readonly EntryMove[] {
  if (was === null) return ['drafted'];
  const made: readonly EntryMove[] = was.made === null && is.made !== null ? ['made'] : [];
  const isAsked = is.review !== null && is.review.answer === null;
  const wasAsked = was.review !== null && was.review.answer === null;
  const asked: readonly EntryMove[] = isAsked && !wasAsked ? ['review-requested'] : [];
  const { status } = is;
  const moved: readonly EntryMove[] =
    status === was.status || status === 'drafted' || status === 'made' ? [] : [status];
  return [...made, ...moved, ...asked];
}

function ofEvidence(was: Evidence | null, is: Evidence): readonly EntryMove[] {
  const registered: readonly EntryMove[] = was === null ? ['registered'] : [];
  const isOffered = is.offeredFor.length > (was?.offeredFor.length ?? 0);
  const moved: readonly EntryMove[] = is.status === 'registered' || is.status === was?.status ? [] : [is.status];
  return [...registered, ...(isOffered ? (['offered'] as const) : []), ...moved];
}

/** One that is put under another kind is filed under that one, as whoever waits for that kind sees it. */
function ofDocument(was: Document | null, is: Document): readonly EntryMove[] {
  if (was === null) return ['filed'];
  if (is.status !== was.status) return ['withdrawn'];
  if (is.of !== was.of) return ['reclassified', 'filed'];
  return is.versions.length > was.versions.length ? ['version-added'] : [];
}

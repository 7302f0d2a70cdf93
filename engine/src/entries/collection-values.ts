// Entries as conditions see them: lists of contexts. They have statuses, days, outcomes and numbers, never words that people wrote.
import type { EntryKind } from '../definition/entry-definition.ts';
import type { Value } from '../expression/expression.ts';
import type { Document } from './document.ts';
import type { Entries, Entry } from './entry.ts';
import { isAdmissible } from './evidence.ts';
import { countEvidence } from './gaps.ts';
import type { Goal } from './goal.ts';

/** The list of an expression in which entries of that primitive stand. */
export const COLLECTION_OF: Readonly<Record<EntryKind, string>> = {
  issue: 'issues',
  party: 'parties',
  goal: 'goals',
  obligation: 'obligations',
  determination: 'determinations',
  evidence: 'evidence',
  referral: 'referrals',
  communication: 'communications',
  document: 'documents',
};

/** Lists whose elements say something else when an entry of that primitive changes: what an issue is supported by is said of it. */
export function listsWith(kind: EntryKind): readonly string[] {
  return kind === 'evidence' ? [COLLECTION_OF.evidence, COLLECTION_OF.issue] : [COLLECTION_OF[kind]];
}

/** All entries of one list, in the order in which they were made. */
export function collectionValues(entries: Entries, collection: string): Value {
  const support = collection === COLLECTION_OF.issue ? countEvidence(entries, isAdmissible) : NONE;
  return Object.entries(entries)
    .filter(([, entry]) => COLLECTION_OF[entry.kind] === collection)
    .map(([id, entry]) => ({ context: membersOf(id, entry, support.get(id) ?? 0) }));
}

const NONE: ReadonlyMap<string, number> = new Map();

type Members = Readonly<Record<string, Value>>;

function membersOf(id: string, entry: Entry, support: number): Members {
  const { of, status, from, until } = entry;
  return { ...{ id, kind: of, status, from: date(from), until: date(until) }, ...ownMembers(entry, support) };
}

function ownMembers(entry: Entry, support: number): Members {
  switch (entry.kind) {
    case 'issue':
      return { outcome: entry.outcome, within: entry.within ?? null, admissibleEvidence: { decimal: `${support}` } };
    case 'party':
      return { represents: entry.represents, scope: entry.scope };
    case 'goal':
      return goalMembers(entry);
    case 'obligation': {
      const { owedBy, dueOn, breachedOn, arisesFrom } = entry;
      return { owedBy, dueOn: date(dueOn), breachedOn: date(breachedOn), arisesFrom };
    }
    case 'determination': {
      const { outcome, reviewOf, review, reviewClosedOn } = entry;
      return { outcome, reviewOf, reviewAskedOn: date(review?.on ?? null), reviewClosedOn: date(reviewClosedOn) };
    }
    case 'evidence': {
      const { exhibit, audience, offeredFor } = entry;
      return { exhibit: { decimal: `${exhibit}` }, audience, offeredFor, admissible: isAdmissible(entry) };
    }
    case 'referral':
      return { answerBy: date(entry.answerBy), endsOn: date(entry.endsOn), declined: entry.declined };
    case 'communication': {
      const { direction, channel, answers } = entry;
      return { direction, channel, with: entry.with, answers };
    }
    case 'document':
      return documentMembers(entry);
  }
}

/** What it is called, and what its files are, is in words and bytes, and not for conditions. */
function documentMembers({
  number,
  audience,
  channel,
  receivedOn,
  sender,
  about,
  versions,
  derivedFrom,
}: Document): Members {
  return {
    ...{ number: { decimal: `${number}` }, audience, channel, receivedOn: date(receivedOn), sender, about },
    ...{ versions: { decimal: `${versions.length}` }, mediaType: versions.at(-1)?.mediaType ?? null },
    derivedFrom: derivedFrom?.entry ?? null,
  };
}

/** The value is the last one that was measured. */
function goalMembers({ owner, baseline, target, reviews }: Goal): Members {
  const last = reviews.at(-1);
  const value = last === undefined ? null : { decimal: last.value };
  const numbers = { baseline: { decimal: baseline }, target: { decimal: target }, value };
  return { owner, ...numbers, reviewedOn: date(last?.on ?? null) };
}

function date(day: string | null): Value {
  return day === null ? null : { date: day };
}

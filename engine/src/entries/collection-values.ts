// Entries as conditions see them: lists of contexts. They have statuses, days, outcomes and numbers, never words that people wrote.
import type { EntryKind } from '../definition/entry-definition.ts';
import type { Value } from '../expression/expression.ts';
import type { Entries, Entry } from './entry.ts';
import type { Goal } from './goal.ts';

/** The list of an expression in which entries of that primitive stand. */
export const COLLECTION_OF: Readonly<Record<EntryKind, string>> = {
  issue: 'issues',
  party: 'parties',
  goal: 'goals',
  obligation: 'obligations',
  determination: 'determinations',
};

/** All entries of one list, in the order in which they were made. */
export function collectionValues(entries: Entries, collection: string): Value {
  return Object.entries(entries)
    .filter(([, entry]) => COLLECTION_OF[entry.kind] === collection)
    .map(([id, entry]) => ({ context: membersOf(id, entry) }));
}

type Members = Readonly<Record<string, Value>>;

function membersOf(id: string, entry: Entry): Members {
  const { of, status, from, until } = entry;
  return { ...{ id, kind: of, status, from: date(from), until: date(until) }, ...ownMembers(entry) };
}

function ownMembers(entry: Entry): Members {
  switch (entry.kind) {
    case 'issue':
      return { outcome: entry.outcome };
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
  }
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

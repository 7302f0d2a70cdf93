// The saved views of whoever asks: their own, and those that are shared with teams in which they are now. A view is filters and a name; what it
// opens is asked anew, by whoever opens it, as any list is.
import { withoutCaseFile } from '@casewright/engine/policy';
import { listViews, type SavedViewRow } from '../store/saved-views.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import type { SendReading } from './read-flights.ts';
import type { Asker } from './sessions.ts';

export interface SavedView {
  readonly view: string;
  /** The list. */
  readonly place: 'cases' | 'inbox';
  readonly title: string;
  readonly filters: Readonly<Record<string, string>>;
  readonly isOwn: boolean;
  readonly madeAt: string;
  /** With which team it is shared, by whom, and when; null: it is its owner's alone. */
  readonly shared: { readonly team: string; readonly by: string; readonly at: string } | null;
}

export function showViews(
  send: SendReading,
  asker: Asker,
): Promise<ReadAnswer<{ readonly items: readonly SavedView[] }>> {
  const { tenant, person, teams, onBehalfOf } = asker.principal;
  // Whoever stands in for a colleague sees what is shared with the teams in which they stand, and nobody's own.
  const owner = onBehalfOf === undefined ? person : '';
  return answerRead(send, asker, {
    action: { type: 'list-work' },
    name: 'list-views',
    asked: [],
    statements: [listViews(tenant, owner, [...new Set(teams.map(({ team }) => team))])],
    fold: ([found]) => {
      const items = found.rows.map((row) => viewOf(row, owner));
      return { view: withoutCaseFile({ items }), caseIds: [], results: items.length };
    },
  });
}

function viewOf(row: SavedViewRow, owner: string): SavedView {
  const { view, title, filters, made_at: madeAt, team, shared_at: at } = row;
  const place = row.place === 'inbox' ? 'inbox' : 'cases';
  const shared = team === null || at === null ? null : { team, by: row.owner_name, at };
  return { view, place, title, filters, isOwn: row.owner === owner, madeAt, shared };
}

// Saved views of lists: filters with a name, somebody's own or shared with a team. They hold no case and no words that were typed.
import type { Statement } from './statement.ts';

export interface SavedViewRow {
  readonly view: string;
  readonly owner: string;
  readonly owner_name: string;
  readonly place: string;
  readonly title: string;
  readonly filters: Readonly<Record<string, string>>;
  readonly made_at: string;
  readonly team: string | null;
  readonly shared_by: string | null;
  readonly shared_at: string | null;
}

const COLUMNS = `v.view, v.owner, coalesce(p.name, v.owner) as owner_name, v.place, v.title, v.filters, v.made_at,
             v.team, v.shared_by, v.shared_at`;

/** Somebody's own, and those that are shared with their teams, by their names. */
export function listViews(tenant: number, owner: string, teams: readonly string[]): Statement<SavedViewRow> {
  return {
    name: 'list-views',
    text: `select ${COLUMNS} from saved_view v left join person p on p.tenant = $1 and p.person = v.owner
            where v.tenant = $1 and (v.owner = $2 or v.team = any ($3::text[])) order by v.title, v.view limit 300`,
    values: [tenant, owner, teams],
  };
}

export function readView(tenant: number, view: string): Statement<Pick<SavedViewRow, 'owner' | 'team'>> {
  return {
    name: 'read-view',
    text: 'select owner, team from saved_view where tenant = $1 and view = $2 for update',
    values: [tenant, view],
  };
}

/** How many somebody has, and how many a team has of all. */
export function countViews(
  tenant: number,
  owner: string,
  team: string | null,
): Statement<{ readonly own: number; readonly of_team: number }> {
  return {
    name: 'count-views',
    text: `select (select count(*)::int from saved_view v where v.tenant = $1 and v.owner = $2) as own,
                  (select count(*)::int from saved_view v where v.tenant = $1 and v.team = $3) as of_team`,
    values: [tenant, owner, team],
  };
}

export interface NewView {
  readonly view: string;
  readonly owner: string;
  readonly place: string;
  readonly title: string;
  readonly filters: Readonly<Record<string, string>>;
  readonly madeAt: string;
  readonly team: string | null;
}

export function addView(tenant: number, one: NewView): Statement {
  const { view, owner, place, title, filters, madeAt, team } = one;
  const shared = team === null ? [null, null, null] : [team, owner, madeAt];
  return {
    name: 'add-view',
    text: `insert into saved_view (tenant, view, owner, place, title, filters, made_at, team, shared_by, shared_at)
           values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10)`,
    values: [tenant, view, owner, place, title, JSON.stringify(filters), madeAt, ...shared],
  };
}

/** @param with null: with nobody any more */
export function shareView(
  tenant: number,
  view: string,
  shared: { readonly team: string; readonly by: string; readonly at: string } | null,
): Statement {
  return {
    name: 'share-view',
    text: 'update saved_view set team = $3, shared_by = $4, shared_at = $5 where tenant = $1 and view = $2',
    values: [tenant, view, shared?.team ?? null, shared?.by ?? null, shared?.at ?? null],
  };
}

export function removeView(tenant: number, view: string): Statement {
  return {
    name: 'remove-view',
    text: 'delete from saved_view where tenant = $1 and view = $2',
    values: [tenant, view],
  };
}

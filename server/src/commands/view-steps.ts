// What somebody does with saved views: keeping one, sharing it with a team in which they are, taking it back. Each is in one transaction with its
// line in the access log. A view holds no case: what may be filtered by is a closed list, and words that were typed are refused.
import { flight, type Tx } from '../store/database.ts';
import { addView, countViews, readView, removeView, shareView } from '../store/saved-views.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { keepingStep } from './keeping-step.ts';
import type { OverseeDeps, Overseen, Overseer } from './oversee.ts';

/** Why a view is not kept or shared. */
export type ViewRefusal = 'views-too-many' | 'view-filters';

type Kept<T> = Overseen<T, ViewRefusal>;

const NAME = /^[a-z][a-z0-9-]{0,63}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The lists of which views are kept. */
export const VIEW_PLACES = ['cases', 'inbox'] as const;

/** What each may be filtered by: names of its address, and what their values look like. None of them can hold words that somebody typed. */
const FILTERS: Readonly<Record<(typeof VIEW_PLACES)[number], Readonly<Record<string, RegExp>>>> = {
  cases: {
    ...{ status: /^(open|closed)$/, kind: NAME, team: NAME, from: DAY, to: DAY },
    ...{ due: /^(overdue|week)$/, mine: /^yes$/, sort: /^oldest$/ },
  },
  inbox: { tab: /^(mine|filed|rejected)$/, queue: NAME, channel: NAME },
};

/** Of one person, and of one team. */
export const VIEWS_MOST = 30;

export interface AskedView {
  readonly place: (typeof VIEW_PLACES)[number];
  readonly title: string;
  readonly filters: Readonly<Record<string, string>>;
  /** The team with which it is shared; null: nobody. */
  readonly team: string | null;
}

export interface ViewNamed {
  readonly view: string;
}

export function keepView(deps: OverseeDeps, by: Overseer, asked: AskedView): Promise<Kept<ViewNamed>> {
  return keepingStep<ViewNamed, ViewRefusal>(
    deps,
    { by, action: 'keep-view', asks: 'keep-views' },
    async (tx, { tenant, person, at, atMs }) => {
      const { place, filters, team } = asked;
      const title = asked.title.trim();
      if (title === '' || !areFilters(place, filters)) return { refusal: 'view-filters' };
      if (team !== null && !isMember(by, team)) return 'absent';
      if (await isFull(tx, { tenant, person, team, isNew: true })) return { refusal: 'views-too-many' };
      const view = uuidV7(atMs);
      return {
        value: { view },
        write: [addView(tenant, { view, owner: person, place, title, filters, madeAt: at, team })],
      };
    },
  );
}

/** Only its owner shares it, with a team in which they are; members of the team may take it away from the team. */
export function giveView(
  deps: OverseeDeps,
  by: Overseer,
  { view, team }: ViewNamed & { readonly team: string | null },
): Promise<Kept<ViewNamed>> {
  return keepingStep<ViewNamed, ViewRefusal>(
    deps,
    { by, action: 'share-view', asks: 'keep-views' },
    async (tx, { tenant, person, at }) => {
      const [found] = await flight(tx, [readView(tenant, view)]);
      const [row] = found.rows;
      const isOwn = row?.owner === person;
      const isTheirs = row !== undefined && row.team !== null && isMember(by, row.team);
      if (team === null)
        return isOwn || isTheirs ? { value: { view }, write: [shareView(tenant, view, null)] } : 'absent';
      if (!isOwn || !isMember(by, team)) return 'absent';
      if (row.team !== team && (await isFull(tx, { tenant, person, team, isNew: false })))
        return { refusal: 'views-too-many' };
      return { value: { view }, write: [shareView(tenant, view, { team, by: person, at })] };
    },
  );
}

export function dropView(deps: OverseeDeps, by: Overseer, { view }: ViewNamed): Promise<Kept<ViewNamed>> {
  return keepingStep<ViewNamed, ViewRefusal>(
    deps,
    { by, action: 'remove-view', asks: 'keep-views' },
    async (tx, { tenant, person }) => {
      const [found] = await flight(tx, [readView(tenant, view)]);
      return found.rows[0]?.owner === person ? { value: { view }, write: [removeView(tenant, view)] } : 'absent';
    },
  );
}

function areFilters(place: AskedView['place'], filters: AskedView['filters']): boolean {
  const known = FILTERS[place];
  return Object.entries(filters).every(([name, value]) => Object.hasOwn(known, name) && known[name]?.test(value));
}

function isMember({ principal }: Overseer, team: string): boolean {
  return principal.teams.some((each) => each.team === team);
}

interface Counting {
  readonly tenant: number;
  readonly person: string;
  readonly team: string | null;
  readonly isNew: boolean;
}

async function isFull(tx: Tx, { tenant, person, team, isNew }: Counting): Promise<boolean> {
  const [counted] = await flight(tx, [countViews(tenant, person, team)]);
  const { own = 0, of_team: ofTeam = 0 } = counted.rows[0] ?? {};
  return (isNew && own >= VIEWS_MOST) || (team !== null && ofTeam >= VIEWS_MOST);
}

export interface ViewDoors {
  readonly keepView: (by: Overseer, asked: AskedView) => Promise<Kept<ViewNamed>>;
  readonly giveView: (by: Overseer, asked: ViewNamed & { readonly team: string | null }) => Promise<Kept<ViewNamed>>;
  readonly dropView: (by: Overseer, asked: ViewNamed) => Promise<Kept<ViewNamed>>;
}

export function viewDoors(deps: OverseeDeps): ViewDoors {
  return {
    keepView: (by, asked) => keepView(deps, by, asked),
    giveView: (by, asked) => giveView(deps, by, asked),
    dropView: (by, asked) => dropView(deps, by, asked),
  };
}

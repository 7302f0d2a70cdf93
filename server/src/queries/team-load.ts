// The load of the teams for which somebody gives work out: how many open tasks there are by holder, kind, age and day, and how many
// deadlines are near or past. Each figure is that of a list, made by the same conditions.
import { withoutCaseFile } from '@casewright/engine/policy';
import { AGES, countLoad, DUES, type Due, type LoadRecord } from '../store/team-work.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { following } from './at-once.ts';
import { allSpokenTo } from './case-types.ts';
import { countClocks, type ClocksCounted } from './clocks-at-risk.ts';
import { givenOutBy, type TeamDoors, type TeamFilter } from './given-out.ts';
import { namesOf } from './names-of.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';

/** Tasks that are looked at. */
const MOST = 100_000;

export type DueCounts = Readonly<Record<Due | 'all', number>>;

export interface LoadRowView {
  /** What the list is asked for: a holder (`person:…`, `queue:…`, `role:…`, `nobody`), a kind, or an age. */
  readonly key: string;
  readonly label: string;
  readonly due: DueCounts;
}

export interface TeamLoadView {
  /** Teams of which the reader gives out work. */
  readonly teams: readonly string[];
  readonly all: DueCounts;
  readonly holders: readonly LoadRowView[];
  readonly kinds: readonly LoadRowView[];
  readonly ages: readonly LoadRowView[];
  /** False: there are at least so many. */
  readonly isExact: boolean;
  readonly clocks: ClocksCounted;
}

export interface LoadOptions {
  readonly doors: TeamDoors;
  readonly filter: TeamFilter;
}

export async function showTeamLoad(
  send: SendReading,
  reader: Reader,
  { doors, filter }: LoadOptions,
): Promise<ReadAnswer<TeamLoadView>> {
  const { tenant } = reader.principal;
  const { given, kinds, nowMs } = await givenOutBy(doors, reader, filter);
  const clocks = countClocks({ tenant, given, doors, reader });
  return answerRead(send, reader, {
    action: { type: 'list-work' },
    name: 'count-load',
    asked: [],
    filter: [filter.team, filter.caseType].join(' '),
    statements: [countLoad({ tenant, given, nowMs, most: MOST + 1 }), clocks.statement],
    fold: ([counted, pending]) =>
      following(clocks.fold(pending.rows), (ofClocks) =>
        following(namesOf(doors, reader.principal, peopleIn(counted.rows)), (names) => {
          const spoken = allSpokenTo(reader, kinds);
          const looked = counted.rows.reduce((sum, { tasks }) => sum + tasks, 0);
          const label = {
            holder: (key: string) => names.get(key.replace('person:', '')) ?? key.slice(key.indexOf(':') + 1),
            kind: (key: string) => spoken.get(key)?.title ?? key,
          };
          const view: TeamLoadView = {
            teams: [...new Set(given.map(({ team }) => team))].toSorted(),
            all: dueCounts(counted.rows),
            holders: rowsBy(counted.rows, ({ lane }) => holderOf(lane), label.holder),
            kinds: rowsBy(counted.rows, (row) => row.case_type, label.kind),
            ages: inOrder(
              rowsBy(
                counted.rows,
                ({ age }) => age,
                (age) => age,
              ),
            ),
            isExact: looked <= MOST,
            clocks: ofClocks,
          };
          return { view: withoutCaseFile(view), caseIds: [], results: looked };
        }),
      ),
  });
}

/** Who has what lies in a lane, whichever team it is of. */
export function holderOf(lane: string): string {
  if (lane.startsWith('person:')) return lane;
  if (lane.startsWith('team:')) return 'nobody';
  return `${lane.slice(0, lane.indexOf(':'))}:${lane.slice(lane.indexOf('/') + 1)}`;
}

/** The lanes of a holder in some teams; undefined for what is none. */
export function lanesOf(holder: string, teams: readonly string[]): readonly string[] | undefined {
  if (holder === 'nobody') return teams.map((team) => `team:${team}`);
  const colon = holder.indexOf(':');
  const [kind, name] = [holder.slice(0, colon), holder.slice(colon + 1)];
  if (kind === 'person') return [holder];
  return kind === 'queue' || kind === 'role' ? teams.map((team) => `${kind}:${team}/${name}`) : undefined;
}

/** People whose lanes have work. */
function peopleIn(rows: readonly LoadRecord[]): readonly string[] {
  return rows.flatMap(({ lane }) => (lane.startsWith('person:') ? [lane.slice(7)] : []));
}

/** The youngest first. */
function inOrder(ages: readonly LoadRowView[]): readonly LoadRowView[] {
  return AGES.flatMap((age) => ages.filter(({ key }) => key === age));
}

/** The heaviest first. */
function rowsBy(
  rows: readonly LoadRecord[],
  keyOf: (row: LoadRecord) => string,
  labelOf: (key: string) => string,
): readonly LoadRowView[] {
  const groups = new Map<string, LoadRecord[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return [...groups]
    .map(([key, group]) => ({ key, label: labelOf(key), due: dueCounts(group) }))
    .toSorted((one, other) => other.due.all - one.due.all || (one.key < other.key ? -1 : 1));
}

function dueCounts(rows: readonly LoadRecord[]): DueCounts {
  const count = (fits: (row: LoadRecord) => boolean): number =>
    rows.reduce((sum, row) => (fits(row) ? sum + row.tasks : sum), 0);
  const [overdue, today, week, later, none] = DUES.map((due) => count((row) => row.due === due));
  return {
    all: count(() => true),
    overdue: overdue ?? 0,
    today: today ?? 0,
    week: week ?? 0,
    later: later ?? 0,
    none: none ?? 0,
  };
}

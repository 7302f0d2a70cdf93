// Statutory deadlines that run, near their last day or past it, of the cases whose work somebody gives out. A clock is told where the
// reader may read the dates of it, as on the page of the case.
import { mayReadClock } from '@casewright/engine/view';
import { withoutCaseFile } from '@casewright/engine/policy';
import { addDays } from '@casewright/engine/calendar';
import { pendingOf, type PendingOfCase } from '../store/pending-of.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import type { Statement } from '../store/statement.ts';
import { teamsOf, type GivenOut } from '../store/team-work.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { allOf, following, type AtOnce } from './at-once.ts';
import { spokenTo } from './case-types.ts';
import { givenOutBy, type TeamDoors, type TeamFilter } from './given-out.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';

/** Past its last day; on it and in the seven days after today; and in the three weeks after these. */
export type ClockRisk = 'past' | 'week' | 'month';

export interface ClocksCounted extends Readonly<Record<ClockRisk, number>> {
  /** False: there are at least so many. */
  readonly isExact: boolean;
}

export interface ClockAtRiskView {
  readonly caseId: string;
  readonly reference: string;
  readonly caseType: string;
  /** Title of the kind of case. */
  readonly kind: string;
  readonly team: string;
  readonly clock: string;
  /** Title of the clock. */
  readonly title: string;
  readonly dueOn: string;
  readonly risk: ClockRisk;
  /** What says so: an act or a policy. */
  readonly law: string;
}

export interface ClocksAtRiskView {
  readonly items: readonly ClockAtRiskView[];
  readonly isExact: boolean;
}

const WEEK = 7;
const MONTH = 28;
/** Clocks that are looked at. */
const MOST = 10_000;
const SHOWN = 500;

interface Counting {
  readonly tenant: number;
  readonly given: readonly GivenOut[];
  readonly doors: TeamDoors;
  readonly reader: Reader;
}

export interface ClockCount {
  readonly statement: Statement<PendingOfCase>;
  readonly fold: (rows: readonly PendingOfCase[]) => AtOnce<ClocksCounted>;
}

export function countClocks(counting: Counting): ClockCount {
  return {
    statement: clocksUntil(counting),
    fold: (rows) =>
      following(known(counting, rows), (items) => {
        const of = (risk: ClockRisk): number => items.filter((item) => item.risk === risk).length;
        return { past: of('past'), week: of('week'), month: of('month'), isExact: rows.length <= MOST };
      }),
  };
}

export interface ClocksOptions {
  readonly doors: TeamDoors;
  readonly filter: TeamFilter;
  readonly risk: ClockRisk | undefined;
}

export async function listClocksAtRisk(
  send: SendReading,
  reader: Reader,
  { doors, filter, risk }: ClocksOptions,
): Promise<ReadAnswer<ClocksAtRiskView>> {
  const { tenant } = reader.principal;
  const { given } = await givenOutBy(doors, reader, filter);
  const counting = { tenant, given, doors, reader };
  return answerRead(send, reader, {
    action: { type: 'list-work' },
    name: 'list-clocks-at-risk',
    asked: [],
    filter: [filter.team, filter.caseType, risk].join(' '),
    statements: [clocksUntil(counting)],
    fold: ([pending]) =>
      following(known(counting, pending.rows), (all) => {
        const found = all.filter((item) => risk === undefined || item.risk === risk);
        const items = found.slice(0, SHOWN);
        const view = { items, isExact: pending.rows.length <= MOST && found.length <= SHOWN };
        return { view: withoutCaseFile(view), caseIds: [...new Set(items.map(({ caseId }) => caseId))] };
      }),
  });
}

function clocksUntil({ tenant, given }: Counting): Statement<PendingOfCase> {
  const latest = given.reduce((day, { today }) => (today > day ? today : day), '0001-01-01');
  return pendingOf({
    ...{ tenant, teams: teamsOf(given), kinds: ['clock'], until: addDays(latest, MONTH), limit: MOST + 1 },
  });
}

/** Those of which the reader may know, and whose work is theirs to give out. */
function known({ given, doors, reader }: Counting, rows: readonly PendingOfCase[]): AtOnce<readonly ClockAtRiskView[]> {
  const todays = new Map(given.map(({ team, caseType, today }) => [`${team}/${caseType}`, today]));
  const own = rows.slice(0, MOST).filter((row) => todays.has(`${row.team}/${row.case_type}`));
  const types = allOf(own.map((row) => doors.caseTypes.byHash(reader.principal, row.case_type_hash)));
  return following(types, (found) =>
    own.flatMap((row, at) => {
      const caseType = found[at];
      const risk = riskOf(row.on_day, todays.get(`${row.team}/${row.case_type}`) ?? '');
      if (caseType === undefined || risk === null) return [];
      if (!mayReadClock(caseType, row.of, readablePartsOf(row, caseType))) return [];
      const spoken = spokenTo(reader, caseType);
      const clock = spoken.clocks.get(row.of);
      return [
        {
          ...{
            caseId: row.case_id,
            reference: row.reference,
            caseType: row.case_type,
            kind: spoken.title,
            team: row.team,
          },
          ...{ clock: row.of, title: clock?.title ?? row.of, dueOn: row.on_day, risk, law: clock?.law.reference ?? '' },
        },
      ];
    }),
  );
}

/** Null for one that has more time than is looked at. */
function riskOf(dueOn: string, today: string): ClockRisk | null {
  if (dueOn < today) return 'past';
  if (dueOn <= addDays(today, WEEK)) return 'week';
  return dueOn <= addDays(today, MONTH) ? 'month' : null;
}

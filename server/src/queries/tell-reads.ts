// The reads of others for somebody at the command line: looked up in pages, and told only when the look itself is on record.
import { oversee, type Compared, type Watcher } from '@casewright/engine/policy';
import type { Database } from '../store/database.ts';
import {
  countReads,
  countWithheldReach,
  readReach,
  readReadersOfCase,
  type ReachRow,
  type ReaderOfCaseRow,
} from '../store/read-reads.ts';
import { auditContext } from './oversight.ts';
import { writeReachTable } from './reach-table.ts';
import { tellAtCommandLine, tellOfCase, type TellDeps, type Told } from './tell-at-command-line.ts';

export interface ToldReach {
  readonly lines: number;
  readonly cases: readonly ReachRow[];
  /** How many cases, or ids that are none, may not be told. */
  readonly withheld: number;
  /** As a table. */
  readonly table: string;
}

const PAGE = 5_000;
const NO_CASE = '00000000-0000-0000-0000-000000000000';

export interface AskedReaders {
  readonly tenant: number;
  readonly caseId: string;
  readonly as: string | null;
  readonly purpose: string;
}

/** Null where there is no such case that may be told. Throws `Unavailable` where the look cannot be recorded. */
export function tellReaders(deps: TellDeps, of: AskedReaders): Promise<readonly ReaderOfCaseRow[] | null> {
  return tellOfCase(deps, { ...of, action: 'read-readers' }, async () => {
    const [found] = await deps.database.once(auditContext(of.tenant), [readReadersOfCase(of.tenant, of.caseId)]);
    return found.rows;
  });
}

export interface AskedReach {
  readonly tenant: number;
  readonly person: string;
  readonly from: string;
  readonly until: string;
  readonly as: string | null;
  readonly purpose: string;
}

/** Null where there is nobody in whose name it is asked. */
export function tellReach(deps: TellDeps, of: AskedReach): Promise<ToldReach | null> {
  return tellAtCommandLine(deps, { ...of, action: 'read-reads' }, (by) => reached(deps.database, of, by));
}

async function reached(
  database: Database,
  { tenant, person, from, until }: AskedReach,
  by: Watcher,
): Promise<Told<ToldReach>> {
  const asked = { person, from, until, held: by.held };
  const cases: Compared<ReachRow>[] = [];
  let unnamed = 0;
  const [counted, withheld] = await database.once(auditContext(tenant), [
    countReads(tenant, asked),
    countWithheldReach(tenant, asked),
  ]);
  for (let after = NO_CASE; ;) {
    const [page] = await database.once(auditContext(tenant), [readReach(tenant, { ...asked, after, limit: PAGE })]);
    const rows = oversee(by, page.rows);
    cases.push(...rows.known);
    unnamed += rows.withheld;
    const last = page.rows.at(-1);
    if (last === undefined || page.count < PAGE) break;
    after = last.case_id;
  }
  const told = {
    ...{ lines: counted.rows[0]?.lines ?? 0, withheld: (withheld.rows[0]?.withheld ?? 0) + unnamed, cases },
    table: writeReachTable(cases.map(viewOf)),
  };
  return { told, caseIds: cases.map((row) => row.case_id) };
}

function viewOf(row: ReachRow): Parameters<typeof writeReachTable>[0][number] {
  const { case_id: caseId, reference, first_at: firstAt, last_at: lastAt, reads, refused, actions, parts } = row;
  return { caseId, reference, firstAt, lastAt, reads, refused, actions, parts };
}

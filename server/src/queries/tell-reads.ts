// The reads of others for somebody at the command line: looked up in pages, and told only when the look itself is on record.
import type { Database } from '../store/database.ts';
import { countReads, readReach, readReadersOfCase, type ReachRow, type ReaderOfCaseRow } from '../store/read-reads.ts';
import { auditContext } from './oversight.ts';
import { openReadRecorder, type ReadFacts } from './record-read.ts';
import { writeReachTable } from './reach-table.ts';

export interface TellDeps {
  readonly database: Database;
  readonly nowMs: () => number;
}

export interface ToldReach {
  readonly lines: number;
  readonly cases: readonly ReachRow[];
  /** As a table. */
  readonly table: string;
}

const PAGE = 5_000;
const NO_CASE = '00000000-0000-0000-0000-000000000000';
const BY_COMMAND_LINE = {
  person: 'system.command-line',
  authority: 'command-line',
  rule: 'command-line',
  denied: false,
};

/** Throws `Unavailable` where the look cannot be recorded; then nothing is told. */
export async function tellReaders(
  deps: TellDeps,
  of: { readonly tenant: number; readonly caseId: string; readonly purpose: string },
): Promise<readonly ReaderOfCaseRow[]> {
  const { tenant, caseId, purpose } = of;
  const [found] = await deps.database.once(auditContext(tenant), [readReadersOfCase(tenant, caseId)]);
  await record(deps, tenant, { action: 'read-readers', caseIds: [caseId], purpose, results: found.count });
  return found.rows;
}

export async function tellReach(
  deps: TellDeps,
  of: {
    readonly tenant: number;
    readonly person: string;
    readonly from: string;
    readonly until: string;
    readonly purpose: string;
  },
): Promise<ToldReach> {
  const { tenant, purpose, ...asked } = of;
  const cases: ReachRow[] = [];
  const [counted] = await deps.database.once(auditContext(tenant), [countReads(tenant, asked)]);
  for (let after = NO_CASE; ;) {
    const [page] = await deps.database.once(auditContext(tenant), [
      readReach(tenant, { ...asked, after, limit: PAGE }),
    ]);
    cases.push(...page.rows);
    const last = page.rows.at(-1);
    if (last === undefined || page.count < PAGE) break;
    after = last.case_id;
  }
  const caseIds = cases.map((row) => row.case_id);
  await record(deps, tenant, { action: 'read-reads', caseIds, purpose, results: cases.length });
  return { lines: counted.rows[0]?.lines ?? 0, cases, table: writeReachTable(cases.map(viewOf)) };
}

function viewOf(row: ReachRow): Parameters<typeof writeReachTable>[0][number] {
  const { case_id: caseId, reference, first_at: firstAt, last_at: lastAt, reads, refused, actions, parts } = row;
  return { caseId, reference, firstAt, lastAt, reads, refused, actions, parts };
}

function record(
  { database, nowMs }: TellDeps,
  tenant: number,
  facts: Pick<ReadFacts, 'action' | 'caseIds' | 'purpose' | 'results'>,
): Promise<void> {
  return openReadRecorder(database, nowMs)(tenant, { ...BY_COMMAND_LINE, ...facts });
}

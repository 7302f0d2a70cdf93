// What becomes due in a period, as a list that somebody might go through: a simulation, which disposes of nothing. And why one case is due when
// it is. Told only of cases that whoever asks may be told of; the others are one of so many.
import { programContext } from '../store/context.ts';
import { type DueRow, FIRST_DUE, listDue, listFindings } from '../store/disposal-runs.ts';
import { holdsOn, type HoldOnCase } from '../store/hold-queries.ts';
import { readRetention, type RetentionRow } from '../store/retention-rows.ts';
import { writeCsv } from './reach-table.ts';
import { casesFor, type TellDeps, type Telling, tellAtCommandLine, tellOfCase } from './tell-at-command-line.ts';

const PAGE = 1_000;
const MOST = 100_000;
const PERSON = 'system.disposal';

export interface DueList {
  readonly rows: readonly DueRow[];
  /** Cases that may not be told to whoever asks. */
  readonly withheld: number;
  /** By class: how many are due, and of those how many are under hold. */
  readonly classes: ReadonlyMap<string, { readonly due: number; readonly held: number; readonly action: string }>;
  readonly isCut: boolean;
}

export interface DuePeriod {
  readonly from: string;
  readonly to: string;
  readonly caseType: string | null;
  readonly action: string | null;
}

/** Null where there is nobody of the name in which it is asked. */
export function tellDue(deps: TellDeps, of: Omit<Telling, 'action'>, period: DuePeriod): Promise<DueList | null> {
  const { tenant } = of;
  return tellAtCommandLine(deps, { ...of, action: 'list-due' }, async (by) => {
    const rows = await dueIn(deps, tenant, period);
    const { known, withheld } = await casesFor(deps, tenant, { by, caseIds: rows.map((row) => row.case_id) });
    const names = new Set(known.map((row) => row.case_id));
    const told = rows.filter((row) => names.has(row.case_id));
    const list = { rows: told, withheld, classes: countsOf(told), isCut: rows.length >= MOST };
    return { told: list, caseIds: told.map((row) => row.case_id) };
  });
}

async function dueIn({ database }: TellDeps, tenant: number, period: DuePeriod): Promise<readonly DueRow[]> {
  const rows: DueRow[] = [];
  for (let after = FIRST_DUE; rows.length < MOST;) {
    const asked = { tenant, ...period, after, limit: PAGE };
    const [page] = await database.once(programContext(tenant, PERSON), [listDue(asked)]);
    rows.push(...page.rows);
    const last = page.rows.at(-1);
    if (last === undefined) break;
    after = { due: last.due_on, caseId: last.case_id };
  }
  return rows;
}

function countsOf(rows: readonly DueRow[]): DueList['classes'] {
  const classes = new Map<string, { due: number; held: number; action: string }>();
  for (const row of rows) {
    const name = `${row.case_type}/${row.class}`;
    const { due, held } = classes.get(name) ?? { due: 0, held: 0 };
    classes.set(name, { due: due + 1, held: held + (row.holds > 0 ? 1 : 0), action: row.action });
  }
  return new Map([...classes].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

export function writeDueTable({ rows }: Pick<DueList, 'rows'>): string {
  return writeCsv(
    ['caseId', 'reference', 'caseType', 'class', 'action', 'countsFrom', 'due', 'floor', 'holds', 'beingReckonedAnew'],
    rows.map((row) => [
      ...[row.case_id, row.reference, row.case_type, row.class, row.action, row.trigger_on, row.due_on, row.floor],
      ...[row.holds, row.stale ? 'yes' : 'no'],
    ]),
  );
}

export interface RetentionShown {
  /** Null where the case is open. */
  readonly row: RetentionRow | null;
  readonly holds: readonly HoldOnCase[];
}

/** Null where there is no such case that may be told of. */
export function tellRetention(
  deps: TellDeps,
  of: Omit<Telling, 'action'> & { readonly caseId: string },
): Promise<RetentionShown | null> {
  const { tenant, caseId } = of;
  return tellOfCase(deps, { ...of, action: 'read-retention' }, async () => {
    const [rows, holds] = await deps.database.once(programContext(tenant, PERSON), [
      readRetention(tenant, caseId),
      holdsOn(tenant, [caseId]),
    ]);
    return { row: rows.rows[0] ?? null, holds: holds.rows };
  });
}

export interface Finding {
  readonly caseId: string;
  readonly caseType: string;
  readonly status: string;
  readonly class: string | null;
  readonly missing: string | null;
}

const MOST_FINDINGS = 1_000;

/** Closed cases for which no day can be told though one should, that whoever asks may be told of. */
export function tellFindings(
  deps: TellDeps,
  of: Omit<Telling, 'action'>,
): Promise<{ readonly findings: readonly Finding[]; readonly withheld: number } | null> {
  const { tenant } = of;
  return tellAtCommandLine(deps, { ...of, action: 'list-retention-findings' }, async (by) => {
    const [found] = await deps.database.once(programContext(tenant, PERSON), [listFindings(tenant, MOST_FINDINGS)]);
    const { known, withheld } = await casesFor(deps, tenant, { by, caseIds: found.rows.map((row) => row.case_id) });
    const names = new Set(known.map((row) => row.case_id));
    const findings = found.rows.flatMap(({ case_id: caseId, case_type: caseType, ...row }) =>
      names.has(caseId) ? [{ caseId, caseType, ...row }] : [],
    );
    return { told: { findings, withheld }, caseIds: findings.map(({ caseId }) => caseId) };
  });
}

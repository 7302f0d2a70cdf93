// Tables of public holidays of an agency: versions that are only added to, of which the last one counts.
import type { Statement } from './statement.ts';

/**
 * The number of the table that counts in the agency `$1`, null where it has none of its own. A column of what a command
 * reads anyway, so that it costs no round trip and is as fresh as the case itself. Measured on a loaded machine: 0.05 ms
 * more on reading one head (0.31 with the round trip), with no table or with twenty.
 */
export const CURRENT_HOLIDAYS = '(select max(number) from holiday_table where tenant = $1) as holidays';

export interface HolidayTableRow {
  readonly number: number;
  readonly version: string;
  /** The table as JSON. */
  readonly days: string;
  /** True until every clock that it moves has been moved. */
  readonly moving: boolean;
}

export function findHolidayTable(tenant: number, number: number): Statement<HolidayTableRow> {
  return {
    name: 'find-holiday-table',
    text: `select number, version, days, moved_at is null as moving from holiday_table where tenant = $1 and number = $2`,
    values: [tenant, number],
  };
}

/** The table that counts; no row where that is the shipped one. */
export function currentHolidayTable(tenant: number): Statement<HolidayTableRow> {
  return {
    name: 'current-holiday-table',
    text: `select number, version, days, moved_at is null as moving from holiday_table
           where tenant = $1 order by number desc limit 1`,
    values: [tenant],
  };
}

export function findHolidayVersion(tenant: number, version: string): Statement<{ readonly number: number }> {
  return {
    name: 'find-holiday-version',
    text: 'select number from holiday_table where tenant = $1 and version = $2',
    values: [tenant, version],
  };
}

/** Does nothing where another table came first under this number or this version. */
export function addHolidayTable(
  tenant: number,
  table: { readonly number: number; readonly version: string; readonly days: string; readonly adoptedAt: string },
): Statement {
  return {
    name: 'add-holiday-table',
    text: `insert into holiday_table (tenant, number, version, days, adopted_at) values ($1, $2, $3, $4, $5)
           on conflict do nothing`,
    values: [tenant, table.number, table.version, table.days, table.adoptedAt],
  };
}

/** The last table whose clocks have not all been moved; no row mostly. */
export function findUnfinishedMove(tenant: number): Statement<{ readonly number: number }> {
  return {
    name: 'find-unfinished-move',
    text: 'select number from holiday_table where tenant = $1 and moved_at is null order by number desc limit 1',
    values: [tenant],
  };
}

/** Whoever has moved the clocks of a table has moved those of the tables before it as well. */
export function finishMove(tenant: number, number: number, movedAt: string): Statement {
  return {
    name: 'finish-move',
    text: 'update holiday_table set moved_at = $3 where tenant = $1 and number <= $2 and moved_at is null',
    values: [tenant, number, movedAt],
  };
}

export interface ClockCaseRow {
  readonly case_id: string;
  readonly reference: string;
  readonly version: number;
  readonly case_type_hash: Buffer;
  readonly state: string;
}

/** The next cases in which a clock may run, in the order of their ids: open ones, and closed ones with a timer left. */
export function casesWithClocks(of: {
  readonly tenant: number;
  readonly after: string;
  readonly limit: number;
}): Statement<ClockCaseRow> {
  return {
    name: 'cases-with-clocks',
    text: `select h.case_id, h.reference, h.version, h.case_type_hash, h.state from case_head h
           where h.tenant = $1 and h.case_id > $2
             and (h.status = 'open' or exists (select from timer t where t.tenant = $1 and t.case_id = h.case_id))
           order by h.case_id limit $3`,
    values: [of.tenant, of.after, of.limit],
  };
}

// Tables of public holidays, kept in the process by agency and number: what a number names never changes, so there is
// nothing to refresh. Which number counts is read with each case.
import { SHIPPED_HOLIDAYS, type HolidayTable } from '@casewright/engine/calendar';
import { Corrupt } from '../errors.ts';
import { flight, type Tx } from './database.ts';
import { findHolidayTable } from './holiday-table.ts';

export interface Holidays {
  /** The table that an agency keeps under this number; null names the shipped one. A promise only where it is not known yet. */
  readonly byNumber: (tx: Tx, tenant: number, number: number | null) => HolidayTable | Promise<HolidayTable>;
}

const REMEMBERED = 100;

export function rememberHolidays(): Holidays {
  const known = new Map<string, HolidayTable>();

  async function load(tx: Tx, tenant: number, number: number): Promise<HolidayTable> {
    const [tables] = await flight(tx, [findHolidayTable(tenant, number)]);
    const [row] = tables.rows;
    if (row === undefined) throw new Corrupt(`The holiday table ${number} of agency ${tenant} is not there.`);
    const table = parseHolidays(row.days);
    if (known.size >= REMEMBERED) known.clear();
    known.set(`${tenant}/${number}`, table);
    return table;
  }

  return {
    byNumber: (tx, tenant, number) =>
      number === null ? SHIPPED_HOLIDAYS : (known.get(`${tenant}/${number}`) ?? load(tx, tenant, number)),
  };
}

/** A table as it is stored. */
export function parseHolidays(days: string): HolidayTable {
  // Only `addHolidayTable` writes this column, from a HolidayTable.
  return JSON.parse(days) as HolidayTable;
}

// Adopts a table of public holidays for an agency: from the next command of any process on, days are counted by it. Which
// clocks it moves is for `move-clocks.ts`, and what a file may say for whoever reads it.
import { isPlace, SHIPPED_HOLIDAYS, type HolidayTable } from '@casewright/engine/calendar';
import { flight } from '../store/database.ts';
import { programContext } from '../store/context.ts';
import { findUnfinishedImport } from '../store/due-timers.ts';
import { listCaseTypes } from '../store/find-case-type.ts';
import { addHolidayTable, currentHolidayTable, findHolidayVersion } from '../store/holiday-table.ts';
import { parseHolidays } from '../store/holidays.ts';
import type { CommandDeps } from './execute-command.ts';

export type Adoption =
  /** Its clocks are still to be moved. */
  | { readonly kind: 'adopted' }
  /** It was adopted before; `moving` where its clocks have not all been moved. */
  | { readonly kind: 'current'; readonly moving: boolean }
  /** A version names one table for good, and this one has named another, or an earlier one. */
  | { readonly kind: 'version-taken' }
  /** An import says what happened when; no other table may come between its rows. */
  | { readonly kind: 'import-unfinished'; readonly importId: string }
  /** Another table was adopted at this moment. */
  | { readonly kind: 'overtaken' };

const PERSON = 'system.holidays';

/** The table by which an agency counts days. */
export async function currentHolidays(deps: Pick<CommandDeps, 'database'>, tenant: number): Promise<HolidayTable> {
  const [tables] = await deps.database.once(programContext(tenant, PERSON), [currentHolidayTable(tenant)]);
  const [row] = tables.rows;
  return row === undefined ? SHIPPED_HOLIDAYS : parseHolidays(row.days);
}

/**
 * What adopting a table would come to; nothing is written.
 * @returns `adopted` where nothing speaks against it
 */
export async function mayAdopt(deps: CommandDeps, tenant: number, table: HolidayTable): Promise<Adoption> {
  const { outcome } = await standing(deps, tenant, table);
  return outcome;
}

/** Adopts a table. Its places and years must have been compared with the cases, see `casesToMove` and `missingPlaces`. */
export async function adoptHolidays(deps: CommandDeps, tenant: number, table: HolidayTable): Promise<Adoption> {
  const { outcome, last } = await standing(deps, tenant, table);
  if (outcome.kind !== 'adopted') return outcome;
  const [added] = await deps.database.once(programContext(tenant, PERSON), [
    addHolidayTable(tenant, {
      ...{ number: last + 1, version: table.version, days: JSON.stringify(table) },
      adoptedAt: new Date(deps.nowMs()).toISOString(),
    }),
  ]);
  return added.count === 1 ? outcome : { kind: 'overtaken' };
}

async function standing(
  deps: CommandDeps,
  tenant: number,
  table: HolidayTable,
): Promise<{ readonly outcome: Adoption; readonly last: number }> {
  const [tables, same, imports] = await deps.database.once(programContext(tenant, PERSON), [
    currentHolidayTable(tenant),
    findHolidayVersion(tenant, table.version),
    findUnfinishedImport(tenant),
  ]);
  const [current] = tables.rows;
  const last = current?.number ?? 0;
  if (current?.version === table.version && current.days === JSON.stringify(table))
    return { outcome: { kind: 'current', moving: current.moving }, last };
  if (same.count > 0 || table.version === SHIPPED_HOLIDAYS.version) return { outcome: { kind: 'version-taken' }, last };
  const [running] = imports.rows;
  if (running !== undefined) return { outcome: { kind: 'import-unfinished', importId: running.import_id }, last };
  return { outcome: { kind: 'adopted' }, last };
}

export interface MissingPlace {
  readonly caseType: string;
  readonly clock: string;
  readonly place: string;
}

/** Places that clocks of the agency's case types count by and that a table lacks: no case of theirs could be opened. */
export function missingPlaces(
  deps: CommandDeps,
  tenant: number,
  table: HolidayTable,
): Promise<readonly MissingPlace[]> {
  return deps.database.snapshot({ tenant, person: PERSON }, async (tx) => {
    const [types] = await flight(tx, [listCaseTypes(tenant, deps.nowMs())]);
    const missing: MissingPlace[] = [];
    for (const { hash } of types.rows) {
      const caseType = await deps.caseTypes.byHash(tx, tenant, hash);
      for (const { name, rule } of caseType.clocks.values()) {
        const place = rule?.place ?? null;
        if (place !== null && !isPlace(place, table)) missing.push({ caseType: caseType.name, clock: name, place });
      }
    }
    return missing;
  });
}

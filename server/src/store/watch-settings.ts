// When an agency works and by which days it counts, for the rules that notice snooping; and whose case is whose. Versions of the
// settings are only added to.
import type { Statement } from './statement.ts';

/** As it is stored, and as a file gives it. */
export interface StoredWatchSettings {
  readonly zone: string;
  readonly hours: { readonly from: string; readonly until: string } | null;
  /** A place of the holiday table; null: weekends only. */
  readonly place: string | null;
}

/** Until an agency has said something: no hour is unusual, and weekends are no working days. */
export const UNSET: StoredWatchSettings = { zone: 'UTC', hours: null, place: null };

export interface WatchSettingsRow {
  readonly number: number;
  readonly settings: string;
}

export function readWatchSettings(tenant: number): Statement<WatchSettingsRow> {
  return {
    name: 'read-watch-settings',
    text: 'select number, settings from watch_setting where tenant = $1 order by number desc limit 1',
    values: [tenant],
  };
}

export function parseWatchSettings(row: WatchSettingsRow | undefined): StoredWatchSettings {
  // Only `addWatchSettings` writes this column.
  return row === undefined ? UNSET : (JSON.parse(row.settings) as StoredWatchSettings);
}

export function addWatchSettings(
  tenant: number,
  of: { readonly number: number; readonly settings: StoredWatchSettings; readonly by: string; readonly at: string },
): Statement {
  return {
    name: 'add-watch-settings',
    text: 'insert into watch_setting (tenant, number, settings, set_by, set_at) values ($1, $2, $3, $4, $5)',
    values: [tenant, of.number, JSON.stringify(of.settings), of.by, of.at],
  };
}

export interface TieToAdd {
  readonly caseId: string;
  readonly person: string;
  readonly tie: 'self' | 'kin';
  readonly by: string;
  readonly at: string;
}

/** Declaring a tie again changes nothing. */
export function addTie(tenant: number, { caseId, person, tie, by, at }: TieToAdd): Statement {
  return {
    name: 'add-tie',
    text: `insert into staff_tie (tenant, case_id, person, tie, declared_by, declared_at) values ($1, $2, $3, $4, $5, $6)
           on conflict do nothing`,
    values: [tenant, caseId, person, tie, by, at],
  };
}

export function removeTie(
  tenant: number,
  { caseId, person, tie }: Pick<TieToAdd, 'caseId' | 'person' | 'tie'>,
): Statement<{ readonly person: string }> {
  return {
    name: 'remove-tie',
    text: 'delete from staff_tie where tenant = $1 and case_id = $2 and person = $3 and tie = $4 returning person',
    values: [tenant, caseId, person, tie],
  };
}

// One run of an import of an event log: begun once under its name, how far it has come, and its report. While a run
// is unfinished its log says what happens when in its cases.
import type { Statement } from './statement.ts';

export interface ImportRunRow {
  readonly file_hash: Buffer;
  readonly low_water: number;
  readonly finished: boolean;
  readonly report: string;
}

export interface ImportRunOf {
  readonly tenant: number;
  readonly importId: string;
}

/** Does nothing where a run of this name was begun before. */
export function beginImportRun(
  of: ImportRunOf,
  run: { readonly fileHash: Buffer; readonly startedAt: string; readonly report: string },
): Statement {
  return {
    name: 'begin-import-run',
    text: `insert into import_run (tenant, import_id, file_hash, started_at, low_water, report) values ($1, $2, $3, $4, 1, $5)
           on conflict (tenant, import_id) do nothing`,
    values: [of.tenant, of.importId, run.fileHash, run.startedAt, run.report],
  };
}

export function findImportRun(of: ImportRunOf): Statement<ImportRunRow> {
  return {
    name: 'find-import-run',
    text: `select file_hash, low_water, finished_at is not null as finished, report
           from import_run where tenant = $1 and import_id = $2`,
    values: [of.tenant, of.importId],
  };
}

/** The low water only rises, whichever of two saves comes last. */
export function saveLowWater(of: ImportRunOf, lowWater: number): Statement {
  return {
    name: 'save-low-water',
    text: 'update import_run set low_water = greatest(low_water, $3) where tenant = $1 and import_id = $2',
    values: [of.tenant, of.importId, lowWater],
  };
}

/** @param run `finishedAt` null where the file was not read to its end and the run can go on */
export function saveImportReport(
  of: ImportRunOf,
  run: { readonly lowWater: number; readonly report: string; readonly finishedAt: string | null },
): Statement {
  return {
    name: 'save-import-report',
    text: `update import_run set low_water = greatest(low_water, $3), report = $4, finished_at = $5
           where tenant = $1 and import_id = $2`,
    values: [of.tenant, of.importId, run.lowWater, run.report, run.finishedAt],
  };
}

// The sheets of a CCD definition as they lie in a folder: which files and rows count, and the columns of a row as text.
// Rules: ../ccd-shape.md, "Which rows count".
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

export type Row = Readonly<Record<string, unknown>>;
/** Rows by the name of their sheet, in the order of files and rows. */
export type Sheets = Readonly<Record<string, readonly Row[]>>;

/** Two names of one sheet are in use. */
const OTHER_NAMES: Readonly<Record<string, string>> = { CaseEventToComplexTypes: 'EventToComplexTypes' };
const LEFT_OUT = /-(?:prod|shuttered)$/i;
const BRITISH_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/**
 * The rows of every sheet in a folder that are live on a day (YYYY-MM-DD) and of the one case type that the folder defines,
 * without those that are named by their file and their number in it (from 1), such as `State.json 2`.
 */
export function readSheets(folder: string, on: string, leftOut: ReadonlySet<string> = new Set()): Sheets {
  const found: Record<string, Row[]> = {};
  for (const path of pathsIn(folder)) {
    const steps = path.replace(/\.json$/i, '').split('/');
    if (steps.some((step) => LEFT_OUT.test(step))) continue;
    const name = (steps[0] ?? '').replace(/-.*$/, '');
    const rows = rowsOf(readFileSync(join(folder, path), 'utf8'), path);
    (found[OTHER_NAMES[name] ?? name] ??= []).push(...rows.filter((_, at) => !leftOut.has(`${path} ${at + 1}`)));
  }
  const [caseType, ...others] = found['CaseType'] ?? [];
  if (caseType === undefined || others.length > 0) throw new Error(`${folder} must define one case type.`);
  const counts = (row: Row) => isLive(row, on) && ['', text(caseType, 'ID')].includes(text(row, 'CaseTypeID'));
  return Object.fromEntries(Object.entries(found).map(([sheet, rows]) => [sheet, rows.filter(counts)]));
}

/** A column as text, without spaces at its ends; what is not there is empty. */
export function text(row: Row, column: string): string {
  const value = row[column];
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** A column as a place in an order; what has none comes last. */
export function placeIn(row: Row, ...columns: readonly string[]): number {
  const said = columns.map((column) => text(row, column)).find((value) => value !== '');
  return said === undefined ? Number.MAX_SAFE_INTEGER : Number(said);
}

/** Of rows with the same key the last, where it stands. */
export function lastOf(rows: readonly Row[], ...columns: readonly string[]): Row[] {
  const last = new Map<string, Row>();
  for (const row of rows) {
    const key = JSON.stringify(columns.map((column) => text(row, column)));
    last.delete(key);
    last.set(key, row);
  }
  return [...last.values()];
}

/** In groups that stand in the order of their first ones. */
export function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}

function pathsIn(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true }).map((path) => String(path).split(sep).join('/'));
  return paths.filter((path) => path.toLowerCase().endsWith('.json')).toSorted();
}

function rowsOf(json: string, path: string): Row[] {
  const rows: unknown = JSON.parse(json.replace(/^\uFEFF/, ''));
  if (!Array.isArray(rows) || !rows.every(isRow)) throw new Error(`${path} is no list of rows.`);
  return rows;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isLive(row: Row, on: string): boolean {
  const [from, to] = ['LiveFrom', 'LiveTo'].map((column) => dayOf(text(row, column)));
  return !(from && from > on) && !(to && to < on);
}

function dayOf(written: string): string {
  const [, day = '', month = '', year] = BRITISH_DATE.exec(written) ?? [];
  return year === undefined ? written.slice(0, 10) : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

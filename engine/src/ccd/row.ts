// One row of a sheet of a CCD definition: flat cells by column. Columns are written in several ways, so that they are looked up
// without case and signs.

export interface Row {
  /** The name of the sheet as the format calls it; that of its file where it is unknown. */
  readonly sheet: string;
  readonly file: string;
  /** The place of the row in its file, from 1. */
  readonly at: number;
  /** Texts by column, without spaces at their ends, as CCD reads every cell; empty cells are absent. */
  readonly cells: ReadonlyMap<string, string>;
  /** The columns as they are written, by the names under which they are looked up. */
  readonly columns: ReadonlyMap<string, string>;
  /** Cells that hold lists or groups. */
  readonly nested: ReadonlyMap<string, unknown>;
}

/** `PreConditionState(s)` is looked up as `preconditionstates`. */
export function columnKey(column: string): string {
  return column.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** The text of a cell; empty where there is none. */
export function cell(row: Row, ...columns: readonly string[]): string {
  for (const column of columns) {
    const found = row.cells.get(columnKey(column));
    if (found !== undefined) return found;
  }
  return '';
}

/** A number in a cell; null where there is none. */
export function numberIn(row: Row, column: string): number | null {
  const text = cell(row, column);
  const number = Number(text);
  return text === '' || !Number.isFinite(number) ? null : number;
}

/** Whether a cell says yes, in one of the ways in which definitions say it. */
export function saysYes(row: Row, column: string): boolean {
  return /^(y|yes|true|t)$/i.test(cell(row, column));
}

/** Makes a row of what a file holds at one place; null where that is no group of cells. */
export function rowOf(place: Pick<Row, 'sheet' | 'file' | 'at'>, value: unknown): Row {
  const cells = new Map<string, string>();
  const columns = new Map<string, string>();
  const nested = new Map<string, unknown>();
  for (const [column, given] of entriesIn(value)) {
    const key = columnKey(column);
    if (typeof given === 'object' && given !== null) {
      nested.set(key, given);
      columns.set(key, column);
      continue;
    }
    const text = typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean' ? `${given}` : '';
    if (text.trim() === '') continue;
    cells.set(key, text.trim());
    columns.set(key, column);
  }
  return { ...place, cells, columns, nested };
}

function entriesIn(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

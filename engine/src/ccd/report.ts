// What became of every row that was read: carried, carried in part with what is lost, or not carried with the reason. A row of
// which nobody says anything counts as not carried, so that none can vanish.
import type { Row } from './row.ts';

export type RowStatus = 'carried' | 'in-part' | 'not-carried';

export interface RowAccount {
  readonly sheet: string;
  readonly file: string;
  /** The place of the row in its file, from 1. */
  readonly row: number;
  /** What the row is about, by CCD's own ids. */
  readonly of: string;
  readonly status: RowStatus;
  /** What is lost, or why it is not carried; empty where it is carried. */
  readonly reasons: readonly string[];
}

export interface SheetCount {
  readonly rows: number;
  readonly carried: number;
  readonly inPart: number;
  readonly notCarried: number;
}

/** What is being said of rows. */
export interface Ledger {
  readonly carried: Set<Row>;
  readonly losses: Map<Row, Set<string>>;
  readonly refused: Map<Row, string>;
  /** What concerns the definition as a whole, in the order in which it was noticed. */
  readonly remarks: Set<string>;
}

export function emptyLedger(): Ledger {
  return { carried: new Set(), losses: new Map(), refused: new Map(), remarks: new Set() };
}

/** The row is in the case type, but for what is said to be lost. */
export function carry(ledger: Ledger, row: Row): void {
  ledger.carried.add(row);
}

export function lose(ledger: Ledger, row: Row, reason: string): void {
  const reasons = ledger.losses.get(row) ?? new Set<string>();
  ledger.losses.set(row, reasons.add(reason));
}

/** The row is not in the case type; the first reason counts. */
export function refuse(ledger: Ledger, row: Row, reason: string): void {
  if (!ledger.refused.has(row)) ledger.refused.set(row, reason);
}

const UNSAID = 'Nothing in the case type says this.';

/** One line for each row, in the order in which they were read. */
export function accountsOf(ledger: Ledger, rows: readonly Row[]): readonly RowAccount[] {
  return rows.map((row) => {
    const { sheet, file, at } = row;
    const losses = [...(ledger.losses.get(row) ?? [])];
    const line = { sheet, file, row: at, of: aboutOf(row) };
    // What is somewhere in the case type is carried, also where another use of the same row was refused.
    if (!ledger.carried.has(row)) {
      return { ...line, status: 'not-carried', reasons: [ledger.refused.get(row) ?? UNSAID] };
    }
    return { ...line, status: losses.length === 0 ? 'carried' : 'in-part', reasons: losses };
  });
}

export function countsOf(accounts: readonly RowAccount[]): Readonly<Record<string, SheetCount>> {
  const counts: Record<string, { rows: number; carried: number; inPart: number; notCarried: number }> = {};
  for (const { sheet, status } of accounts) {
    const count = (counts[sheet] ??= { rows: 0, carried: 0, inPart: 0, notCarried: 0 });
    count.rows += 1;
    if (status === 'carried') count.carried += 1;
    else if (status === 'in-part') count.inPart += 1;
    else count.notCarried += 1;
  }
  return counts;
}

const ABOUT = [
  ...['id', 'caseeventid', 'casestateid', 'casefieldid', 'listelementcode', 'tabid', 'rolename', 'accessprofile'],
  ...['userrole', 'crud'],
];

function aboutOf({ cells }: Row): string {
  return ABOUT.flatMap((column) => cells.get(column) ?? []).join(' ');
}

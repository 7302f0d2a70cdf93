// What a reader yields: rows of an event log in the publisher's order, as text. It knows no case type and no mapping.

/** One event of a log. Values are text exactly as the file has it; absent and empty are the same. */
export interface LogRow {
  /** Position among the rows of the file, from 1. */
  readonly index: number;
  /** Line of the file on which the row begins, from 1. */
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
  /** Set when the row could be told apart but not taken apart, for example one with a field too many. */
  readonly fault?: string;
}

/** A reader: some rows at a time, because one promise for each row would cost more than reading it. */
export type RowBatches = AsyncGenerator<readonly LogRow[], void, undefined>;

/**
 * The file cannot be read any further. Every row before the fault has been yielded, so a mended file with the same
 * beginning loses nothing.
 */
export class LogFault extends Error {
  readonly line: number | null;

  constructor(message: string, line: number | null, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LogFault';
    this.line = line;
  }
}

/** Name of the column under which a reader of a format with case attributes gives them. */
export const CASE_PREFIX = 'case:';

/** What to say of columns for which a mapping has no word. */
export function unknownColumns(columns: readonly string[]): string {
  const names = columns.map((column) => `"${column}"`).join(', ');
  return `the mapping does not name ${names}. Say what each becomes, list it under facts, or under left with the reason.`;
}

// One named SQL statement with its values, and what it answers. Knows nothing of connections.

/**
 * A statement is prepared once per connection under its name, because parsing and planning each time costs more than
 * running it. The text belongs to the name; only the values change. `Row` says what each row looks like.
 */
export interface Statement<Row = never> {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
  /**
   * Whose rights or sessions it may change or end, as `UnsettledMessage` names them: whoever listens is told with the commit.
   * Every statement that writes what a session is proved by has it.
   */
  readonly unsettles?: readonly string[];
  /** Given each message of a COPY TO STDOUT when it arrives; its bytes are good until this returns. */
  readonly each?: (chunk: Buffer) => void;
  /** Never present; it carries the type of the rows for the compiler. */
  readonly row?: Row;
}

export interface Answer<Row> {
  readonly rows: readonly Row[];
  /** Rows returned or changed. */
  readonly count: number;
}

/** The answers to a list of statements, in order, each with the row type of its statement. */
export type Answers<S extends readonly Statement<unknown>[]> = {
  readonly [K in keyof S]: S[K] extends Statement<infer Row> ? Answer<Row> : never;
};

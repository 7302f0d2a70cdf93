// What differs between the rows that stood for a case and those that stand for it now. Knows no table.

export interface ChangedRows<Row> {
  /** Those of before that are not there, or not so, any more. */
  readonly removed: readonly Row[];
  /** Those of now that were not there, or not so. */
  readonly added: readonly Row[];
}

/** @param was rows by what names each, as `is` has them */
export function changedRows<Row>(was: ReadonlyMap<string, Row>, is: ReadonlyMap<string, Row>): ChangedRows<Row> {
  const differs = ([name]: readonly [string, Row]): boolean =>
    JSON.stringify(was.get(name)) !== JSON.stringify(is.get(name));
  const differing = (rows: ReadonlyMap<string, Row>): readonly Row[] => [...rows].filter(differs).map(([, row]) => row);
  return { removed: differing(was), added: differing(is) };
}

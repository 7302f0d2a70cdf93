// What differs between the rows that stood for a case and those that stand for it now. Knows no table.

export interface ChangedRows<Row> {
  /** Those of before that are not there, or not so, any more. */
  readonly removed: readonly Row[];
  /** Those of now that were not there, or not so. */
  readonly added: readonly Row[];
}

/** @param nameOf what names a row among those of its case */
export function changedRows<Row>(
  before: readonly Row[],
  after: readonly Row[],
  nameOf: (row: Row) => string,
): ChangedRows<Row> {
  const [was, is] = [textsOf(before, nameOf), textsOf(after, nameOf)];
  const differs = (row: Row): boolean => was.get(nameOf(row)) !== is.get(nameOf(row));
  return { removed: before.filter(differs), added: after.filter(differs) };
}

function textsOf<Row>(rows: readonly Row[], nameOf: (row: Row) => string): ReadonlyMap<string, string> {
  return new Map(rows.map((row) => [nameOf(row), JSON.stringify(row)]));
}

/** Of rows that a kind and a name tell apart. */
export function kindAndName({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return `${kind}/${name}`;
}

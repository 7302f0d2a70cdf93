// What a careful clerk would write down beside the program: which record was told what, in which order, and which records are held to be of
// one person. It imports nothing of the product, and keeps groups as plain sets that are joined and split.

export interface LedgerFact {
  readonly field: string;
  readonly value: string;
}

export interface Ledger {
  /** A record is told something: it is that record's for good. */
  readonly tell: (record: number, field: string, value: string) => void;
  readonly merge: (one: number, other: number) => void;
  /** These go out of the group that they are in, and stay together. */
  readonly unmerge: (out: readonly number[]) => void;
  readonly groupOf: (record: number) => ReadonlySet<number>;
  readonly factsOf: (record: number) => readonly LedgerFact[];
}

export function openLedger(): Ledger {
  const facts = new Map<number, LedgerFact[]>();
  const groups = new Map<number, ReadonlySet<number>>();
  const groupOf = (record: number): ReadonlySet<number> => groups.get(record) ?? new Set([record]);
  const settle = (group: ReadonlySet<number>): void => {
    for (const record of group) groups.set(record, group);
  };
  return {
    tell(record, field, value) {
      facts.set(record, [...(facts.get(record) ?? []), { field, value }]);
    },
    merge(one, other) {
      settle(new Set([...groupOf(one), ...groupOf(other)]));
    },
    unmerge(out) {
      const [first] = out;
      if (first === undefined) return;
      const group = groupOf(first);
      settle(new Set([...group].filter((record) => !out.includes(record))));
      settle(new Set(out));
    },
    groupOf,
    factsOf: (record) => facts.get(record) ?? [],
  };
}

/** What the program shows of a record, and the number under which it calls it one with itself. */
export interface ShownRecord {
  readonly record: number;
  readonly facts: readonly LedgerFact[];
}

/** A sentence for each fact that is missing, too much or at the wrong record, and for each record that should or should not be there. */
export function compareShown(ledger: Ledger, asked: number, shown: readonly ShownRecord[]): readonly string[] {
  const wrong: string[] = [];
  const group = ledger.groupOf(asked);
  const seen = new Set(shown.map(({ record }) => record));
  for (const record of group)
    if (!seen.has(record)) wrong.push(`${asked}: record ${record} is one with it and is missing.`);
  for (const { record, facts } of shown) {
    if (!group.has(record)) wrong.push(`${asked}: record ${record} is shown and is not one with it.`);
    const expected = ledger.factsOf(record).map(textOf).toSorted();
    const found = facts.map(textOf).toSorted();
    for (const fact of missingIn(expected, found)) wrong.push(`${asked}: record ${record} has lost ${fact}.`);
    for (const fact of missingIn(found, expected)) wrong.push(`${asked}: record ${record} was given ${fact}.`);
  }
  if (seen.size !== shown.length) wrong.push(`${asked}: a record is shown twice.`);
  return wrong;
}

function textOf({ field, value }: LedgerFact): string {
  return `${field}=${value}`;
}

/** As often as they are, so that one of two equal facts that is lost is missed. */
function missingIn(these: readonly string[], those: readonly string[]): readonly string[] {
  const left = [...those];
  return these.filter((each) => {
    const at = left.indexOf(each);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

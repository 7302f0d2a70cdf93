// The code lists of a definition: each value with its label, in its order.
import { hyphenNames, optionNames, type Naming } from './names.ts';
import { carry, type Ledger, lose, refuse } from './report.ts';
import { cell, numberIn, type Row } from './row.ts';
import type { Selected } from './select-rows.ts';

export interface CodeList {
  readonly id: string;
  /** Its name in the case type. */
  readonly name: string;
  readonly values: readonly { readonly code: string; readonly option: string; readonly label: string }[];
  readonly options: Naming;
}

export interface CodeLists {
  readonly all: readonly CodeList[];
  /** The name of a list in the case type; null where there is none of that id. */
  readonly named: (id: string) => string | null;
  readonly byName: ReadonlyMap<string, CodeList>;
}

export function readLists(selected: Selected, ledger: Ledger): CodeLists {
  const names = hyphenNames();
  const byId = new Map<string, Row[]>();
  for (const row of selected.of('FixedLists')) {
    const id = cell(row, 'ID');
    if (id === '' || cell(row, 'ListElementCode') === '') refuse(ledger, row, 'It has no ID or no code.');
    else byId.set(id, [...(byId.get(id) ?? []), row]);
  }
  const all = [...byId].map(([id, rows]) => listOf({ id, name: names.nameOf(id) }, rows, ledger));
  const byName = new Map(all.map((list) => [list.name, list]));
  return { all, byName, named: (id) => (byId.has(id) ? names.nameOf(id) : null) };
}

const LONGEST_LABEL = 200;

function listOf({ id, name }: Pick<CodeList, 'id' | 'name'>, rows: readonly Row[], ledger: Ledger): CodeList {
  const options = optionNames();
  const last = new Map<string, Row>();
  for (const row of rows) {
    const before = last.get(cell(row, 'ListElementCode'));
    if (before !== undefined) refuse(ledger, before, 'A later row says the same again, and that one counts.');
    last.set(cell(row, 'ListElementCode'), row);
  }
  const ordered = [...last.values()].toSorted((one, other) => placeOf(one) - placeOf(other));
  const values = ordered.map((row) => {
    const code = cell(row, 'ListElementCode');
    const label = cell(row, 'ListElement') || code;
    const option = options.nameOf(code);
    carry(ledger, row);
    if (option !== code)
      lose(ledger, row, 'The code has signs that codes do not have here, and is written without them.');
    if (label.length > LONGEST_LABEL) lose(ledger, row, `The label is cut to ${LONGEST_LABEL} characters.`);
    return { code, option, label: label.slice(0, LONGEST_LABEL) };
  });
  return { id, name, values, options };
}

/** Values without a place come last, in the order of the rows. */
function placeOf(row: Row): number {
  return numberIn(row, 'DisplayOrder') ?? Number.MAX_SAFE_INTEGER;
}

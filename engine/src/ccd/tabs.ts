// The tabs of a definition: which fields the page of a case shows under which heading, to whom, and while what holds.
import { line } from './events.ts';
import type { CaseFieldSource } from './leaves.ts';
import { hyphenNames, type Naming } from './names.ts';
import { carry, type Ledger, lose, refuse } from './report.ts';
import type { Translate } from './resolve.ts';
import { cell, numberIn, type Row } from './row.ts';
import type { Selected } from './select-rows.ts';

export interface TabSource {
  readonly name: string;
  /** CCD's own id of it. */
  readonly id: string;
  readonly title: string;
  readonly when?: string;
  /** Null: whoever may read the case. */
  readonly profiles: readonly string[] | null;
  readonly fields: readonly { readonly field: string; readonly when?: string }[];
}

interface Reading {
  readonly fields: ReadonlyMap<string, CaseFieldSource>;
  readonly translate: Translate;
  readonly ledger: Ledger;
  readonly profiles: readonly string[];
}

export function readTabs(selected: Selected, reading: Reading): readonly TabSource[] {
  const names: Naming = hyphenNames();
  const byTab = new Map<string, Row[]>();
  for (const row of selected.of('CaseTypeTab')) {
    const id = cell(row, 'TabID');
    byTab.set(id, [...(byTab.get(id) ?? []), row]);
  }
  const placed = [...byTab].map(([id, rows]) => ({ id, rows, place: leastOf(rows, 'TabDisplayOrder') }));
  return placed
    .toSorted((one, other) => one.place - other.place)
    .flatMap(({ id, rows }) => {
      const tab = tabOf(id, rows, reading);
      return tab.fields.length === 0 ? [] : [{ ...tab, name: names.nameOf(id) }];
    });
}

function tabOf(id: string, rows: readonly Row[], reading: Reading): Omit<TabSource, 'name'> {
  const { ledger } = reading;
  const saying = rows.find((row) => cell(row, 'TabShowCondition') !== '');
  const when = saying === undefined ? null : conditionIn(saying, 'TabShowCondition', reading);
  const fields = new Map<string, { field: string; when?: string }>();
  for (const row of rows.toSorted((one, other) => placeOf(one) - placeOf(other))) {
    const field = reading.fields.get(cell(row, 'CaseFieldID'));
    if (field === undefined) {
      refuse(ledger, row, `There is no field ${cell(row, 'CaseFieldID')} in the definition.`);
      continue;
    }
    carry(ledger, row);
    const own = cell(row, 'FieldShowCondition') === '' ? null : conditionIn(row, 'FieldShowCondition', reading);
    for (const leaf of field.leaves)
      fields.set(leaf.field, { field: leaf.field, ...(own === null ? {} : { when: own }) });
  }
  const named = [...new Set(rows.map((row) => cell(row, 'AccessProfile', 'UserRole')).filter((one) => one !== ''))];
  const known = named.filter((profile) => reading.profiles.includes(profile));
  const label = rows.map((row) => cell(row, 'TabLabel')).find((text) => text !== '') ?? id;
  return {
    ...{ id, title: line(label), profiles: named.length === 0 ? null : known, fields: [...fields.values()] },
    ...(when === null ? {} : { when }),
  };
}

function conditionIn(row: Row, column: string, { translate, ledger }: Reading): string | null {
  const made = translate(cell(row, column));
  if ('feel' in made) return made.feel;
  lose(ledger, row, `A condition is not carried: ${made.reason}. It is always shown.`);
  return null;
}

function leastOf(rows: readonly Row[], column: string): number {
  return Math.min(...rows.map((row) => numberIn(row, column) ?? Number.MAX_SAFE_INTEGER));
}

function placeOf(row: Row): number {
  return numberIn(row, 'TabFieldDisplayOrder') ?? Number.MAX_SAFE_INTEGER;
}

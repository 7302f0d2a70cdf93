// The pages of an event and the fields on them. Rules: ../ccd-shape.md, "events".
import type { Definition } from './ccd-rights.ts';
import type { Leaf } from './field-paths.ts';
import { grouped, lastOf, placeIn, type Row, text } from './read-sheets.ts';

export interface FormField {
  readonly path: string;
  readonly mandatory: boolean;
  readonly readOnly: boolean;
}

export interface FormPage {
  readonly id: string;
  readonly fields: readonly FormField[];
}

/** The pages of every event that has any, by the id of the event. */
export function formsIn(definition: Definition): Map<string, FormPage[]> {
  const rows = lastOf(definition.sheets['CaseEventToFields'] ?? [], 'CaseEventID', 'CaseFieldID')
    .filter((row) => definition.paths.fields.includes(text(row, 'CaseFieldID')))
    .filter((row) => text(row, 'DisplayContext').toUpperCase() !== 'HIDDEN');
  const overrides = grouped(definition.sheets['EventToComplexTypes'] ?? [], onForm);
  const fieldsOf = (row: Row) => fieldsOfRow(row, overrides.get(onForm(row)) ?? [], definition);
  // A row that shows nothing is as one that is not there.
  const byEvent = grouped(
    rows.filter((row) => fieldsOf(row).length > 0),
    (row) => text(row, 'CaseEventID'),
  );
  return new Map([...byEvent].map(([event, its]) => [event, pagesOf(its, fieldsOf)]));
}

function pagesOf(rows: readonly Row[], fieldsOf: (row: Row) => FormField[]): FormPage[] {
  const pages = [...grouped(rows, (row) => text(row, 'PageID'))].map(([id, its]) => ({
    id,
    place: Math.min(...its.map((row) => placeIn(row, 'PageDisplayOrder'))),
    fields: inOrder(its, 'PageFieldDisplayOrder').flatMap(fieldsOf),
  }));
  return pages.toSorted((one, other) => one.place - other.place).map(({ id, fields }) => ({ id, fields }));
}

function fieldsOfRow(row: Row, overrides: readonly Row[], { paths }: Definition): FormField[] {
  const field = text(row, 'CaseFieldID');
  const context = text(row, 'DisplayContext').toUpperCase();
  if (context !== 'COMPLEX' || (overrides.length === 0 && !paths.isGroup(field)))
    return paths.leavesOf(field).map((leaf) => formField(leaf, context));
  // A map keeps the place of what is said first, and the last of what is said.
  const said = new Map<string, FormField>();
  for (const override of inOrder(overrides, 'FieldDisplayOrder', 'PageFieldDisplayOrder')) {
    const { leaves, isWithinCollection } = paths.partOf(field, text(override, 'ListElementCode'));
    const its = text(override, 'DisplayContext').toUpperCase();
    if (its === 'HIDDEN') continue;
    for (const leaf of leaves)
      said.set(leaf.path, formField(leaf, isWithinCollection && its === 'MANDATORY' ? 'OPTIONAL' : its));
  }
  return [...said.values()];
}

function formField({ path, isLabel }: Leaf, context: string): FormField {
  return { path, mandatory: context === 'MANDATORY' && !isLabel, readOnly: context === 'READONLY' || isLabel };
}

function inOrder(rows: readonly Row[], ...columns: readonly string[]): Row[] {
  return rows.toSorted((one, other) => placeIn(one, ...columns) - placeIn(other, ...columns));
}

function onForm(row: Row): string {
  return JSON.stringify([text(row, 'CaseEventID'), text(row, 'CaseFieldID')]);
}

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
    .filter((row) => contextOf(row) !== 'HIDDEN');
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
  const context = contextOf(row);
  const shown = inOrder(overrides, 'FieldDisplayOrder', 'PageFieldDisplayOrder').filter(
    (override) => contextOf(override) !== 'HIDDEN',
  );
  if (context !== 'COMPLEX' || !paths.isGroup(field)) {
    const its = context === 'COMPLEX' && areReadOnly(shown) ? 'READONLY' : context;
    return paths.leavesOf(field).map((leaf) => formField(leaf, its));
  }
  const parts = shown.flatMap((override) => {
    const { leaves, isWithinCollection } = paths.partOf(field, text(override, 'ListElementCode'));
    return leaves.map((leaf) => ({ leaf, isWithinCollection, override }));
  });
  // In the order in which paths are first named.
  return [...grouped(parts, ({ leaf }) => leaf.path).values()].flatMap((its) => {
    const within = its.filter(({ isWithinCollection }) => isWithinCollection).map(({ override }) => override);
    const own = its.findLast(({ isWithinCollection }) => !isWithinCollection);
    const said = own === undefined ? context : contextOf(own.override);
    return its.slice(0, 1).map(({ leaf }) => formField(leaf, areReadOnly(within) ? 'READONLY' : said));
  });
}

function contextOf(row: Row): string {
  return text(row, 'DisplayContext').toUpperCase();
}

/** Whether there are rows, and all say that what they are about may only be read. */
function areReadOnly(rows: readonly Row[]): boolean {
  return rows.length > 0 && rows.every((row) => contextOf(row) === 'READONLY');
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

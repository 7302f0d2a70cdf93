// What is kept of a release for the ones after it, and by what two of them are of one form. It has small counts and is never published.
import type { CaseType, ColumnStep, PublishDefinition } from '../definition/definition.ts';
import { levelsOf } from '../definition/definition.ts';
import type { Period } from './period.ts';
import type { Publication } from './publication.ts';
import type { TableShape } from './table-shape.ts';

export interface PeriodOfTables extends Period {
  readonly publication: Publication;
}

export interface PeriodOfRows extends Period {
  /** Each row as it is told, one text for each column, in the order of the texts. */
  readonly rows: readonly (readonly string[])[];
}

export type Working = {
  /** By which columns, steps and thresholds; two releases of another form never tell of the same period. */
  readonly form: string;
} & (
  | { readonly kind: 'tables'; readonly periods: readonly PeriodOfTables[] }
  | { readonly kind: 'rows'; readonly periods: readonly PeriodOfRows[] }
);

/** Everything on which figures depend, and nothing that is only said about them. */
export function formOf(publish: PublishDefinition, caseType: CaseType): string {
  const sets = publish.rows === undefined ? [...publish.tables.values()] : [publish.rows];
  const used = [...publish.columns.values()].filter(({ name }) => sets.some(({ columns }) => columns.includes(name)));
  return JSON.stringify([
    publish.rows === undefined ? 'tables' : 'rows',
    publish.every,
    publish.threshold,
    publish.diversity,
    sets.map(({ name, columns }) => [name, columns]),
    used.map((column) => [
      ...[column.name, column.source, column.role, column.steps.map(withoutTitles)],
      levelsOf(column, caseType).map(({ categories, parents }) => [categories?.map(({ name }) => name), parents]),
    ]),
  ]);
}

function withoutTitles(step: ColumnStep): unknown {
  return step.kind === 'groups' ? [step.kind, step.groups.map(({ name, of, starts }) => [name, of, starts])] : step;
}

/** The tables of a case type as indices. */
export function shapeOf(publish: PublishDefinition, caseType: CaseType): TableShape {
  const tables = [...publish.tables.values()];
  const columns = [...publish.columns.values()].filter(({ name }) =>
    tables.some((table) => table.columns.includes(name)),
  );
  return {
    columns: columns.map((column) => ({
      name: column.name,
      isSensitive: column.role === 'sensitive',
      levels: levelsOf(column, caseType).map(({ categories, parents }) => ({ size: categories?.length ?? 1, parents })),
    })),
    tables: tables.map((table) => ({
      name: table.name,
      columns: table.columns.map((name) => columns.findIndex((column) => column.name === name)),
    })),
  };
}

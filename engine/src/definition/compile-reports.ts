// Turns what a case type says of reports into its definition.
import { childOf, entriesOf, itemsOf, type LocatedNode, type MapEntry, textAt } from './located.ts';
import type { CohortDefinition, ReportsDefinition } from './reports-definition.ts';

const CALENDAR_YEAR = '01-01';

export function reportsOf(node: LocatedNode | null): { readonly reports?: ReportsDefinition } {
  if (node === null) return {};
  const cohorts = entriesOf(childOf(node, 'cohorts')).map((entry) => [entry.key, cohortOf(entry)] as const);
  return { reports: { yearStarts: textAt(node, 'yearStarts') ?? CALENDAR_YEAR, cohorts: new Map(cohorts) } };
}

function cohortOf({ key, value }: MapEntry): CohortDefinition {
  const bands = childOf(value, 'bands');
  return {
    name: key,
    title: textAt(value, 'title') ?? '',
    field: textAt(value, 'field') ?? '',
    ...(bands === null ? {} : { bands: itemsOf(bands).flatMap(numberOf) }),
  };
}

function numberOf(node: LocatedNode): readonly number[] {
  return node.kind === 'scalar' && typeof node.value === 'number' ? [node.value] : [];
}

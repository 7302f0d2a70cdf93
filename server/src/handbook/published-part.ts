// What of finished cases is published as open data, in words: which columns, how near each comes to a person, and what is kept back.
import { type CaseType, levelsOf, type PublishColumn } from '@casewright/engine/definition';
import { el, type Html, list, table } from './html.ts';
import { fieldLabel } from './words.ts';

const ROLES = {
  quasi: 'could tell people apart',
  sensitive: 'is sensitive',
  other: 'tells nobody apart by itself',
} as const;

export function publishedPart(caseType: CaseType): readonly (Html | null)[] {
  const { publish } = caseType;
  if (publish === undefined) return [];
  const sets = publish.rows === undefined ? [...publish.tables.values()] : [publish.rows];
  const titleOf = (name: string): string => publish.columns.get(name)?.title ?? name;
  const kept = `Published by ${publish.every} of closing under ${publish.assessment} and ${publish.licence}. Nothing is about fewer than ${publish.threshold} people, and a group has ${publish.diversity} sensitive values at least.`;
  return [
    el('h3', {}, 'Open data'),
    el('p', {}, kept),
    table(
      'Data sets',
      ['Data set', 'What it is', 'Columns'],
      sets.map(({ title, columns }) => [
        ...[title, publish.rows === undefined ? 'counts' : 'one row for each case', columns.map(titleOf).join(', ')],
      ]),
    ),
    table(
      'Columns of open data',
      ['Column', 'Made of', 'It', 'Steps from fine to coarse'],
      [...publish.columns.values()].map((column) => [
        ...[column.title, sourceText(column, caseType), ROLES[column.role]],
        list(stepsOf(column, caseType)),
      ]),
    ),
  ];
}

function sourceText({ source }: PublishColumn, caseType: CaseType): string {
  if ('field' in source) return fieldLabel(caseType, source.field);
  return source.case === 'outcome' ? 'Outcome' : 'Days from opening to closing';
}

function stepsOf(column: PublishColumn, caseType: CaseType): readonly string[] {
  return levelsOf(column, caseType).map(({ categories }, at) => {
    const step = column.steps[at];
    if (step?.kind === 'period') return step.unit;
    return (categories ?? []).map(({ title }) => title).join(', ');
  });
}

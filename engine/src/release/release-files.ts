// The files of a release: each data set as CSV and JSON, how it was made in words, and a description by Data Package 2
// (datapackage.org). A release is named by the hash of its description, which has the hashes of all others.
import {
  type CaseType,
  levelsOf,
  type PublishDefinition,
  type PublishSet,
  TOTAL,
  UNKNOWN,
} from '../definition/definition.ts';
import { ANY } from './generalise.ts';
import { methodText } from './method-text.ts';
import { totalOf } from './publication.ts';
import { type Cell, csvOf } from './release-csv.ts';
import { shapeOf, type Working } from './release-working.ts';
import { combinations, figuresOf, keyOf } from './table-shape.ts';

export interface ReleaseFile {
  readonly name: string;
  readonly mediaType: 'text/csv' | 'application/json' | 'text/markdown';
  readonly text: string;
}

export interface ToWrite {
  readonly caseType: CaseType;
  readonly publish: PublishDefinition;
  readonly working: Working;
  readonly publisher: string;
  /** SHA-256 of a text as UTF-8, hex. */
  readonly digest: (text: string) => string;
  /** Bytes of a text as UTF-8. */
  readonly size: (text: string) => number;
}

export interface WrittenRelease {
  /** SHA-256 of `datapackage.json`. */
  readonly hash: string;
  readonly files: readonly ReleaseFile[];
}

export const DESCRIPTION_FILE = 'datapackage.json';

export function writeRelease(asked: ToWrite): WrittenRelease {
  const { publish } = asked;
  const sets = publish.rows === undefined ? [...publish.tables.values()] : [publish.rows];
  const data = sets.map((set) => ({ set, ...contentOf(set, asked) }));
  const files = data.flatMap(({ set, header, rows }): readonly ReleaseFile[] => [
    { name: `${set.name}.csv`, mediaType: 'text/csv', text: csvOf(header, rows) },
    { name: `${set.name}.json`, mediaType: 'application/json', text: jsonOf(header, rows) },
  ]);
  const method: ReleaseFile = { name: 'method.md', mediaType: 'text/markdown', text: methodText(asked) };
  const text = `${JSON.stringify(descriptionOf(asked, [...files, method]), null, 1)}\n`;
  const description: ReleaseFile = { name: DESCRIPTION_FILE, mediaType: 'application/json', text };
  return { hash: asked.digest(text), files: [...files, method, description] };
}

interface Content {
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

function contentOf(set: PublishSet, { caseType, publish, working }: ToWrite): Content {
  if (working.kind === 'rows')
    return {
      header: ['period', ...set.columns],
      rows: working.periods.flatMap(({ name, rows }) => rows.map((row) => [name, ...row])),
    };
  const shape = shapeOf(publish, caseType);
  const at = shape.tables.findIndex(({ name }) => name === set.name);
  const used = shape.tables[at]?.columns ?? [];
  const names = shape.columns.map(({ name }) => {
    const column = publish.columns.get(name);
    return column === undefined ? [] : levelsOf(column, caseType).map(({ categories }) => categories ?? []);
  });
  const figures = new Map(figuresOf(shape).map((figure) => [figure.key, figure]));
  const told = combinations(shape, used).flatMap((coordinates) => {
    const figure = figures.get(keyOf(coordinates));
    if (figure === undefined) return [];
    const labels = used.map((column) => {
      const place = coordinates[column] ?? null;
      return place === null ? TOTAL : (names[column]?.[place.level]?.[place.category]?.name ?? UNKNOWN.name);
    });
    return [{ figure, labels }];
  });
  return {
    header: ['period', ...set.columns, 'count', 'withheld'],
    rows: working.periods.flatMap(({ name, publication }) => {
      const hidden = new Set(publication.hidden);
      return told.map(({ figure, labels }): readonly Cell[] => {
        const isHidden = hidden.has(figure.key);
        return [name, ...labels, isHidden ? null : totalOf(figure, publication.counts), isHidden];
      });
    }),
  };
}

function jsonOf(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const objects = rows.map((row) =>
    JSON.stringify(Object.fromEntries(header.map((name, at) => [name, row[at] ?? null]))),
  );
  return objects.length === 0 ? '[]\n' : `[\n${objects.join(',\n')}\n]\n`;
}

function descriptionOf(asked: ToWrite, files: readonly ReleaseFile[]): unknown {
  const { caseType, publish, working, publisher, digest, size } = asked;
  const sets = publish.rows === undefined ? [...publish.tables.values()] : [publish.rows];
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: caseType.name,
    title: `${caseType.title}: finished cases`,
    description: caseType.purpose.statement,
    licenses: [{ path: publish.licence }],
    contributors: [{ title: publisher, roles: ['publisher'] }],
    keywords: publish.keywords,
    ...{ assessment: publish.assessment, updates: publish.every, place: publish.place },
    periods: working.periods.map(({ name, from, until }) => ({ name, from, until })),
    resources: files.map(({ name, mediaType, text }) => {
      const set = sets.find((one) => name === `${one.name}.csv` || name === `${one.name}.json`);
      const about = {
        ...{ name: name.replaceAll('.', '-'), path: name, mediatype: mediaType, encoding: 'utf-8' },
        ...{ bytes: size(text), hash: `sha256:${digest(text)}` },
      };
      if (set === undefined) return about;
      return {
        $schema: 'https://datapackage.org/profiles/2.0/dataresource.json',
        ...about,
        ...{ type: 'table', title: set.title, description: set.description },
        format: name.endsWith('.csv') ? 'csv' : 'json',
        schema: schemaOf(set, asked),
      };
    }),
  };
}

function schemaOf(set: PublishSet, { caseType, publish, working }: ToWrite): unknown {
  const isTable = working.kind === 'tables';
  return {
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    fields: [
      { name: 'period', title: 'Closed in', type: 'string', constraints: { required: true } },
      ...set.columns.map((name) => fieldOf(name, { caseType, publish, isTable })),
      ...(isTable
        ? [
            { name: 'count', title: 'Cases', type: 'integer', constraints: { minimum: 0 } },
            {
              name: 'withheld',
              title: 'Whether the count is kept back',
              type: 'boolean',
              constraints: { required: true },
            },
          ]
        : []),
    ],
    missingValues: [''],
    ...(isTable ? { primaryKey: ['period', ...set.columns] } : {}),
  };
}

function fieldOf(name: string, of: Pick<ToWrite, 'caseType' | 'publish'> & { readonly isTable: boolean }): unknown {
  const column = of.publish.columns.get(name);
  const levels = column === undefined ? [] : levelsOf(column, of.caseType);
  const all = levels.flatMap(({ categories }) => categories ?? []);
  const own = all.filter((one, at) => all.findIndex(({ name: other }) => other === one.name) === at);
  const extra = of.isTable ? { name: TOTAL, title: 'All' } : { name: ANY, title: 'Not told' };
  const isOpen = levels.some(({ categories }) => categories === null);
  const categories = [...own, extra].map(({ name: value, title }) => ({ value, label: title }));
  const above = levels.slice(0, -1).flatMap(({ categories: finer, parents }, at) =>
    (finer ?? []).flatMap((category, position): readonly (readonly [string, string])[] => {
      const parent = levels[at + 1]?.categories?.[parents[position] ?? -1];
      return parent === undefined || parent.name === category.name ? [] : [[category.name, parent.name]];
    }),
  );
  return {
    ...{ name, title: column?.title ?? name, type: 'string', constraints: { required: true } },
    ...(isOpen ? {} : { categories }),
    ...(above.length === 0 ? {} : { within: Object.fromEntries<string>(above) }),
  };
}

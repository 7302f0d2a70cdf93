// Made-up kinds of case with what they publish, and made-up finished cases of them, from a seed: for the attack on open data. What is
// known of each person is told here apart from the engine, so that the attacker is not told what the engine thinks.
import type { FinishedCase } from '@casewright/engine/release';
import type { KnownPerson, PublishedFile } from './release-attack.ts';
import { type Chance, seededChance } from './seeded-chance.ts';

export interface ReleaseWorld {
  readonly source: string;
  readonly threshold: number;
  /** What is finished, and may be told of, at each of two releases. */
  readonly releases: readonly { readonly cases: readonly FinishedCase[]; readonly until: string }[];
  /** A case of the first period that was not there at the first release. */
  readonly lateCase: FinishedCase;
  readonly knownOf: (cases: readonly FinishedCase[]) => readonly KnownPerson[];
  /** The cases as they are, as rows of a release that protects nobody. */
  readonly rawFiles: (cases: readonly FinishedCase[]) => readonly PublishedFile[];
}

interface Column {
  readonly name: string;
  readonly field: string;
  readonly yaml: string;
  readonly isSensitive: boolean;
  /** How common each value is. */
  readonly weights: readonly number[];
  readonly valueOf: (at: number) => string | number;
  /** Every way in which the value may be told, fine to coarse. */
  readonly told: (at: number) => readonly string[];
}

type Shape = 'plain' | 'regions' | 'sensitive' | 'linked' | 'cube';
const SHAPES: readonly Shape[] = ['plain', 'regions', 'sensitive', 'linked', 'cube'];

export function releaseWorld(seed: number, kind: 'tables' | 'rows'): ReleaseWorld {
  const chance = seededChance(seed);
  const shape = SHAPES[seed % SHAPES.length] ?? 'plain';
  const columns = kind === 'tables' ? tableColumns(chance, shape) : rowColumns(chance);
  const isSensitive = columns.some((column) => column.isSensitive);
  const make = maker(chance, columns);
  const first = Array.from({ length: chance.between(25, 260) }, () => make('2026-01'));
  const stays = first.slice(chance.percent(50) ? chance.between(0, 6) : 0);
  const late = Array.from({ length: chance.percent(70) ? chance.between(0, 70) : 0 }, () => make('2026-02'));
  const next = Array.from({ length: chance.between(0, 120) }, () => make('2026-05'));
  return {
    source: sourceOf(columns, kind === 'tables' ? tablesOf(shape) : 'rows: { title: Cases, columns: [a, b, c, d] }'),
    threshold: isSensitive ? 10 : 5,
    releases: [
      { cases: first, until: '2026-03-31' },
      { cases: [...stays, ...late, ...next], until: '2026-06-30' },
    ],
    lateCase: make('2026-03'),
    knownOf: (cases) => cases.map((one) => knownOf(columns, one)),
    rawFiles: (cases) => rawFiles(columns, cases),
  };
}

function tableColumns(chance: Chance, shape: Shape): readonly Column[] {
  const [a, b] =
    shape === 'regions'
      ? [regions('a', chance), choice('b', 3, chance)]
      : [choice('a', 4, chance), choice('b', 4, chance)];
  if (shape === 'plain' || shape === 'regions') return [a, b];
  if (shape === 'sensitive') return [a, { ...choice('b', 3, chance), isSensitive: true }];
  return [choice('a', 3, chance), choice('b', 3, chance), bands('c', chance, { bounds: [10], coarse: [] })];
}

function tablesOf(shape: Shape): string {
  const table = (name: string, columns: string): string => `${name}: { title: Counts, columns: [${columns}] }`;
  if (shape === 'cube') return `tables: { ${table('abc', 'a, b, c')} }`;
  if (shape !== 'linked') return `tables: { ${table('ab', 'a, b')} }`;
  return `tables: { ${[table('ab', 'a, b'), table('ac', 'a, c'), table('bc', 'b, c')].join(', ')} }`;
}

function rowColumns(chance: Chance): readonly Column[] {
  const d = choice('d', 4, chance);
  return [
    regions('a', chance),
    bands('b', chance, { bounds: [10, 20, 30], coarse: [20] }),
    choice('c', 3, chance),
    { ...d, isSensitive: chance.percent(60) },
  ];
}

function weightsOf(many: number, chance: Chance): readonly number[] {
  return Array.from({ length: many }, () => chance.between(1, 10) ** 2);
}

function choice(name: string, many: number, chance: Chance): Column {
  const values = Array.from({ length: many }, (_, at) => `${name}${at}`);
  return {
    ...{ name, field: `${name}Field`, isSensitive: false, weights: weightsOf(many, chance) },
    yaml: `{ type: choice, label: ${name}, options: [${values.join(', ')}] }`,
    valueOf: (at) => values[at] ?? '',
    told: (at) => [values[at] ?? ''],
  };
}

const GROUPS = ['near', 'near', 'near', 'far', 'far', 'other'];

/** Six places, of which three are near, two far, and one in no group. */
function regions(name: string, chance: Chance): Column {
  const places = choice(name, GROUPS.length, chance);
  return { ...places, told: (at) => [...places.told(at), GROUPS[at] ?? ''] };
}

const STEPS: Readonly<Record<string, (name: string) => string>> = {
  regions: (name) =>
    `[values, { groups: { near: { title: Near, of: [${name}0, ${name}1, ${name}2] }, far: { title: Far, of: [${name}3, ${name}4] } } }]`,
};

/** A number in bands of the bounds, and in coarser ones. */
function bands(
  name: string,
  chance: Chance,
  of: { readonly bounds: readonly number[]; readonly coarse: readonly number[] },
): Column {
  const { bounds, coarse } = of;
  const bandIn = (among: readonly number[], value: number): string => {
    const above = among.filter((bound) => bound <= value).length;
    if (above === 0) return `under ${among[0] ?? 0}`;
    return above === among.length
      ? `${among.at(-1) ?? 0} and more`
      : `${among[above - 1] ?? 0} to under ${among[above] ?? 0}`;
  };
  const valueOf = (at: number): number => at * 10 + 3;
  return {
    ...{ name, field: `${name}Field`, isSensitive: false, weights: weightsOf(bounds.length + 1, chance) },
    yaml: `{ type: number, label: ${name} }`,
    valueOf,
    told: (at) => [bandIn(bounds, valueOf(at)), ...(coarse.length === 0 ? [] : [bandIn(coarse, valueOf(at))])],
  };
}

function stepsOf({ name, told, weights, yaml }: Column): string {
  if (yaml.includes('choice')) return told(0).length > 1 ? `, steps: ${STEPS['regions']?.(name) ?? ''}` : '';
  const bounds = weights.slice(1).map((_, at) => (at + 1) * 10);
  const coarse = told(0).length > 1 ? ', { bands: [20] }' : '';
  return `, steps: [{ bands: [${bounds.join(', ')}] }${coarse}]`;
}

function sourceOf(columns: readonly Column[], sets: string): string {
  const closed = columns.filter(({ isSensitive }) => isSensitive).map(({ field }) => field);
  const section = `{ name: closed, title: Closed, readers: [officer], fields: [${closed.join(', ')}] }`;
  return [
    'caseType: made-up',
    'version: 1.0.0',
    'title: Made up',
    'archetype: service',
    'reference: MU-{sequence}',
    'purpose: { statement: To be attacked, authority: None }',
    'classification: { scale: none, level: none }',
    'zone: Etc/UTC',
    'team: desk',
    'roles: { officer: Officer }',
    'data:',
    '  note: { type: text, label: Note }',
    ...columns.map(({ field, yaml }) => `  ${field}: ${yaml}`),
    'opening: { form: open, by: officer }',
    'forms: { open: { title: Open, fields: { note: required } } }',
    'plan: { tasks: { work: { title: Work, by: officer } } }',
    ...(closed.length === 0 ? [] : [`access: { manage: officer, sections: [${section}] }`]),
    'closing: { by: officer, outcomes: { done: Done } }',
    'publish:',
    '  assessment: none',
    '  licence: https://example.org/licence',
    '  every: quarter',
    '  place: Nowhere',
    '  leaveOut: 20',
    '  columns:',
    ...columns.map(
      (column) => `    ${column.name}: { title: ${column.name}, field: ${column.field}${stepsOf(column)} }`,
    ),
    `  ${sets}`,
    '',
  ].join('\n');
}

/** Some people have several cases, which counts as one person. */
function maker(chance: Chance, columns: readonly Column[]): (month: string) => FinishedCase {
  let made = 0;
  return (month) => {
    made += 1;
    const day = String(chance.between(1, 28)).padStart(2, '0');
    return {
      unit: `person-${chance.percent(5) ? chance.between(1, made) : made}`,
      data: Object.fromEntries(columns.map((column) => [column.field, column.valueOf(drawn(column.weights, chance))])),
      ...{ outcome: 'done', openedOn: '2025-11-01', closedOn: `${month}-${day}` },
    };
  };
}

function drawn(weights: readonly number[], chance: Chance): number {
  let left = chance.between(
    1,
    weights.reduce((sum, weight) => sum + weight, 0),
  );
  const found = weights.findIndex((weight) => (left -= weight) <= 0);
  return Math.max(0, found);
}

function knownOf(columns: readonly Column[], { data, closedOn }: FinishedCase): KnownPerson {
  const told = columns.map((column) => [column, column.told(positionOf(column, data[column.field] ?? null))] as const);
  return {
    period: quarterOf(closedOn),
    told: Object.fromEntries(told.flatMap(([{ name, isSensitive }, ways]) => (isSensitive ? [] : [[name, ways]]))),
    sensitive: Object.fromEntries(
      told.flatMap(([{ name, isSensitive }, [value = '']]) => (isSensitive ? [[name, value]] : [])),
    ),
  };
}

function positionOf({ weights, valueOf }: Column, value: FinishedCase['data'][string]): number {
  return weights.findIndex((_, at) => valueOf(at) === value);
}

function quarterOf(date: string): string {
  return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

function rawFiles(columns: readonly Column[], cases: readonly FinishedCase[]): readonly PublishedFile[] {
  const header = ['period', ...columns.map(({ name }) => name)];
  const rows = cases.map((one) => [
    quarterOf(one.closedOn),
    ...columns.map((column) => column.told(positionOf(column, one.data[column.field] ?? null))[0] ?? ''),
  ]);
  const description = {
    resources: [{ path: 'rows.csv', format: 'csv', schema: { fields: header.map((name) => ({ name })) } }],
  };
  return [
    { name: 'datapackage.json', text: JSON.stringify(description) },
    { name: 'rows.csv', text: [header, ...rows].map((row) => `${row.join(',')}\r\n`).join('') },
  ];
}

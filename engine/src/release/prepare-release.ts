// A release of one kind of case: every whole period of a time, told as the case type says, held to all that was published before. Pure
// and deterministic: the same cases and earlier releases give the same bytes.
import type { CaseType, PublishDefinition } from '../definition/definition.ts';
import { UNKNOWN } from '../definition/definition.ts';
import { categoryOf, type FinishedCase, namesOf, readerOf } from './column-values.ts';
import { generalise, type GeneralisedRows, type RowToTell, toldAt } from './generalise.ts';
import { overlaps, type Period, periodsBetween } from './period.ts';
import { publishPeriod, type PublishedPeriod, type Unprotected } from './publish-period.ts';
import { formOf, type PeriodOfRows, type PeriodOfTables, shapeOf, type Working } from './release-working.ts';
import { figuresOf } from './table-shape.ts';

export interface ReleaseAsked {
  readonly caseType: CaseType;
  readonly publish: PublishDefinition;
  /** Finished cases that may be told of; others are not here at all. */
  readonly cases: readonly FinishedCase[];
  /** Days, both included; periods that lie in between as a whole are told. */
  readonly from: string;
  readonly until: string;
  /** Of every release of this kind of case that was ever published, oldest first, also where it was withdrawn. */
  readonly earlier: readonly Working[];
}

/** What became of a period, for whoever approves. It is not published. */
export interface PeriodReport {
  readonly period: string;
  readonly cases: number;
  readonly outcome: PublishedPeriod['outcome'] | 'other-form';
  /** Of tables: figures in all, small ones, and those kept back to protect them. */
  readonly figures?: number;
  readonly primary?: number;
  readonly complementary?: number;
  /** Changes to what was published that are too small to be told. */
  readonly heldBack?: number;
  readonly needs?: number;
  readonly proofs?: number;
  /** Of rows. */
  readonly leftOut?: number;
  readonly loss?: number;
  readonly largestRisk?: number;
  readonly meanRisk?: number;
}

export interface PreparedRelease {
  readonly working: Working;
  readonly periods: readonly PeriodReport[];
}

export function prepareRelease(asked: ReleaseAsked, leftOut: Unprotected = {}): PreparedRelease {
  const form = formOf(asked.publish, asked.caseType);
  const periods = periodsBetween(asked.from, asked.until, asked.publish.every);
  const told = periods.filter((period) => !isOfOtherForm(period, form, asked.earlier));
  const others = periods
    .filter((period) => !told.includes(period))
    .map((period): PeriodReport => ({ period: period.name, cases: 0, outcome: 'other-form' }));
  const made =
    asked.publish.rows === undefined ? tablesOf(asked, { told, form }, leftOut) : rowsOf(asked, { told, form });
  return { working: made.working, periods: [...others, ...made.periods] };
}

/** What was told of a time in one form is never told in another: the two together would tell more than either. */
function isOfOtherForm(period: Period, form: string, earlier: readonly Working[]): boolean {
  return earlier.some((one) => one.form !== form && one.periods.some((before) => overlaps(before, period)));
}

interface Periods {
  readonly told: readonly Period[];
  readonly form: string;
}

function tablesOf(
  { caseType, publish, cases, earlier }: ReleaseAsked,
  { told, form }: Periods,
  leftOut: Unprotected,
): PreparedRelease {
  const shape = shapeOf(publish, caseType);
  const figures = figuresOf(shape);
  const readers = shape.columns.flatMap(({ name }) => {
    const column = publish.columns.get(name);
    return column === undefined ? [] : [readerOf(column, caseType)];
  });
  const periods: PeriodOfTables[] = [];
  const reports: PeriodReport[] = [];
  for (const period of told) {
    const within = cases.filter(({ closedOn }) => closedOn >= period.from && closedOn <= period.until);
    const found = publishPeriod(
      {
        ...{ shape, figures, limits: publish },
        cases: within.map((one) => ({ unit: one.unit, categories: readers.map((reader) => categoryOf(reader, one)) })),
        earlier: publicationsOf(earlier, form, period.name),
      },
      leftOut,
    );
    reports.push(tableReport(period, { cases: within.length, figures: figures.length, found }));
    if (found.outcome !== 'withheld') periods.push({ ...period, publication: found.publication });
  }
  return { working: { form, kind: 'tables', periods }, periods: reports };
}

/** Every publication of a period that differs from the one before it. */
function publicationsOf(
  earlier: readonly Working[],
  form: string,
  name: string,
): readonly PeriodOfTables['publication'][] {
  const all = earlier.flatMap((one) =>
    one.kind === 'tables' && one.form === form ? one.periods.filter((period) => period.name === name) : [],
  );
  const texts = all.map(({ publication }) => JSON.stringify(publication));
  return all.flatMap(({ publication }, at) => (at > 0 && texts[at] === texts[at - 1] ? [] : [publication]));
}

function tableReport(
  { name }: Period,
  of: { readonly cases: number; readonly figures: number; readonly found: PublishedPeriod },
): PeriodReport {
  const { outcome, primary, complementary, heldBack, audit } = of.found;
  const { needs, holding: proofs } = audit;
  return {
    period: name,
    cases: of.cases,
    outcome,
    figures: of.figures,
    primary,
    complementary,
    heldBack,
    needs,
    proofs,
  };
}

/** Rows of a period are told once: who closed late is in none. So no two releases differ in a period that both have. */
function rowsOf({ caseType, publish, cases, earlier }: ReleaseAsked, { told, form }: Periods): PreparedRelease {
  const named = publish.rows?.columns ?? [];
  const readers = named.flatMap((name) => {
    const column = publish.columns.get(name);
    return column === undefined ? [] : [readerOf(column, caseType)];
  });
  const periods: PeriodOfRows[] = [];
  const reports: PeriodReport[] = [];
  for (const period of told) {
    const before = earlier.flatMap((one) => (one.kind === 'rows' && one.form === form ? one.periods : []));
    const again = before.find(({ name }) => name === period.name);
    const within = cases.filter(({ closedOn }) => closedOn >= period.from && closedOn <= period.until);
    if (again !== undefined) {
      periods.push(again);
      reports.push({ period: period.name, cases: within.length, outcome: 'as-published' });
      continue;
    }
    const rows = within.map((one): RowToTell => {
      const all = readers.map((reader) => ({ role: reader.column.role, names: namesOf(reader, one) }));
      return {
        unit: one.unit,
        told: all.flatMap(({ role, names }) => (role === 'sensitive' ? [] : [names])),
        sensitive: all.flatMap(({ role, names }) => (role === 'sensitive' ? [names[0] ?? UNKNOWN.name] : [])),
      };
    });
    const found = generalise(rows, { ...publish, unknown: UNKNOWN.name });
    reports.push(rowReport(period, within.length, found));
    const isSensitive = readers.map(({ column }) => column.role === 'sensitive');
    if (found !== null) periods.push({ ...period, rows: toldRows(found, isSensitive) });
  }
  return { working: { form, kind: 'rows', periods }, periods: reports };
}

/** In the order of their texts, which tells nothing of the order of cases. */
function toldRows({ rows, levels }: GeneralisedRows, isSensitive: readonly boolean[]): readonly (readonly string[])[] {
  const texts = rows.map((row) => {
    const [told, sensitive] = [[...toldAt(row, levels)], [...row.sensitive]];
    return isSensitive.map((is) => (is ? sensitive.shift() : told.shift()) ?? '');
  });
  const keyed = texts.map((row) => ({ key: row.join('\n'), row }));
  return keyed.toSorted((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0)).map(({ row }) => row);
}

function rowReport({ name }: Period, cases: number, found: GeneralisedRows | null): PeriodReport {
  if (found === null) return { period: name, cases, outcome: 'withheld' };
  const { leftOut, loss, smallest, meanRisk } = found;
  return { period: name, cases, outcome: 'new', leftOut, loss, largestRisk: 1 / smallest, meanRisk };
}

// From what is on record of a case to the categories that may be told of it. Nothing that somebody typed comes out of here: only the
// names of categories, which stand in the case type, and periods.
import { dateOf, daysBetween, isDate, isOccurred } from '../calendar/calendar.ts';
import {
  bandOf,
  type CaseType,
  type ColumnLevel,
  type ColumnStep,
  levelsOf,
  OTHER,
  type PublishColumn,
  UNKNOWN,
} from '../definition/definition.ts';
import { periodOf } from './period.ts';

/** What may be known of a finished case to whoever makes a release. */
export interface FinishedCase {
  /** The same in all cases of one person; never published. */
  readonly unit: string;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
  readonly outcome: string | null;
  readonly openedOn: string;
  readonly closedOn: string;
}

export interface ColumnReader {
  readonly column: PublishColumn;
  readonly levels: readonly ColumnLevel[];
  readonly zone: string;
}

export function readerOf(column: PublishColumn, caseType: CaseType): ColumnReader {
  return { column, levels: levelsOf(column, caseType), zone: caseType.zone };
}

/** The position of the finest category of a case; of a column of periods -1. */
export function categoryOf({ column, levels, zone }: ColumnReader, of: FinishedCase): number {
  const categories = levels[0]?.categories ?? null;
  const [step] = column.steps;
  if (categories === null || step === undefined) return -1;
  const named = (name: string): number => categories.findIndex((category) => category.name === name);
  const value = valueOf(column, of);
  if (value === null || value === '') return named(UNKNOWN.name);
  if ('bounds' in step) {
    const number = numberOf(step, value, { of, zone });
    return number === null ? named(UNKNOWN.name) : bandOf(step.bounds, number);
  }
  // A value that a later version of the case type no longer has is in no category.
  const among = [nameIn(step, value), OTHER.name, UNKNOWN.name].map(named);
  return among.find((at) => at >= 0) ?? 0;
}

/** What is told of a case at each level, by names; of periods their names. */
export function namesOf(reader: ColumnReader, of: FinishedCase): readonly string[] {
  const { column, levels, zone } = reader;
  const names: string[] = [];
  let category = categoryOf(reader, of);
  for (const [at, step] of column.steps.entries()) {
    if (step.kind === 'period') {
      const value = valueOf(column, of);
      const isDay = typeof value === 'string' && isOccurred(value);
      names.push(isDay ? periodOf(dateOf(value, zone), step.unit).name : UNKNOWN.name);
      continue;
    }
    names.push(levels[at]?.categories?.[category]?.name ?? UNKNOWN.name);
    category = levels[at]?.parents[category] ?? category;
  }
  return names;
}

type Value = FinishedCase['data'][string];

function valueOf({ source }: PublishColumn, { data, outcome, openedOn, closedOn }: FinishedCase): Value {
  if ('field' in source) return data[source.field] ?? null;
  return source.case === 'outcome' ? outcome : Math.max(0, daysBetween(openedOn, closedOn));
}

function nameIn(step: ColumnStep, value: NonNullable<Value>): string {
  const text = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
  if (step.kind !== 'groups') return text;
  const group = step.groups.find(
    ({ of, starts }) => of.includes(text) || starts.some((start) => text.startsWith(start)),
  );
  return group?.name ?? OTHER.name;
}

interface Dated {
  readonly of: FinishedCase;
  readonly zone: string;
}

function numberOf({ kind }: ColumnStep, value: NonNullable<Value>, { of, zone }: Dated): number | null {
  if (kind === 'bands') {
    const number = Number(value);
    return Number.isFinite(number) ? number : null;
  }
  if (typeof value !== 'string' || !isOccurred(value)) return null;
  const date = dateOf(value, zone);
  if (!isDate(date)) return null;
  return kind === 'ages' ? yearsBetween(date, of.closedOn) : daysBetween(date, of.closedOn);
}

/** Whole years, as ages are counted: somebody who was born on 29 February is a year older on 1 March. */
function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}

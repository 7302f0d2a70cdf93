// To which cohort a goal belongs: its team, the period in which its case was opened, or the value or band of a field that the kind
// of case offers for that. Pure.
import { dateOf } from '@casewright/engine/calendar';
import type { CaseType, CohortDefinition, FieldDefinition } from '@casewright/engine/definition';
import { periodOf, type PeriodKind } from './goal-period.ts';

export interface Cohort {
  /** Null where it is not known, or not for the reader: the two look the same. */
  readonly cohort: string | null;
  /** What people call it. */
  readonly label: string | null;
  /** Where it stands among the values of its field. */
  readonly place: number;
}

/** After every other. */
export const UNKNOWN: Cohort = { cohort: null, label: null, place: Number.MAX_SAFE_INTEGER };

/** Of which goal the cohort is asked. */
export interface CohortGoal {
  readonly team: string;
  readonly team_title: string;
  readonly opened_at: string;
  /** JSON of values by field. */
  readonly cohorts: string;
}

export interface CohortAsked {
  /** The cohort by name; null: none is asked for. */
  readonly name: string | null;
  readonly period: PeriodKind;
  /** The version that was published last, whose cohorts and words hold. */
  readonly latest: CaseType;
  /** Whether the reader may read a field of this case. */
  readonly mayRead: (field: string) => boolean;
}

export function cohortOf(goal: CohortGoal, { name, period, latest, mayRead }: CohortAsked): Cohort {
  if (name === null) return UNKNOWN;
  if (name === 'team') return { cohort: goal.team, label: goal.team_title, place: 0 };
  if (name === 'opened') {
    const opened = dateOf(goal.opened_at, latest.zone);
    const { period: key } = periodOf(opened, period === 'all' ? 'year' : period, yearStartsOf(latest));
    return { cohort: key, label: key, place: 0 };
  }
  const cohort = latest.reports?.cohorts.get(name);
  if (cohort === undefined || !mayRead(cohort.field)) return UNKNOWN;
  // The store keeps exactly what it made of the state.
  const values = JSON.parse(goal.cohorts) as Readonly<Record<string, string | number | boolean>>;
  const value = Object.hasOwn(values, cohort.field) ? values[cohort.field] : undefined;
  return value === undefined ? UNKNOWN : valued(value, cohort, latest.fields.get(cohort.field));
}

/** Calendar years where the kind of case says nothing else. */
export function yearStartsOf({ reports }: CaseType): string {
  return reports?.yearStarts ?? '01-01';
}

/** What a cohort is called; null where the kind of case offers none of that name. */
export function cohortTitleOf({ reports }: CaseType, name: string): string | null {
  return reports?.cohorts.get(name)?.title ?? null;
}

function valued(
  value: string | number | boolean,
  { bands }: CohortDefinition,
  field: FieldDefinition | undefined,
): Cohort {
  if (bands !== undefined) return banded(Number(value), bands);
  if (typeof value === 'boolean') return { cohort: String(value), label: value ? 'Yes' : 'No', place: value ? 0 : 1 };
  const cohort = String(value);
  const options = field?.options ?? [];
  const place = options.findIndex((option) => option.value === cohort);
  // What an older version offered comes after what there is now.
  return { cohort, label: options[place]?.label ?? cohort, place: place < 0 ? options.length : place };
}

function banded(value: number, bands: readonly number[]): Cohort {
  const above = bands.findIndex((bound) => value < bound);
  const place = above < 0 ? bands.length : above;
  const [from, to] = [bands[place - 1], bands[place]];
  if (from === undefined) return { cohort: `<${to}`, label: `Under ${to}`, place };
  if (to === undefined) return { cohort: `>=${from}`, label: `${from} and over`, place };
  return { cohort: `${from}-<${to}`, label: `${from} to under ${to}`, place };
}

// The shapes of the report on goals.
import { Type } from 'typebox';
import { closed, DateOnly, KindName, orNull } from './entry-shapes.ts';
import { Name } from './schemas.ts';

const By = Type.Enum(['set', 'concluded'], {
  description: 'Whether goals are taken by the day on which they were set, or concluded.',
});
const PeriodKind = Type.Enum(['all', 'month', 'quarter', 'year', 'financial-year']);

export const GoalReportQuery = Type.Object(
  {
    from: DateOnly,
    to: DateOnly,
    caseType: Type.Optional(Name),
    goal: Type.Optional(KindName),
    by: Type.Optional(By),
    period: Type.Optional(PeriodKind),
    cohort: Type.Optional(
      Type.String({
        pattern: '^[a-z][a-z0-9-]{0,59}$',
        description: 'team, opened (when the case was opened), or what the kind of case offers under reports.cohorts.',
      }),
    ),
    format: Type.Optional(
      Type.Enum(['json', 'csv'], { description: 'Before what is accepted, for whoever cannot say that.' }),
    ),
  },
  closed,
);

const Count = Type.Integer({ minimum: 0 });
const Amount = Type.String({ description: 'An exact decimal.' });

export const GoalSpread = Type.Object(
  {
    /** Of how many. */
    count: Count,
    /** The middles of the lower and the upper half, and of all. */
    lower: Amount,
    median: Amount,
    upper: Amount,
  },
  { $id: 'GoalSpread', ...closed },
);

const figures = {
  goals: Count,
  pursued: Count,
  attained: Count,
  partlyAttained: Count,
  notAttained: Count,
  withdrawn: Count,
  /** Of how many anything was measured after the baseline. */
  measured: Count,
  /** Null where there are fewer than five. */
  start: orNull(GoalSpread),
  end: orNull(GoalSpread),
  /** Days from setting to concluding, of those that were attained. */
  daysToAttain: orNull(GoalSpread),
};

export const GoalReportRow = Type.Object(
  {
    /** Null where it is not recorded, or not for you to read. */
    cohort: orNull(Type.String()),
    label: orNull(Type.String()),
    period: Type.String({ description: 'Such as 2026-07, 2026-Q3, 2026, 2025-26, and all.' }),
    from: orNull(DateOnly),
    to: orNull(DateOnly),
    ...figures,
  },
  { $id: 'GoalReportRow', ...closed },
);
export const GoalKindReport = Type.Object(
  {
    caseType: Type.String(),
    title: Type.String(),
    goal: KindName,
    goalTitle: Type.String(),
    measure: Type.Object({ title: Type.String(), unit: Type.String(), direction: Type.Enum(['more', 'less']) }, closed),
    /** By what else they may be told apart, besides team and opened. */
    cohorts: Type.Array(Type.Object({ cohort: Type.String(), title: Type.String() }, closed)),
    /** Null where none was asked for, or this kind of case does not offer it. */
    cohortTitle: orNull(Type.String()),
    all: Type.Object(figures, closed),
    /** By period, then by cohort; their numbers add up to those of all. */
    rows: Type.Array(GoalReportRow),
  },
  { $id: 'GoalKindReport', ...closed },
);
export const GoalReport = Type.Object(
  {
    by: By,
    from: DateOnly,
    to: DateOnly,
    period: PeriodKind,
    cohort: orNull(Type.String()),
    kinds: Type.Array(GoalKindReport),
    /** True: there are more goals than were looked at. Fewer days, or one kind, leave less. */
    isCut: Type.Boolean(),
  },
  { $id: 'GoalReport', ...closed },
);

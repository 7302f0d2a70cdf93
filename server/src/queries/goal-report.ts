// How many goals were set and what became of them, by kind, cohort and period: of the cases that whoever asks may read, and of
// these of the goals of which they may know. Nothing is counted over their head, so no cell is kept back for being small; what was
// measured is told of five goals and more, so that the answer says nothing of a single case and names none.
import type { CaseType, GoalDefinition } from '@casewright/engine/definition';
import { cutToParts, mayReadEntry, mayReadField, type ReadableParts } from '@casewright/engine/view';
import { goalsBetween, type CountedGoal } from '../store/goals-between.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { allOf, following } from './at-once.ts';
import { allSpokenTo, type CaseTypes } from './case-types.ts';
import { cohortOf, cohortTitleOf, yearStartsOf, type Cohort } from './goal-cohorts.ts';
import { figuresOf, type GoalFigures } from './goal-figures.ts';
import { periodOf, type Period, type PeriodKind } from './goal-period.ts';
import type { SendReading } from './read-flights.ts';
import { inScope, type Asker, type Reader } from './sessions.ts';

/** Goals that are looked at. */
const MOST = 100_000;

export interface AskedGoals {
  /** A kind of case; undefined: all. */
  readonly caseType: string | undefined;
  /** A kind of goal; undefined: all. */
  readonly goal: string | undefined;
  /** Whether they are taken by the day on which they were set, or concluded. */
  readonly by: 'set' | 'concluded';
  /** Days, both included. */
  readonly from: string;
  readonly to: string;
  readonly period: PeriodKind;
  /** `team`, `opened`, or what the kind of case offers; undefined: they are not told apart. */
  readonly cohort: string | undefined;
}

export interface GoalReportRow extends Omit<Cohort, 'place'>, Period, GoalFigures {}

/** Goals of one kind in one kind of case, which have one measure. */
export interface GoalKindReport {
  readonly caseType: string;
  readonly title: string;
  readonly goal: string;
  readonly goalTitle: string;
  readonly measure: GoalDefinition['measure'];
  /** By what else they may be told apart, besides their teams and when their cases were opened. */
  readonly cohorts: readonly { readonly cohort: string; readonly title: string }[];
  /** What the cohort is called; null where none was asked for, or the kind of case does not offer it. */
  readonly cohortTitle: string | null;
  readonly all: GoalFigures;
  /** By period, then by cohort. Their numbers add up to those of all. */
  readonly rows: readonly GoalReportRow[];
}

export interface GoalReportView extends Pick<AskedGoals, 'by' | 'from' | 'to' | 'period'> {
  readonly cohort: string | null;
  readonly kinds: readonly GoalKindReport[];
  /** True: there are more goals than were looked at. Fewer days, or one kind, leave less. */
  readonly isCut: boolean;
}

export function reportGoals(
  send: SendReading,
  asker: Asker & Pick<Reader, 'languages'>,
  { asked, caseTypes }: { readonly asked: AskedGoals; readonly caseTypes: CaseTypes },
): Promise<ReadAnswer<GoalReportView>> {
  const { principal } = asker;
  const { by, from, to, period } = asked;
  const [caseType, goal, cohort] = [asked.caseType ?? null, asked.goal ?? null, asked.cohort ?? null];
  return answerRead(send, asker, {
    action: { type: 'list-cases' },
    name: 'count-goals',
    asked: [],
    filter: [caseType, goal, by, from, to, period, cohort].join(' '),
    statements: [goalsBetween({ tenant: principal.tenant, caseType, goal, by, from, to, limit: MOST + 1 })],
    fold: ([found]) => {
      const rows = inScope(asker, found.rows.slice(0, MOST));
      const types = allOf(rows.map((row) => caseTypes.byHash(principal, row.case_type_hash)));
      const names = new Set(rows.map((row) => row.case_type));
      return following(caseTypes.byName(principal, names), (latest) =>
        following(types, (own) => {
          const spoken = allSpokenTo(asker, latest);
          const known = rows.flatMap((row, at) => knownGoal(row, own[at], spoken.get(row.case_type)));
          const kinds = kindsOf(known, asked);
          const view = { by, from, to, period, cohort, kinds, isCut: found.rows.length > MOST };
          // Each goal was held against the parts of its own case.
          return { view: cutToParts(null, () => view), caseIds: [], results: known.length };
        }),
      );
    },
  });
}

/** A goal of which the reader may know, with the version of its case and the one whose words hold. */
export interface KnownGoal {
  readonly row: CountedGoal;
  readonly own: CaseType;
  readonly latest: CaseType;
  readonly parts: ReadableParts;
}

/** None where it stands in a section that the reader may not read. */
export function knownGoal(
  row: CountedGoal,
  own: CaseType | undefined,
  latest: CaseType | undefined,
): readonly KnownGoal[] {
  if (own === undefined) return [];
  const parts = readablePartsOf(row, own);
  return mayReadEntry(own, { kind: 'goal', of: row.kind }, parts) ? [{ row, own, latest: latest ?? own, parts }] : [];
}

/** The report over goals of which all may be known. */
export function kindsOf(
  goals: readonly KnownGoal[],
  asked: Pick<AskedGoals, 'by' | 'period' | 'cohort'>,
): readonly GoalKindReport[] {
  const byKind = grouped(goals, ({ row }) => `${row.case_type}/${row.kind}`);
  return [...byKind.keys()].toSorted().flatMap((key) => kindReport(byKind.get(key) ?? [], asked));
}

function kindReport(
  goals: readonly KnownGoal[],
  asked: Pick<AskedGoals, 'by' | 'period' | 'cohort'>,
): readonly GoalKindReport[] {
  const [first] = goals;
  if (first === undefined) return [];
  const { row, own, latest } = first;
  const definition = latest.goals.get(row.kind) ?? own.goals.get(row.kind);
  if (definition === undefined) return [];
  const placed = goals.map((goal) => ({ goal, ...placeOf(goal, asked) }));
  const byPlace = grouped(placed, ({ period, cohort }) => `${period.period} ${cohort.cohort ?? ''}`);
  const cells = [...byPlace.values()].toSorted(([one], [other]) => order(one, other));
  return [
    {
      ...{ caseType: latest.name, title: latest.title, goal: row.kind, goalTitle: definition.title },
      measure: definition.measure,
      cohorts: [...(latest.reports?.cohorts.values() ?? [])].map(({ name, title }) => ({ cohort: name, title })),
      cohortTitle: asked.cohort === undefined ? null : cohortTitleOf(latest, asked.cohort),
      all: figuresOf(goals.map((goal) => goal.row)),
      rows: cells.flatMap((cell) => rowOf(cell)),
    },
  ];
}

interface Placed {
  readonly goal: KnownGoal;
  readonly period: Period;
  readonly cohort: Cohort;
}

function placeOf(
  { row, own, latest, parts }: KnownGoal,
  { by, period, cohort }: Pick<AskedGoals, 'by' | 'period' | 'cohort'>,
): Omit<Placed, 'goal'> {
  const day = by === 'concluded' ? (row.ended_on ?? row.set_on) : row.set_on;
  const mayRead = (field: string): boolean => mayReadField(own, field, parts);
  return {
    period: periodOf(day, period, yearStartsOf(latest)),
    cohort: cohortOf(row, { name: cohort ?? null, period, latest, mayRead }),
  };
}

function rowOf(cell: readonly Placed[]): readonly GoalReportRow[] {
  const [first] = cell;
  if (first === undefined) return [];
  const { cohort, label } = first.cohort;
  return [{ cohort, label, ...first.period, ...figuresOf(cell.map(({ goal }) => goal.row)) }];
}

function order(one: Placed | undefined, other: Placed | undefined): number {
  if (one === undefined || other === undefined) return 0;
  const [mine, theirs] = [one.cohort, other.cohort];
  return (
    byText(one.period.from ?? '', other.period.from ?? '') ||
    mine.place - theirs.place ||
    byText(mine.label ?? '', theirs.label ?? '')
  );
}

function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

// Goals of one kind: a table of what became of them, with where what was measured lies, and the same numbers as bars.
import type { GoalKindReport, GoalReportRow, GoalSpread } from '../../client/goals.ts';
import { goalsTexts as words } from '#texts/goals';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { decimalText } from '../../ui/locale.ts';
import { GoalChart } from './goal-chart.tsx';

const columns = words.columns;

interface GoalKindProps {
  readonly kind: GoalKindReport;
  /** Whether cohorts were asked for. */
  readonly isApart: boolean;
}

export function GoalKind({ kind, isApart }: GoalKindProps) {
  const id = `${kind.caseType}-${kind.goal}`;
  const title = words.kind(kind.title, kind.goalTitle);
  const { measure, rows, all } = kind;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        <bdi>{title}</bdi>
      </h2>
      <p>{words.measure(measure.title, measure.unit, measure.direction)}</p>
      <DataTable caption={words.table(title)} columns={Object.values(columns)}>
        {rows.map((row) => (
          <Line key={nameOf(row, isApart)} figures={row} when={periodOf(row)} who={cohortOf(row, isApart)} />
        ))}
        {rows.length === 1 ? null : <Line figures={all} when={words.everything} who="" />}
      </DataTable>
      <p>{words.chart}</p>
      <GoalChart bars={rows.map((row) => ({ name: nameOf(row, isApart), figures: row }))} />
    </section>
  );
}

type Figures = GoalKindReport['all'];

interface LineProps {
  readonly figures: Figures;
  readonly when: string;
  readonly who: string;
}

function Line({ figures, when, who }: LineProps) {
  const { goals, attained, partlyAttained, notAttained, withdrawn, pursued } = figures;
  return (
    <Row>
      <Cell label={columns.when} lead>
        {when}
      </Cell>
      <Cell label={columns.who}>
        <bdi>{who}</bdi>
      </Cell>
      <Cell label={columns.goals}>{goals}</Cell>
      <Cell label={columns.attained}>{attained}</Cell>
      <Cell label={columns.partlyAttained}>{partlyAttained}</Cell>
      <Cell label={columns.notAttained}>{notAttained}</Cell>
      <Cell label={columns.withdrawn}>{withdrawn}</Cell>
      <Cell label={columns.pursued}>{pursued}</Cell>
      <Cell label={columns.start}>{spreadOf(figures.start)}</Cell>
      <Cell label={columns.end}>{spreadOf(figures.end)}</Cell>
      <Cell label={columns.days}>{spreadOf(figures.daysToAttain)}</Cell>
    </Row>
  );
}

function spreadOf(spread: GoalSpread | null): string {
  return spread === null
    ? words.tooFew
    : words.spread(decimalText(spread.median), decimalText(spread.lower), decimalText(spread.upper));
}

function periodOf({ period }: GoalReportRow): string {
  return period === 'all' ? words.everything : period;
}

/** Empty where goals are not told apart. */
function cohortOf({ label }: GoalReportRow, isApart: boolean): string {
  return label ?? (isApart ? words.unknown : '');
}

function nameOf(row: GoalReportRow, isApart: boolean): string {
  return [periodOf(row), cohortOf(row, isApart)].filter((part) => part !== '').join(', ');
}

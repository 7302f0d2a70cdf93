// How a goal went: what was measured over time as a small picture and, since a picture is not for everybody, as a table.
import type { CaseView } from '../../client/types.ts';
import { entriesTexts } from '#texts/entries';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { daysBetween, formatDay } from '../../ui/dates.ts';
import { decimalText } from '../../ui/locale.ts';

type Goal = CaseView['kept']['goals'][number];

const texts = entriesTexts;
const WIDTH = 280;
const HEIGHT = 96;
const EDGE = 8;

export function GoalCourse({ goal }: { readonly goal: Goal }) {
  const { measure, reviews, baseline, from } = goal;
  const columns = texts.courseColumns;
  return (
    <>
      {reviews.length === 0 ? null : <Picture goal={goal} />}
      <DataTable caption={texts.courseTable(measure.title)} columns={[columns.day, columns.value, columns.note]}>
        {[{ on: from, value: baseline, note: texts.start }, ...reviews].map(({ on, value, note }, at) => (
          // Two reviews may be of one day and value; their places never change.
          <Row key={`${at} ${on}`}>
            <Cell label={columns.day} lead>
              {formatDay(on)}
            </Cell>
            <Cell label={columns.value}>
              {decimalText(value)} <bdi>{measure.unit}</bdi>
            </Cell>
            <Cell label={columns.note}>{note === null ? '' : <bdi>{note}</bdi>}</Cell>
          </Row>
        ))}
      </DataTable>
    </>
  );
}

/** The table below says the same in words, so a screen reader passes over it. */
function Picture({ goal }: { readonly goal: Goal }) {
  const points = [{ on: goal.from, value: goal.baseline }, ...goal.reviews];
  const amounts = [...points.map(({ value }) => Number(value)), Number(goal.target)];
  const [low, high] = [Math.min(...amounts), Math.max(...amounts)];
  const since = points.map(({ on }) => daysBetween(goal.from, on));
  // What was measured on one day stands side by side, not one over the other.
  const days = since.at(-1) === 0 ? since.map((_, at) => at) : since;
  const last = Math.max(1, ...days);
  const x = (day: number): number => EDGE + (day / last) * (WIDTH - 2 * EDGE);
  const y = (value: string): number => {
    const share = high === low ? 0.5 : (Number(value) - low) / (high - low);
    return HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE);
  };
  const places = points.map(({ value }, at) => ({ x: x(days[at] ?? 0), y: y(value) }));
  const target = y(goal.target);
  return (
    <svg className="goal-course" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
      <line className="goal-target" x1={EDGE} x2={WIDTH - EDGE} y1={target} y2={target} />
      <polyline className="goal-line" points={places.map((place) => `${place.x},${place.y}`).join(' ')} />
      {places.map((place, at) => (
        <circle key={at} className="goal-point" cx={place.x} cy={place.y} r={3.5} />
      ))}
    </svg>
  );
}

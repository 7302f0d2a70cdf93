// What became of goals as bars. The table above says the same in numbers, so a screen reader passes over it.
import type { GoalKindReport } from '../../client/goals.ts';
import { goalsTexts as words } from '#texts/goals';

const WIDTH = 640;
const NAME = 170;
const BAR = 16;
const STEP = 24;
const LEGEND = 24;
/** Room for the number behind the longest bar. */
const END = 40;

const PARTS = [
  ['attained', 'goal-attained'],
  ['partlyAttained', 'goal-partly'],
  ['notAttained', 'goal-not'],
  ['withdrawn', 'goal-withdrawn'],
  ['pursued', 'goal-pursued'],
] as const;

interface Bar {
  readonly name: string;
  readonly figures: GoalKindReport['all'];
}

export function GoalChart({ bars }: { readonly bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map(({ figures }) => figures.goals));
  const scale = (WIDTH - NAME - END) / most;
  return (
    <svg
      className="goal-chart"
      viewBox={`0 0 ${WIDTH} ${LEGEND + bars.length * STEP}`}
      aria-hidden="true"
      focusable="false"
    >
      {PARTS.map(([part, name], at) => (
        <g key={part} transform={`translate(${at * 110} 0)`}>
          <rect className={name} x={1} y={2} width={10} height={10} />
          <text x={16} y={11}>
            {words.columns[part]}
          </text>
        </g>
      ))}
      {bars.map(({ name, figures }, at) => (
        <g key={name} transform={`translate(0 ${LEGEND + at * STEP})`}>
          <text x={0} y={BAR - 4}>
            {name.length > 28 ? `${name.slice(0, 27)}…` : name}
          </text>
          {segments(figures).map(({ part, className, from, width }) => (
            <rect
              key={part}
              className={className}
              x={NAME + from * scale}
              y={0.5}
              width={width * scale}
              height={BAR - 1}
            />
          ))}
          <text x={NAME + figures.goals * scale + 6} y={BAR - 4}>
            {figures.goals}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** Parts of a bar, each behind those before it; none for what there is none of. */
function segments(figures: Bar['figures']) {
  let from = 0;
  return PARTS.flatMap(([part, className]) => {
    const width = figures[part];
    const segment = { part, className, from, width };
    from += width;
    return width === 0 ? [] : [segment];
  });
}

// What becomes due as bars, a year each. The table above says the same in numbers, so a screen reader passes over it.
import type { RetentionYear } from '../../client/records.ts';
import { recordsTexts as words } from '#texts/records';

const WIDTH = 640;
const NAME = 110;
const BAR = 16;
const STEP = 24;
/** Room for the number behind the longest bar. */
const END = 60;

export function YearsChart({ years }: { readonly years: readonly RetentionYear[] }) {
  const most = Math.max(1, ...years.map(({ cases }) => cases));
  const scale = (WIDTH - NAME - END) / most;
  return (
    <svg className="goal-chart" viewBox={`0 0 ${WIDTH} ${years.length * STEP}`} aria-hidden="true" focusable="false">
      {years.map(({ year, cases, held }, at) => (
        <g key={year ?? 0} transform={`translate(0 ${at * STEP})`}>
          <text x={0} y={BAR - 4}>
            {year ?? words.alreadyDue}
          </text>
          <rect className="goal-partly" x={NAME} y={0.5} width={(cases - held) * scale} height={BAR - 1} />
          <rect className="goal-not" x={NAME + (cases - held) * scale} y={0.5} width={held * scale} height={BAR - 1} />
          <text x={NAME + cases * scale + 6} y={BAR - 4}>
            {cases}
          </text>
        </g>
      ))}
    </svg>
  );
}

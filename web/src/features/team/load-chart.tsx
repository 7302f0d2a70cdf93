// Load as bars, by when it is due. The table above says the same in numbers, so a screen reader passes over it.
import type { LoadRow } from '../../client/team.ts';
import { teamTexts as words } from '#texts/team';

const WIDTH = 640;
const NAME = 180;
const BAR = 16;
const STEP = 24;
const LEGEND = 26;
const LEGEND_STEP = 124;
/** Room for the number behind the longest bar. */
const END = 40;
const MOST = 12;
const LONGEST = 28;

export const DUES = ['overdue', 'today', 'week', 'later', 'none'] as const;

export function LoadChart({ rows }: { readonly rows: readonly LoadRow[] }) {
  const shown = rows.slice(0, MOST);
  const most = Math.max(1, ...shown.map(({ due }) => due.all));
  const scale = (WIDTH - NAME - END) / most;
  return (
    <svg
      className="goal-chart"
      viewBox={`0 0 ${WIDTH} ${LEGEND + shown.length * STEP}`}
      aria-hidden="true"
      focusable="false"
    >
      {DUES.map((due, at) => (
        <g key={due} transform={`translate(${at * LEGEND_STEP} 0)`}>
          <rect className={`load-${due}`} x={1} y={2} width={10} height={10} />
          <text x={16} y={11}>
            {words.due[due]}
          </text>
        </g>
      ))}
      {shown.map((row, at) => (
        <g key={row.key} transform={`translate(0 ${LEGEND + at * STEP})`}>
          <text x={0} y={BAR - 4}>
            {row.label.length > LONGEST ? `${row.label.slice(0, LONGEST - 1)}…` : row.label}
          </text>
          {segments(row).map(({ due, from, count }) => (
            <rect
              key={due}
              className={`load-${due}`}
              x={NAME + from * scale}
              y={0.5}
              width={count * scale}
              height={BAR - 1}
            />
          ))}
          <text x={NAME + row.due.all * scale + 6} y={BAR - 4}>
            {row.due.all}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** Parts of a bar, each behind those before it; none for what there is none of. */
function segments({ due: counts }: LoadRow) {
  let from = 0;
  return DUES.flatMap((due) => {
    const segment = { due, from, count: counts[due] };
    from += segment.count;
    return segment.count === 0 ? [] : [segment];
  });
}

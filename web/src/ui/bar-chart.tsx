// Bars of parts, one under another. The table beside them says the same in numbers, so a screen reader passes over them. Words keep their size
// at any width: where there is no room beside a bar, its name stands above it.
interface Part {
  readonly className: string;
  readonly count: number;
}

export interface Bar {
  readonly key: string;
  readonly label: string;
  /** Said behind the bar. */
  readonly total: number;
  readonly parts: readonly Part[];
}

export interface BarChartProps {
  /** What the parts are, where that has to be said. */
  readonly legend?: readonly { readonly className: string; readonly label: string }[];
  readonly bars: readonly Bar[];
}

const HEIGHT = 15;
/** Of the width; the rest is for the number behind the longest bar. */
const LONGEST = 86;

export function BarChart({ legend = [], bars }: BarChartProps) {
  const scale = LONGEST / Math.max(1, ...bars.map(({ total }) => total));
  return (
    <div className="goal-chart" aria-hidden="true">
      {legend.length === 0 ? null : (
        <div className="bar-line">
          {legend.map(({ className, label }) => (
            <span key={className}>
              <svg width={12} height={10} focusable="false">
                <rect className={className} width={10} height={10} />
              </svg>{' '}
              {label}
            </span>
          ))}
        </div>
      )}
      {bars.map(({ key, label, total, parts }) => (
        <div key={key} className="bar-line">
          <bdi className="bar-name">{label}</bdi>
          <svg className="bar" height={HEIGHT + 1} focusable="false">
            {placed(parts).map(({ className, from, count }) => (
              <rect
                key={className}
                className={className}
                x={`${from * scale}%`}
                y={0.5}
                width={`${count * scale}%`}
                height={HEIGHT}
              />
            ))}
            <text x={`${total * scale}%`} dx={6} y={12}>
              {total}
            </text>
          </svg>
        </div>
      ))}
    </div>
  );
}

/** Each behind those before it; none for what there is none of. */
function placed(parts: readonly Part[]) {
  let from = 0;
  return parts.flatMap((part) => {
    const here = { ...part, from };
    from += part.count;
    return part.count === 0 ? [] : [here];
  });
}

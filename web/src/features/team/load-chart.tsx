// Load as bars, by when it is due.
import type { LoadRow } from '../../client/team.ts';
import { teamTexts as words } from '#texts/team';
import { BarChart } from '../../ui/bar-chart.tsx';

const MOST = 12;

export const DUES = ['overdue', 'today', 'week', 'later', 'none'] as const;

export function LoadChart({ rows }: { readonly rows: readonly LoadRow[] }) {
  const bars = rows.slice(0, MOST).map(({ key, label, due: counts }) => ({
    ...{ key, label, total: counts.all },
    parts: DUES.map((due) => ({ className: `load-${due}`, count: counts[due] })),
  }));
  return (
    <BarChart legend={DUES.map((due) => ({ className: `load-${due}`, label: words.due[due] ?? '' }))} bars={bars} />
  );
}

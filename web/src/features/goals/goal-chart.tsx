// What became of goals as bars.
import type { GoalKindReport } from '../../client/goals.ts';
import { goalsTexts as words } from '#texts/goals';
import { BarChart } from '../../ui/bar-chart.tsx';

const PARTS = [
  ['attained', 'goal-attained'],
  ['partlyAttained', 'goal-partly'],
  ['notAttained', 'goal-not'],
  ['withdrawn', 'goal-withdrawn'],
  ['pursued', 'goal-pursued'],
] as const;

interface GoalBar {
  readonly name: string;
  readonly figures: GoalKindReport['all'];
}

export function GoalChart({ bars }: { readonly bars: readonly GoalBar[] }) {
  return (
    <BarChart
      legend={PARTS.map(([part, className]) => ({ className, label: words.columns[part] }))}
      bars={bars.map(({ name, figures }) => ({
        ...{ key: name, label: name, total: figures.goals },
        parts: PARTS.map(([part, className]) => ({ className, count: figures[part] })),
      }))}
    />
  );
}

// What becomes due as bars, a year each.
import type { RetentionYear } from '../../client/records.ts';
import { recordsTexts as words } from '#texts/records';
import { BarChart } from '../../ui/bar-chart.tsx';

export function YearsChart({ years }: { readonly years: readonly RetentionYear[] }) {
  const bars = years.map(({ year, cases, held }) => ({
    ...{ key: String(year ?? 0), label: String(year ?? words.alreadyDue), total: cases },
    parts: [
      { className: 'goal-partly', count: cases - held },
      { className: 'goal-not', count: held },
    ],
  }));
  return <BarChart bars={bars} />;
}

// How fast the staff app is in a real browser, beside what is promised: how soon My work is on the screen of a slow computer on a slow line,
// how soon keys are answered in 500 rows, how soon a case is open from the queue. Medians of five, printed, and kept in
// results/staff-budgets.json.
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { expect, it } from 'vitest';
import { closure, compressed, LIMITS, readManifest, stylesOf } from './first-load.ts';
import { keysInRows, largestPaint, openFromQueue } from './measure-staff.ts';
import { startWorld } from './running-world.ts';

const RESULTS = new URL('../../results/staff-budgets.json', import.meta.url);

interface Figure {
  readonly what: string;
  readonly median: number;
  readonly limit: number | null;
  readonly runs: readonly number[];
}

it('keeps what is promised', async () => {
  const manifest = readManifest();
  const running = await startWorld();
  try {
    const figures: Figure[] = [
      figure('first script, bytes compressed', LIMITS.firstScript, [compressed(closure(manifest, ['index.html']))]),
      figure('styles, bytes compressed', LIMITS.styles, [compressed(stylesOf(manifest))]),
      figure('LCP of My work, ms: CPU 4 times slower, 1.6 Mbit/s, 150 ms', 1_500, await largestPaint(running)),
    ];
    for (const slower of [1, 4]) {
      const keys = await keysInRows(running, slower);
      const by = slower === 1 ? '' : `, CPU ${slower} times slower`;
      figures.push(
        figure(`J or K in 500 rows to paint, ms${by}`, slower === 1 ? 50 : null, keys.moves),
        figure(`Space in 500 rows to paint, ms${by}`, slower === 1 ? 100 : null, keys.previews),
        figure(`click in 500 rows to paint, ms${by}`, slower === 1 ? 100 : null, keys.clicks),
      );
    }
    figures.push(figure('case from the queue, warm, to first content, ms', 300, await openFromQueue(running)));
    const load = Math.round((loadavg()[0] ?? 0) * 10) / 10;
    for (const { what, median, limit } of figures)
      process.stdout.write(
        `${what}: ${median}${limit === null ? '' : `, at most ${limit}${median > limit ? ' MISSED' : ''}`}\n`,
      );
    process.stdout.write(`load of the machine: ${load}\n`);
    const measuredOn = new Date().toISOString().slice(0, 10);
    writeFileSync(RESULTS, `${JSON.stringify({ measuredOn, load, figures }, null, 2)}\n`);
    expect(figures.filter(({ median, limit }) => limit !== null && median > limit).map(({ what }) => what)).toEqual([]);
  } finally {
    await running.stop();
  }
});

function figure(what: string, limit: number | null, runs: readonly number[]): Figure {
  const sorted = runs.toSorted((a, b) => a - b);
  return { what, median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN, limit, runs };
}

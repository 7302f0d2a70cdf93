// The two published logs and every figure that is known of them: from their descriptions (in SOURCE.md beside each) and
// from the counts that lie beside them. Nothing here was taken from a run of this program.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KnownLog } from './figures.ts';

/** Counts that lie beside a log. */
interface Expected {
  readonly cases: number;
  readonly events: number;
  readonly events_per_activity: Readonly<Record<string, number>>;
}

/** @param shared the folder that holds `data` @returns null where the logs are not there */
export function knownLogs(shared: string): readonly KnownLog[] | null {
  const fines = join(shared, 'data', 'road-traffic-fines');
  const permits = join(shared, 'data', 'wabo-receipt');
  if (!existsSync(fines) || !existsSync(permits)) return null;
  const permitFigures = { ...countsIn(permits), ...PERMITS };
  return [
    {
      name: 'fines-csv',
      file: join(fines, 'traffic_fines_10k_cases.csv'),
      mapping: 'infringement-notice',
      figures: { ...countsIn(fines), ...FINES },
      rowsPerSecond: 1000,
    },
    {
      name: 'fines-xes',
      file: join(fines, 'roadtraffic100traces.xes'),
      mapping: 'infringement-notice',
      figures: { cases: 100, events: 390, rejected: 0 },
      rowsPerSecond: null,
    },
    {
      name: 'permits-csv',
      file: join(permits, 'receipt.csv'),
      mapping: 'permit-application',
      figures: permitFigures,
      rowsPerSecond: 1000,
    },
    {
      name: 'permits-xes',
      file: join(permits, 'receipt.xes.gz'),
      mapping: 'permit-application',
      figures: permitFigures,
      rowsPerSecond: null,
    },
  ];
}

/** The engine's own penalty falls on the date of its row in all 4,635; appeals within 60 days of notification, and later. */
const FINES = {
  'engineEvents > timers > penalty > matched': 4635,
  'clocks > appeal > met': 195,
  'clocks > appeal > late': 36,
};

/** 56 days in 1,080 cases; closed after the date of their deadline, closed at all, still open, with work after closing. */
const PERMITS = {
  'clocks > decide > asDefined': 1080,
  'clocks > decide > late': 309,
  'closings > closed': 1329,
  'closings > open': 105,
  'afterClosing > cases': 145,
};

function countsIn(folder: string): Readonly<Record<string, number>> {
  // It lies beside the log and was counted by another program.
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;
  const { cases, events } = expected;
  const perActivity = Object.entries(expected.events_per_activity).flatMap(([name, count]) => [
    [`activities > ${name} > events`, count] as const,
    [`activities > ${name} > applied`, count] as const,
  ]);
  return { cases, events, applied: events, rejected: 0, ...Object.fromEntries(perActivity) };
}

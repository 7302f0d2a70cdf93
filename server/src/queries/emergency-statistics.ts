// How often cases were opened in an emergency, by team and kind, and what was found: for those who watch over privacy. Numbers
// alone; no case and nobody is named.
import { aboutNoCase } from '@casewright/engine/policy';
import { countEmergencies, type EmergencyCountRow } from '../store/emergencies.ts';
import { answerWatch, type ReadAnswer } from './answer-read.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';

export interface EmergencyCounts {
  readonly total: number;
  /** Waits for a review whose day has not passed. */
  readonly due: number;
  readonly overdue: number;
  readonly justified: number;
  readonly notJustified: number;
}

export interface EmergencyStatisticsView {
  readonly from: string;
  readonly to: string;
  readonly all: EmergencyCounts;
  readonly items: readonly (EmergencyCounts & {
    readonly team: string;
    readonly title: string;
    readonly category: string;
  })[];
}

/** More teams times kinds than an agency has. */
const MOST = 5_000;

export function showEmergencyStatistics(
  send: SendReading,
  reader: Reader,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<ReadAnswer<EmergencyStatisticsView>> {
  return answerWatch(send, reader, {
    action: { type: 'read-reviews' },
    name: 'read-emergency-statistics',
    asked: [],
    filter: `${from} ${to}`,
    statements: [countEmergencies(reader.principal.tenant, { from, to, limit: MOST })],
    fold: ([counted]) => {
      const items = counted.rows.map((row) => {
        const { team, title, category } = row;
        return { team, title, category, ...countsOf(row) };
      });
      return {
        view: aboutNoCase({ from, to, all: items.reduce(added, NONE), items }),
        caseIds: [],
        results: items.length,
      };
    },
  });
}

const NONE: EmergencyCounts = { total: 0, due: 0, overdue: 0, justified: 0, notJustified: 0 };

function countsOf({ total, due, overdue, justified, not_justified: notJustified }: EmergencyCountRow): EmergencyCounts {
  return { total, due, overdue, justified, notJustified };
}

function added(one: EmergencyCounts, other: EmergencyCounts): EmergencyCounts {
  return {
    total: one.total + other.total,
    due: one.due + other.due,
    overdue: one.overdue + other.overdue,
    justified: one.justified + other.justified,
    notJustified: one.notJustified + other.notJustified,
  };
}

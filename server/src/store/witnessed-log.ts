// What this installation, as a witness, has last seen of the logs of others. It belongs to the platform and not to an agency.
import { PLATFORM_PROGRAM } from './context.ts';
import { commit, flight, type Database } from './database.ts';
import type { Statement } from './statement.ts';

export interface WitnessedRow {
  readonly origin: string;
  readonly size: number;
  readonly note: string;
  readonly seen_at: string;
}

export type Judgement<T> =
  | { readonly accept: Omit<WitnessedRow, 'origin'>; readonly answer: T }
  | { readonly answer: T };

/**
 * Lets `judge` look at what was last seen of a log and say what is seen of it from now on, with nobody in between.
 * Two that come first at the same moment: one of them meets a conflict and comes again.
 */
export function witnessLog<T>(
  database: Database,
  origin: string,
  judge: (last: WitnessedRow | undefined) => Judgement<T>,
): Promise<T> {
  return database.transaction(PLATFORM_PROGRAM, async (tx) => {
    const [rows] = await flight(tx, [lockWitnessed(origin)]);
    const judgement = judge(rows.rows[0]);
    if ('accept' in judgement)
      await commit(tx, [saveWitnessed({ origin, ...judgement.accept }, rows.count === 0 ? 'first' : 'next')]);
    return judgement.answer;
  });
}

function lockWitnessed(origin: string): Statement<WitnessedRow> {
  return {
    name: 'lock-witnessed',
    text: 'select origin, size, note, seen_at from witnessed_log where tenant = 0 and origin = $1 for update',
    values: [origin],
  };
}

function saveWitnessed({ origin, size, note, seen_at: seenAt }: WitnessedRow, which: 'first' | 'next'): Statement {
  return which === 'first'
    ? {
        name: 'add-witnessed',
        text: 'insert into witnessed_log (tenant, origin, size, note, seen_at) values (0, $1, $2, $3, $4)',
        values: [origin, size, note, seenAt],
      }
    : {
        name: 'move-witnessed',
        text: 'update witnessed_log set size = $2, note = $3, seen_at = $4 where tenant = 0 and origin = $1',
        values: [origin, size, note, seenAt],
      };
}

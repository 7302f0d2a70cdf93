// Letters on paper for the mail room: how many wait, and the newest batches with what became of each. No letter is told from another here
// but by its label, so it says nothing of any case. The rows are the program's alone and are read when the policy has said yes.
import { withoutCaseFile } from '@casewright/engine/policy';
import { programContext } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { type BatchCounted, countWaiting, listBatches } from '../store/print-batches.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import type { SendReading } from './read-flights.ts';
import type { Asker } from './sessions.ts';

export interface PrintBatchView {
  readonly number: number;
  readonly askedBy: string;
  readonly askedAt: string;
  /** Why it is printed once more; null for letters that were not printed before. */
  readonly again: BatchCounted['again'];
  readonly state: BatchCounted['state'];
  readonly endedAt: string | null;
  readonly written: number;
  readonly stopped: number;
  readonly unknown: number;
  readonly returned: number;
  readonly postedOn: string | null;
  readonly postedBy: string | null;
  /** SHA-256 of its list; null while it is not printed. */
  readonly manifest: string | null;
}

export interface PrintQueueView {
  readonly waiting: number;
  readonly since: string | null;
  /** Taken, and not known to be printed yet. */
  readonly printing: number;
  readonly batches: readonly PrintBatchView[];
}

const BATCHES = 50;

export function showPrintQueue(
  send: SendReading,
  database: Database,
  asker: Asker,
): Promise<ReadAnswer<PrintQueueView>> {
  const { tenant, person } = asker.principal;
  return answerRead(send, asker, {
    ...{ action: { type: 'read-print-queue' }, name: 'list-print-queue', asked: [], statements: [] },
    fold: async () => {
      const context = programContext(tenant, person);
      const [counts, rows] = await database.once(context, [countWaiting(tenant), listBatches(tenant, BATCHES)]);
      const { waiting = 0, since = null, printing = 0 } = counts.rows[0] ?? {};
      const batches = rows.rows.map(viewOf);
      return {
        view: withoutCaseFile({ waiting, since, printing, batches }),
        ...{ caseIds: [], results: batches.length },
      };
    },
  });
}

function viewOf(row: BatchCounted): PrintBatchView {
  const { number, again, state, written, stopped, unknown, returned } = row;
  return {
    ...{ number, again, state, written, stopped, unknown, returned },
    ...{ askedBy: row.asked_by, askedAt: row.asked_at, endedAt: row.ended_at },
    ...{ postedOn: row.posted_on, postedBy: row.posted_by, manifest: row.manifest?.toString('hex') ?? null },
  };
}

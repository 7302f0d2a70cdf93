// Writes the access log. A line is on disk before this resolves, so before anything leaves; when it cannot be written
// nothing leaves. Knows nothing of what was read but its ids.
import { Unavailable } from '../errors.ts';
import { ACCESS_ENTRIES_MAX, appendAccessLog, type AccessEntry } from '../store/append-access-log.ts';
import type { Database } from '../store/database.ts';
import { addPagesOpened, type PagesOpened } from '../store/pages-opened.ts';
import type { Statement } from '../store/statement.ts';
import { uuidV7 } from '../store/uuid-v7.ts';

export interface ReadFacts extends Omit<AccessEntry, 'entryId' | 'question'> {
  /** What was asked, as text; kept as a keyed hash only. */
  readonly asked?: string;
  /** Pages of a file that were opened by it: written with the line. */
  readonly opened?: PagesOpened;
}

/** Half of an HMAC-SHA-256 with the key of the agency. */
export type HashQuestion = (tenant: number, text: string) => Buffer;

/** The line of a read as it is stored. */
export function entryOf({ asked, opened: _besideIt, ...facts }: ReadFacts, of: EntryOrigin): AccessEntry {
  const question = asked === undefined ? null : (of.hashQuestion?.(of.tenant, asked) ?? null);
  return { entryId: uuidV7(of.nowMs), ...facts, question };
}

interface EntryOrigin {
  readonly tenant: number;
  readonly nowMs: number;
  readonly hashQuestion: HashQuestion | undefined;
}

/** What is written with the lines besides them. */
export function besideLines(
  tenant: number,
  at: string,
  lines: readonly Pick<ReadFacts, 'opened'>[],
): readonly Statement[] {
  return lines.flatMap(({ opened }) => (opened === undefined ? [] : [addPagesOpened(tenant, opened, at)]));
}

/** Resolves when the line is durable; throws `Unavailable` when it is not. */
export type RecordRead = (tenant: number, facts: ReadFacts) => Promise<void>;

/** Writes of one agency that may be under way at once: one commits while the next gathers. */
const WRITERS_MAX = 2;

interface Waiting {
  readonly entry: AccessEntry;
  readonly facts: ReadFacts;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface Queue {
  readonly waiting: Waiting[];
  writing: number;
  gathering: boolean;
}

/**
 * Group commit: the reads of one agency that end in the same turn of the event loop, or while the writers are busy,
 * share one transaction. Nobody waits for a timer: alone, a read is written at once.
 */
export function openReadRecorder(database: Database, now: () => number, hashQuestion?: HashQuestion): RecordRead {
  const queues = new Map<number, Queue>();

  function gather(tenant: number, queue: Queue): void {
    if (queue.gathering || queue.writing >= WRITERS_MAX || queue.waiting.length === 0) return;
    queue.gathering = true;
    setImmediate(() => {
      queue.gathering = false;
      const batch = queue.waiting.splice(0, ACCESS_ENTRIES_MAX);
      queue.writing += 1;
      void write(tenant, batch).finally(() => {
        queue.writing -= 1;
        if (queue.waiting.length === 0 && queue.writing === 0) queues.delete(tenant);
        else gather(tenant, queue);
      });
      gather(tenant, queue);
    });
  }

  async function write(tenant: number, batch: readonly Waiting[]): Promise<void> {
    const recordedAt = new Date(now()).toISOString();
    const entries = batch.map(({ entry }) => entry);
    try {
      const lines = appendAccessLog(tenant, recordedAt, entries);
      const others = besideLines(
        tenant,
        recordedAt,
        batch.map(({ facts }) => facts),
      );
      const who = { tenant, person: 'access-log' };
      // Only the program says what was opened.
      await database.once(others.length === 0 ? who : { ...who, holding: 'program' }, [...lines, ...others]);
      for (const { resolve } of batch) resolve();
    } catch (cause) {
      for (const { reject } of batch) reject(notRecorded(cause));
    }
  }

  return (tenant, facts) =>
    new Promise((resolve, reject) => {
      const queue = queues.get(tenant) ?? { waiting: [], writing: 0, gathering: false };
      queues.set(tenant, queue);
      const entry = entryOf(facts, { tenant, nowMs: now(), hashQuestion });
      queue.waiting.push({ entry, facts, resolve, reject });
      gather(tenant, queue);
    });
}

/** Fails closed: whatever the reason, there is no answer without its line. */
export function notRecorded(cause: unknown): Unavailable {
  return new Unavailable('The read could not be recorded, so it is not answered.', { cause, retryAfterS: 2 });
}

// Group commit as a bare server would do it: access rows that come while others are being written go together. It is
// the floor for recorded reads and shares no code with what it is compared with.
import type pg from 'pg';

export interface AccessRow {
  readonly entryId: string;
  readonly action: string;
  readonly caseIds: readonly string[];
}

const ROWS_MAX = 32;
const WRITERS_MAX = 2;
const COLUMNS = 6;

interface Waiting {
  readonly row: AccessRow;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** @returns a function that resolves when the row is committed */
export function openGroupCommit(pool: pg.Pool, tenant: number): (row: AccessRow) => Promise<void> {
  const waiting: Waiting[] = [];
  let writers = 0;
  let gathering = false;

  function gather(): void {
    if (gathering || writers >= WRITERS_MAX || waiting.length === 0) return;
    gathering = true;
    setImmediate(() => {
      gathering = false;
      const batch = waiting.splice(0, ROWS_MAX);
      writers += 1;
      void write(pool, tenant, batch).finally(() => {
        writers -= 1;
        gather();
      });
      gather();
    });
  }

  return (row) =>
    new Promise((resolve, reject) => {
      waiting.push({ row, resolve, reject });
      gather();
    });
}

async function write(pool: pg.Pool, tenant: number, batch: readonly Waiting[]): Promise<void> {
  const places = batch.map((_, index) => {
    const first = 3 + index * COLUMNS;
    return `($1, $2, $${first}, $${first + 1}, $${first + 2}, $${first + 3}, $${first + 4}, $${first + 5})`;
  });
  try {
    await pool.query({
      name: `access-${batch.length}`,
      text: `insert into access_log (tenant, recorded_at, entry_id, person, authority, action, case_ids, denied) values ${places.join(', ')}`,
      values: [
        tenant,
        new Date().toISOString(),
        ...batch.flatMap(({ row }) => [
          row.entryId,
          'bench-officer',
          'session:0123456789abcdef',
          row.action,
          row.caseIds,
          false,
        ]),
      ],
    });
    for (const { resolve } of batch) resolve();
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}

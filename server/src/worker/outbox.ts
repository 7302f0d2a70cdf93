// Empties the outbox of one agency: each event gets its leaf in the log, and everybody who listens hears of it, by its ids
// alone.
import type { Database } from '../store/database.ts';
import { relayOutbox, type Relayed } from '../store/claim-outbox.ts';

const BATCH = 500;

/** Relays until nothing is left that another process has not taken. */
export async function emptyOutbox(database: Database, tenant: number): Promise<Relayed> {
  let total = 0;
  for (;;) {
    const { relayed, lost } = await relayOutbox(database, tenant, BATCH);
    total += relayed;
    if (relayed + lost.length < BATCH || relayed === 0) return { relayed: total, lost };
  }
}

// Empties the outbox of one agency: everybody who listens hears of each event, by its ids alone.
import type { Database } from '../store/database.ts';
import { relayOutbox } from '../store/claim-outbox.ts';

const BATCH = 500;

/** Relays until nothing is left that another process has not taken. @returns how many events were told of. */
export async function emptyOutbox(database: Database, tenant: number): Promise<number> {
  let relayed = 0;
  for (;;) {
    const count = await relayOutbox(database, tenant, BATCH);
    relayed += count;
    if (count < BATCH) return relayed;
  }
}

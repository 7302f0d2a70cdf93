// Signs how far an agency's log has come and hands it to every witness that has not seen it. What a witness refuses is told
// and tried again: nothing else stops because of it.
import { programContext } from '../store/context.ts';
import type { KeyProvider } from '../store/keys.ts';
import { addCosignature, readLastSeen } from '../store/cosignatures.ts';
import type { Database } from '../store/database.ts';
import { leafOf, readLeaves } from '../store/log-tree.ts';
import { makeCheckpoint, proveConsistency, type SignedCheckpoint } from '../store/make-checkpoint.ts';
import type { Delivery, Witness } from '../witness/witness.ts';

export interface LogDeps {
  readonly database: Database;
  readonly keys: KeyProvider;
  readonly witnesses: readonly Witness[];
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
}

export interface LogSweep {
  /** Size of the log that is signed now. */
  readonly size: number;
  readonly problems: readonly { readonly witness: string; readonly error: unknown }[];
}

const LEAVES_PER_READ = 5_000;

/** @throws Corrupt where the log is not the continuation of what was signed; nothing is signed then */
export async function publishLog(deps: LogDeps, tenant: number): Promise<LogSweep> {
  const { database, keys, nowMs } = deps;
  const signer = keys.logSigner(tenant);
  const checkpoint = await makeCheckpoint(database, { tenant, signer, now: new Date(nowMs()).toISOString() });
  const problems: { readonly witness: string; readonly error: unknown }[] = [];
  if (checkpoint === null) return { size: 0, problems };
  for (const witness of deps.witnesses) {
    try {
      await handOver(deps, tenant, { checkpoint, witness });
    } catch (error) {
      problems.push({ witness: witness.name, error });
    }
  }
  return { size: checkpoint.size, problems };
}

async function handOver(
  { database, keys, nowMs }: LogDeps,
  tenant: number,
  { checkpoint, witness }: { readonly checkpoint: SignedCheckpoint; readonly witness: Witness },
): Promise<void> {
  const context = programContext(tenant, 'system.log');
  const [seen] = await database.once(context, [readLastSeen(tenant, witness.name)]);
  const lastSeen = seen.rows[0]?.size ?? 0;
  if (lastSeen >= checkpoint.size) return;
  const delivery: Delivery = {
    checkpoint,
    log: keys.logSigner(tenant),
    lastSeen,
    proofFrom: (from) =>
      database.snapshot(context, (tx) => proveConsistency(tx, tenant, { from, to: checkpoint.size })),
    leavesFrom: async (index) => {
      const [leaves] = await database.once(context, [readLeaves(tenant, index, LEAVES_PER_READ)]);
      return leaves.rows.map((row) => ({ index: row.index, ...leafOf(row) }));
    },
  };
  const signature = await witness.accept(delivery);
  const seenAt = new Date(nowMs()).toISOString();
  await database.once(context, [
    addCosignature(tenant, { witness: witness.name, size: checkpoint.size, signature, seen_at: seenAt }),
  ]);
}

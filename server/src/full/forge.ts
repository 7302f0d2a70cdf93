// What somebody with the database and the master key can forge: events with new hashes, a head that fits them, and a log made
// anew and signed again, as if it had always been so.
import { programContext } from '../store/context.ts';
import { signCheckpoint } from '../merkle/checkpoint.ts';
import { hashEntry } from '../merkle/leaf-entry.ts';
import { EMPTY_EDGE, extendEdge, rootOfLeaves, rootOfParts } from '../merkle/tree-hash.ts';
import { genesisHash, hashEvent } from '../store/hash-event.ts';
import { leafOf, readLeaves, TILE_WIDTH } from '../store/log-tree.ts';
import { envelopeOf, readEvents, type EventRow } from '../store/read-events.ts';
import type { TamperWorld } from './tamper-world.ts';

const COLUMNS = [
  ...['case_id', 'seq', 'type', 'occurred', 'occurred_at', 'recorded_at', 'actor', 'authority', 'command_id'],
  ...['case_type_hash', 'policy_version', 'algorithm', 'key_id', 'payload', 'payload_hash', 'previous_hash', 'hash'],
] as const;

/** The events of a case, to be changed. */
export async function eventsOf({ system }: TamperWorld, tenant: number, caseId: string): Promise<EventRow[]> {
  const [events] = await system.database.once(programContext(tenant, 'forger'), [
    readEvents({ tenant, caseId, from: 0, limit: 1_000 }),
  ]);
  return [...events.rows];
}

/** Stores events as those of the case, numbered and chained anew, with a head that fits. */
export async function storeChained(
  { ground }: TamperWorld,
  { tenant, caseId }: { readonly tenant: number; readonly caseId: string },
  events: readonly EventRow[],
): Promise<void> {
  let previous = genesisHash(tenant, caseId);
  const chained = events.map((event, at): EventRow => {
    const placed = { ...event, case_id: caseId, seq: at + 1, previous_hash: previous };
    previous = hashEvent(envelopeOf(placed, tenant));
    return { ...placed, hash: previous };
  });
  await ground.query('delete from event where tenant = $1 and case_id = $2', [tenant, caseId]);
  for (const event of chained) {
    await ground.query(
      `insert into event (tenant, ${COLUMNS.join(', ')}) values ($1, ${COLUMNS.map((_, at) => `$${at + 2}`).join(', ')})`,
      [tenant, ...COLUMNS.map((column) => event[column])],
    );
  }
  await ground.query('update case_head set version = $3, last_hash = $4 where tenant = $1 and case_id = $2', [
    ...[tenant, caseId, chained.length, previous],
  ]);
}

/** Makes the log anew from the events that are there, in the order that it had, and signs it again at every size it had. */
export async function forgeLog(world: TamperWorld, tenant: number): Promise<void> {
  const { ground, system } = world;
  const [leaves] = await system.database.once(programContext(tenant, 'forger'), [readLeaves(tenant, 0, 100_000)]);
  const events = await ground.query<{ case_id: string; seq: number; hash: Buffer }>(
    'select case_id, seq, hash from event where tenant = $1',
    [tenant],
  );
  const hashOf = new Map(events.map((row) => [`${row.case_id} ${row.seq}`, row.hash]));
  const entries = leaves.rows.map(leafOf).flatMap((leaf) => {
    if (leaf.caseId.startsWith('00000000-')) return [leaf];
    const hash = hashOf.get(`${leaf.caseId} ${leaf.seq}`);
    return hash === undefined ? [] : [{ ...leaf, hash }];
  });
  const hashes = entries.map((entry) => hashEntry(tenant, entry));
  const sizes = await ground.query<{ size: string }>(
    'delete from log_checkpoint where tenant = $1 returning size::text',
    [tenant],
  );
  for (const table of ['log_leaf', 'log_tile', 'log_cosignature'])
    await ground.query(`delete from ${table} where tenant = $1`, [tenant]);
  await ground.query(
    `insert into log_leaf select $1, l.at - 1, l.c, l.s, l.h
       from unnest($2::uuid[], $3::int[], $4::bytea[]) with ordinality as l (c, s, h, at)`,
    [tenant, entries.map(({ caseId }) => caseId), entries.map(({ seq }) => seq), entries.map(({ hash }) => hash)],
  );
  for (let tile = 0; (tile + 1) * TILE_WIDTH <= hashes.length; tile += 1) {
    const own = hashes.slice(tile * TILE_WIDTH, (tile + 1) * TILE_WIDTH);
    await ground.query('insert into log_tile values ($1, 0, $2, $3, $4)', [
      ...[tenant, tile, rootOfLeaves(own), Buffer.concat(own)],
    ]);
  }
  const { parts } = extendEdge(EMPTY_EDGE, hashes);
  await ground.query('update log_head set size = $2, parts = $3 where tenant = $1', [
    ...[tenant, hashes.length, Buffer.concat(parts)],
  ]);
  const signer = system.deps.keys.logSigner(tenant);
  const kept = sizes.map(({ size }) => Number(size)).filter((size) => size < hashes.length);
  for (const size of [...kept, hashes.length]) {
    const root = rootOfParts(extendEdge(EMPTY_EDGE, hashes.slice(0, size)).parts);
    await ground.query('insert into log_checkpoint values ($1, $2, 1, $3, now())', [
      ...[tenant, size, signCheckpoint({ size, root }, signer)],
    ]);
  }
}

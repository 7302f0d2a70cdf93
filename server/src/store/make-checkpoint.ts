// Signs how far an agency's log has come, and proves how it came there. Refuses to sign what is not the last checkpoint grown
// longer: a log that was cut, or whose stored tiles or end were changed, gets no signature.
import { programContext } from './context.ts';
import { checkConsistency } from '../merkle/check-proof.ts';
import { openCheckpoint, signCheckpoint, type Checkpoint } from '../merkle/checkpoint.ts';
import { LOG_ALGORITHM } from '../merkle/leaf-entry.ts';
import { consistencyRanges, inclusionRanges } from '../merkle/prove.ts';
import type { NoteSigner, NoteVerifier } from '../merkle/signed-note.ts';
import { rootOfParts } from '../merkle/tree-hash.ts';
import { Corrupt } from '../errors.ts';
import { commit, flight, type Database, type Tx } from './database.ts';
import { edgeOf, rangeHashes, readLogHead } from './log-tree.ts';
import type { Statement } from './statement.ts';

export interface CheckpointRow {
  readonly size: number;
  readonly note: string;
  readonly made_at: string;
}

/** A checkpoint as it was signed. */
export interface SignedCheckpoint extends Checkpoint {
  readonly note: string;
}

/**
 * Signs the log as it stands; where nothing was added since, answers with the last checkpoint.
 *
 * @returns null while the log is empty
 * @throws Corrupt where the log is not the continuation of what was signed before
 */
export function makeCheckpoint(
  database: Database,
  { tenant, signer, now }: { readonly tenant: number; readonly signer: NoteSigner; readonly now: string },
): Promise<SignedCheckpoint | null> {
  return database.transaction(programContext(tenant, 'system.log'), async (tx) => {
    const [heads, checkpoints] = await flight(tx, [readLogHead(tenant), readLastCheckpoint(tenant)]);
    const { size, parts } = edgeOf(heads.rows[0]);
    const root = rootOfParts(parts);
    const [row] = checkpoints.rows;
    if (row !== undefined) {
      const last = openCheckpoint(row.note, signer);
      if (last === null || last.size !== row.size)
        throw new Corrupt('The last checkpoint of the log does not carry its signature. Run the verifier.');
      if (last.size === size && last.root.equals(root)) return { ...last, note: row.note };
      await requireContinuation(tx, tenant, { from: last, to: { size, root } });
    }
    if (size === 0) return null;
    const note = signCheckpoint({ size, root }, signer);
    await commit(tx, [addCheckpoint(tenant, { size, note, made_at: now })]);
    return { origin: signer.name, size, root, note };
  });
}

async function requireContinuation(
  tx: Tx,
  tenant: number,
  { from, to }: { readonly from: Pick<Checkpoint, 'size' | 'root'>; readonly to: Pick<Checkpoint, 'size' | 'root'> },
): Promise<void> {
  const proof = from.size < to.size ? await rangeHashes(tx, tenant, consistencyRanges(from.size, to.size)) : [];
  if (!checkConsistency({ from, to, proof }))
    throw new Corrupt(`The log of ${to.size} leaves does not continue the one of ${from.size} that was signed.`);
}

/** Proves that the log of `from` leaves is the beginning of the one of `to`. Both are at most as long as the log. */
export function proveConsistency(
  tx: Tx,
  tenant: number,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly Buffer[]> {
  return from === 0 || from === to ? Promise.resolve([]) : rangeHashes(tx, tenant, consistencyRanges(from, to));
}

/** Proves that a leaf is in the log of `size` leaves. */
export function proveInclusion(
  tx: Tx,
  tenant: number,
  { index, size }: { readonly index: number; readonly size: number },
): Promise<readonly Buffer[]> {
  return rangeHashes(tx, tenant, inclusionRanges(index, size));
}

export function readLastCheckpoint(tenant: number): Statement<CheckpointRow> {
  return {
    name: 'read-last-checkpoint',
    text: 'select size, note, made_at from log_checkpoint where tenant = $1 order by size desc limit 1',
    values: [tenant],
  };
}

/** The last few checkpoints, newest first. */
export function readRecentCheckpoints(tenant: number): Statement<CheckpointRow> {
  return {
    name: 'read-recent-checkpoints',
    text: 'select size, note, made_at from log_checkpoint where tenant = $1 order by size desc limit 32',
    values: [tenant],
  };
}

/** Checkpoints after a size, oldest first. */
export function readCheckpoints(tenant: number, after: number, limit: number): Statement<CheckpointRow> {
  return {
    name: 'read-checkpoints',
    text: 'select size, note, made_at from log_checkpoint where tenant = $1 and size > $2 order by size limit $3',
    values: [tenant, after, limit],
  };
}

/** The last checkpoint of the agency, opened; null where there is none that this key signed. */
export async function lastCheckpoint(tx: Tx, tenant: number, verifier: NoteVerifier): Promise<SignedCheckpoint | null> {
  const [rows] = await flight(tx, [readLastCheckpoint(tenant)]);
  const [row] = rows.rows;
  const opened = row === undefined ? null : openCheckpoint(row.note, verifier);
  return row === undefined || opened === null ? null : { ...opened, note: row.note };
}

/** Another process may sign the same size at the same time, and signs the same then. */
function addCheckpoint(tenant: number, { size, note, made_at: madeAt }: CheckpointRow): Statement {
  return {
    name: 'add-checkpoint',
    text: `insert into log_checkpoint (tenant, size, algorithm, note, made_at) values ($1, $2, $3, $4, $5)
           on conflict do nothing`,
    values: [tenant, size, LOG_ALGORITHM, note, madeAt],
  };
}

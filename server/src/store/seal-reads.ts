// Takes lines of the access log that are in no batch yet, keeps the hash of each and leaves word of the batch for the log, in
// one transaction. Looks at what is there and not at marks, so that a read writes nothing for it.
import { LOG_ALGORITHM, READS } from '../merkle/leaf-entry.ts';
import { hashLeaf } from '../merkle/tree-hash.ts';
import { addOutbox } from './add-outbox.ts';
import { programContext } from './context.ts';
import { commit, flight, type Database } from './database.ts';
import { batchDigest, batchEntry, hashLine, LINE_COLUMNS, type LinePlace, type ReadLine } from './read-lines.ts';
import type { Statement } from './statement.ts';

export interface ToSeal {
  readonly tenant: number;
  readonly now: string;
  /** The most lines of a batch. */
  readonly limit: number;
  /** Where the batch before ended, if it was made a moment ago: what is sealed up to there is not looked at again. */
  readonly after?: LinePlace;
}

export interface SealedBatch {
  readonly lines: number;
  readonly last: LinePlace;
}

/** @returns the batch; null where there was nothing to seal */
export function sealReads(
  database: Database,
  { tenant, now, limit, after = START }: ToSeal,
): Promise<SealedBatch | null> {
  return database.transaction(programContext(tenant, 'system.log'), async (tx) => {
    // One line tells whether there is anything to lock for.
    const [waiting] = await flight(tx, [readUnsealed({ tenant, now, limit: 1, after })]);
    if (waiting.count === 0) return null;
    // Another process may have taken them before this one held the lock.
    const [, numbers, found] = await flight(tx, [
      lockReads(tenant),
      lastBatch(tenant),
      readUnsealed({ tenant, now, limit, after }),
    ]);
    const lines = found.rows;
    const [first] = lines;
    const last = lines.at(-1);
    if (first === undefined || last === undefined) return null;
    const seq = (numbers.rows[0]?.last ?? 0) + 1;
    const hashes = lines.map((line) => hashLine(tenant, line));
    const digest = batchDigest();
    hashes.forEach(digest.add);
    const entry = batchEntry(tenant, { seq, first, last, lines: lines.length, hash: digest.end() });
    await commit(tx, [
      addBatch(tenant, seq, entry),
      addSealed(tenant, seq, { lines, hashes }),
      ...addOutbox(tenant, [{ caseId: READS, seq, recordedAt: now }]),
    ]);
    return { lines: lines.length, last };
  });
}

const START: LinePlace = { recorded_at: '-infinity', entry_id: '00000000-0000-0000-0000-000000000000' };

/**
 * From when on lines are looked for that are in no batch: some minutes before the newest that is in one, for those whose
 * transaction ended late; all, where there is none. `$1` is the agency and `$2` now: a clock that once went wrong does not
 * shut out what comes after.
 */
export const UNSEALED_FROM = `coalesce((select least(n.recorded_at, $2::timestamptz) - interval '10 minutes' from read_sealed n
  where n.tenant = $1 order by n.recorded_at desc, n.entry_id desc limit 1), '-infinity')`;

function readUnsealed({ tenant, now, limit, after }: Required<ToSeal>): Statement<ReadLine> {
  return {
    name: 'read-unsealed',
    text: `select ${LINE_COLUMNS} from access_log l
            where l.tenant = $1 and l.recorded_at >= ${UNSEALED_FROM} and (l.recorded_at, l.entry_id) > ($4::timestamptz, $5::uuid)
              and not exists (select from read_sealed s
                               where s.tenant = $1 and s.recorded_at = l.recorded_at and s.entry_id = l.entry_id)
            order by l.recorded_at, l.entry_id limit $3`,
    values: [tenant, now, limit, after.recorded_at, after.entry_id],
  };
}

function lockReads(tenant: number): Statement {
  return {
    name: 'lock-reads',
    text: 'select from agency where tenant = $1 for no key update',
    values: [tenant],
  };
}

function lastBatch(tenant: number): Statement<{ readonly last: number }> {
  return {
    name: 'last-read-batch',
    text: 'select coalesce(max(seq), 0) as last from read_batch where tenant = $1',
    values: [tenant],
  };
}

function addBatch(tenant: number, seq: number, entry: string): Statement {
  return {
    name: 'add-read-batch',
    text: 'insert into read_batch (tenant, seq, algorithm, entry, hash) values ($1, $2, $3, $4, $5)',
    values: [tenant, seq, LOG_ALGORITHM, entry, hashLeaf(entry)],
  };
}

function addSealed(
  tenant: number,
  seq: number,
  { lines, hashes }: { readonly lines: readonly ReadLine[]; readonly hashes: readonly Buffer[] },
): Statement {
  return {
    name: 'add-read-sealed',
    text: `insert into read_sealed (tenant, recorded_at, entry_id, batch, hash) select $1, l.at, l.id, $2, l.hash
             from unnest($3::timestamptz[], $4::uuid[], $5::bytea[]) as l (at, id, hash)`,
    values: [tenant, seq, lines.map((line) => line.recorded_at), lines.map((line) => line.entry_id), hashes],
  };
}

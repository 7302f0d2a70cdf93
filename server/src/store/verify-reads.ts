// Compares the lines of the access log with what was sealed of them, and the batches with their leaves: a line that was changed,
// removed, put in afterwards or taken from the case that it names is named by its time and id. Reads both side by side in the
// order of their places, and keeps the batches that it is in and no line.
import { READS } from '../merkle/leaf-entry.ts';
import { hashLeaf } from '../merkle/tree-hash.ts';
import { programContext } from './context.ts';
import { flight, type Database, type Tx } from './database.ts';
import { about, type LogProblem, type LogProblemCode } from './log-problem.ts';
import { IN_ORDER } from './read-range.ts';
import {
  batchDigest,
  hashLine,
  LINE_COLUMNS,
  readBatchEntry,
  type BatchDigest,
  type BatchFacts,
  type LinePlace,
  type ReadLine,
} from './read-lines.ts';
import { UNSEALED_FROM } from './seal-reads.ts';
import type { Answer, Statement } from './statement.ts';

export interface ReadsVerdict {
  readonly lines: number;
  readonly batches: number;
  /** Lines that the worker has not come to yet. */
  readonly waiting: number;
  readonly problems: readonly LogProblem[];
}

export interface VerifyReadsOptions {
  readonly tenant: number;
  readonly now: string;
}

interface SealedLine extends ReadLine {
  /** Null where it is in no batch. */
  readonly batch: number | null;
  readonly hash: Buffer | null;
  /** True where the worker may still come to it. */
  readonly is_new: boolean;
  /** True where every case that it names shows it. */
  readonly is_seen: boolean;
}

interface BatchRow {
  readonly seq: number;
  readonly entry: string;
  readonly hash: Buffer;
  readonly leaf: Buffer | null;
  readonly queued: boolean;
}

interface Walk {
  readonly tenant: number;
  readonly tell: (code: LogProblemCode, reason: string) => void;
  /** What the batches say that were come to and are not complete, and what was there of them so far. */
  readonly open: Map<number, { readonly facts: BatchFacts | null; readonly digest: BatchDigest; damaged: boolean }>;
  readonly complete: Set<number>;
  lines: number;
  waiting: number;
}

const LINES_PER_PAGE = 2_000;
const BATCHES_PER_PAGE = 2_000;
/** Each by itself up to here, so that a log that was emptied does not make a million lines. */
const NAMED_SINGLY = 100;

/** All of it at one moment: what is read meanwhile is for the next time. */
export function verifyReads(database: Database, { tenant, now }: VerifyReadsOptions): Promise<ReadsVerdict> {
  return database.snapshot(programContext(tenant, 'system.verify'), async (tx) => {
    await flight(tx, IN_ORDER);
    const problems: LogProblem[] = [];
    const told = new Map<LogProblemCode, number>();
    const walk: Walk = {
      tenant,
      tell(code, reason) {
        const times = (told.get(code) ?? 0) + 1;
        told.set(code, times);
        if (times <= NAMED_SINGLY) problems.push(about(null, code, reason));
      },
      ...{ open: new Map(), complete: new Set(), lines: 0, waiting: 0 },
    };
    for (let after: LinePlace | null = { recorded_at: '-infinity', entry_id: NO_LINE }; after !== null;) {
      const [page]: readonly [Answer<SealedLine>] = await flight(tx, [readLines(tenant, now, after)]);
      await openBatches(tx, walk, page.rows);
      for (const line of page.rows) judgeLine(walk, line);
      after = page.count < LINES_PER_PAGE ? null : (page.rows.at(-1) ?? null);
    }
    const batches = await judgeBatches(tx, walk);
    if (walk.complete.size < batches) await nameMissing(tx, walk);
    for (const [code, times] of told)
      if (times > NAMED_SINGLY) problems.push(about(null, code, `So it is with ${times - NAMED_SINGLY} more.`));
    return { lines: walk.lines, batches, waiting: walk.waiting, problems };
  });
}

const NO_LINE = '00000000-0000-0000-0000-000000000000';

/** Reads what the batches say that the lines are the first of. */
async function openBatches(tx: Tx, walk: Walk, lines: readonly SealedLine[]): Promise<void> {
  const fresh = new Set(lines.flatMap(({ batch }) => (batch === null || isKnown(walk, batch) ? [] : [batch])));
  if (fresh.size === 0) return;
  const [rows] = await flight(tx, [readBatchesOf(walk.tenant, [...fresh])]);
  const entries = new Map(rows.rows.map(({ seq, entry }) => [seq, readBatchEntry(entry)]));
  for (const seq of fresh)
    walk.open.set(seq, { facts: entries.get(seq) ?? null, digest: batchDigest(), damaged: false });
}

function isKnown({ open, complete }: Walk, batch: number): boolean {
  return open.has(batch) || complete.has(batch);
}

function judgeLine(walk: Walk, line: SealedLine): void {
  const { tell, tenant } = walk;
  walk.lines += 1;
  if (!line.is_seen) tell('read-hidden', `${nameOf(line)} is not shown any more by a case that it names.`);
  if (line.batch === null) {
    if (line.is_new) walk.waiting += 1;
    else tell('read-put-in', `${nameOf(line)} is in no batch, and all of its time had been sealed.`);
    return;
  }
  const batch = walk.open.get(line.batch);
  if (batch === undefined) {
    tell('read-put-in', `${nameOf(line)} was put into batch ${line.batch}, which has all its lines without it.`);
    return;
  }
  const hash = hashLine(tenant, line);
  if (line.hash?.equals(hash) !== true) {
    tell('read-changed', `${nameOf(line)} does not say what it said when it was sealed.`);
    batch.damaged = true;
  }
  batch.digest.add(hash);
  if (batch.digest.count() !== batch.facts?.lines) return;
  walk.open.delete(line.batch);
  walk.complete.add(line.batch);
  if (batch.digest.end() !== batch.facts.hash && !batch.damaged)
    tell('reads-changed', `The lines of batch ${line.batch} are not those that were sealed.`);
}

function nameOf({ recorded_at: at, entry_id: id }: LinePlace): string {
  return `The line ${id} of the access log, recorded at ${at},`;
}

/** Each batch with its leaf, and whether its lines are there. @returns how many there are */
async function judgeBatches(tx: Tx, walk: Walk): Promise<number> {
  const { tenant, tell } = walk;
  let count = 0;
  for (let after = 0; ;) {
    const [page] = await flight(tx, [readBatches(tenant, after)]);
    for (const { seq, entry, hash, leaf, queued } of page.rows) {
      count += 1;
      const facts = readBatchEntry(entry);
      const isWhole = hashLeaf(entry).equals(hash) && facts?.seq === seq && (leaf?.equals(hash) ?? queued);
      if (!isWhole) tell('reads-changed', `Batch ${seq} of the access log is not the one that was logged.`);
      if (facts !== null && !walk.complete.has(seq)) tellIncomplete(walk, facts);
    }
    const last = page.rows.at(-1);
    if (last === undefined || page.count < BATCHES_PER_PAGE) break;
    after = last.seq;
  }
  const [lost] = await flight(tx, [readLostBatches(tenant)]);
  for (const { seq } of lost.rows) tell('reads-changed', `Batch ${seq} of the access log is in the log and is gone.`);
  return count;
}

function tellIncomplete({ open, tell }: Walk, { seq, lines, first, last }: BatchFacts): void {
  const here = open.get(seq)?.digest.count() ?? 0;
  tell(
    'read-missing',
    `Batch ${seq} of the access log has ${here} of its ${lines} lines, from ${first.recorded_at} to ${last.recorded_at}.`,
  );
}

async function nameMissing(tx: Tx, { tenant, tell }: Walk): Promise<void> {
  const [gone] = await flight(tx, [readGoneLines(tenant)]);
  for (const line of gone.rows) tell('read-missing', `${nameOf(line)} is gone.`);
}

function readLines(tenant: number, now: string, after: LinePlace): Statement<SealedLine> {
  return {
    name: 'verify-read-lines',
    text: `select ${LINE_COLUMNS}, s.batch, s.hash, s.batch is null and l.recorded_at >= ${UNSEALED_FROM} as is_new,
                  not exists (select from unnest(l.case_ids) as c (case_id) where not exists (
                    select from access_seen a where a.tenant = $1 and a.case_id = c.case_id
                       and a.recorded_at = l.recorded_at and a.entry_id = l.entry_id)) as is_seen
             from access_log l
             left join read_sealed s on s.tenant = $1 and s.recorded_at = l.recorded_at and s.entry_id = l.entry_id
            where l.tenant = $1 and (l.recorded_at, l.entry_id) > ($3::timestamptz, $4::uuid)
            order by l.recorded_at, l.entry_id limit ${LINES_PER_PAGE}`,
    values: [tenant, now, after.recorded_at, after.entry_id],
  };
}

function readBatchesOf(
  tenant: number,
  seqs: readonly number[],
): Statement<{ readonly seq: number; readonly entry: string }> {
  return {
    name: 'read-batches-of',
    text: 'select seq, entry from read_batch where tenant = $1 and seq = any ($2)',
    values: [tenant, seqs],
  };
}

function readBatches(tenant: number, after: number): Statement<BatchRow> {
  return {
    name: 'read-batches',
    text: `select b.seq, b.entry, b.hash, l.hash as leaf, o.seq is not null as queued from read_batch b
             left join log_leaf l on l.tenant = $1 and l.case_id = $3 and l.seq = b.seq
             left join outbox o on o.tenant = $1 and o.case_id = $3 and o.seq = b.seq
            where b.tenant = $1 and b.seq > $2 order by b.seq limit ${BATCHES_PER_PAGE}`,
    values: [tenant, after, READS],
  };
}

function readLostBatches(tenant: number): Statement<{ readonly seq: number }> {
  return {
    name: 'read-lost-batches',
    text: `select l.seq from log_leaf l where l.tenant = $1 and l.case_id = $2
              and not exists (select from read_batch b where b.tenant = $1 and b.seq = l.seq)
            order by l.seq limit ${NAMED_SINGLY}`,
    values: [tenant, READS],
  };
}

function readGoneLines(tenant: number): Statement<LinePlace> {
  return {
    name: 'read-gone-lines',
    text: `select s.recorded_at, s.entry_id from read_sealed s where s.tenant = $1
              and not exists (select from access_log l where l.tenant = $1 and l.recorded_at = s.recorded_at
                                 and l.entry_id = s.entry_id)
            order by s.recorded_at, s.entry_id limit ${NAMED_SINGLY}`,
    values: [tenant],
  };
}

// Rows of batches of letters on paper, and of the letters in each. As with rows of dispatch, every change says in which state the row must be.
import type { DispatchRow } from './dispatches.ts';
import type { Statement } from './statement.ts';

/** Why letters are printed once more. */
export const AGAIN_REASONS = ['spoilt', 'lost', 'damaged', 'other'] as const;
export type AgainReason = (typeof AGAIN_REASONS)[number];

export interface BatchRow {
  readonly number: number;
  readonly asked_by: string;
  readonly asked_at: string;
  readonly again: AgainReason | null;
  readonly state: 'asked' | 'printed';
  readonly lines: number;
  readonly ended_at: string | null;
  readonly manifest: Buffer | null;
  readonly posted_on: string | null;
  readonly posted_by: string | null;
}

const BATCH = `number, asked_by, asked_at, again, state, lines, ended_at, manifest, posted_on::text as posted_on, posted_by`;

export interface BatchToAsk {
  readonly by: string;
  readonly at: string;
  readonly again: AgainReason | null;
}

/** The next number of the agency; none where what waits is asked for already. */
export function askBatch(tenant: number, { by, at, again }: BatchToAsk): Statement<{ readonly number: number }> {
  return {
    name: 'ask-print-batch',
    text: `insert into print_batch (tenant, number, asked_by, asked_at, again, state, lines)
           select $1, coalesce(max(number), 0) + 1, $2, $3, $4, 'asked', 0 from print_batch where tenant = $1
           on conflict do nothing returning number`,
    values: [tenant, by, at, again],
  };
}

export function readBatch(tenant: number, number: number): Statement<BatchRow> {
  return {
    name: 'read-print-batch',
    text: `select ${BATCH} from print_batch where tenant = $1 and number = $2`,
    values: [tenant, number],
  };
}

/** Those that are asked for and not printed, oldest first. */
export function openBatches(tenant: number): Statement<BatchRow> {
  return {
    name: 'open-print-batches',
    text: `select ${BATCH} from print_batch where tenant = $1 and state = 'asked' order by number`,
    values: [tenant],
  };
}

/** Gives out the next position, so that two who print have none in common. None where it is printed. */
export function nextPosition(tenant: number, number: number): Statement<{ readonly position: number }> {
  return {
    name: 'next-print-position',
    text: `update print_batch set lines = lines + 1 where tenant = $1 and number = $2 and state = 'asked'
           returning lines as position`,
    values: [tenant, number],
  };
}

export interface LineToAdd {
  readonly number: number;
  readonly position: number;
  readonly dispatch: string;
  readonly at: string;
}

export function addPrintLine(tenant: number, { number, position, dispatch, at }: LineToAdd): Statement {
  return {
    name: 'add-print-line',
    text: `insert into print_line (tenant, number, position, dispatch, state, at) values ($1, $2, $3, $4, 'writing', $5)`,
    values: [tenant, number, position, dispatch, at],
  };
}

/** A letter that was printed is printed once more, by its label; or all of a batch, without a position. */
export function addLinesAgain(
  tenant: number,
  { number, at, of }: { readonly number: number; readonly at: string; readonly of: Label },
): Statement {
  return {
    name: 'add-print-lines-again',
    text: `insert into print_line (tenant, number, position, dispatch, state, at)
           select $1, $2, row_number() over (order by l.position), l.dispatch, 'writing', $3
             from print_line l join dispatch d on d.tenant = l.tenant and d.dispatch = l.dispatch
            where l.tenant = $1 and l.number = $4 and ($5::int is null or l.position = $5)
              and l.state = 'written' and d.state = 'printed'`,
    values: [tenant, number, at, of.number, of.position],
  };
}

/** What stands on a cover sheet: the batch, and the position in it; null: all of it. */
export interface Label {
  readonly number: number;
  readonly position: number | null;
}

export function countLines(tenant: number, number: number): Statement {
  return {
    name: 'count-print-lines',
    text: `update print_batch set lines = (select count(*)::int from print_line l where l.tenant = $1 and l.number = $2)
            where tenant = $1 and number = $2 and state = 'asked'`,
    values: [tenant, number],
  };
}

export type LineState = 'writing' | 'written' | 'stopped' | 'unknown';

export interface LineRow extends DispatchRow {
  readonly position: number;
  readonly line: LineState;
  readonly cover: Buffer | null;
  readonly bytes: number | null;
}

/** The letters of a batch, each with what is to go out. */
export function readLines(tenant: number, number: number): Statement<LineRow> {
  return {
    name: 'read-print-lines',
    text: `select l.position, l.state as line, l.cover, l.bytes, d.dispatch, d.case_id, d.entry, d.seq, d.party, d.way, d.file,
                  d.content, d.state, d.attempts, d.created_at, d.reason
             from print_line l join dispatch d on d.tenant = l.tenant and d.dispatch = l.dispatch
            where l.tenant = $1 and l.number = $2 order by l.position`,
    values: [tenant, number],
  };
}

export interface LineSettled {
  readonly number: number;
  readonly position: number;
  readonly state: Exclude<LineState, 'writing'>;
  readonly cover: Buffer | null;
  readonly bytes: number | null;
  readonly at: string;
}

export function settleLine(tenant: number, settled: LineSettled): Statement {
  const { number, position, state, cover, bytes, at } = settled;
  return {
    name: 'settle-print-line',
    text: `update print_line set state = $4, cover = $5, bytes = $6, at = $7
            where tenant = $1 and number = $2 and position = $3 and state = 'writing'`,
    values: [tenant, number, position, state, cover, bytes, at],
  };
}

/** None where a letter of it is still being written, or somebody else has ended it. */
export function endBatch(
  tenant: number,
  { number, manifest, at }: { readonly number: number; readonly manifest: Buffer; readonly at: string },
): Statement {
  return {
    name: 'end-print-batch',
    text: `update print_batch b set state = 'printed', manifest = $3, ended_at = $4
            where tenant = $1 and number = $2 and state = 'asked'
              and not exists (select from print_line l where l.tenant = $1 and l.number = $2 and l.state = 'writing')`,
    values: [tenant, number, manifest, at],
  };
}

/** None where it is not printed, or somebody has said when it was posted. @param on not before it was asked for, which the caller sees to */
export function postBatch(
  tenant: number,
  { number, on, by }: { readonly number: number; readonly on: string; readonly by: string },
): Statement<{ readonly number: number }> {
  return {
    name: 'post-print-batch',
    text: `update print_batch set posted_on = $3, posted_by = $4
            where tenant = $1 and number = $2 and state = 'printed' and posted_on is null returning number`,
    values: [tenant, number, on, by],
  };
}

/** The letter of a label, for whoever has it in their hands again. */
export function lineOfLabel(tenant: number, { number, position }: Label): Statement<{ readonly dispatch: string }> {
  return {
    name: 'read-print-label',
    text: `select dispatch from print_line where tenant = $1 and number = $2 and position = $3 and state = 'written'`,
    values: [tenant, number, position],
  };
}

export interface BatchCounted extends BatchRow {
  readonly written: number;
  readonly stopped: number;
  readonly unknown: number;
  /** Those of it that came back. */
  readonly returned: number;
}

/** The newest batches, each with what became of its letters. */
export function listBatches(tenant: number, limit: number): Statement<BatchCounted> {
  return {
    name: 'list-print-batches',
    text: `select b.number, b.asked_by, b.asked_at, b.again, b.state, b.lines, b.ended_at, b.manifest,
                  b.posted_on::text as posted_on, b.posted_by,
                  count(l.position) filter (where l.state = 'written')::int as written,
                  count(l.position) filter (where l.state = 'stopped')::int as stopped,
                  count(l.position) filter (where l.state = 'unknown')::int as unknown,
                  count(l.position) filter (where l.state = 'written' and d.state = 'bounced')::int as returned
             from print_batch b
             left join print_line l on l.tenant = b.tenant and l.number = b.number
             left join dispatch d on d.tenant = l.tenant and d.dispatch = l.dispatch
            where b.tenant = $1 group by b.tenant, b.number order by b.number desc limit $2`,
    values: [tenant, limit],
  };
}

/** What waits for post. */
export function countWaiting(
  tenant: number,
): Statement<{ readonly waiting: number; readonly since: string | null; readonly printing: number }> {
  return {
    name: 'count-waiting-for-post',
    text: `select count(*) filter (where state = 'waiting')::int as waiting, min(created_at) filter (where state = 'waiting') as since,
                  count(*) filter (where state = 'sending')::int as printing
             from dispatch where tenant = $1 and way = 'post' and state in ('waiting', 'sending')`,
    values: [tenant],
  };
}

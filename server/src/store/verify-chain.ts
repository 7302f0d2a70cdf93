// Checks the chains of an agency, or of one case: every event's bytes and envelope against their own hashes, every link, the
// end that the head remembers, and each event against its leaf in the agency's log, so that a case that was removed whole or
// written anew with new hashes is found too. Needs no key. It says what differs and where, and changes nothing.
//
// Whether the log itself is still the one that was signed is for `verify-log.ts`; what is wrong with a case, `chain-walk.ts`.
import { chainWalk, type ChainProblem, type ChainWalk } from './chain-walk.ts';
import { programContext } from './context.ts';
import type { Database, Tx } from './database.ts';
import { flight } from './database.ts';
import { BEFORE_ALL } from './read-chain.ts';
import * as range from './read-range.ts';

export type { ChainProblem } from './chain-walk.ts';

export interface ChainVerdict {
  readonly cases: number;
  readonly events: number;
  readonly problems: readonly ChainProblem[];
}

export interface VerifyOptions {
  readonly tenant: number;
  /** Absent: all cases of the agency. */
  readonly caseId?: string;
  readonly onProgress?: (soFar: { readonly cases: number; readonly events: number }) => void;
  /** Rows of a kind that are read at one moment, at least two; absent: as many as are good for the machine. */
  readonly rowsPerRange?: number;
}

/** Some megabytes: what stands beside the events of a range is held until it is over, the events themselves are not. */
const ROWS_PER_RANGE = 10_000;
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

export async function verifyChain(database: Database, options: VerifyOptions): Promise<ChainVerdict> {
  const { tenant, caseId, rowsPerRange = ROWS_PER_RANGE } = options;
  const verdict = { cases: 0, events: 0, problems: [] };
  const walk = chainWalk(tenant, verdict);
  const upTo = { caseId: caseId ?? LAST_ID, seq: range.AFTER_ALL_EVENTS };
  const first = { caseId: caseId ?? BEFORE_ALL, seq: caseId === undefined ? range.AFTER_ALL_EVENTS : 0 };
  for (let after: range.EventKey | null = first; after !== null;) {
    const here: range.KeyRange = { tenant, after, upTo, limit: rowsPerRange };
    // Each range is one moment of the database, so that commands going on meanwhile are no false alarm.
    after = await database.snapshot(programContext(tenant, 'system.verify'), (tx) => walkRange(tx, walk, here));
    options.onProgress?.({ cases: verdict.cases, events: verdict.events });
  }
  // Also a case of which nothing is there was looked at.
  if (caseId !== undefined) walk.pause(caseId);
  walk.finish();
  return verdict;
}

/** @returns where the range ended; null where nothing comes after it */
async function walkRange(tx: Tx, walk: ChainWalk, whole: range.KeyRange): Promise<range.EventKey | null> {
  const heads: range.RangeHead[] = [];
  const leaves: range.RangeLeaf[] = [];
  const waiting: range.EventKey[] = [];
  await flight(tx, [
    ...range.IN_ORDER,
    range.copyHeads(whole, (head) => heads.push(head)),
    range.copyLeaves(whole, (leaf) => leaves.push(leaf)),
    range.copyWaiting(whole, (event) => waiting.push(event)),
  ]);
  const cutOff = (last: range.EventKey | undefined, count: number): readonly range.EventKey[] =>
    last !== undefined && count >= whole.limit ? [last] : [];
  const lastHead = heads.at(-1);
  // Whichever list was cut off first ends the range. What others have beyond it is read again with the next one.
  const end = earliest([
    ...cutOff(lastHead && { caseId: lastHead.caseId, seq: range.AFTER_ALL_EVENTS }, heads.length),
    ...cutOff(leaves.at(-1), leaves.length),
    ...cutOff(waiting.at(-1), waiting.length),
  ]);
  walk.begin({ heads, leaves, waiting });
  // More events than leaves and waiting ones are events that should not be there; they end the range too.
  const limit = whole.limit * 2;
  let last: range.EventKey | undefined;
  const [events] = await flight(tx, [
    range.copyEvents({ ...whole, upTo: end ?? whole.upTo, limit }, (event) => {
      last = event.envelope;
      walk.event(event);
    }),
  ]);
  const next = last !== undefined && events.count >= limit ? { caseId: last.caseId, seq: last.seq } : end;
  if (next !== null) walk.pause(next.caseId);
  return next;
}

function earliest(keys: readonly range.EventKey[]): range.EventKey | null {
  const [first] = keys.toSorted((a, b) => (a.caseId === b.caseId ? a.seq - b.seq : a.caseId < b.caseId ? -1 : 1));
  return first ?? null;
}

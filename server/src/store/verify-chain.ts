// Checks the chains of an agency, or of one case: every event's bytes and envelope against their own hashes, every link, the
// end that the head remembers, and each event against its leaf in the agency's log, so that a case that was removed whole or
// written anew with new hashes is found too. Needs no key. It says what differs and where, and changes nothing.
//
// Whether the log itself is still the one that was signed is for `verify-log.ts`.
import { programContext } from './context.ts';
import type { Database, Tx } from './database.ts';
import { flight } from './database.ts';
import { groupBy } from './group-by.ts';
import { genesisHash, hashEvent, hashPayload } from './hash-event.ts';
import { envelopeOf, type EventRow } from './read-events.ts';
import { readLeavesOfCases } from './log-tree.ts';
import { BEFORE_ALL, eventsOfCase, nextLoggedCases, readFirstEvents, readHeads, readWaiting } from './read-chain.ts';
import type { ChainHeadRow } from './read-chain.ts';

export type ChainProblemCode =
  /** The stored payload is not the one that was hashed. */
  | 'payload-changed'
  /** Something in the envelope is not what was hashed. */
  | 'event-changed'
  /** An event of the case stands where another one belongs. */
  | 'event-moved'
  | 'event-missing'
  /** The event is whole and does not name its predecessor. */
  | 'link-broken'
  /** The head remembers events after the last one that is there. */
  | 'tail-missing'
  /** There are events that the head does not know of. */
  | 'head-behind'
  | 'head-missing'
  /** The event is whole, and another one in its place is in the log. */
  | 'logged-otherwise'
  /** The event is neither in the log nor waiting for its place there. */
  | 'not-logged';

export interface ChainProblem {
  readonly caseId: string;
  readonly seq: number;
  readonly code: ChainProblemCode;
  readonly reason: string;
}

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
}

const CASES_PER_PAGE = 200;

export async function verifyChain(database: Database, options: VerifyOptions): Promise<ChainVerdict> {
  const verdict: Tally = { cases: 0, events: 0, problems: [] };
  const { tenant, caseId } = options;
  const context = programContext(tenant, 'system.verify');
  if (caseId !== undefined) {
    await database.snapshot(context, (tx) => verifyCases(tx, { tenant, caseIds: [caseId] }, verdict));
    return verdict;
  }
  for (let after = BEFORE_ALL; ;) {
    // Each page is one moment of the database, so that commands going on meanwhile are no false alarm.
    const page = await database.snapshot(context, async (tx) => {
      const ids = await nextLoggedCases(tx, { tenant, after, limit: CASES_PER_PAGE });
      if (ids.length > 0) await verifyCases(tx, { tenant, caseIds: ids }, verdict);
      return ids;
    });
    const last = page.at(-1);
    if (last === undefined) return verdict;
    after = last;
    options.onProgress?.({ cases: verdict.cases, events: verdict.events });
  }
}

interface Tally {
  cases: number;
  events: number;
  readonly problems: ChainProblem[];
}

async function verifyCases(
  tx: Tx,
  of: { readonly tenant: number; readonly caseIds: readonly string[] },
  tally: Tally,
): Promise<void> {
  const { tenant, caseIds } = of;
  const [heads, events, leaves, waiting] = await flight(tx, [
    readHeads(tenant, caseIds),
    readFirstEvents(tenant, caseIds),
    readLeavesOfCases(tenant, caseIds),
    readWaiting(tenant, caseIds),
  ]);
  const headOf = new Map(heads.rows.map((head) => [head.case_id, head]));
  const eventsOf = groupBy(events.rows, (event) => event.case_id);
  const leavesOf = groupBy(leaves.rows, (leaf) => leaf.case_id);
  const waitingOf = groupBy(waiting.rows, (row) => row.case_id);
  for (const caseId of caseIds) {
    tally.cases += 1;
    await verifyCase(
      eventsOfCase(tx, { tenant, caseId }, eventsOf.get(caseId) ?? []),
      {
        ...{ tenant, caseId, head: headOf.get(caseId) },
        logged: new Map(leavesOf.get(caseId)?.map(({ seq, hash }) => [seq, hash])),
        waiting: new Set(waitingOf.get(caseId)?.map(({ seq }) => seq)),
      },
      tally,
    );
  }
}

interface CaseToVerify {
  readonly tenant: number;
  readonly caseId: string;
  readonly head: ChainHeadRow | undefined;
  /** The hash of each event that has a leaf. */
  readonly logged: ReadonlyMap<number, Buffer>;
  /** Events that wait for their leaf. */
  readonly waiting: ReadonlySet<number>;
}

async function verifyCase(events: AsyncIterable<EventRow>, at: CaseToVerify, tally: Tally): Promise<void> {
  const { tenant, caseId } = at;
  const tell = (seq: number, code: ChainProblemCode, reason: string): void => {
    tally.problems.push({ caseId, seq, code, reason });
  };
  let expected = 1;
  let previous = genesisHash(tenant, caseId);
  let whole = true;
  const log = logComparison(at, tell);
  for await (const event of events) {
    tally.events += 1;
    for (; expected < event.seq; expected += 1) {
      tell(expected, 'event-missing', `Event ${expected} is missing.`);
      whole = false;
    }
    const problem = checkEvent(event, tenant);
    if (problem !== undefined) tell(event.seq, problem.code, problem.reason);
    else if (whole && !event.previous_hash.equals(previous)) {
      tell(event.seq, 'link-broken', `Event ${event.seq} does not name the event before it.`);
    } else log.compare(event);
    // The link to a damaged or missing event proves nothing; only the damage itself is named.
    previous = event.hash;
    whole = problem === undefined;
    expected = event.seq + 1;
  }
  log.finish();
  checkEnd(at, { version: expected - 1, hash: previous }, tell);
}

type Tell = (seq: number, code: ChainProblemCode, reason: string) => void;

/**
 * Compares events with their leaves. Whoever writes one event anew must write anew all that follow, so only the first of
 * them is named, with how many come after it.
 */
function logComparison(
  { logged, waiting }: CaseToVerify,
  tell: Tell,
): { readonly compare: (event: EventRow) => void; readonly finish: () => void } {
  const otherwise: number[] = [];
  return {
    compare({ seq, hash }) {
      const leaf = logged.get(seq);
      if (leaf === undefined && !waiting.has(seq))
        tell(seq, 'not-logged', `Event ${seq} is not in the log of the agency: it was put here past the program.`);
      else if (leaf !== undefined && !leaf.equals(hash)) otherwise.push(seq);
    },
    finish() {
      const [first, ...others] = otherwise;
      if (first === undefined) return;
      const also = others.length === 0 ? '' : ` So are ${others.length} after it.`;
      tell(first, 'logged-otherwise', `Event ${first} is another one than the log of the agency has.${also}`);
    },
  };
}

/** The event by itself: its payload, then its envelope. */
function checkEvent(
  event: EventRow,
  tenant: number,
): { readonly code: ChainProblemCode; readonly reason: string } | undefined {
  if (!hashPayload(event.payload).equals(event.payload_hash)) {
    return { code: 'payload-changed', reason: `The stored content of event ${event.seq} was changed.` };
  }
  const envelope = envelopeOf(event, tenant);
  if (hashEvent(envelope).equals(event.hash)) return undefined;
  const moved = Array.from({ length: 200 }, (_, index) => index + 1).find((seq) =>
    hashEvent({ ...envelope, seq }).equals(event.hash),
  );
  if (moved !== undefined)
    return { code: 'event-moved', reason: `What stands as event ${event.seq} is event ${moved} of this case.` };
  return { code: 'event-changed', reason: `The recorded facts around event ${event.seq} were changed.` };
}

function checkEnd(
  { head, caseId, logged, waiting }: CaseToVerify,
  end: { readonly version: number; readonly hash: Buffer },
  tell: Tell,
): void {
  const known = Math.max(head?.version ?? 0, ...logged.keys(), ...waiting);
  for (let seq = end.version + 1; seq <= known; seq += 1)
    tell(seq, 'tail-missing', `Event ${seq}, at the end of the case, is missing.`);
  if (head === undefined) {
    if (end.version > 0)
      tell(end.version, 'head-missing', `The head of case ${caseId} is missing. A rebuild makes it anew.`);
  } else if (head.version < end.version) {
    tell(head.version + 1, 'head-behind', `The head stands at ${head.version} and there are ${end.version} events.`);
  } else if (head.version === end.version && !head.last_hash.equals(end.hash)) {
    tell(end.version, 'event-changed', `The last event is not the one that the head remembers.`);
  }
}

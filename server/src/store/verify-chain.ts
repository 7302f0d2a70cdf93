// Checks the chains of an agency, or of one case, against their own hashes: every event's bytes and envelope, every link,
// and the end that the head remembers. Needs no key. It says what differs and where, and changes nothing.
//
// What it cannot see alone: a case whose events and head were all removed, or all written anew with new hashes. For that
// the hashes must also be kept elsewhere.
import type { Database, Tx } from './database.ts';
import { flight } from './database.ts';
import { groupBy } from './group-by.ts';
import { genesisHash, hashEvent, hashPayload, type Envelope } from './hash-event.ts';
import type { EventRow } from './read-events.ts';
import { BEFORE_ALL, eventsOfCase, nextCases, readFirstEvents, readHeads, type ChainHeadRow } from './read-chain.ts';

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
  | 'head-missing';

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
  const context = { tenant, person: 'system.verify' };
  if (caseId !== undefined) {
    await database.snapshot(context, (tx) => verifyCases(tx, { tenant, caseIds: [caseId] }, verdict));
    return verdict;
  }
  for (let after = BEFORE_ALL; ;) {
    // Each page is one moment of the database, so that commands going on meanwhile are no false alarm.
    const page = await database.snapshot(context, async (tx) => {
      const ids = await nextCases(tx, { tenant, after, limit: CASES_PER_PAGE });
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
  const [heads, events] = await flight(tx, [readHeads(tenant, caseIds), readFirstEvents(tenant, caseIds)]);
  const headOf = new Map(heads.rows.map((head) => [head.case_id, head]));
  const eventsOf = groupBy(events.rows, (event) => event.case_id);
  for (const caseId of caseIds) {
    tally.cases += 1;
    await verifyCase(
      eventsOfCase(tx, { tenant, caseId }, eventsOf.get(caseId) ?? []),
      { tenant, caseId, head: headOf.get(caseId) },
      tally,
    );
  }
}

interface CaseToVerify {
  readonly tenant: number;
  readonly caseId: string;
  readonly head: ChainHeadRow | undefined;
}

async function verifyCase(events: AsyncIterable<EventRow>, at: CaseToVerify, tally: Tally): Promise<void> {
  const { tenant, caseId } = at;
  const tell = (seq: number, code: ChainProblemCode, reason: string): void => {
    tally.problems.push({ caseId, seq, code, reason });
  };
  let expected = 1;
  let previous = genesisHash(tenant, caseId);
  let whole = true;
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
    }
    // The link to a damaged or missing event proves nothing; only the damage itself is named.
    previous = event.hash;
    whole = problem === undefined;
    expected = event.seq + 1;
  }
  checkEnd(at, { version: expected - 1, hash: previous }, tell);
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
  { head, caseId }: CaseToVerify,
  end: { readonly version: number; readonly hash: Buffer },
  tell: (seq: number, code: ChainProblemCode, reason: string) => void,
): void {
  if (head === undefined) {
    tell(end.version, 'head-missing', `The head of case ${caseId} is missing. A rebuild makes it anew.`);
  } else if (head.version > end.version) {
    for (let seq = end.version + 1; seq <= head.version; seq += 1)
      tell(seq, 'tail-missing', `Event ${seq}, at the end of the case, is missing.`);
  } else if (head.version < end.version) {
    tell(head.version + 1, 'head-behind', `The head stands at ${head.version} and there are ${end.version} events.`);
  } else if (!head.last_hash.equals(end.hash)) {
    tell(end.version, 'event-changed', `The last event is not the one that the head remembers.`);
  }
}

function envelopeOf(event: EventRow, tenant: number): Envelope {
  return {
    algorithm: event.algorithm,
    tenant,
    caseId: event.case_id,
    seq: event.seq,
    type: event.type,
    occurred: event.occurred,
    occurredAt: event.occurred_at,
    recordedAt: event.recorded_at,
    actor: event.actor,
    authority: event.authority,
    commandId: event.command_id,
    caseTypeHash: event.case_type_hash,
    policyVersion: event.policy_version,
    keyId: event.key_id,
    payloadHash: event.payload_hash,
    previousHash: event.previous_hash,
  };
}

// Whether the recorded events of one case are what was written: every hash recomputed from the stored bytes, every
// link followed, and the end compared with where the case is said to stand.
import { Unavailable } from '../errors.ts';
import { genesisHash, hashEvent, hashPayload } from '../store/hash-event.ts';
import { loadHead, type HeadRow } from '../store/load-case.ts';
import { readCase } from '../store/read-case.ts';
import { readEvents, type EventRow } from '../store/read-events.ts';
import { answerRead, type ReadAnswer, type ReadPath } from './answer-read.ts';
import type { Reader } from './sessions.ts';

export interface ChainProblem {
  readonly seq: number;
  readonly code: 'missing' | 'payload-changed' | 'envelope-changed' | 'link-broken' | 'end-differs';
  readonly reason: string;
}

export interface ChainReportView {
  readonly verified: boolean;
  readonly events: number;
  readonly problems: readonly ChainProblem[];
}

/** A case with more is verified by the command line, which has time. */
const EVENTS_MAX = 5_000;

export function verifyCase(path: ReadPath, reader: Reader, caseId: string): Promise<ReadAnswer<ChainReportView>> {
  const { tenant } = reader.principal;
  return answerRead(path, reader, {
    action: { type: 'verify-chain' },
    name: 'verify-chain',
    asked: [caseId],
    statements: [readCase(tenant, caseId, reader.tokens), loadHead(tenant, caseId), readEvents({ tenant, caseId, from: 0, limit: EVENTS_MAX + 1 })],
    fold: ([found, heads, events]) => {
      const row = found.rows[0];
      const head = heads.rows[0];
      if (row === undefined || head === undefined) return null;
      if (events.rows.length > EVENTS_MAX) throw new Unavailable('This case is too long to verify here.', { retryAfterS: 3600 });
      const problems = chainProblems({ tenant, caseId, head }, events.rows);
      return { view: { verified: problems.length === 0, events: events.rows.length, problems }, caseIds: [caseId], team: row.team };
    },
  });
}

interface Chain {
  readonly tenant: number;
  readonly caseId: string;
  readonly head: HeadRow;
}

function chainProblems({ tenant, caseId, head }: Chain, rows: readonly EventRow[]): readonly ChainProblem[] {
  const problems: ChainProblem[] = [];
  let previous = genesisHash(tenant, caseId);
  let expected = 1;
  for (const row of rows) {
    const found = eventProblem(tenant, row, { previous, seq: expected });
    if (found !== null) problems.push(found);
    previous = row.hash;
    expected = row.seq + 1;
  }
  if (head.version !== expected - 1 || !head.last_hash.equals(previous)) {
    problems.push({ seq: head.version, code: 'end-differs', reason: `The case is said to stand at event ${head.version}, and its events end at ${expected - 1} or differently.` });
  }
  return problems;
}

function eventProblem(tenant: number, row: EventRow, expected: { readonly previous: Buffer; readonly seq: number }): ChainProblem | null {
  const { seq } = row;
  if (seq !== expected.seq) return { seq: expected.seq, code: 'missing', reason: `Event ${expected.seq} is not there; the next one found is ${seq}.` };
  const payloadHash = hashPayload(row.payload);
  if (!payloadHash.equals(row.payload_hash)) return { seq, code: 'payload-changed', reason: `What event ${seq} says was changed.` };
  if (!row.previous_hash.equals(expected.previous)) return { seq, code: 'link-broken', reason: `Event ${seq} does not follow the event before it.` };
  const hash = hashEvent({
    algorithm: row.algorithm,
    tenant,
    caseId: row.case_id,
    seq,
    type: row.type,
    occurred: row.occurred,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    actor: row.actor,
    authority: row.authority,
    commandId: row.command_id,
    caseTypeHash: row.case_type_hash,
    policyVersion: row.policy_version,
    keyId: row.key_id,
    payloadHash,
    previousHash: row.previous_hash,
  });
  return hash.equals(row.hash) ? null : { seq, code: 'envelope-changed', reason: `Who, when or what kind of event ${seq} was changed.` };
}

// Everything that proves what was recorded in one case, without what was recorded: envelopes, hashes of contents, the place of
// each event in the agency's log, and the log's checkpoints.
import { cosigned } from './cosignatures.ts';
import { flight, type Tx } from './database.ts';
import { CLEAR_ALGORITHM, envelopeMembers } from './hash-event.ts';
import { readLeavesOfCases } from './log-tree.ts';
import { proveConsistency, proveInclusion, readRecentCheckpoints, type SignedCheckpoint } from './make-checkpoint.ts';
import { eventsOfCase } from './read-chain.ts';
import { envelopeOf } from './read-events.ts';
import type { Statement } from './statement.ts';

/** As it is written down; hashes of events are hexadecimal as in their envelopes, those of the tree base64 as in notes. */
export interface CaseProof {
  readonly format: 'casewright-proof/1';
  readonly tenant: number;
  readonly caseId: string;
  /** The key of the log. */
  readonly key: string;
  readonly events: readonly EventProof[];
  /** The checkpoint that the proofs lead to, with the lines of witnesses. */
  readonly checkpoint: string;
  readonly size: number;
  /** Checkpoints before it, each with the proof that the log only grew from there. */
  readonly earlier: readonly { readonly checkpoint: string; readonly proof: readonly string[] }[];
}

interface EventProof {
  /** The envelope: what is hashed, in its order. */
  readonly envelope: readonly (string | number)[];
  readonly hash: string;
  /** Present where it stands in the clear: that something was destroyed, and under what. Its hash is in the envelope. */
  readonly payload?: string;
  readonly index: number;
  readonly proof: readonly string[];
}

/** @returns null where an event has no place in the log of that checkpoint */
export async function readCaseProof(
  tx: Tx,
  { tenant, caseId }: { readonly tenant: number; readonly caseId: string },
  { checkpoint, key }: { readonly checkpoint: SignedCheckpoint; readonly key: string },
): Promise<CaseProof | null> {
  const { size } = checkpoint;
  const [leaves, recent] = await flight(tx, [readLeavesOfCases(tenant, [caseId]), readRecentCheckpoints(tenant)]);
  const places = new Map(leaves.rows.map(({ seq, index }) => [seq, index]));
  const events: EventProof[] = [];
  for await (const event of eventsOfCase(tx, { tenant, caseId }, [])) {
    const index = places.get(event.seq);
    if (index === undefined || index >= size) return null;
    const proof = await proveInclusion(tx, tenant, { index, size });
    const envelope = envelopeMembers(envelopeOf(event, tenant));
    const clear = event.algorithm === CLEAR_ALGORITHM ? { payload: event.payload.toString('utf8') } : {};
    events.push({ envelope, hash: event.hash.toString('hex'), ...clear, index, proof: proof.map(inBase64) });
  }
  const earlier: { readonly checkpoint: string; readonly proof: readonly string[] }[] = [];
  for (const row of recent.rows.filter((each) => each.size < size)) {
    const proof = await proveConsistency(tx, tenant, { from: row.size, to: size });
    earlier.push({ checkpoint: await cosigned(tx, tenant, row), proof: proof.map(inBase64) });
  }
  const signed = await cosigned(tx, tenant, checkpoint);
  return { format: 'casewright-proof/1', tenant, caseId, key, events, checkpoint: signed, size, earlier };
}

/** The cases of an agency that are called so, by reference or by id; also of what was destroyed, since its proof stays. */
export function findCaseByName(tenant: number, name: string): Statement<{ readonly case_id: string }> {
  return {
    name: 'find-case-by-name',
    text: 'select case_id from case_head where tenant = $1 and (reference = $2 or case_id::text = $2) order by case_id',
    values: [tenant, name],
  };
}

function inBase64(hash: Buffer): string {
  return hash.toString('base64');
}

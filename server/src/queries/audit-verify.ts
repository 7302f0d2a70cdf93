// Whether one case is what was recorded: its own chain, the log of the agency and the proof that leads to the signed checkpoint;
// and the same as a file that anybody can check elsewhere.
import { checkInclusion } from '../merkle/check-proof.ts';
import { hashEntry } from '../merkle/leaf-entry.ts';
import { flight, type Tx } from '../store/database.ts';
import { readLeavesOfCases, type LeafRow } from '../store/log-tree.ts';
import { lastCheckpoint, proveInclusion, type SignedCheckpoint } from '../store/make-checkpoint.ts';
import { readCaseProof, type CaseProof } from '../store/read-case-proof.ts';
import { eventsOfCase } from '../store/read-chain.ts';
import { verifyChain } from '../store/verify-chain.ts';
import type { AuditDoors, AuditedCase } from './audit.ts';
import { auditContext } from './oversight.ts';

export interface CaseVerdictView {
  readonly verified: boolean;
  readonly events: number;
  /** Events whose place in the signed log was proved, and those that wait for the next checkpoint. */
  readonly proved: number;
  readonly waiting: number;
  readonly problems: readonly { readonly seq: number; readonly code: string; readonly reason: string }[];
  /** The signed checkpoint that the proofs lead to; empty where nothing was signed yet. */
  readonly checkpoint: string;
}

type Problem = CaseVerdictView['problems'][number];

export async function verifyCaseNow(
  { database, keys }: AuditDoors,
  { tenant, caseId }: AuditedCase,
): Promise<CaseVerdictView> {
  const chain = await verifyChain(database, { tenant, caseId });
  const log = await database.snapshot(auditContext(tenant), async (tx) => {
    const checkpoint = await lastCheckpoint(tx, tenant, keys.logSigner(tenant));
    return compareWithLog(tx, { tenant, caseId, checkpoint });
  });
  const problems = [...chain.problems.map(({ seq, code, reason }) => ({ seq, code, reason })), ...log.problems];
  const { proved, waiting, checkpoint } = log;
  return { verified: problems.length === 0, events: chain.events, proved, waiting, problems, checkpoint };
}

interface Compared {
  readonly tenant: number;
  readonly caseId: string;
  readonly checkpoint: SignedCheckpoint | null;
}

async function compareWithLog(
  tx: Tx,
  of: Compared,
): Promise<Pick<CaseVerdictView, 'proved' | 'waiting' | 'problems' | 'checkpoint'>> {
  const { tenant, caseId, checkpoint } = of;
  const [leaves] = await flight(tx, [readLeavesOfCases(tenant, [caseId])]);
  const bySeq = new Map(leaves.rows.map((row) => [row.seq, row]));
  const problems: Problem[] = [];
  const tally = { proved: 0, waiting: 0 };
  for await (const { seq, hash } of eventsOfCase(tx, of, [])) {
    const leaf = bySeq.get(seq);
    bySeq.delete(seq);
    if (leaf === undefined || checkpoint === null || leaf.index >= checkpoint.size) tally.waiting += 1;
    else if (await isProved(tx, { ...of, checkpoint, leaf, hash })) tally.proved += 1;
    else
      problems.push({ seq, code: 'not-as-logged', reason: 'The log of the agency has something else in its place.' });
  }
  for (const seq of bySeq.keys())
    problems.push({
      seq,
      code: 'logged-and-gone',
      reason: 'The log of the agency has an event that is not there any more.',
    });
  return { ...tally, problems, checkpoint: checkpoint?.note ?? '' };
}

interface ToProve extends Compared {
  readonly checkpoint: SignedCheckpoint;
  readonly leaf: LeafRow;
  /** As it is stored with the event. */
  readonly hash: Buffer;
}

async function isProved(tx: Tx, { tenant, caseId, checkpoint, leaf, hash }: ToProve): Promise<boolean> {
  const { size, root } = checkpoint;
  const proof = await proveInclusion(tx, tenant, { index: leaf.index, size });
  const leafHash = hashEntry(tenant, { caseId, seq: leaf.seq, hash });
  return checkInclusion({ index: leaf.index, size, leafHash, proof, root });
}

/** The proof of a case as far as it has been signed; without events where one of them is not in the log yet. */
export async function proveCaseNow(
  { database, keys }: AuditDoors,
  { tenant, caseId }: AuditedCase,
): Promise<CaseProof> {
  const signer = keys.logSigner(tenant);
  const none: CaseProof = {
    ...{ format: 'casewright-proof/1', tenant, caseId, key: signer.text, events: [], checkpoint: '', size: 0 },
    earlier: [],
  };
  return database.snapshot(auditContext(tenant), async (tx) => {
    const checkpoint = await lastCheckpoint(tx, tenant, signer);
    if (checkpoint === null) return none;
    return (await readCaseProof(tx, { tenant, caseId }, { checkpoint, key: signer.text })) ?? none;
  });
}

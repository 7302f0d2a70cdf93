// What proves the events of a case: the log of its agency as it is now signed, and where they are in it. It asks nobody whether that may be
// told; whoever calls does.
import { relayOutbox } from '../store/claim-outbox.ts';
import { programContext } from '../store/context.ts';
import { makeCheckpoint, type SignedCheckpoint } from '../store/make-checkpoint.ts';
import { readCaseProof, type CaseProof } from '../store/read-case-proof.ts';
import type { CliSystem } from './cli.ts';

/** The file in the program folder that checks a proof. */
export const VERIFIER = 'casewright-verify.mjs';
const BATCH = 500;

export interface SignedLog {
  readonly checkpoint: SignedCheckpoint;
  /** Of the log, as text. */
  readonly key: string;
}

/** Brings all that happened into the log of the agency, and signs it. @returns null while it is empty */
export async function signLog(
  { database, deps }: CliSystem,
  tenant: number,
  nowMs: () => number,
): Promise<SignedLog | null> {
  while ((await relayOutbox(database, tenant, BATCH)).relayed > 0);
  const signer = deps.keys.logSigner(tenant);
  const checkpoint = await makeCheckpoint(database, { tenant, signer, now: new Date(nowMs()).toISOString() });
  return checkpoint === null ? null : { checkpoint, key: signer.text };
}

/** @returns null where an event of it is not in that log */
export async function proveCase(
  { database }: CliSystem,
  { tenant, caseId }: { readonly tenant: number; readonly caseId: string },
  signed: SignedLog | null,
): Promise<CaseProof | null> {
  if (signed === null) return null;
  return database.snapshot(programContext(tenant, 'system.log'), (tx) => readCaseProof(tx, { tenant, caseId }, signed));
}

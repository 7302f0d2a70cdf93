// Being a witness for the logs of others: a checkpoint is taken, and signed with the time, when its log signed it and it
// continues the last one that was seen. What contradicts that is refused, and the last one stays what was seen.
import { checkConsistency } from '../merkle/check-proof.ts';
import { cosign, openCheckpoint, readCheckpoint } from '../merkle/checkpoint.ts';
import type { NoteSigner, NoteVerifier } from '../merkle/signed-note.ts';
import type { Database } from '../store/database.ts';
import { witnessLog, type Judgement } from '../store/witnessed-log.ts';

export interface WitnessDeps {
  readonly database: Database;
  readonly signer: NoteSigner;
  /** The logs that are witnessed; no others. */
  readonly logs: readonly NoteVerifier[];
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
}

export type WitnessAnswer =
  | { readonly kind: 'cosigned'; readonly line: string }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'unknown-log' }
  | { readonly kind: 'unsigned' }
  /** The sender believes that another size was seen last. */
  | { readonly kind: 'other-size'; readonly size: number }
  | { readonly kind: 'inconsistent' };

const PROOF_STEPS_MAX = 63;

/** @param body as C2SP's tlog-witness has it: `old <size>`, the steps of a proof, an empty line, the checkpoint */
export async function witnessCheckpoint(deps: WitnessDeps, body: string): Promise<WitnessAnswer> {
  const asked = readRequest(body);
  const read = asked === null ? null : readCheckpoint(asked.note);
  if (asked === null || read === null || asked.old > read.size) return { kind: 'malformed' };
  const log = deps.logs.find(({ name }) => name === read.origin);
  if (log === undefined) return { kind: 'unknown-log' };
  const checkpoint = openCheckpoint(asked.note, log);
  if (checkpoint === null) return { kind: 'unsigned' };
  const nowMs = deps.nowMs();
  return witnessLog<WitnessAnswer>(deps.database, log.name, (row): Judgement<WitnessAnswer> => {
    const last = row === undefined ? null : openCheckpoint(row.note, log);
    if (row !== undefined && last === null) return { answer: { kind: 'inconsistent' } };
    if (asked.old !== (last?.size ?? 0)) return { answer: { kind: 'other-size', size: last?.size ?? 0 } };
    const continues =
      last === null ? asked.proof.length === 0 : checkConsistency({ from: last, to: checkpoint, proof: asked.proof });
    if (!continues) return { answer: { kind: 'inconsistent' } };
    const line = cosign(read.note, deps.signer, Math.floor(nowMs / 1000));
    return {
      accept: { size: checkpoint.size, note: asked.note, seen_at: new Date(nowMs).toISOString() },
      answer: { kind: 'cosigned', line },
    };
  });
}

interface WitnessRequest {
  readonly old: number;
  readonly proof: readonly Buffer[];
  readonly note: string;
}

function readRequest(body: string): WitnessRequest | null {
  const head = body.indexOf('\n\n');
  const [first = '', ...steps] = body.slice(0, Math.max(0, head)).split('\n');
  const [, old] = /^old (0|[1-9]\d{0,14})$/.exec(first) ?? [];
  const proof = steps.map((step) => Buffer.from(step, 'base64'));
  const sound = proof.every((hash, at) => hash.length === 32 && hash.toString('base64') === steps[at]);
  return old === undefined || !sound || proof.length > PROOF_STEPS_MAX
    ? null
    : { old: Number(old), proof, note: body.slice(head + 2) };
}

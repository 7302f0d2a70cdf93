// What the agency's log can prove: how far it has come, that it only grew, and that an event is in it. Hashes, sizes and
// signatures only; of a case no more than its reader sees anyway.
import { withoutCaseFile } from '@casewright/engine/policy';
import { programContext } from '../store/context.ts';
import type { NoteSigner } from '../merkle/signed-note.ts';
import { cosigned } from '../store/cosignatures.ts';
import { flight, type Database } from '../store/database.ts';
import { readLeavesOfCases } from '../store/log-tree.ts';
import { lastCheckpoint, proveConsistency, proveInclusion } from '../store/make-checkpoint.ts';
import { readCase } from '../store/read-case.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';

export interface CheckpointView {
  /** Zero while nothing was signed; the other members are empty then. */
  readonly size: number;
  readonly origin: string;
  /** Base64. */
  readonly root: string;
  /** The key that signs the log, as C2SP's signed-note writes it. */
  readonly key: string;
  /** The signed note, with the lines of the witnesses below. */
  readonly checkpoint: string;
}

export interface ConsistencyView {
  readonly from: number;
  readonly to: number;
  /** Steps in base64; none where the sizes are beyond the last checkpoint. */
  readonly proof: readonly string[];
  readonly proved: boolean;
}

export interface InclusionView {
  readonly seq: number;
  /** False while the event waits to be logged or signed; the other members are empty then. */
  readonly logged: boolean;
  readonly index: number;
  /** The hash of the event, in hexadecimal. */
  readonly hash: string;
  readonly proof: readonly string[];
  readonly checkpoint: string;
}

export interface LogOptions {
  readonly database: Database;
  readonly signerOf: (tenant: number) => NoteSigner;
}

const PERSON = 'system.log';

export function showCheckpoint(
  send: SendReading,
  reader: Reader,
  { database, signerOf }: LogOptions,
): Promise<ReadAnswer<CheckpointView>> {
  const { tenant } = reader.principal;
  const signer = signerOf(tenant);
  return answerRead(send, reader, {
    action: { type: 'read-log' },
    name: 'read-log',
    asked: [],
    statements: [],
    fold: async () => {
      const view = await database.snapshot(programContext(tenant, PERSON), async (tx): Promise<CheckpointView> => {
        const last = await lastCheckpoint(tx, tenant, signer);
        if (last === null) return { size: 0, origin: signer.name, root: '', key: signer.text, checkpoint: '' };
        return {
          ...{ size: last.size, origin: last.origin, root: last.root.toString('base64'), key: signer.text },
          checkpoint: await cosigned(tx, tenant, last),
        };
      });
      return { view: withoutCaseFile(view), caseIds: [] };
    },
  });
}

export function showConsistency(
  send: SendReading,
  reader: Reader,
  { database, signerOf, from, to }: LogOptions & { readonly from: number; readonly to: number },
): Promise<ReadAnswer<ConsistencyView>> {
  const { tenant } = reader.principal;
  return answerRead(send, reader, {
    action: { type: 'read-log' },
    name: 'read-log',
    asked: [],
    statements: [],
    fold: async () => {
      const view = await database.snapshot(programContext(tenant, PERSON), async (tx): Promise<ConsistencyView> => {
        const last = await lastCheckpoint(tx, tenant, signerOf(tenant));
        const proved = from > 0 && from <= to && to <= (last?.size ?? 0);
        const proof = proved ? await proveConsistency(tx, tenant, { from, to }) : [];
        return { from, to, proof: proof.map((hash) => hash.toString('base64')), proved };
      });
      return { view: withoutCaseFile(view), caseIds: [] };
    },
  });
}

export function proveEvent(
  send: SendReading,
  reader: Reader,
  { database, signerOf, caseId, seq }: LogOptions & { readonly caseId: string; readonly seq: number },
): Promise<ReadAnswer<InclusionView>> {
  const { tenant } = reader.principal;
  return answerRead(send, reader, {
    action: { type: 'verify-chain' },
    name: 'prove-event',
    asked: [caseId],
    statements: [readCase(tenant, caseId)],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: async () => {
      const view = await database.snapshot(programContext(tenant, PERSON), async (tx): Promise<InclusionView> => {
        const last = await lastCheckpoint(tx, tenant, signerOf(tenant));
        const [leaves] = await flight(tx, [readLeavesOfCases(tenant, [caseId])]);
        const leaf = leaves.rows.find((row) => row.seq === seq);
        if (last === null || leaf === undefined || leaf.index >= last.size)
          return { seq, logged: false, index: 0, hash: '', proof: [], checkpoint: '' };
        const proof = await proveInclusion(tx, tenant, { index: leaf.index, size: last.size });
        return {
          ...{ seq, logged: true, index: leaf.index, hash: leaf.hash.toString('hex') },
          ...{ proof: proof.map((hash) => hash.toString('base64')), checkpoint: last.note },
        };
      });
      return { view: withoutCaseFile(view), caseIds: [caseId] };
    },
  });
}

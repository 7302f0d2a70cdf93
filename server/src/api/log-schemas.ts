// Shapes of the log's checkpoints and of proofs about it (RFC 6962, C2SP tlog-checkpoint).
import { Type } from 'typebox';
import { closed } from './entry-shapes.ts';

const HashSteps = Type.Array(Type.String({ description: 'Hash in base64.' }));
export const LogCheckpoint = Type.Object(
  {
    size: Type.Integer(),
    origin: Type.String(),
    root: Type.String(),
    key: Type.String({ description: 'The key that signs the log, as C2SP signed-note writes it.' }),
    checkpoint: Type.String({ description: 'A signed note (C2SP tlog-checkpoint), with the lines of witnesses.' }),
  },
  { $id: 'LogCheckpoint', ...closed },
);
export const ConsistencyProof = Type.Object(
  { from: Type.Integer(), to: Type.Integer(), proof: HashSteps, proved: Type.Boolean() },
  { $id: 'ConsistencyProof', ...closed },
);
export const InclusionProof = Type.Object(
  {
    seq: Type.Integer(),
    logged: Type.Boolean(),
    index: Type.Integer(),
    hash: Type.String(),
    proof: HashSteps,
    checkpoint: Type.String(),
  },
  { $id: 'InclusionProof', ...closed },
);

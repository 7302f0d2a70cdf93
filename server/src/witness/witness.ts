// Somebody outside the reach of whoever runs the database, to whom the checkpoints of an agency's log are handed. Knows
// neither tables nor who they are.
import type { Checkpoint } from '../merkle/checkpoint.ts';
import type { NoteVerifier } from '../merkle/signed-note.ts';
import type { IndexedLeaf } from '../merkle/witness-record.ts';

/** A checkpoint on its way, with what a witness may ask about it. */
export interface Delivery {
  readonly checkpoint: Checkpoint & { readonly note: string };
  /** The key of the log. */
  readonly log: NoteVerifier;
  /** The size of the last checkpoint of this log that the witness is known to have seen; 0 for none. */
  readonly lastSeen: number;
  /** Proof that the log of `size` leaves is the beginning of the delivered one. */
  readonly proofFrom: (size: number) => Promise<readonly Buffer[]>;
  /** Leaves from `index` on, some hundreds or thousands. */
  readonly leavesFrom: (index: number) => Promise<readonly IndexedLeaf[]>;
}

export interface Witness {
  /** The same for ever; what it has seen is kept under it. */
  readonly name: string;
  /**
   * Hands a checkpoint over.
   *
   * @returns the line it puts below the checkpoint; empty from a witness that keeps and does not sign
   * @throws WitnessRefused when the checkpoint contradicts what it has seen; other errors where it cannot be reached
   */
  readonly accept: (delivery: Delivery) => Promise<string>;
}

/** A witness has seen another history of the log. A person must look: this is never the network. */
export class WitnessRefused extends Error {
  override readonly name = 'WitnessRefused';
  readonly code = 'witness-refused';
}

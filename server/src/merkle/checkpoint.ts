// Checkpoints as C2SP's tlog-checkpoint has them: a log says, signed, how many leaves it has and what they hash to; and the
// cosignatures by which witnesses say when they saw it (tlog-cosignature). Does no input or output, reads no clock.
import { sign, verify } from 'node:crypto';
import { readNote, signatureBy, signatureLine, signNote, isSignedBy } from './signed-note.ts';
import type { Note, NoteSigner, NoteVerifier } from './signed-note.ts';

export interface Checkpoint {
  /** The name of the log, the same for ever. */
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

/** The signed note of a checkpoint. Its origin is the name of the key. */
export function signCheckpoint({ size, root }: Omit<Checkpoint, 'origin'>, signer: NoteSigner): string {
  return signNote(`${signer.name}\n${size}\n${root.toString('base64')}\n`, signer);
}

/** What a note says, whoever signed it; null where it is no checkpoint. */
export function readCheckpoint(note: string): (Checkpoint & { readonly note: Note }) | null {
  const read = readNote(note);
  if (read === null) return null;
  const [origin = '', digits = '', encoded = ''] = read.text.split('\n');
  const root = Buffer.from(encoded, 'base64');
  const size = Number(digits);
  const sound = origin !== '' && /^(0|[1-9]\d{0,15})$/.test(digits) && Number.isSafeInteger(size) && root.length === 32;
  return sound && root.toString('base64') === encoded ? { origin, size, root, note: read } : null;
}

/** What a note says, if it is a checkpoint of that log and signed by it; else null. */
export function openCheckpoint(note: string, log: NoteVerifier): Checkpoint | null {
  const read = readCheckpoint(note);
  return read !== null && read.origin === log.name && isSignedBy(read.note, log) ? read : null;
}

/** The line by which a witness says that it saw the checkpoint at that second and nothing that contradicts it. */
export function cosign({ text }: Note, witness: NoteSigner, seconds: number): string {
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64BE(BigInt(seconds));
  return signatureLine(witness, Buffer.concat([stamp, sign(null, cosigned(text, seconds), witness.privateKey)]));
}

/** The second at which the witness saw the checkpoint of the note; null where it did not sign that. */
export function cosignedAt(note: Note, witness: NoteVerifier): number | null {
  const bytes = signatureBy(note, witness);
  if (bytes === null || bytes.length !== 72 || witness.kind !== 4) return null;
  const seconds = Number(bytes.readBigUInt64BE());
  return verify(null, cosigned(note.text, seconds), witness.publicKey, bytes.subarray(8)) ? seconds : null;
}

function cosigned(text: string, seconds: number): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
}

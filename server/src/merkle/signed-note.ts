// Signed notes as C2SP's signed-note has them: a text, an empty line, and a line for each signature. Keys are Ed25519; the
// byte before the public key says which algorithm and use it is for. Knows what no note says; does no input or output.
import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/** What a key is for: 1 is Ed25519 over the text, 4 is a witness's timestamped Ed25519 over a checkpoint. */
export type KeyKind = 1 | 4;

export interface NoteVerifier {
  readonly name: string;
  readonly kind: KeyKind;
  /** The first four bytes of a hash over name, kind and key, which every signature line repeats. */
  readonly id: Buffer;
  readonly publicKey: KeyObject;
  /** `name+id+key`, as other programs take it. */
  readonly text: string;
}

export interface NoteSigner extends NoteVerifier {
  readonly privateKey: KeyObject;
}

export interface Note {
  /** Everything that is signed, with its last line end. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

interface NoteSignature {
  readonly name: string;
  readonly id: Buffer;
  readonly bytes: Buffer;
}

// DER of RFC 8410 before the 32 bytes of a private and a public Ed25519 key.
const PRIVATE_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_HEAD = Buffer.from('302a300506032b6570032100', 'hex');
const NOTE_CHARS_MAX = 64_000;
const SIGNATURES_MAX = 32;

/** The key of that seed of 32 bytes. @param nameOf the name, made from a fingerprint of 16 hexadecimal digits of the key */
export function noteSigner(seed: Buffer, kind: KeyKind, nameOf: (fingerprint: string) => string): NoteSigner {
  const privateKey = createPrivateKey({ key: Buffer.concat([PRIVATE_HEAD, seed]), format: 'der', type: 'pkcs8' });
  const raw = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(PUBLIC_HEAD.length);
  const name = nameOf(createHash('sha256').update(raw).digest('hex').slice(0, 16));
  return { ...verifierOf(name, kind, raw), privateKey };
}

/** Reads `name+id+key`; null for what is no key of ours to use. */
export function readVerifier(text: string): NoteVerifier | null {
  const [, name = '', id = '', key = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(text) ?? [];
  const bytes = Buffer.from(key, 'base64');
  const [kind] = bytes;
  if (bytes.length !== 33 || (kind !== 1 && kind !== 4)) return null;
  const verifier = verifierOf(name, kind, bytes.subarray(1));
  return verifier.id.toString('hex') === id ? verifier : null;
}

function verifierOf(name: string, kind: KeyKind, raw: Buffer): NoteVerifier {
  const key = Buffer.concat([Buffer.of(kind), raw]);
  const id = createHash('sha256').update(`${name}\n`).update(key).digest().subarray(0, 4);
  const publicKey = createPublicKey({ key: Buffer.concat([PUBLIC_HEAD, raw]), format: 'der', type: 'spki' });
  return { name, kind, id, publicKey, text: `${name}+${id.toString('hex')}+${key.toString('base64')}` };
}

/** The note of a text, which ends with a line end. */
export function signNote(text: string, signer: NoteSigner): string {
  return `${text}\n${signatureLine(signer, sign(null, Buffer.from(text), signer.privateKey))}`;
}

/** One signature line with its line end. */
export function signatureLine({ name, id }: NoteVerifier, bytes: Buffer): string {
  return `\u2014 ${name} ${Buffer.concat([id, bytes]).toString('base64')}\n`;
}

/** Takes a note apart without judging its signatures; null where it is none. */
export function readNote(note: string): Note | null {
  const end = note.lastIndexOf('\n\n');
  if (end === -1 || note.length > NOTE_CHARS_MAX || !note.endsWith('\n')) return null;
  const text = note.slice(0, end + 1);
  // Control characters other than line ends have no place in a note.
  if (/[^\n\P{Cc}]/u.test(text)) return null;
  const signatures = note
    .slice(end + 2, -1)
    .split('\n')
    .map(readSignature);
  if (signatures.length > SIGNATURES_MAX || signatures.some((signature) => signature === null)) return null;
  return { text, signatures: signatures.filter((signature) => signature !== null) };
}

function readSignature(line: string): NoteSignature | null {
  const [, name = '', encoded = ''] = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  return bytes.length < 5 ? null : { name, id: bytes.subarray(0, 4), bytes: bytes.subarray(4) };
}

/** What this key has put below the note: the bytes of its signature, not judged; null where it has put nothing. */
export function signatureBy({ signatures }: Note, { name, id }: NoteVerifier): Buffer | null {
  return signatures.find((signature) => signature.name === name && signature.id.equals(id))?.bytes ?? null;
}

/** Whether the key has signed the text of the note. */
export function isSignedBy(note: Note, verifier: NoteVerifier): boolean {
  const bytes = signatureBy(note, verifier);
  return bytes !== null && verifier.kind === 1 && verify(null, Buffer.from(note.text), verifier.publicKey, bytes);
}

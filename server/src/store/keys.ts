// Keys that seal what cases hold. The provider has one master key; each agency has a key derived from it, and that key
// wraps the random data keys of cases and subjects, which are all the database holds. Destroying a wrapped key destroys
// what it sealed. Knows no table.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, randomFillSync } from 'node:crypto';
import { noteSigner, type NoteSigner } from '../merkle/signed-note.ts';

/** What a data key belongs to: a case, or one subject within it. */
export interface KeyOwner {
  readonly tenant: number;
  readonly caseId: string;
  /** Empty for the case's own key. */
  readonly subject: string;
}

export interface DataKey {
  readonly keyId: string;
  /** 32 bytes, AES-256. */
  readonly key: Buffer;
}

export interface KeyProvider {
  /** Stored beside each wrapped key, so that several providers and generations can live side by side. */
  readonly id: string;
  readonly wrap: (owner: KeyOwner, key: Buffer) => Buffer;
  /** Throws when the wrapped key was changed or belongs to another owner. */
  readonly unwrap: (owner: KeyOwner, wrapped: Buffer) => Buffer;
  /**
   * A keyed hash of a request, for receipts. It is keyed because a plain hash of a short personal value can be guessed.
   */
  readonly requestMac: (tenant: number, text: string) => Buffer;
  /** Signs the checkpoints of an agency's log. Its name is the log's origin, which never changes. */
  readonly logSigner: (tenant: number) => NoteSigner;
  /** Signs what this installation saw of the logs of others. */
  readonly witnessSigner: () => NoteSigner;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The provider whose master key is a file. @param master 32 bytes. */
export function fileKeyProvider(master: Buffer): KeyProvider {
  if (master.length !== 32) throw new TypeError('The master key has 32 bytes.');
  const wrapping = agencyKeys(master, 'casewright agency key');
  const requests = agencyKeys(master, 'casewright request key');
  const logs = agencyKeys(master, 'casewright log key');
  const witness = agencyKeys(master, 'casewright witness key');
  return {
    id: 'file-1',
    wrap: (owner, key) => seal(wrapping(owner.tenant), key, ownerText(owner)),
    unwrap: (owner, wrapped) => open(wrapping(owner.tenant), wrapped, ownerText(owner)),
    requestMac: (tenant, text) => createHmac('sha256', requests(tenant)).update(text).digest(),
    logSigner: (tenant) => noteSigner(logs(tenant), 1, (fingerprint) => `casewright-log/${fingerprint}/${tenant}`),
    witnessSigner: () => noteSigner(witness(0), 4, (fingerprint) => `casewright-witness/${fingerprint}`),
  };
}

export function newDataKey(keyId: string): DataKey {
  return { keyId, key: randomBytes(32) };
}

/** AES-256-GCM with a random 96-bit nonce. @returns nonce, ciphertext, tag. @param bound what the result is bound to. */
export function seal(key: Buffer, plain: Buffer | string, bound: string): Buffer {
  const nonce = newNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(bound));
  const body = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain);
  cipher.final();
  return Buffer.concat([nonce, body, cipher.getAuthTag()]);
}

// One call for many nonces: asking the system for twelve bytes costs as much as asking for a page.
const nonces = Buffer.alloc(NONCE_BYTES * 256);
let noncesUsed = nonces.length;

function newNonce(): Buffer {
  if (noncesUsed === nonces.length) {
    randomFillSync(nonces);
    noncesUsed = 0;
  }
  noncesUsed += NONCE_BYTES;
  return nonces.subarray(noncesUsed - NONCE_BYTES, noncesUsed);
}

/** The inverse of `seal`; throws when key, bytes or `bound` differ. */
export function open(key: Buffer, sealed: Buffer, bound: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(bound));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const plain = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES));
  decipher.final();
  return plain;
}

function ownerText(owner: KeyOwner): string {
  return `${owner.tenant}|${owner.caseId}|${owner.subject}`;
}

/** HKDF-SHA-256 (RFC 5869), derived once for each agency: the tenant is the salt, the label says what the key is for. */
function agencyKeys(master: Buffer, label: string): (tenant: number) => Buffer {
  const known = new Map<number, Buffer>();
  return (tenant) => {
    const found = known.get(tenant);
    if (found !== undefined) return found;
    const key = Buffer.from(hkdfSync('sha256', master, String(tenant), label, 32));
    known.set(tenant, key);
    return key;
  };
}

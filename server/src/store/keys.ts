// Keys that seal what cases hold. Random data keys of cases and subjects seal events; an agency key wraps the data keys, which
// is all the database holds of them. The first agency key follows from the master key; later ones are random and wrapped by
// a key service (wrap-agency-keys.ts). Destroying a wrapped key destroys what it sealed. Knows no table.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, randomFillSync } from 'node:crypto';
import { Unavailable } from '../errors.ts';
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

/** A wrapped data key, and the id of the agency key that wrapped it; both are stored. */
export interface WrappedKey {
  readonly by: string;
  readonly wrapped: Buffer;
}

/** The agency keys that are open in this process. */
export interface AgencyKeys {
  /**
   * Undefined while an agency has only the key that follows from the master key. Throws `Unavailable` where this process may
   * have missed a newer one for too long.
   */
  readonly newest: (tenant: number) => { readonly id: string; readonly key: Buffer } | undefined;
  readonly find: (tenant: number, id: string) => Buffer | undefined;
  /** What an agency brought with it from another installation; undefined for one that began here. */
  readonly brought: (tenant: number, purpose: SecretPurpose) => Buffer | undefined;
}

/**
 * What follows from the master key for each agency: its first key, the key of its keyed hashes, and the seed of its log's identity.
 */
export type SecretPurpose = 'wrapping' | 'requests' | 'logs';
export const SECRET_PURPOSES: readonly SecretPurpose[] = ['wrapping', 'requests', 'logs'];

/** A secret of an agency: what it brought with it, or else what follows from the master key. 32 bytes. */
export type SecretOf = (tenant: number, purpose: SecretPurpose) => Buffer;

export function secretsUnder(master: Buffer, { brought }: Pick<AgencyKeys, 'brought'>): SecretOf {
  requireMaster(master);
  const derived: Readonly<Record<SecretPurpose, (tenant: number) => Buffer>> = {
    wrapping: deriveByAgency(master, 'casewright agency key'),
    requests: deriveByAgency(master, 'casewright request key'),
    logs: deriveByAgency(master, 'casewright log key'),
  };
  return (tenant, purpose) => brought(tenant, purpose) ?? derived[purpose](tenant);
}

export interface KeyProvider {
  /** By the newest agency key. */
  readonly wrap: (owner: KeyOwner, key: Buffer) => WrappedKey;
  /** Throws when the wrapped key was changed or belongs to another owner; `Unavailable` for an agency key not known yet. */
  readonly unwrap: (owner: KeyOwner, key: WrappedKey) => Buffer;
  /**
   * A keyed hash of a request, for receipts. It is keyed because a plain hash of a short personal value can be guessed.
   */
  readonly requestMac: (tenant: number, text: string) => Buffer;
  /** A keyed hash of a line that is kept outside the database. */
  readonly listMac: (text: string) => Buffer;
  /** Signs the checkpoints of an agency's log. Its name is the log's origin, which never changes. */
  readonly logSigner: (tenant: number) => NoteSigner;
  /** Signs what this installation saw of the logs of others. */
  readonly witnessSigner: () => NoteSigner;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Id of the agency key that follows from the master key. */
const FIRST_KEY = 'file-1';
const NO_OTHERS: AgencyKeys = { newest: () => undefined, find: () => undefined, brought: () => undefined };

/** The provider whose master key is a file. @param master 32 bytes. @param others agency keys made since */
export function fileKeyProvider(master: Buffer, others: AgencyKeys = NO_OTHERS): KeyProvider {
  const secretOf = secretsUnder(master, others);
  const lists = deriveByAgency(master, 'casewright destruction list key');
  const witness = deriveByAgency(master, 'casewright witness key');
  return {
    wrap: (owner, key) => {
      const by = others.newest(owner.tenant) ?? { id: FIRST_KEY, key: secretOf(owner.tenant, 'wrapping') };
      return { by: by.id, wrapped: seal(by.key, key, ownerText(owner)) };
    },
    unwrap: (owner, { by, wrapped }) => {
      const key = by === FIRST_KEY ? secretOf(owner.tenant, 'wrapping') : others.find(owner.tenant, by);
      if (key === undefined)
        throw new Unavailable(`The agency key ${by} is not known to this process yet.`, { retryAfterS: 3 });
      return open(key, wrapped, ownerText(owner));
    },
    listMac: (text) => createHmac('sha256', lists(0)).update(text).digest(),
    requestMac: (tenant, text) => createHmac('sha256', secretOf(tenant, 'requests')).update(text).digest(),
    logSigner: (tenant) =>
      noteSigner(secretOf(tenant, 'logs'), 1, (fingerprint) => `casewright-log/${fingerprint}/${tenant}`),
    witnessSigner: () => noteSigner(witness(0), 4, (fingerprint) => `casewright-witness/${fingerprint}`),
  };
}

/**
 * The name of the key of somebody whose id says who they are. It is the same in every case of an agency, so that they are
 * found, and keyed, so that whoever reads it, in a certificate say, cannot guess the id.
 */
export function secretName(keys: Pick<KeyProvider, 'requestMac'>, tenant: number, subject: string): string {
  return `subject-${keys.requestMac(tenant, `subject ${subject}`).subarray(0, 16).toString('hex')}`;
}

/** @throws TypeError for anything but 32 bytes */
export function requireMaster(master: Buffer): void {
  if (master.length !== 32) throw new TypeError('The master key has 32 bytes.');
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
export function deriveByAgency(master: Buffer, label: string): (tenant: number) => Buffer {
  const known = new Map<number, Buffer>();
  return (tenant) => {
    const found = known.get(tenant);
    if (found !== undefined) return found;
    const key = Buffer.from(hkdfSync('sha256', master, String(tenant), label, 32));
    known.set(tenant, key);
    return key;
  };
}

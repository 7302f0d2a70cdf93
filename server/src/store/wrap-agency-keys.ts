// Who wraps agency keys: wrapping keys in files, or a program outside this process that asks a hardware module or a key
// management service. Each wrapped key is stored with the id of what wrapped it and the number of its form, so that services
// stand beside each other while keys move from one to the next. Knows no table.
import { deriveByAgency, open, requireMaster, seal } from './keys.ts';

/** Which key: an agency's, by its id. */
export interface AgencyKeyName {
  readonly tenant: number;
  readonly keyId: string;
}

export interface WrappedAgencyKey {
  /** The service and which of its keys: `master-1`, `wrapping-2`, `program:01`. */
  readonly service: string;
  /** 1: AES-256-GCM, nonce first and tag last. 2: what a program answered, sealed as 1. */
  readonly algorithm: number;
  readonly wrapped: Buffer;
}

/** It is asked when a process opens and when keys rotate, never on the path of a command, so it may be slow and away. */
export interface KeyService {
  /** What it wraps by now; null where only its answer tells. */
  readonly newest: string | null;
  /** Whether it is the one that opens this. */
  readonly knows: (wrapped: Pick<WrappedAgencyKey, 'service' | 'algorithm'>) => boolean;
  readonly wrap: (name: AgencyKeyName, key: Buffer) => Promise<WrappedAgencyKey>;
  /** Rejects when the wrapped key was changed or belongs elsewhere, and when the service is away. */
  readonly unwrap: (name: AgencyKeyName, wrapped: WrappedAgencyKey) => Promise<Buffer>;
}

/** An agency key cannot be opened; the message says what to do. */
export class KeysUnreachable extends Error {
  override readonly name = 'KeysUnreachable';
}

const KEY_BYTES = 32;
/** The form of what we seal ourselves, and of what we seal around a program's answer. */
const [SEALED, SEALED_OUTSIDE] = [1, 2];

/** Whoever is asked for a new key first, and all who may have wrapped an older one. */
export interface KeyServices {
  readonly wraps: KeyService;
  readonly all: readonly KeyService[];
}

/** With the files for themselves, to which keys can always be brought back. */
export interface WrappingServices extends KeyServices {
  readonly files: KeyService;
}

/** Opens a stored agency key by the service that wrapped it. @throws KeysUnreachable where none of them did */
export async function unwrapAgencyKey(
  { all }: Pick<KeyServices, 'all'>,
  name: AgencyKeyName,
  wrapped: WrappedAgencyKey,
): Promise<Buffer> {
  const service = all.find((each) => each.knows(wrapped));
  if (service === undefined)
    throw new KeysUnreachable(
      `The agency key ${name.keyId} of agency ${name.tenant} was wrapped by ${wrapped.service}, which is not here. ${cureOf(wrapped.service)}`,
    );
  return service.unwrap(name, wrapped);
}

/** Wraps a key, and opens it again before anybody relies on it. @throws KeysUnreachable where that gives another key */
export async function wrapAgencyKey(service: KeyService, name: AgencyKeyName, key: Buffer): Promise<WrappedAgencyKey> {
  const wrapped = await service.wrap(name, key);
  if (!(await service.unwrap(name, wrapped)).equals(key))
    throw new KeysUnreachable(`${wrapped.service} does not give back what it wrapped, so nothing was stored under it.`);
  return wrapped;
}

function cureOf(service: string): string {
  if (service.startsWith('program:')) return 'Set CASEWRIGHT_KEY_PROGRAM to the program that wrapped it.';
  return `Put ${service}.key into the data folder, from another server of this installation or from your backup.`;
}

/** Its first version follows from the master key; the others are files. @param files 32 bytes each, the oldest first */
export function fileKeyService(
  master: Buffer,
  files: readonly { readonly version: number; readonly key: Buffer }[] = [],
): KeyService {
  requireMaster(master);
  const label = 'casewright agency key wrapping key';
  const versions = new Map([['master-1', deriveByAgency(master, label)]]);
  for (const { version, key } of files) versions.set(`wrapping-${version}`, deriveByAgency(key, label));
  const newest = [...versions.keys()].at(-1) ?? '';
  const keyOf = (service: string, tenant: number): Buffer => {
    const find = versions.get(service);
    if (find === undefined) throw new KeysUnreachable(`There is no wrapping key ${service}.`);
    return find(tenant);
  };
  return {
    newest,
    knows: ({ service, algorithm }) => algorithm === SEALED && versions.has(service),
    wrap: async (name, key) => ({
      ...{ service: newest, algorithm: SEALED },
      wrapped: seal(keyOf(newest, name.tenant), key, boundTo(name, newest)),
    }),
    // A promise, so that a wrong key rejects as that of any other service does.
    unwrap: async (name, { service, wrapped }) =>
      openSealed(name, service, { key: keyOf(service, name.tenant), wrapped }),
  };
}

function openSealed(
  name: AgencyKeyName,
  service: string,
  { key, wrapped }: { readonly key: Buffer; readonly wrapped: Buffer },
): Buffer {
  try {
    return open(key, wrapped, boundTo(name, service));
  } catch (error) {
    throw new KeysUnreachable(
      `The agency key ${name.keyId} of agency ${name.tenant} cannot be opened by ${service}: it was changed, or the key file is another one. Put back the right files from your backup.`,
      { cause: error },
    );
  }
}

/** The first form did not name what wrapped it. */
function boundTo({ tenant, keyId }: AgencyKeyName, service: string): string {
  return `agency key|${tenant}|${keyId}${service === 'master-1' ? '' : `|${service}`}`;
}

/** What a program outside answers; `launch/key-program.ts` says how it is asked. */
export interface KeyProgramCalls {
  readonly wrap: (name: string, secret: Buffer) => Promise<{ readonly key: string; readonly wrapped: Buffer }>;
  readonly unwrap: (name: string, what: { readonly key: string; readonly wrapped: Buffer }) => Promise<Buffer>;
}

/**
 * What the program gives is sealed once more by a key that follows from the master key: whatever it uses inside, what is stored
 * is bound to its agency, its id and its service, nobody without the master key can plant a key of their own, and the program
 * is asked to open only what it made.
 */
export function programKeyService(master: Buffer, program: KeyProgramCalls): KeyService {
  requireMaster(master);
  const around = deriveByAgency(master, 'casewright seal around programs');
  return {
    newest: null,
    knows: ({ service, algorithm }) => algorithm === SEALED_OUTSIDE && service.startsWith('program:'),
    wrap: async (name, key) => {
      const answer = await program.wrap(nameOf(name), key);
      const service = `program:${answer.key}`;
      const wrapped = seal(around(name.tenant), answer.wrapped, boundTo(name, service));
      return { service, algorithm: SEALED_OUTSIDE, wrapped };
    },
    unwrap: async (name, { service, wrapped }) => {
      const inner = openSealed(name, service, { key: around(name.tenant), wrapped });
      const key = await program.unwrap(nameOf(name), { key: service.slice('program:'.length), wrapped: inner });
      if (key.length !== KEY_BYTES)
        throw new KeysUnreachable(`The key program gave ${key.length} bytes for ${name.keyId}, which is not a key.`);
      return key;
    },
  };
}

function nameOf({ tenant, keyId }: AgencyKeyName): string {
  return `${tenant}/${keyId}`;
}

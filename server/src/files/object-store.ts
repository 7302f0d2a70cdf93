// What keeps the sealed bytes of files, whatever it is: parts are written durably while a file arrives, and a file that is whole is
// named by the hash of its sealed bytes. It knows neither keys nor cases, and gives what it was given or an error.

/** A file that arrives. */
export interface Arriving {
  readonly tenant: number;
  readonly file: string;
  /** Sealed bytes in all. */
  readonly bytes: number;
  /** What the store calls the upload, as `begin` said it. */
  readonly upload: string;
  /** What the store called each part that is there, in their order; empty texts where it calls them nothing. */
  readonly parts: readonly string[];
}

/** A whole object. */
export interface ObjectName {
  readonly tenant: number;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly cipher: string;
}

/** Something that a store holds. */
export type FoundObject = (
  | ({ readonly kind: 'object' } & ObjectName)
  | { readonly kind: 'arriving'; readonly tenant: number; readonly file: string }
  /** Not of a form that we write. */
  | { readonly kind: 'unknown'; readonly tenant: null }
) & {
  /** What the store calls it. */
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly changedMs: number;
};

/** All throw `Unavailable` where the store cannot serve now, and `Corrupt` where it has lost what it had. */
export interface ObjectStore {
  readonly kind: 'folder' | 'bucket';
  /** What a person calls it, for sentences. */
  readonly title: string;
  /** Largest file in plain bytes that it takes. */
  readonly most: number;
  readonly begin: (arriving: Pick<Arriving, 'tenant' | 'file' | 'bytes'>) => Promise<string>;
  /**
   * Writes a part; when it resolves the part outlives a crash. All but the last have `SEALED_PART_BYTES`. The same number again
   * replaces what was there. @returns what the store calls the part
   */
  readonly putPart: (arriving: Arriving, part: number, sealed: Buffer) => Promise<string>;
  /** All parts are there: what arrives can be read. Doing it again does nothing. */
  readonly close: (arriving: Arriving) => Promise<void>;
  readonly readArriving: (arriving: Arriving, start: number, length: number) => Promise<Buffer>;
  /** Gives what was closed its name. Doing it again does nothing. */
  readonly settle: (arriving: Arriving, cipher: string) => Promise<void>;
  /** Removes what arrived, whatever there is of it. */
  readonly discard: (arriving: Pick<Arriving, 'tenant' | 'file' | 'upload'>) => Promise<void>;
  /** In bytes; null where there is no such object. */
  readonly size: (object: ObjectName) => Promise<number | null>;
  readonly read: (object: ObjectName, start: number, length: number) => Promise<Buffer>;
  readonly remove: (object: ObjectName) => Promise<void>;
  /** Puts it aside, where nothing reads it and somebody can look at it. @returns where */
  readonly quarantine: (found: FoundObject) => Promise<string>;
  /** What is there of an agency, or with null everything, but for what was put aside. */
  readonly list: (tenant: number | null) => AsyncIterable<FoundObject>;
  /** Puts a whole object there from elsewhere, such as a backup. Bytes that have another hash are refused. */
  readonly bring: (object: ObjectName, bytes: AsyncIterable<Buffer>) => Promise<void>;
  /** Fails with a sentence where files could not be kept. */
  readonly probe: () => Promise<void>;
}

const FILE_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const HASH = /^[0-9a-f]{64}$/;

/** Folders of a store: the same names on a disk and as prefixes of keys. */
export const ARRIVING = 'arriving';
export const OBJECTS = 'objects';
export const QUARANTINE = 'quarantine';

export function pathOfArriving({ tenant, file }: Pick<Arriving, 'tenant' | 'file'>): string {
  if (!FILE_ID.test(file)) throw new RangeError('This is no id of a file.');
  return `${ARRIVING}/${tenant}/${file}`;
}

/** Two letters of the hash between, so that no folder has too many entries. */
export function pathOfObject({ tenant, cipher }: ObjectName): string {
  if (!HASH.test(cipher)) throw new RangeError('This is no hash of an object.');
  return `${OBJECTS}/${tenant}/${cipher.slice(0, 2)}/${cipher}`;
}

/** What a store holds at a path, by the path's form. */
export function foundAt(path: string, bytes: number, changedMs: number): FoundObject {
  const [top = '', tenantText = '', ...rest] = path.split('/');
  const tenant = /^[1-9]\d{0,8}$/.test(tenantText) ? Number(tenantText) : null;
  const name = rest.at(-1) ?? '';
  const where = { path, bytes, changedMs };
  if (tenant !== null && top === ARRIVING && rest.length === 1 && FILE_ID.test(name))
    return { kind: 'arriving', tenant, file: name, ...where };
  const isObject = top === OBJECTS && rest.length === 2 && HASH.test(name) && rest[0] === name.slice(0, 2);
  if (tenant !== null && isObject) return { kind: 'object', tenant, cipher: name, ...where };
  return { kind: 'unknown', tenant: null, ...where };
}

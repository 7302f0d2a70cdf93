// What a bag with an agency says of itself, and how what is secret in it is sealed. Knows no table.
import { isUtf8 } from 'node:buffer';
import type { SecretPurpose } from '../store/keys.ts';
import type { Migration } from '../store/whole-database.ts';

export const AGENCY_FILE = 'agency.json';
export const SECRETS_FILE = 'secrets.sealed';

export interface TableCount {
  readonly table: string;
  readonly rows: number;
  /** SHA-256 of the rows as CSV before they were sealed, hexadecimal. */
  readonly sha256: string;
}

/** `data/agency.json`: what is in the bag. Nothing personal. */
export interface AgencyManifest {
  readonly format: 'casewright-agency/1';
  /** Also the name of the key. */
  readonly id: string;
  readonly takenAt: string;
  readonly tenant: number;
  readonly slug: string;
  readonly name: string;
  /** True where rows are sealed under the key of the bag; false where they stand there as CSV. */
  readonly sealed: boolean;
  readonly migrations: readonly Migration[];
  readonly tables: readonly TableCount[];
  /** Files of documents, and those that the store did not have as they were kept. */
  readonly files: { readonly count: number; readonly bytes: number; readonly missing: number };
  /** The last checkpoint of the agency's log; null where nothing was signed yet. */
  readonly checkpoint: string | null;
}

/** `data/secrets.sealed`: what opens the rest, as base64. */
export interface AgencySecrets {
  readonly secrets: Readonly<Record<SecretPurpose, string>>;
  readonly agencyKeys: readonly {
    readonly keyId: string;
    /** Null of one that was retired. */
    readonly key: string | null;
    readonly createdAt: string;
    readonly finishedAt: string | null;
    readonly retiredAt: string | null;
  }[];
}

export function tableFile(table: string, sealed: boolean): string {
  return `tables/${table}.csv${sealed ? '.sealed' : ''}`;
}

/** Where a file of a document lies, named by the SHA-256 of its bytes. */
export function documentFile(cipher: string): string {
  return `${FILES}${cipher}`;
}

const FILES = 'files/';

/** The name of the file of a document by its path in the payload; null for anything else. */
export function cipherOf(path: string): string | null {
  return /^data\/files\/(?<cipher>[0-9a-f]{64})$/.exec(path)?.groups?.['cipher'] ?? null;
}

/** What went wrong with a transfer, as a sentence that says what to do. */
export class TransferError extends Error {
  override readonly name = 'TransferError';
}

/** @throws TransferError for what no program of ours wrote */
export function readAgencyManifest(bytes: Buffer): AgencyManifest {
  const text = isUtf8(bytes) ? bytes.toString('utf8') : '';
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && 'format' in parsed && parsed.format === 'casewright-agency/1')
      // Written by `exportAgency` alone; the hashes of the bag were compared before.
      return parsed as AgencyManifest;
  } catch {
    // Said below.
  }
  throw new TransferError(`data/${AGENCY_FILE} is not that of an agency that this version knows.`);
}

/** Counts the records of CSV as it comes: a line break inside quotes ends none. The line of names is not counted. */
export function recordCounter(): { readonly feed: (chunk: Buffer) => void; readonly count: () => number } {
  let isQuoted = false;
  let records = 0;
  return {
    feed(chunk) {
      for (const byte of chunk) {
        if (byte === 0x22) isQuoted = !isQuoted;
        else if (byte === 0x0a && !isQuoted) records += 1;
      }
    },
    count: () => Math.max(0, records - 1),
  };
}

export const READ_ME = `What lies in this bag

data/agency.json says which agency it is, when it was taken, and how many rows of each table there are.
data/tables/*.csv are all rows of the agency, a file for each table: UTF-8, comma-separated (RFC 4180), the first line the names of
columns. An empty field without quotes is no value; "" is an empty text. Bytes are hexadecimal after \\x, times are UTC, lists stand in
braces. Where a name ends in .sealed, the file is sealed under the key of the bag, which is kept apart from it: 16 bytes of salt, then
chunks of a length (4 bytes, big-endian, the first bit set on the last) and as many bytes, AES-256-GCM with the tag last; the key of
a file is HKDF-SHA-256 of the key and the salt with "casewright/1/sealed-stream", the nonce of a chunk its number as 12 bytes, and
the four bytes of its length are authenticated with it.
data/secrets.sealed has the keys of the agency, sealed the same way.
data/files/* are the files of documents as they are stored, each named by the SHA-256 of its bytes.

"casewright transfer import FOLDER" brings all of it into another installation; "casewright transfer check FOLDER" compares each
hash. Any program that knows BagIt (RFC 8493) can compare them too.
`;

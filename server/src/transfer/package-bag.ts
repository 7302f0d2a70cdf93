// Where things lie in a package of a case, and what reads them back. Knows no table.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackageDocument, PackageEvent, PackageManifest } from '../package/package-types.ts';
import type { StoredFileRow } from '../store/stored-files.ts';
import { TransferError } from './agency-bag.ts';

export const PACKAGE_FILE = 'package.json';
export const EVENTS_FILE = 'events.jsonl';
export const DOCUMENTS_FILE = 'documents.json';
export const PROOF_FILE = 'proof.json';
export const READABLE_FILE = 'readable.html';
export const CASE_SECRETS_FILE = 'sealed/secrets.sealed';
export const VERIFIER_FILE = 'casewright-verify.mjs';

export function caseTypeFile(hash: string): string {
  return `case-types/${hash}.yaml`;
}

export function sealedFile(cipher: string): string {
  return `sealed/files/${cipher}`;
}

/** A name that is one on every system, in a folder of its own. */
export function originalFile({ number, version, name }: Pick<PackageDocument, 'number' | 'version' | 'name'>): string {
  const safe = name
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}._ -]/gu, '_')
    .replaceAll(/^[. ]+|[. ]+$/g, '');
  return `documents/${number}/${version}/${safe === '' ? 'file' : safe.slice(0, 120)}`;
}

/** `data/sealed/secrets.sealed`: what opens the rest, keys as base64. */
export interface CaseSecrets {
  readonly keys: readonly {
    readonly subject: string;
    readonly keyId: string;
    readonly key: string;
    readonly createdAt: string;
  }[];
  /** Rows of files; bytes as base64. */
  readonly files: readonly FiledRow[];
}

export type FiledRow = Omit<
  StoredFileRow,
  'start_key' | 'request_hash' | 'cipher' | 'sealed' | 'upload' | 'parts' | 'state'
> & { readonly cipher: string; readonly sealed: string };

interface Package {
  readonly manifest: PackageManifest;
  readonly events: readonly PackageEvent[];
  readonly documents: readonly PackageDocument[];
}

/** @throws TransferError for what no program of ours wrote */
export async function readPackage(folder: string): Promise<Package> {
  const manifest = await json(folder, PACKAGE_FILE);
  const isOurs = typeof manifest === 'object' && manifest !== null && 'format' in manifest;
  if (!isOurs || manifest.format !== 'casewright-package/1')
    throw new TransferError(`data/${PACKAGE_FILE} is not that of a case that this version knows.`);
  const lines = (await text(folder, EVENTS_FILE)).split('\n').filter((line) => line !== '');
  const [events, documents] = [lines.map((line) => parsed(line, EVENTS_FILE)), await json(folder, DOCUMENTS_FILE)];
  const read: unknown = { manifest, events, documents };
  // Written by `exportPackage` alone; what they say is held against their hashes by whoever verifies.
  return read as Package;
}

async function text(folder: string, path: string): Promise<string> {
  try {
    return await readFile(join(folder, 'data', path), 'utf8');
  } catch (error) {
    throw new TransferError(`data/${path} is missing or cannot be read, so this is no package of a case.`, {
      cause: error,
    });
  }
}

async function json(folder: string, path: string): Promise<unknown> {
  return parsed(await text(folder, path), path);
}

function parsed(line: string, path: string): unknown {
  try {
    const value: unknown = JSON.parse(line);
    return value;
  } catch (error) {
    throw new TransferError(`data/${path} holds what is not JSON.`, { cause: error });
  }
}

export const PACKAGE_READ_ME = `What lies in this bag

One case, as an agency that works with Casewright recorded it.

data/readable.html is to be read and printed: it needs no program but a browser, loads nothing and runs nothing.
data/metadata/dublin-core.json and .xml say what it is, in DCMI Metadata Terms (ISO 15836-2), with what records management asks besides
under names that begin with "casewright:".
data/events.jsonl has every event, one a line, as JSON in UTF-8: what is hashed of it, its hash, the bytes that were hashed ("payload",
base64; they are sealed) and the same in the clear ("event"; null where it was lawfully destroyed). How hashes are made is written in
docs/decisions/0011-log-and-witnesses.md of Casewright: hash = SHA-256(0x00 || J), J being the JSON array of algorithm, tenant, case id,
seq, type, occurred, occurred at, recorded at, actor, authority, command id, case type hash, policy version, key id, payload hash,
previous hash.
data/case-types/*.yaml are the kinds of case under which they were recorded, each named by the SHA-256 that its events name.
data/documents.json lists the documents; data/documents/* are their files as they came.
data/proof.json proves that the events are in the log of the agency: "node casewright-verify.mjs data/proof.json".
data/sealed/*, where it is there, is for bringing the case in again: its keys, sealed under the key of the package, which is kept
apart, and the files as they were stored. Secret ways of reaching somebody are nowhere but in what is sealed.

"casewright package verify FOLDER" checks all of it without a network; any program that knows BagIt (RFC 8493) compares the hashes.
`;

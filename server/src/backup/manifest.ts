// What a backup says of itself, in the clear: when it was taken, of what, by which version, what is in it, until when it can be
// opened. It carries a keyed hash, so that nobody without the key changes it. Nothing personal is in it.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Migration } from '../store/whole-database.ts';
import type { FilesInBackup } from './backup-files.ts';
import { BackupError, reasonOf } from './backup-keys.ts';

export interface PartCount {
  readonly table: string;
  readonly tenant: number;
  readonly rows: number;
  /** SHA-256 of the lines, hexadecimal. */
  readonly sha256: string;
}

export interface Manifest {
  readonly format: 'casewright-backup/1';
  readonly id: string;
  readonly takenAt: string;
  readonly expiresOn: string;
  /** Of the seal (see sealed-stream.ts), of the hashes (1: SHA-256), of the compression (1: gzip). */
  readonly algorithms: { readonly seal: number; readonly hash: 1; readonly compression: 1 };
  /** The public name of the installation, which follows from its master key. */
  readonly installation: string;
  readonly migrations: readonly Migration[];
  /** Ids of the lists of destructions that the database knew of. */
  readonly lists: readonly string[];
  /** The log of each agency at that moment; null where nothing was signed yet. */
  readonly logs: readonly { readonly tenant: number; readonly checkpoint: string | null }[];
  readonly parts: readonly PartCount[];
  /** Files of documents; absent in backups of before there were any. */
  readonly files?: FilesInBackup;
}

export const MANIFEST_FILE = 'manifest.json';
export const DATA_FILE = 'data.sealed';

export function manifestText(manifest: Manifest, key: Buffer): string {
  return `${JSON.stringify({ ...manifest, mac: macOf(manifest, key).toString('hex') }, null, 1)}\n`;
}

/** @throws BackupError where there is no manifest of a known form; whether it is genuine needs the key */
export function readManifest(folder: string): { readonly manifest: Manifest; readonly mac: string } {
  const path = join(folder, MANIFEST_FILE);
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new BackupError(`${path} cannot be read, so ${folder} is not a whole backup: ${reasonOf(error)}`, {
      cause: error,
    });
  }
  if (!isManifest(parsed)) throw new BackupError(`${path} is not the manifest of a backup that this version knows.`);
  const { mac, ...manifest } = parsed;
  return { manifest, mac };
}

/** By its form alone; its keyed hash is compared before anything else of it is believed. */
function isManifest(parsed: unknown): parsed is Manifest & { readonly mac: string } {
  if (typeof parsed !== 'object' || parsed === null || !('format' in parsed) || !('mac' in parsed)) return false;
  return (
    parsed.format === 'casewright-backup/1' &&
    typeof parsed.mac === 'string' &&
    'id' in parsed &&
    typeof parsed.id === 'string' &&
    /^[0-9a-f-]{36}$/.test(parsed.id)
  );
}

/** @throws BackupError where the manifest is not what was written under this key */
export function requireGenuine(manifest: Manifest, mac: string, key: Buffer): void {
  const expected = macOf(manifest, key);
  const given = Buffer.from(mac, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new BackupError('The manifest of the backup was changed, or the key is not that of this backup.');
}

function macOf(manifest: Manifest, key: Buffer): Buffer {
  return createHmac('sha256', key)
    .update(`casewright/1/manifest\n${JSON.stringify(manifest)}`)
    .digest();
}

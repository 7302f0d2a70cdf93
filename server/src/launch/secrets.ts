// The secrets of one installation, all derived from one random master key in the data folder. Whoever has the key file
// has the installation's secrets; it belongs in the backup, apart from the database. Nothing here is ever logged.
import { hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { explainFailure, LaunchError } from './launch-error.ts';

/** What is derived from the master key. Passwords are texts of 64 hexadecimal digits; keys are 32 bytes. */
export interface Secrets {
  readonly masterKey: Buffer;
  readonly adminPassword: string;
  readonly ownerPassword: string;
  readonly appPassword: string;
  readonly contextKey: Buffer;
}

/**
 * Reads the master key of a data folder, or makes one (32 random bytes, readable by its owner only).
 * @throws LaunchError when the file cannot be read or written, is readable by others, or is not a key
 */
export function readSecrets(folder: string): Secrets {
  const path = join(folder, 'master.key');
  const text = readKeyFile(path) ?? createKeyFile(path);
  if (!/^[0-9a-f]{64}\n?$/.test(text)) {
    throw new LaunchError(
      `${path} does not hold a master key (64 hexadecimal digits). Put back the right file from your backup, then start again.`,
    );
  }
  return deriveSecrets(Buffer.from(text.trim(), 'hex'));
}

/** Derives every secret from a master key by HKDF-SHA-256 (RFC 5869), one label for each, no salt. */
export function deriveSecrets(masterKey: Buffer): Secrets {
  return {
    masterKey,
    adminPassword: derive(masterKey, 'casewright/1/database-administrator').toString('hex'),
    ownerPassword: derive(masterKey, 'casewright/1/database-owner').toString('hex'),
    appPassword: derive(masterKey, 'casewright/1/database-application').toString('hex'),
    contextKey: derive(masterKey, 'casewright/1/context'),
  };
}

function derive(masterKey: Buffer, label: string): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), label, 32));
}

/** Null where there is none. @throws LaunchError when it cannot be read or others can read it */
export function readKeyFile(path: string): string | null {
  try {
    const mode = statSync(path).mode & 0o777;
    if ((mode & 0o077) !== 0) {
      throw new LaunchError(`${path} can be read by other users. Run "chmod 600 ${path}", then start again.`);
    }
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw explainFailure(error, `read the key ${path}`);
  }
}

/** Writes the whole key to a file of its own first, so that a crash or a second process never sees half a key. */
export function createKeyFile(path: string): string {
  const unfinished = `${path}.${process.pid}`;
  try {
    const file = openSync(unfinished, 'wx', 0o600);
    writeSync(file, `${randomBytes(32).toString('hex')}\n`);
    fsyncSync(file);
    closeSync(file);
    // A link fails where the name is taken: of two processes that start at once, the first one's key counts for both.
    linkIfFree(unfinished, path);
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw explainFailure(error, `write the key ${path}`);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function linkIfFree(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

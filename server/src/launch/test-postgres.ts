// Runs one PostgreSQL for a whole test run and prepares a migrated template database, which each test file copies.
// Vitest calls this before and after the database tests; nothing else does.
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '../store/migrate.ts';
import { prepareDataFolder, type DataFolder } from './data-folder.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { binariesIn, embeddedBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { livePostmaster } from './postmaster-file.ts';
import { processIdentity } from './process-identity.ts';
import { readSecrets } from './secrets.ts';

/** What every test file is told: plain data, since it crosses to other processes. */
export interface TestPostgres {
  readonly admin: PostgresConnection;
  readonly owner: PostgresConnection;
  readonly template: string;
  readonly appPassword: string;
  /** 32 bytes in hexadecimal. */
  readonly contextKey: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    testPostgres: TestPostgres;
  }
}

const folderPrefix = 'casewright-test-';

/** Starts the server before the database tests; the returned function stops it and deletes its folder. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  sweep();
  const folder = mkdtempSync(join(tmpdir(), folderPrefix));
  // The unprivileged user of a run as root must be able to enter.
  chmodSync(folder, 0o711);
  writeFileSync(join(folder, 'owner'), processIdentity(process.pid) ?? '');
  const data = prepareDataFolder(join(folder, 'data'));
  const secrets = readSecrets(data.folder);
  const server = await startEmbeddedPostgres({
    data,
    binaries: chooseBinaries(data),
    adminPassword: secrets.adminPassword,
    ownerPassword: secrets.ownerPassword,
    durability: 'none',
    say: () => {},
  });
  const template = await server.database('casewright_template');
  await migrate(template, { appPassword: secrets.appPassword, contextKey: secrets.contextKey });
  project.provide('testPostgres', {
    admin: server.adminConnection,
    owner: template,
    template: template.database,
    appPassword: secrets.appPassword,
    contextKey: secrets.contextKey.toString('hex'),
  });
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    rmSync(data.folder, { recursive: true, force: true });
  };
}

function chooseBinaries(data: DataFolder): PostgresBinaries {
  const choice = process.env['CASEWRIGHT_TEST_POSTGRES'] ?? 'embedded';
  if (choice === 'embedded') return embeddedBinaries(data);
  if (choice === 'system') return binariesIn(systemFolder('/usr/lib/postgresql'));
  throw new Error(`CASEWRIGHT_TEST_POSTGRES is "${choice}"; it may be "embedded" or "system".`);
}

/** The newest PostgreSQL that Debian's packages installed on this machine. */
function systemFolder(root: string): string {
  const versions = readdirSync(root).map(Number).filter(Number.isInteger);
  if (versions.length === 0) throw new Error(`There is no PostgreSQL under ${root}.`);
  return join(root, `${Math.max(...versions)}`, 'bin');
}

/** A test run that was killed leaves its server running: ends those whose run is dead and deletes their folders. */
function sweep(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(folderPrefix))) {
    const folder = join(tmpdir(), name);
    try {
      const owner = readFileSync(join(folder, 'owner'), 'utf8');
      if (processIdentity(Number(owner.split(':')[0])) === owner) continue;
      const postmaster = livePostmaster(join(folder, 'data', 'postgres'));
      if (postmaster !== null) process.kill(postmaster, 'SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // It belongs to another user, or another run is sweeping it.
    }
  }
}

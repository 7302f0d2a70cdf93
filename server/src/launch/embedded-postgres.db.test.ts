import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prepareDataFolder, type DataFolder } from './data-folder.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';
import { embeddedBinaries } from './postgres-binaries.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { livePostmaster } from './postmaster-file.ts';
import { deriveSecrets } from './secrets.ts';

describe('the embedded PostgreSQL', () => {
  let folder: string;
  let data: DataFolder;
  let said: string[] = [];
  const running: EmbeddedPostgres[] = [];
  let made: string;

  // Making a cluster is the slow part, so most tests start from a copy of one.
  beforeAll(async () => {
    made = mkdtempSync(join(tmpdir(), 'casewright-made-'));
    chmodSync(made, 0o711);
    data = prepareDataFolder(join(made, 'data'));
    await (await start()).stop();
    running.length = 0;
  });
  afterAll(() => rmSync(made, { recursive: true, force: true }));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'casewright-launch-'));
    // The unprivileged user of a run as root must be able to enter.
    chmodSync(folder, 0o711);
    data = prepareDataFolder(join(folder, 'data'));
    said = [];
  });
  afterEach(async () => {
    for (const server of running.splice(0)) await server.stop();
    rmSync(folder, { recursive: true, force: true });
    rmSync(data.folder, { recursive: true, force: true });
  });

  function copyCluster(): void {
    spawnSync('cp', ['-a', join(made, 'data', 'postgres'), data.folder]);
  }

  async function start(
    masterKey = Buffer.alloc(32, 7),
    durability: 'full' | 'none' = 'none',
  ): Promise<EmbeddedPostgres> {
    const { adminPassword, ownerPassword } = deriveSecrets(masterKey);
    const server = await startEmbeddedPostgres({
      data,
      binaries: embeddedBinaries(data),
      adminPassword,
      ownerPassword,
      durability,
      say: (sentence) => said.push(sentence),
    });
    running.push(server);
    return server;
  }

  it('starts on an empty folder, keeps what was written, and starts again', async () => {
    const first = await start();
    expect(first.origin).toBe('started');
    await run(await first.database('cases'), 'create table kept (word text)');
    expect(await first.stop()).toBe('stopped');
    const second = await start();
    expect(second.origin).toBe('started');
    expect(await run(await second.database('cases'), 'select count(*)::int as n from kept')).toEqual([{ n: 0 }]);
  });

  it('is joined by a second program, and stops only when the last one leaves', async () => {
    copyCluster();
    const first = await start();
    const second = await start();
    expect(second.origin).toBe('adopted');
    expect(await first.stop()).toBe('left running');
    await run(await second.database('cases'), 'select 1');
    expect(await second.stop()).toBe('stopped');
    expect(livePostmaster(join(data.folder, 'postgres'))).toBeNull();
  });

  it('is started by exactly one of two programs that race on an empty folder', async () => {
    const [one, two] = await Promise.all([start(), start()]);
    expect([one.origin, two.origin].toSorted()).toEqual(['adopted', 'started']);
  });

  it('starts again after it was killed, with everything that was committed', async () => {
    copyCluster();
    const first = await start(undefined, 'full');
    const cases = await first.database('cases');
    await run(cases, 'create table kept (word text)');
    for (const round of [1, 2, 3]) {
      await run(cases, `insert into kept values ('${round}')`);
      process.kill(postmasterOf(data), 'SIGKILL');
      while (livePostmaster(join(data.folder, 'postgres')) !== null) await sleep(1);
      await first.revive();
      expect(await run(cases, 'select count(*)::int as n from kept')).toEqual([{ n: round }]);
    }
  });

  it('starts although the number of its dead predecessor now belongs to another program', async () => {
    copyCluster();
    const first = await start();
    const file = join(data.folder, 'postgres', 'postmaster.pid');
    const old = readFileSync(file, 'utf8');
    await first.stop();
    const stranger = spawn('sleep', ['60'], data.runAs === null ? {} : { uid: data.runAs.uid, gid: data.runAs.gid });
    try {
      writeFileSync(file, old.replace(/^\d+/, `${stranger.pid}`));
      expect((await start()).origin).toBe('started');
    } finally {
      stranger.kill('SIGKILL');
    }
  });

  it('waits for one that is still shutting down', async () => {
    copyCluster();
    const first = await start();
    const postmaster = postmasterOf(data);
    process.kill(postmaster, 'SIGTERM');
    await sleep(5);
    // A smart shutdown waits for our first connection to end, and refuses new ones until then.
    const second = start();
    await sleep(300);
    await first.stop();
    expect((await second).origin).toBe('started');
    expect(said.join(' ')).toMatch(/Waiting for the database/);
  });

  it('says what to do when its folder was made with another master key', async () => {
    copyCluster();
    await start();
    await expect(start(Buffer.alloc(32, 8))).rejects.toThrow(/another master key\. Put the file master\.key/);
  });

  it('says what to do when the cluster was made by another major version', async () => {
    copyCluster();
    await (await start()).stop();
    writeFileSync(join(data.folder, 'postgres', 'PG_VERSION'), '12\n');
    await expect(start()).rejects.toThrow(/made by PostgreSQL 12.*CASEWRIGHT_DATA/s);
  });

  it('puts its socket elsewhere when the path of the data folder is too long for one', async () => {
    data = prepareDataFolder(join(folder, 'a'.repeat(60), 'b'.repeat(60)));
    copyCluster();
    const server = await start();
    expect(Buffer.byteLength(server.adminConnection.host)).toBeLessThanOrEqual(80);
    expect(await run(server.adminConnection, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
    rmSync(server.adminConnection.host, { recursive: true });
  });

  it('keeps its owner bound by row-level security', async () => {
    copyCluster();
    const owner = await (await start()).database('cases');
    expect(await run(owner, 'select rolsuper, rolbypassrls from pg_roles where rolname = current_user')).toEqual([
      { rolsuper: false, rolbypassrls: false },
    ]);
  });
});

describe('a data folder', () => {
  it('is refused with a sentence where none can be made', () => {
    expect(() => prepareDataFolder('/proc/casewright')).toThrow(/CASEWRIGHT_DATA/);
  });
});

function postmasterOf(data: DataFolder): number {
  const pid = livePostmaster(join(data.folder, 'postgres'));
  if (pid === null) throw new Error('No PostgreSQL runs on the data folder.');
  return pid;
}

async function run(connection: PostgresConnection, statement: string): Promise<readonly unknown[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

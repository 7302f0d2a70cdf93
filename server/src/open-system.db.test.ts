import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareDataFolder } from './launch/data-folder.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './launch/embedded-postgres.ts';
import { embeddedBinaries } from './launch/postgres-binaries.ts';
import { connectionUrl } from './launch/postgres-connection.ts';
import { configurationOf, openSystem } from './open-system.ts';
import { PLATFORM } from './store/context.ts';
import { listAgencies } from './store/list-agencies.ts';

describe('a PostgreSQL that somebody else runs, named in DATABASE_URL', () => {
  let folder: string;
  let server: EmbeddedPostgres;
  let url: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'casewright-existing-'));
    // The unprivileged user of a run as root must be able to enter.
    chmodSync(folder, 0o711);
    const data = prepareDataFolder(join(folder, 'server'));
    server = await startEmbeddedPostgres({
      data,
      binaries: embeddedBinaries(data),
      adminPassword: 'a',
      ownerPassword: 'p@ss/word',
      durability: 'none',
      say: () => {},
    });
    url = connectionUrl(await server.database('existing'));
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function open(databaseUrl: string, dataFolder: string): ReturnType<typeof openSystem> {
    const configuration = configurationOf({ DATABASE_URL: databaseUrl, CASEWRIGHT_DATA: join(folder, dataFolder) });
    return openSystem(configuration, () => {});
  }

  it('is brought up to date and used, again and again', async () => {
    for (const round of [1, 2]) {
      const system = await open(url, 'one');
      const [agencies] = await system.database.once(PLATFORM, [listAgencies()]);
      expect(agencies.rows, `round ${round}`).toEqual([]);
      await system.close();
    }
  });

  it('is left alone when it belongs to another master key', async () => {
    await expect(open(url, 'two')).rejects.toThrow(/another master key.*Copy the file master\.key/);
    await (await open(url, 'one')).close();
  });

  it('that cannot be reached is told of with what to correct', async () => {
    const changed = (change: (address: URL) => void): string => {
      const address = new URL(url);
      change(address);
      return address.href;
    };
    await expect(
      open(
        changed((address) => (address.password = 'wrong')),
        'one',
      ),
    ).rejects.toThrow(/the password is wrong/);
    await expect(
      open(
        changed((address) => (address.pathname = '/none')),
        'one',
      ),
    ).rejects.toThrow(/CREATE DATABASE none/);
    await expect(open('postgresql://u:p@127.0.0.1:1/x', 'one')).rejects.toThrow(/nothing answers there/);
    await expect(open('postgresql://u:p@%2Fnowhere/x', 'one')).rejects.toThrow(/no such socket/);
  });

  it('is not tried when the configuration has mistakes, which are all told at once', () => {
    expect(() => configurationOf({ PORT: 'x', DATABASE_URL: 'y' })).toThrow(/PORT[^]*DATABASE_URL/);
  });
});

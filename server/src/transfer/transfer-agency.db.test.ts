// An agency leaves one installation and comes to another, with another master key and other agencies, on two real databases: what
// comes is what left, byte for byte, its log goes on under the name that it had, and what may not be is refused and leaves nothing.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomBytes } from 'node:crypto';
import { TOWN, VILLAGE, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { received, startFiles, type FilesUnderTest } from '../commands/files-under-test.ts';
import { openDiskStore } from '../files/disk-store.ts';
import type { ObjectStore } from '../files/object-store.ts';
import { commandDeps, executeCommand } from '../commands/execute-command.ts';
import { rotateKeys } from '../commands/rotate-keys.ts';
import { startTestDatabase, type TestDatabase } from '../launch/test-database.ts';
import { openAgencyKeys } from '../store/agency-keys.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { fileKeyProvider, secretsUnder } from '../store/keys.ts';
import { makeCheckpoint } from '../store/make-checkpoint.ts';
import { rebuild } from '../store/rebuild.ts';
import { verifyChain } from '../store/verify-chain.ts';
import { verifyLog } from '../store/verify-log.ts';
import { fileKeyService } from '../store/wrap-agency-keys.ts';
import { emptyOutbox } from '../worker/outbox.ts';
import { checkBag } from './check-bag.ts';
import { exportAgency } from './export-agency.ts';
import { importAgency, type ImportDeps } from './import-agency.ts';
import { TransferError, type AgencyManifest } from './agency-bag.ts';

const HERE = Buffer.alloc(32, 3);
const THERE = Buffer.alloc(32, 4);
const TODAY = '2026-03-02';

let files: FilesUnderTest;
let agency: AgencyUnderTest;
let owner: Database;
let folder: string;
let bags = 0;

const databaseOf = (connection: TestDatabase['ownerConnection'], contextKey: Buffer): Database =>
  openDatabase({ connection, contextKey, poolSize: 3, settings: '-c TimeZone=UTC -c DateStyle=ISO,YMD' });

beforeAll(async () => {
  files = await startFiles();
  ({ agency } = files);
  owner = databaseOf(agency.test.ownerConnection, agency.test.contextKey);
  folder = mkdtempSync(join(tmpdir(), 'casewright-transfer-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await owner.close();
  await files.close();
});

const keyFolder = (): string => join(folder, 'keys');
const nowMs = (): number => agency.clock.nowMs;

async function takeOut(sealed = true): Promise<{ readonly bag: string; readonly manifest: AgencyManifest }> {
  const bag = join(folder, `bag-${(bags += 1)}`);
  const services = { all: [fileKeyService(HERE)] };
  const ring = await openAgencyKeys(agency.database, () => services, nowMs);
  const access = { owner: agency.test.ownerConnection, contextKey: agency.test.contextKey };
  const manifest = await exportAgency(
    {
      access,
      database: agency.database,
      ownerDatabase: owner,
      services,
      secretOf: secretsUnder(HERE, ring.keys),
      files: files.store,
      nowMs,
    },
    {
      ...{ agency: { tenant: TOWN, slug: 'town', name: 'town' }, folder: bag, keyFolder: keyFolder() },
      ...{ expiresOn: '2026-06-01', sealed, onTable: () => {} },
    },
  );
  return { bag, manifest };
}

interface There {
  readonly test: TestDatabase;
  readonly database: Database;
  readonly deps: ImportDeps;
  readonly store: ObjectStore;
}

/** Another installation, which serves an agency of its own. */
async function there<T>(use: (there: There) => Promise<T>): Promise<T> {
  const test = await startTestDatabase();
  const database = databaseOf(test.appConnection, test.contextKey);
  await test.addAgency({ tenant: 3, slug: 'city', team: 'desk', person: 'zoe', role: 'officer' });
  const access = { owner: test.ownerConnection, contextKey: test.contextKey };
  const store = openDiskStore(mkdtempSync(join(folder, 'files-there-')));
  const deps = {
    access,
    database,
    files: store,
    wraps: fileKeyService(THERE),
    refreshKeys: async () => {},
    settleMs: 0,
    nowMs,
  };
  try {
    return await use({ test, database, deps, store });
  } finally {
    await database.close();
    await test.close();
  }
}

const into = ({ deps }: There, bag: string) =>
  importAgency(deps, { folder: bag, keyFolder: keyFolder(), today: TODAY, onTable: () => {} });

async function objectsIn(store: ObjectStore): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const each of store.list(TOWN)) if (each.kind === 'object') found.push(`${each.cipher} ${each.bytes}`);
  return found.toSorted();
}

/** Every row of the agency but what is wrapped by the installation, and the records that tell of the transfer. */
async function rowsOf(test: TestDatabase): Promise<ReadonlyMap<string, string>> {
  const tables = await test.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
        and relname not in ('session', 'agency_key', 'agency_secret', 'outbox') order by 1`,
  );
  const rows = new Map<string, string>();
  for (const { name } of tables) {
    const [found] = await test.query<{ all: string }>(
      `select string_agg(t::text, E'\\n' order by t::text) filter (where t::text not like '%brought-in%') as all
         from ${name} t where tenant = $1`,
      [TOWN],
    );
    rows.set(name, found?.all ?? '');
  }
  return rows;
}

async function closedCase(): Promise<string> {
  const caseId = await agency.open({ note: 'a "quote", \\ ü 中', name: 'Kane' }, { occurred: '2026-02-01' });
  await agency.act(caseId, { type: 'CloseCase', outcome: 'done' });
  return caseId;
}

/** So that what is taken out was wrapped by a key that no other installation could make. */
async function rotate(): Promise<void> {
  const services = { all: [fileKeyService(HERE)], wraps: fileKeyService(HERE) };
  const ring = await openAgencyKeys(agency.database, () => services, nowMs);
  const deps = { ownerDatabase: owner, keys: fileKeyProvider(HERE, ring.keys), services, refresh: ring.refresh, nowMs };
  await rotateKeys({ ...deps, settle: async () => {} }, TOWN, () => {});
}

async function logged(): Promise<void> {
  await emptyOutbox(agency.database, TOWN);
  const signer = agency.keys.logSigner(TOWN);
  await makeCheckpoint(agency.database, { tenant: TOWN, signer, now: new Date(nowMs()).toISOString() });
}

async function refusal(bag: string): Promise<string> {
  return there(async (other) => {
    const error: unknown = await into(other, bag).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Error);
    expect(await other.test.query('select from event')).toHaveLength(0);
    return error instanceof Error ? error.message : '';
  });
}

describe('an agency that is taken out and brought in', () => {
  it('is the same to the byte, with its log, and goes on there under its own keys', async () => {
    for (let at = 0; at < 3; at += 1) await closedCase();
    const papers = await files.openCase();
    for (const size of [10, 9_000_000]) {
      const file = await received(files, papers, { bytes: randomBytes(size) });
      expect((await files.file(papers, file)).kind).toBe('applied');
    }
    await agency.test.query('update team set title = $1 where tenant = $2', ['two\nlines, "quoted" \\N', TOWN]);
    await logged();
    const { bag } = await takeOut();
    expect((await checkBag(bag)).problems).toEqual([]);
    const before = await rowsOf(agency.test);
    const texts = readdirSync(join(bag, 'data/tables')).map((name) => readFileSync(join(bag, 'data/tables', name)));
    expect(texts.some((bytes) => bytes.includes('Kane') || bytes.includes('officer'))).toBe(false);
    await there(async (other) => {
      await into(other, bag);
      expect(await rowsOf(other.test)).toEqual(before);
      expect(await objectsIn(other.store)).toEqual(await objectsIn(files.store));
      expect(await objectsIn(other.store)).toHaveLength(2);
      expect(await other.test.query('select from person where tenant = 3')).toHaveLength(1);
      const ring = await openAgencyKeys(other.database, () => ({ all: [fileKeyService(THERE)] }), nowMs);
      const keys = fileKeyProvider(THERE, ring.keys);
      expect(keys.logSigner(TOWN).name).toBe(agency.keys.logSigner(TOWN).name);
      expect(keys.logSigner(3).name).toBe(fileKeyProvider(THERE).logSigner(3).name);
      const deps = commandDeps(other.database, keys, nowMs);
      expect((await verifyChain(other.database, { tenant: TOWN })).problems).toEqual([]);
      expect((await rebuild(deps, { tenant: TOWN, mode: 'compare' })).differences).toEqual([]);
      const verdict = await verifyLog(other.database, { tenant: TOWN, log: keys.logSigner(TOWN), witnessed: null });
      expect(verdict.problems).toEqual([]);
      expect(verdict.leaves).toBeGreaterThan(5);
      const asked = { open: { caseType: 'example', data: { note: 'here now' } }, idempotencyKey: 'first-here' };
      const outcome = await executeCommand(deps, agency.ann, asked);
      expect(outcome.kind).toBe('applied');
      await emptyOutbox(other.database, TOWN);
      expect((await verifyChain(other.database, { tenant: TOWN })).problems).toEqual([]);
    });
  });

  it('stands in the bag in the clear where that was asked for, and comes back from there too', async () => {
    await closedCase();
    await logged();
    const { bag, manifest } = await takeOut(false);
    const people = readFileSync(join(bag, 'data/tables/person.csv'), 'utf8');
    expect(people.split('\n')[0]).toContain('tenant,person,name');
    expect(manifest.tables.find(({ table }) => table === 'event')?.rows).toBeGreaterThan(1);
    const before = await rowsOf(agency.test);
    await there(async (other) => {
      await into(other, bag);
      expect(await rowsOf(other.test)).toEqual(before);
    });
  });

  it('is refused where it is not whole, not for here, or here already, and nothing of it is left', async () => {
    await rotate();
    await logged();
    const { bag, manifest } = await takeOut();
    const path = join(bag, 'data/tables/event.csv.sealed');
    const good = readFileSync(path);
    writeFileSync(path, good.subarray(0, -1));
    expect(await refusal(bag)).toMatch(/not whole/);
    writeFileSync(path, good);
    const [keyFile = ''] = readdirSync(keyFolder()).filter((name) => name.startsWith(manifest.id));
    const key = readFileSync(join(keyFolder(), keyFile), 'utf8');
    writeFileSync(join(keyFolder(), keyFile), key.replace(/"key":"../, '"key":"ff'));
    expect(await refusal(bag)).toMatch(/The key is not that of this bag/);
    rmSync(join(keyFolder(), keyFile));
    expect(await refusal(bag)).toMatch(/is missing/);
    writeFileSync(join(keyFolder(), keyFile), key);
    await there(async (other) => {
      await other.test.addAgency({ tenant: TOWN, slug: 'other', team: 'desk', person: 'pat', role: 'officer' });
      await expect(into(other, bag)).rejects.toThrow(/belongs to other here/);
    });
    await there(async (other) => {
      await other.test.query("insert into app_private.migration values ('9999_x.sql', 'x', now())");
      await expect(into(other, bag)).rejects.toThrow(/Bring both installations to one version/);
      await other.test.query("delete from app_private.migration where name = '9999_x.sql'");
      // It was cut off before; it is brought in as if it had not been.
      await into(other, bag);
      const ring = await openAgencyKeys(other.database, () => ({ all: [fileKeyService(THERE)] }), nowMs);
      const deps = commandDeps(other.database, fileKeyProvider(THERE, ring.keys), nowMs);
      expect((await rebuild(deps, { tenant: TOWN, mode: 'compare' })).differences).toEqual([]);
      await expect(into(other, bag)).rejects.toThrow(TransferError);
      expect(await other.test.query('select from person where tenant = $1', [VILLAGE])).toHaveLength(0);
    });
  });
});

import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAgency, TOWN, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { destroy, type DestroyRequest } from '../commands/destroy.ts';
import { addHoldTo } from '../commands/hold.ts';
import { rotateKeys } from '../commands/rotate-keys.ts';
import { startTestDatabase, type TestDatabase } from '../launch/test-database.ts';
import { openAgencyKeys } from '../store/agency-keys.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { fileKeyService } from '../store/wrap-agency-keys.ts';
import { fileKeyProvider } from '../store/keys.ts';
import { rebuild } from '../store/rebuild.ts';
import { verifyChain } from '../store/verify-chain.ts';
import { verifyCustody } from '../store/verify-custody.ts';
import { emptyOutbox } from '../worker/outbox.ts';
import { applyDestructions } from './apply-destructions.ts';
import { BackupError, expireBackupKeys } from './backup-keys.ts';
import { beginDestructionList, LIST_FILE, ListUnreachable, openDestructionList } from './destruction-list.ts';
import { restoreBackup } from './restore-backup.ts';
import { takeBackup } from './take-backup.ts';

const MASTER = Buffer.alloc(32, 3);

let agency: AgencyUnderTest;
let folder: string;
let backups = 0;

beforeAll(async () => {
  agency = await startAgency();
  folder = mkdtempSync(join(tmpdir(), 'casewright-backup-'));
  for (const person of ['cleo', 'dora'])
    await agency.test.query('insert into person (tenant, person, name, active) values ($1, $2, $2, true)', [
      TOWN,
      person,
    ]);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await agency.close();
});

const keyFolder = (): string => join(folder, 'keys');
const accessOf = (test: TestDatabase) => ({ owner: test.ownerConnection, contextKey: test.contextKey });
const ownerOf = (test: TestDatabase): Database =>
  openDatabase({
    connection: test.ownerConnection,
    contextKey: test.contextKey,
    poolSize: 2,
    settings: '-c TimeZone=UTC',
  });
const place = (name: string) => ({ folder: join(folder, name), mac: agency.keys.listMac });

async function backUp(expiresOn = '2026-06-01'): Promise<string> {
  const target = join(folder, `backup-${(backups += 1)}`);
  const deps = {
    access: accessOf(agency.test),
    database: agency.database,
    keys: agency.keys,
    nowMs: () => agency.clock.nowMs,
  };
  await takeBackup(deps, { folder: target, keyFolder: keyFolder(), expiresOn, onPart: () => {} });
  return target;
}

/** Restores into a database of its own, which `use` may look at. */
async function restored<T>(
  from: string,
  use: (test: TestDatabase, database: Database) => Promise<T>,
  options: {
    readonly today?: string;
    readonly master?: Buffer;
    readonly listId?: string;
    readonly before?: string;
  } = {},
): Promise<T> {
  const test = await startTestDatabase();
  const database = openDatabase({ connection: test.appConnection, contextKey: test.contextKey, poolSize: 4 });
  try {
    if (options.before !== undefined) await test.query(options.before);
    await restoreBackup(
      {
        access: accessOf(test),
        keys: fileKeyProvider(options.master ?? MASTER),
        list: { listId: options.listId ?? '' },
      },
      { folder: from, keyFolder: keyFolder(), today: options.today ?? '2026-03-02', onPart: () => {} },
    );
    return await use(test, database);
  } finally {
    await database.close();
    await test.close();
  }
}

async function rowsOf(test: TestDatabase): Promise<ReadonlyMap<string, string>> {
  const tables = await test.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'session' order by 1",
  );
  const rows = new Map<string, string>();
  for (const { name } of tables) {
    const [found] = await test.query<{ all: string }>(
      `select string_agg(t::text, E'\\n' order by t::text) as all from ${name} t`,
    );
    rows.set(name, found?.all ?? '');
  }
  return rows;
}

async function closedCase(): Promise<string> {
  const caseId = await agency.open({ note: 'a "quote" \\ ü 中', name: 'Kane' }, { occurred: '2026-02-01' });
  await agency.act(caseId, { type: 'CloseCase', outcome: 'done' });
  return caseId;
}

const asked = (caseId: string, more: Partial<DestroyRequest> = {}): DestroyRequest => ({
  ...{ tenant: TOWN, caseId, subject: '', authority: 'GDA 12', class: '4.2', approvers: ['cleo', 'dora'] },
  ...more,
});

async function refusal(from: string, options: Parameters<typeof restored>[2] = {}): Promise<string> {
  const error: unknown = await restored(from, async () => null, options).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(BackupError);
  return error instanceof Error ? error.message : '';
}

describe('a backup', () => {
  it('comes back to the same bytes in every table, while nothing of it can be read in its files', async () => {
    for (let at = 0; at < 5; at += 1) await closedCase();
    await agency.test.query('update team set title = $1 where tenant = $2', ['tab\t \\ \\N \\. line\n\\.\nü 中', TOWN]);
    await emptyOutbox(agency.database, TOWN);
    const before = await rowsOf(agency.test);
    const target = await backUp();
    const files = readdirSync(target).map((name) => readFileSync(join(target, name)));
    expect(files.some((bytes) => bytes.includes('Kane') || bytes.includes('officer'))).toBe(false);
    await restored(target, async (test, database) => {
      expect(await rowsOf(test)).toEqual(before);
      expect((await verifyChain(database, { tenant: TOWN })).problems).toEqual([]);
      expect((await rebuild({ ...agency.deps, database }, { tenant: TOWN, mode: 'compare' })).differences).toEqual([]);
      const policies = await test.query(
        "select from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not relforcerowsecurity",
      );
      expect(policies).toHaveLength(0);
    });
  });

  it('is refused, and leaves the target empty, whatever is wrong with it', async () => {
    await closedCase();
    const good = await backUp();
    const [data, manifest] = ['data.sealed', 'manifest.json'].map((name) => readFileSync(join(good, name)));
    const [keyFile = ''] = readdirSync(keyFolder()).filter((name) => name.startsWith(JSON.parse(String(manifest)).id));
    const key = readFileSync(join(keyFolder(), keyFile));
    const put = (name: string, bytes: Buffer | undefined) => writeFileSync(join(good, name), bytes ?? '');
    expect(await refusal(good, { master: Buffer.alloc(32, 4) })).toMatch(/another master key/);
    expect(await refusal(good, { before: "insert into agency values (9, 'x', 'x')" })).toMatch(/not empty/);
    expect(
      await refusal(good, { before: "insert into app_private.migration values ('9999_x.sql', 'x', now())" }),
    ).toMatch(/schema/);
    expect(await refusal(good, { today: '2026-06-02' })).toMatch(/ended on 2026-06-01/);
    expect(await refusal(join(folder, 'nowhere'))).toMatch(/not a whole backup/);
    for (const cut of [0, 10, 500, (data?.length ?? 0) - 1]) {
      truncateSync(join(good, 'data.sealed'), cut);
      expect(await refusal(good)).toMatch(/damaged/);
      put('data.sealed', data);
    }
    const flipped = Buffer.from(data ?? '');
    flipped[Math.floor(flipped.length / 2)] = (flipped[Math.floor(flipped.length / 2)] ?? 0) ^ 1;
    put('data.sealed', flipped);
    expect(await refusal(good)).toMatch(/damaged/);
    put('data.sealed', data);
    appendFileSync(join(good, 'data.sealed'), 'x');
    expect(await refusal(good)).toMatch(/damaged/);
    rmSync(join(good, 'data.sealed'));
    expect(await refusal(good)).toMatch(/cannot be read/);
    put('data.sealed', data);
    put('manifest.json', Buffer.from(String(manifest).replace('2026-06-01', '2036-06-01')));
    expect(await refusal(good)).toMatch(/manifest of the backup was changed/);
    put('manifest.json', Buffer.from('{}'));
    expect(await refusal(good)).toMatch(/not the manifest/);
    put('manifest.json', manifest);
    writeFileSync(join(keyFolder(), keyFile), String(key).replace(/"key":"../, '"key":"ff'));
    expect(await refusal(good)).toMatch(/the key is not that of this backup/);
    rmSync(join(keyFolder(), keyFile));
    expect(await refusal(good)).toMatch(/is missing/);
    writeFileSync(join(keyFolder(), keyFile), key);
    await restored(good, async (test) => expect(await test.query('select from agency')).toHaveLength(2));
  });

  it('cannot be read any more once its key has expired, and leaves nothing behind where it cannot be written', async () => {
    const target = await backUp('2026-03-05');
    expect(expireBackupKeys(keyFolder(), '2026-03-05')).toEqual([]);
    expect(expireBackupKeys(keyFolder(), '2026-03-06')).toHaveLength(1);
    expect(await refusal(target)).toMatch(/is missing/);
    const keysBefore = readdirSync(keyFolder());
    const deps = {
      access: accessOf(agency.test),
      database: agency.database,
      keys: agency.keys,
      nowMs: () => agency.clock.nowMs,
    };
    const options = { keyFolder: keyFolder(), expiresOn: '2026-06-01', onPart: () => {} };
    await expect(takeBackup(deps, { ...options, folder: target })).rejects.toThrow('not empty');
    await expect(takeBackup(deps, { ...options, folder: '/proc/none/backup' })).rejects.toThrow('cannot be made');
    const stopped = join(folder, 'stopped');
    const onPart = (): never => {
      throw new Error('The disk is full.');
    };
    await expect(takeBackup(deps, { ...options, folder: stopped, onPart })).rejects.toThrow('full');
    expect([readdirSync(stopped), readdirSync(keyFolder())]).toEqual([[], keysBefore]);
  });
});

describe('what was destroyed after a backup', () => {
  it('is destroyed again before anything is served, and every proof still verifies', async () => {
    const list = beginDestructionList(place('list'));
    await agency.test.query('insert into destruction_list values (0, $1, now())', [list.listId]);
    const [whole, partly, kept] = [await closedCase(), await closedCase(), await closedCase()];
    const open = await agency.open({ note: 'still open', name: 'Kane' });
    const target = await backUp();
    await agency.act(open, { type: 'CloseCase', outcome: 'done' });
    for (const request of [asked(whole), asked(open), asked(partly, { subject: 'applicant' })])
      expect(await destroy({ ...agency.deps, keeper: list }, request)).toMatchObject({ kind: 'destroyed' });
    // A subject first, and its case later.
    await destroy({ ...agency.deps, keeper: list }, asked(partly));
    expect(await refusal(target, { listId: 'another' })).toMatch(/list of destructions/);
    await restored(
      target,
      async (test, database) => {
        expect(await test.query('select from data_key where case_id = any ($1)', [[whole, partly, open]])).toHaveLength(
          6,
        );
        const ownerDatabase = ownerOf(test);
        const deps = { ...agency.deps, database, ownerDatabase, say: () => {} };
        await expect(applyDestructions({ ...deps, place: place('elsewhere') })).rejects.toThrow(ListUnreachable);
        expect(existsSync(place('elsewhere').folder)).toBe(false);
        expect((await applyDestructions({ ...deps, place: place('list') })).again).toBe(4);
        expect((await applyDestructions({ ...deps, place: place('list') })).again).toBe(0);
        await ownerDatabase.close();
        expect(await test.query('select from data_key where case_id = any ($1)', [[whole, partly, open]])).toHaveLength(
          0,
        );
        expect(await test.query('select from data_key where case_id = $1', [kept])).toHaveLength(2);
        const [text] = await test.query<{ all: string }>(
          'select string_agg(state, $1) as all from case_head where case_id = any ($2)',
          ['', [whole, partly, open]],
        );
        expect(text?.all).not.toMatch(/Kane|quote|still open/);
        for (const check of ['before the log', 'after']) {
          expect([check, (await verifyChain(database, { tenant: TOWN })).problems]).toEqual([check, []]);
          expect([check, (await verifyCustody(database, TOWN)).problems]).toEqual([check, []]);
          await emptyOutbox(database, TOWN);
        }
        expect((await rebuild({ ...agency.deps, database }, { tenant: TOWN, mode: 'compare' })).differences).toEqual(
          [],
        );
      },
      { listId: list.listId },
    );
  });

  it('is not taken for done where the case went on or was put under hold: then nothing is destroyed', async () => {
    const list = openDestructionList(place('list'));
    const [wentOn, held] = [await closedCase(), await closedCase()];
    for (const caseId of [wentOn, held]) {
      // As if the program had been killed between the line and the commit.
      const failing = { ...agency.deps, keeper: { note: list?.note ?? (async () => ''), cancel: async () => {} } };
      await agency.test.query("update event set payload = payload || '\\x00' where case_id = $1 and seq = 1", [caseId]);
      expect(await destroy(failing, asked(caseId, { subject: 'applicant' }))).toMatchObject({ kind: 'refused' });
      await agency.test.query(
        'update event set payload = substr(payload, 1, length(payload) - 1) where case_id = $1 and seq = 1',
        [caseId],
      );
    }
    agency.clock.nowMs += 60_000;
    await agency.act(wentOn, { type: 'AddNote', text: 'more' });
    await addHoldTo(agency.deps, { tenant: TOWN, caseId: held }, 'Inquiry');
    const ownerDatabase = ownerOf(agency.test);
    const deps = { ...agency.deps, ownerDatabase, say: () => {}, place: place('list') };
    expect((await applyDestructions(deps)).again).toBe(0);
    await ownerDatabase.close();
    expect(await agency.test.query('select from data_key where case_id = any ($1)', [[wentOn, held]])).toHaveLength(4);
    const lines = openDestructionList(place('list'))?.read() ?? [];
    expect(lines.some(({ certificate }) => [wentOn, held].includes(certificate.caseId))).toBe(false);
  });
});

describe('the list of destructions', () => {
  it('is begun once by programs that start at the same moment, and takes no line where it is gone', async () => {
    const [first, second] = [beginDestructionList(place('race')), beginDestructionList(place('race'))];
    expect(second.listId).toBe(first.listId);
    expect(readdirSync(place('race').folder)).toEqual([LIST_FILE]);
    rmSync(join(place('race').folder, LIST_FILE));
    const certificate = { caseId: 'x', keys: [] } as never;
    expect(() => first.note({ tenant: 1, certificate })).toThrow(ListUnreachable);
    expect(readdirSync(place('race').folder)).toEqual([]);
  });

  it('passes over a line that a crash cut off, and refuses one that was changed', async () => {
    const list = beginDestructionList(place('torn'));
    const certificate = { caseId: 'x', keys: [] } as never;
    await list.note({ tenant: 1, certificate });
    const path = join(place('torn').folder, LIST_FILE);
    appendFileSync(path, '\nabcd ["destroyed","half');
    expect(list.read()).toHaveLength(1);
    await list.note({ tenant: 1, certificate });
    expect(openDestructionList(place('torn'))?.read()).toHaveLength(2);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('"caseId":"x"', '"caseId":"y"'));
    expect(() => list.read()).toThrow(ListUnreachable);
    expect(() => openDestructionList({ ...place('torn'), mac: fileKeyProvider(Buffer.alloc(32, 9)).listMac })).toThrow(
      ListUnreachable,
    );
  });
});

describe('rotating the key of an agency', () => {
  it('wraps every data key anew in batches, goes on after a crash, and everything opens before, meanwhile and after', async () => {
    const caseId = await closedCase();
    const service = fileKeyService(MASTER);
    const ownerDatabase = ownerOf(agency.test);
    const ring = await openAgencyKeys(agency.database, () => ({ all: [service] }));
    const keys = fileKeyProvider(MASTER, ring.keys);
    const base = {
      ownerDatabase,
      keys,
      services: { wraps: service },
      refresh: ring.refresh,
      nowMs: () => agency.clock.nowMs,
    };
    const cut = rotateKeys({ ...base, settle: () => Promise.reject(new Error('killed')) }, TOWN, () => {});
    await expect(cut).rejects.toThrow('killed');
    const settle = async (): Promise<void> => {};
    const rotation = await rotateKeys({ ...base, settle }, TOWN, () => {});
    expect(rotation).toMatchObject({ keyId: 'agency-2', isNew: false });
    expect(rotation.dataKeys).toBeGreaterThan(10);
    expect(
      await agency.test.query("select from data_key where tenant = $1 and wrapped_by <> 'agency-2'", [TOWN]),
    ).toHaveLength(0);
    const deps = { ...agency.deps, keys };
    expect((await rebuild(deps, { tenant: TOWN, mode: 'compare' })).differences).toEqual([]);
    // A process that does not know the key yet says so, and changes nothing.
    await expect(rebuild(agency.deps, { tenant: TOWN, mode: 'compare' })).rejects.toThrow(/agency-2 is not known/);
    expect(await rotateKeys({ ...base, settle }, TOWN, () => {})).toMatchObject({ keyId: 'agency-3', isNew: true });
    await ring.refresh();
    expect((await rebuild(deps, { tenant: TOWN, mode: 'compare' })).differences).toEqual([]);
    expect((await verifyCustody(agency.database, TOWN)).problems).toEqual([]);
    const entries = await agency.test.query<{ entry: string }>(
      "select entry from custody_record where entry like '%agency-%' order by seq",
    );
    expect(entries.map(({ entry }) => JSON.parse(entry)[5][0])).toEqual([
      'agency-key-made',
      'keys-rotated',
      'agency-key-made',
      'keys-rotated',
    ]);
    await expect(
      openAgencyKeys(agency.database, () => ({ all: [fileKeyService(Buffer.alloc(32, 5))] })),
    ).rejects.toThrow();
    await ownerDatabase.close();
    expect(await agency.test.query('select from data_key where case_id = $1', [caseId])).toHaveLength(2);
  });
});

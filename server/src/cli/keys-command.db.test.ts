// Keys of agencies from end to end on a real database: rotated, wrapped anew by files and by programs that are processes of their
// own, cut off in between, with a program that is away, lies, hangs or talks, and ended. Where a PKCS #11 token can be made on the
// machine, also with one.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startAgency, TOWN, VILLAGE, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { destroy } from '../commands/destroy.ts';
import { executeCommand, commandDeps } from '../commands/execute-command.ts';
import { openKeyProgram } from '../launch/key-program.ts';
import { makeWrappingKey, readWrappingKeys } from '../launch/wrapping-keys.ts';
import { agenciesNotUnder, openAgencyKeys, UNAWARE_MS, type OpenAgencyKeys } from '../store/agency-keys.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { fileKeyService, programKeyService, type WrappingServices } from '../store/wrap-agency-keys.ts';
import { fileKeyProvider } from '../store/keys.ts';
import { rebuild } from '../store/rebuild.ts';
import { verifyCustody } from '../store/verify-custody.ts';
import { runCli } from './cli.ts';

const MASTER = Buffer.alloc(32, 3);
const TEN_MINUTES = 10 * 60_000;

/** A key program as an operator might write one: its keys lie where nobody else looks, and each has a name. */
const PROGRAM = `#!${process.execPath}
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
const at = (name) => new URL('./' + name, import.meta.url);
const say = (answer) => { process.stdout.write(JSON.stringify(answer)); process.exit('error' in answer ? 1 : 0); };
const asked = JSON.parse(readFileSync(0, 'utf8'));
const mode = readFileSync(at('mode'), 'utf8');
if (mode === 'away') say({ error: 'The key service is away.' });
if (mode === 'talks') say({ error: 'Cannot do this with ' + (asked.secret ?? asked.wrapped) });
if (mode === 'crashes') { console.error(asked.secret); process.exit(7); }
if (mode === 'chatters') say('x'.repeat(100000));
if (mode === 'hangs') await new Promise((done) => setTimeout(done, 60000));
const keyOf = (name) => existsSync(at('gone-' + name)) ? say({ error: 'No such key.' }) : createHash('sha256').update('kms ' + name).digest();
if (asked.do === 'wrap') {
  const key = mode;
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(key), iv);
  const body = Buffer.concat([cipher.update(Buffer.from(asked.secret, 'base64')), cipher.final()]);
  say({ key, wrapped: Buffer.concat([iv, body, cipher.getAuthTag()]).toString('base64') });
}
const wrapped = Buffer.from(asked.wrapped, 'base64');
const open = createDecipheriv('aes-256-gcm', keyOf(asked.key), wrapped.subarray(0, 12));
open.setAuthTag(wrapped.subarray(-16));
const secret = Buffer.concat([open.update(wrapped.subarray(12, -16)), open.final()]);
say({ secret: (mode === 'lies' ? Buffer.alloc(32, 1) : secret).toString('base64') });
`;

let agency: AgencyUnderTest;
let owner: Database;
let folder: string;
let program: string | null;
let ring: OpenAgencyKeys;
let said: string[];
let longestMs: number;

beforeAll(async () => {
  agency = await startAgency();
  owner = openDatabase({
    ...{ connection: agency.test.ownerConnection, contextKey: agency.test.contextKey, poolSize: 2 },
    settings: '-c TimeZone=UTC',
  });
  for (const person of ['cleo', 'dora'])
    await agency.test.query('insert into person (tenant, person, name, active) values ($1, $2, $2, true)', [
      TOWN,
      person,
    ]);
});
afterAll(async () => {
  await owner.close();
  await agency.close();
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-keys-'));
  [program, said, longestMs] = [null, [], 20_000];
  // Each begins with what follows from the master key alone, and no case.
  for (const table of ['event', 'data_key', 'agency_key', 'case_head', 'outbox', 'destruction', 'custody_record'])
    await agency.test.query(`delete from ${table}`);
  agency.clock.nowMs = Date.parse('2026-03-01T10:00:00Z');
  ring = await openAgencyKeys(agency.database, services, () => agency.clock.nowMs);
  return () => rmSync(folder, { recursive: true });
});

function services(): WrappingServices {
  const files = fileKeyService(MASTER, readWrappingKeys(folder));
  if (program === null) return { files, wraps: files, all: [files] };
  const outside = programKeyService(MASTER, openKeyProgram(program, longestMs));
  return { files, wraps: outside, all: [outside, files] };
}

function writeProgram(): void {
  program = join(folder, 'key-program.mjs');
  writeFileSync(program, PROGRAM);
  chmodSync(program, 0o700);
  set('kek-1');
}

/** Of the program: with which key it wraps, or how it fails. */
const set = (mode: string): void => writeFileSync(join(folder, 'mode'), mode);

const deps = () => commandDeps(agency.database, fileKeyProvider(MASTER, ring.keys), () => agency.clock.nowMs);

async function cli(...args: readonly string[]): Promise<string> {
  const lines: string[] = [];
  const keep = (line: string): void => {
    lines.push(line);
    said.push(line);
  };
  const maintenance = {
    ...{ ownerDatabase: owner, keyServices: services, refreshKeys: ring.refresh, settleMs: 0 },
    makeWrappingKey: () => makeWrappingKey(folder).version,
    // The commands on keys use nothing else of it.
  } as never;
  await runCli(['keys', ...args], {
    open: async () => ({
      ...{ database: agency.database, deps: deps(), witnessFolder: null, maintenance },
      close: async () => {},
    }),
    ...{ caseTypesFolder: '', programFolder: '', print: keep, say: keep, nowMs: () => agency.clock.nowMs },
  });
  return lines.join('\n');
}

async function openCase(name: string): Promise<string> {
  agency.clock.nowMs += 1;
  const open = { caseType: 'example', data: { note: `of ${name}`, name } };
  const outcome = await executeCommand(deps(), agency.ann, { open, idempotencyKey: crypto.randomUUID() });
  if (outcome.kind !== 'applied') throw new Error(`The case was not opened: ${outcome.kind}`);
  return outcome.caseId;
}

/** What differs between the derived tables and what the events say when every one is opened; "unreadable" counts. */
async function unread(keys = ring.keys): Promise<number> {
  const readers = commandDeps(agency.database, fileKeyProvider(MASTER, keys), () => agency.clock.nowMs);
  const { differences, cases } = await rebuild(readers, { tenant: TOWN, mode: 'compare' });
  expect(cases).toBeGreaterThan(0);
  return differences.length;
}

const rows = (): Promise<readonly { readonly key_id: string; readonly service: string; readonly tenant: number }[]> =>
  agency.test.query('select tenant, key_id, service from agency_key order by tenant, key_id');

const freshRing = (): Promise<OpenAgencyKeys> => openAgencyKeys(agency.database, services, () => agency.clock.nowMs);

describe('keys in files', () => {
  it('are wrapped anew with a new file, go on where they were cut off, and then open without the master key', async () => {
    await openCase('Kane');
    expect(await cli('rotate', '--wrapping')).toMatch(/Run "casewright keys rotate" first/);
    await cli('rotate');
    expect(await cli('list')).toMatch(/town: agency-2, wrapped by master-1 \(form 1\), .*, 2 data keys/);
    // As if it had been killed once the file was there and one of two agencies was done.
    makeWrappingKey(folder);
    await agency.test.query("update agency_key set wrapped = $1, service = 'wrapping-2' where tenant = $2", [
      (await services().files.wrap({ tenant: VILLAGE, keyId: 'agency-2' }, await keyOf(VILLAGE))).wrapped,
      VILLAGE,
    ]);
    expect(await cli('rotate', '--wrapping')).toBe('1 agency key wrapped anew, 1 before; all are under wrapping-2.');
    expect(readdirSync(folder)).toEqual(['wrapping-2.key']);
    expect(await unread((await freshRing()).keys)).toBe(0);
    expect(await cli('rotate', '--wrapping')).toMatch(/Made wrapping-3[^]*2 agency keys wrapped anew.*wrapping-3\.$/);
    rmSync(join(folder, 'wrapping-2.key'));
    expect(await unread((await freshRing()).keys)).toBe(0);
    rmSync(join(folder, 'wrapping-3.key'));
    await expect(freshRing()).rejects.toThrow(/wrapping-3, which is not here. Put wrapping-3.key into the data folder/);
    expect((await verifyCustody(agency.database, TOWN)).problems).toEqual([]);
  });

  it('are refused when what is stored was changed, swapped between agencies, or planted', async () => {
    await openCase('Kane');
    await cli('rotate');
    for (const damage of [
      "update agency_key set wrapped = overlay(wrapped placing '\\x00' from 20 for 1)",
      'update agency_key k set wrapped = (select wrapped from agency_key o where o.tenant <> k.tenant)',
      `update agency_key set wrapped = '\\x${'07'.repeat(60)}'`,
      "update agency_key set service = 'wrapping-9'",
      'update agency_key set algorithm = 2',
    ]) {
      const kept = await agency.test.query<{ tenant: number; wrapped: Buffer }>(
        'select tenant, wrapped from agency_key',
      );
      await agency.test.query(damage);
      await expect(freshRing(), damage).rejects.toThrow(/agency key agency-2 of agency/);
      for (const row of kept)
        await agency.test.query(
          "update agency_key set wrapped = $1, service = 'master-1', algorithm = 1 where tenant = $2",
          [row.wrapped, row.tenant],
        );
    }
    expect(await unread((await freshRing()).keys)).toBe(0);
  });
});

async function keyOf(tenant: number): Promise<Buffer> {
  const key = (await freshRing()).keys.find(tenant, 'agency-2');
  if (key === undefined) throw new Error('The agency has no such key.');
  return key;
}

describe('keys under a program outside', () => {
  it('come under it, under its next key and back to files, while everything opens and nothing of a key is said', async () => {
    await openCase('Kane');
    await cli('rotate', '--agency', 'town');
    writeProgram();
    expect(await cli('rotate', '--wrapping')).toBe('1 agency key wrapped anew, 0 before; all are under program:kek-1.');
    expect(await agenciesNotUnder(agency.database, services())).toEqual(['village']);
    expect(await cli('rotate', '--wrapping')).toBe(
      '0 agency keys wrapped anew, 1 before; all are under program:kek-1.',
    );
    set('kek-2');
    expect(await cli('rotate', '--agency', 'town')).toMatch(/town: agency key agency-3 made, 2 data keys wrapped anew/);
    expect((await rows()).map(({ service }) => service)).toEqual(['program:kek-1', 'program:kek-2']);
    expect(await cli('rotate', '--wrapping')).toBe('1 agency key wrapped anew, 1 before; all are under program:kek-2.');
    writeFileSync(join(folder, 'gone-kek-1'), '');
    expect(await unread((await freshRing()).keys)).toBe(0);
    // The files alone open nothing of it.
    const path = program;
    program = null;
    await expect(freshRing()).rejects.toThrow(/program:kek-2, which is not here. Set CASEWRIGHT_KEY_PROGRAM/);
    program = path;
    expect(await cli('rotate', '--wrapping', '--to', 'files')).toMatch(/2 agency keys wrapped anew.*master-1/);
    program = null;
    expect(await unread((await freshRing()).keys)).toBe(0);
    expect((await verifyCustody(agency.database, TOWN)).problems).toEqual([]);
    await requireNoKeySaid();
  });

  it('go on as they are while it is away: what is open stays open, and what cannot be known is sealed by nothing', async () => {
    await openCase('Kane');
    await cli('rotate');
    writeProgram();
    await cli('rotate', '--wrapping');
    const other = await freshRing();
    set('away');
    await expect(freshRing()).rejects.toThrow(/says: The key service is away\. Without it no key/);
    expect(await cli('rotate', '--agency', 'town')).toMatch(/says: The key service is away/);
    expect(await rows()).toHaveLength(2);
    expect(await unread(other.keys)).toBe(0);
    // A newer key that this process has not seen: it goes on by the older one, for as long as that cannot be retired.
    set('kek-1');
    await cli('rotate', '--agency', 'town');
    set('away');
    await expect(other.refresh()).rejects.toThrow(/away/);
    expect(other.keys.newest(TOWN)?.id).toBe('agency-2');
    agency.clock.nowMs += UNAWARE_MS + 1;
    await expect(other.refresh()).rejects.toThrow(/away/);
    expect(() => other.keys.newest(TOWN)).toThrow(/nothing new is sealed/);
    expect(other.keys.newest(VILLAGE)?.id).toBe('agency-2');
    set('kek-1');
    await other.refresh();
    expect(other.keys.newest(TOWN)?.id).toBe('agency-3');
    expect(await unread(other.keys)).toBe(0);
  });

  it('change nothing where it lies, hangs, crashes, talks without end or quotes a key', async () => {
    await openCase('Kane');
    await cli('rotate', '--agency', 'town');
    const before = await rows();
    writeProgram();
    for (const [mode, sentence] of [
      ['lies', /does not give back what it wrapped/],
      ['crashes', /ended with 7 and no answer/],
      ['talks', /left out, since it quotes a key/],
      ['chatters', /answers without end|no answer/],
      ['hangs', /did not answer within 1 seconds/],
    ] as const) {
      set(mode);
      longestMs = mode === 'hangs' ? 1_000 : 20_000;
      expect(await cli('rotate', '--wrapping'), mode).toMatch(sentence);
      expect(await rows(), mode).toEqual(before);
    }
    await requireNoKeySaid();
    chmodSync(program ?? '', 0o722);
    expect(() => services()).toThrow(/can be changed by other users/);
    program = join(folder, 'nowhere');
    expect(() => services()).toThrow(/is no program/);
    program = 'key-program.mjs';
    expect(() => services()).toThrow(/must be a whole path/);
  }, 30_000);
});

/** In no form in which somebody might write one. */
async function requireNoKeySaid(): Promise<void> {
  const all = said.join('\n');
  expect(all.length).toBeGreaterThan(0);
  const stored = await agency.test.query<{ wrapped: Buffer }>('select wrapped from agency_key');
  const fresh = await freshRing().catch(() => ring);
  const keys = [TOWN, VILLAGE].flatMap((tenant) => fresh.keys.newest(tenant)?.key ?? []);
  for (const bytes of [MASTER, ...keys, ...stored.map(({ wrapped }) => wrapped)])
    for (const form of ['hex', 'base64', 'latin1'] as const) expect(all).not.toContain(bytes.toString(form));
}

describe('an agency key that a rotation left behind', () => {
  it('is erased once nothing can be under it any more, and what was destroyed stays destroyed', async () => {
    const [kept, destroyed] = [await openCase('Kane'), await openCase('Ellis')];
    await cli('rotate');
    const command = { type: 'CloseCase', outcome: 'done' } as const;
    await executeCommand(deps(), agency.ann, { caseId: destroyed, command, idempotencyKey: crypto.randomUUID() });
    const asked = { tenant: TOWN, caseId: destroyed, subject: '', authority: 'GDA 12', class: '4.2' };
    const keeper = { note: async () => '', cancel: async () => {} };
    expect(await destroy({ ...deps(), keeper }, { ...asked, approvers: ['cleo', 'dora'] })).toMatchObject({
      kind: 'destroyed',
    });
    expect(await cli('rotate', '--agency', 'town')).toMatch(/agency-3 made, 2 data keys wrapped anew/);
    expect(await cli('retire', '--agency', 'town')).toBe('town: no agency key can be retired now.');
    agency.clock.nowMs += TEN_MINUTES + 1;
    await ring.refresh();
    // A data key that came under it late holds it, until the next rotation found it.
    await agency.test.query("update data_key set wrapped_by = 'agency-2' where case_id = $1 and subject = ''", [kept]);
    expect(await cli('retire', '--agency', 'town')).toBe('town: no agency key can be retired now.');
    await agency.test.query("update data_key set wrapped_by = 'agency-3' where case_id = $1 and subject = ''", [kept]);
    expect(await cli('retire', '--agency', 'town')).toBe('town: retired agency-2.');
    const stored = await agency.test.query<{ key_id: string; bytes: number }>(
      'select key_id, octet_length(wrapped) as bytes from agency_key where tenant = $1 order by key_id',
      [TOWN],
    );
    expect(stored).toEqual([
      { key_id: 'agency-2', bytes: 0 },
      { key_id: 'agency-3', bytes: 60 },
    ]);
    expect(await agency.test.query('select from data_key where case_id = $1', [destroyed])).toHaveLength(0);
    const after = await freshRing();
    expect(after.keys.find(TOWN, 'agency-2')).toBeUndefined();
    expect(await unread(after.keys)).toBe(0);
    expect(await cli('rotate', '--agency', 'town')).toMatch(/agency-4 made, 2 data keys/);
    expect(await cli('list', '--agency', 'town')).toMatch(/agency-2, made .*, retired 2026-03-01, 0 data keys/);
    expect((await verifyCustody(agency.database, TOWN)).problems).toEqual([]);
  });
});

const MODULE = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib64/pkcs11/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
].find((path) => existsSync(path));

describe.skipIf(MODULE === undefined)('a real token, where the machine has SoftHSM and OpenSC', () => {
  it('wraps agency keys by the key program that is shipped, and nobody opens them without it', async () => {
    const config = join(folder, 'softhsm2.conf');
    writeFileSync(config, `directories.tokendir = ${folder}\nobjectstore.backend = file\n`);
    const settings = { SOFTHSM2_CONF: config, PKCS11_MODULE: MODULE, PKCS11_TOKEN: 'town', PKCS11_PIN: '1234' };
    Object.assign(process.env, settings, { PKCS11_KEY: '01' });
    const run = (name: string, ...args: readonly string[]) => execFileSync(name, args, { stdio: 'ignore' });
    run('softhsm2-util', '--init-token', '--free', '--label', 'town', '--pin', '1234', '--so-pin', '5678');
    const make = ['--module', MODULE ?? '', '--token-label', 'town', '--login', '--pin', '1234', '--keygen'];
    for (const id of ['01', '02']) run('pkcs11-tool', ...make, '--key-type', 'AES:32', '--sensitive', '--id', id);
    await openCase('Kane');
    program = fileURLToPath(new URL('../../key-programs/pkcs11.mjs', import.meta.url));
    expect(await cli('rotate', '--agency', 'town')).toMatch(/town: agency key agency-2 made, 2 data keys wrapped anew/);
    expect((await rows()).map(({ service }) => service)).toEqual(['program:01']);
    process.env['PKCS11_KEY'] = '02';
    expect(await cli('rotate', '--wrapping')).toBe('1 agency key wrapped anew, 0 before; all are under program:02.');
    run('pkcs11-tool', ...make.slice(0, -1), '--delete-object', '--type', 'secrkey', '--id', '01');
    expect(await unread((await freshRing()).keys)).toBe(0);
    run('pkcs11-tool', ...make.slice(0, -1), '--delete-object', '--type', 'secrkey', '--id', '02');
    await expect(freshRing()).rejects.toThrow(/has no key 02/);
    process.env['PKCS11_PIN'] = '9999';
    await expect(freshRing()).rejects.toThrow(/refuses the PIN/);
    for (const name of [...Object.keys(settings), 'PKCS11_KEY']) delete process.env[name];
  });
});

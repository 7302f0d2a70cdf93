// Made-up lives of several kinds of case leave as packages, are verified without a database, and come into another installation with
// another master key: the same events with the same hashes, the same state, the same bytes. What is damaged is found at its file; what is
// in the way is told, and nothing is merged.
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseState, CorrectionRecipient } from '@casewright/engine/case';
import type { Principal } from '@casewright/engine/policy';
import { readShipped } from '../cli/read-case-types.ts';
import { principalIn } from '../commands/agency-under-test.ts';
import { commandDeps, executeCommand, type CommandDeps } from '../commands/execute-command.ts';
import type { FileToJudge } from '../commands/upload-types.ts';
import { delegateTo, liveCasesOf, livedSince, withPeopleFor } from '../demonstration/demonstration-lives.ts';
import { openDiskStore } from '../files/disk-store.ts';
import type { Bytes } from '../files/bytes.ts';
import type { ObjectStore } from '../files/object-store.ts';
import { DEFAULT_LIMITS } from '../gate/budget.ts';
import { judgeFile } from '../gate/judge-file.ts';
import { startTestDatabase, type TestDatabase } from '../launch/test-database.ts';
import { programContext } from '../store/context.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { fileKeyProvider } from '../store/keys.ts';
import { makeCheckpoint } from '../store/make-checkpoint.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { readCaseProof } from '../store/read-case-proof.ts';
import { rebuild } from '../store/rebuild.ts';
import { upsertPeople, type AgencySetUp } from '../store/upsert-people.ts';
import { verifyChain } from '../store/verify-chain.ts';
import { verifyCustody } from '../store/verify-custody.ts';
import { verifyLog } from '../store/verify-log.ts';
import { emptyOutbox } from '../worker/outbox.ts';
import { exportPackage } from './export-package.ts';
import { importPackage, type Brought } from './import-package.ts';
import { loadProofCheck } from './proof-check.ts';
import { recordTransfer } from './record-transfer.ts';
import { verifyPackage, type CheckProof } from './verify-package.ts';

const TENANT = 5;
const TODAY = '2026-05-04';
const KINDS = ['complaint', 'claim', 'investigation', 'legal-matter', 'child-in-care'];
const VERIFIER = fileURLToPath(new URL('../../casewright-verify.mjs', import.meta.url));

interface Installation {
  readonly test: TestDatabase;
  readonly database: Database;
  readonly deps: CommandDeps;
  readonly files: ObjectStore;
}

const all = readShipped(fileURLToPath(new URL('../../../case-types', import.meta.url))).caseTypes;
const shipped = all.filter(({ caseType }) => KINDS.includes(caseType.name));
const kinds = shipped.map(({ caseType }) => caseType);
const agency: AgencySetUp = withPeopleFor(
  { tenant: TENANT, slug: 'origin', name: 'Origin', teams: [], people: [] },
  kinds,
);
const nowMs = (): number => Date.parse(`${TODAY}T08:00:00Z`);

let check: CheckProof;
let folder: string;
let here: Installation;
const cases: string[] = [];

async function installation(master: number, name: string): Promise<Installation> {
  const test = await startTestDatabase();
  const settings = '-c TimeZone=UTC -c DateStyle=ISO,YMD';
  const database = openDatabase({ connection: test.appConnection, contextKey: test.contextKey, poolSize: 3, settings });
  const deps = commandDeps(database, fileKeyProvider(Buffer.alloc(32, master)), nowMs);
  return { test, database, deps, files: openDiskStore(join(folder, `files-${name}`)) };
}

async function close({ test, database }: Installation): Promise<void> {
  await database.close();
  await test.close();
}

async function publish({ database }: Installation, tenant: number): Promise<void> {
  for (const { caseType, source } of shipped)
    await publishCaseType(database, { tenant, person: 'x', caseType, source, publishedAt: '2026-01-01T00:00:00.000Z' });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-package-'));
  check = await loadProofCheck(VERIFIER);
  here = await installation(3, 'here');
  await upsertPeople(here.database, agency);
  await publish(here, TENANT);
  await delegateTo(here.deps, agency, { kinds, since: livedSince(TODAY) });
  const deps = {
    ...{ ...here.deps, store: here.files, limits: { bytes: 9_000_000, atOnce: 500 } },
    judge: (file: Bytes, { name, signal }: FileToJudge) =>
      judgeFile(file, { name, limits: DEFAULT_LIMITS, scanner: null, signal }),
  };
  for (const caseType of kinds) {
    const people = agency.people.filter(({ memberships }) => memberships.some(({ team }) => team === caseType.team));
    const principals = people.map(({ person, memberships }) => principalIn(TENANT, person, memberships));
    await liveCasesOf(deps, caseType, { tenant: TENANT, today: TODAY, principals, otherAgency: '6' });
  }
  const rows = await here.test.query<{ case_id: string }>('select case_id from case_head order by opened_at, case_id');
  cases.push(...rows.map((row) => row.case_id));
}, 120_000);
afterAll(async () => {
  await close(here);
  rmSync(folder, { recursive: true });
});

const keyFolder = (): string => join(folder, 'keys');

async function takeOut(caseId: string, name: string, sealed = true): Promise<string> {
  await emptyOutbox(here.database, TENANT);
  const signer = here.deps.keys.logSigner(TENANT);
  const checkpoint = await makeCheckpoint(here.database, {
    tenant: TENANT,
    signer,
    now: new Date(nowMs()).toISOString(),
  });
  if (checkpoint === null) throw new Error('Nothing was logged.');
  const proof = await here.database.snapshot(programContext(TENANT, 'system.log'), (tx) =>
    readCaseProof(tx, { tenant: TENANT, caseId }, { checkpoint, key: signer.text }),
  );
  if (proof === null) throw new Error('An event is not logged.');
  const to = join(folder, name);
  await exportPackage(
    { ...here.deps, database: here.database, files: here.files },
    {
      ...{ agency: { tenant: TENANT, slug: 'origin', name: 'Origin' }, caseId, folder: to, by: 'ann', reason: 'Moves' },
      ...{ proof, verifier: readFileSync(VERIFIER, 'utf8') },
      sealing: sealed ? { keyFolder: keyFolder(), expiresOn: '2026-12-31' } : null,
    },
  );
  return to;
}

const problemsOf = async (bag: string): Promise<readonly string[]> => (await verifyPackage(bag, check)).problems;

function bringInto({ database, deps, files }: Installation, bag: string, more: object = {}): Promise<Brought> {
  return importPackage(
    { ...deps, database, files, checkProof: check },
    {
      ...{ folder: bag, agency: { tenant: TENANT, slug: 'other', name: 'Other' }, keyFolder: keyFolder() },
      ...{ today: TODAY, isTrial: false, ...more },
    },
  );
}

/** Everything of a case that is not wrapped by an installation. */
async function rowsOf({ test }: Installation, caseId: string): Promise<readonly unknown[]> {
  const of = (text: string): Promise<readonly unknown[]> => test.query(text, [TENANT, caseId]);
  return [
    ...(await of('select * from event where tenant = $1 and case_id = $2 order by seq')),
    ...(await of(
      'select version, last_hash, case_type_hash, reference, team, status, opened_at, state from case_head where tenant = $1 and case_id = $2',
    )),
    ...(await of(
      'select subject, key_id, created_at from data_key where tenant = $1 and case_id = $2 order by subject',
    )),
    ...(await of(
      "select file, cipher, sealed, size, state, media_type, pages, seq from stored_file where tenant = $1 and case_id = $2 and state = 'filed' order by file",
    )),
    ...(await of(
      'select file, subject, tokens, parts from file_text where tenant = $1 and case_id = $2 order by file',
    )),
    ...(await of('select task from task where tenant = $1 and case_id = $2 order by task')),
  ];
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

describe('packages of cases', () => {
  it('go out, are verified without a database, and come in with the same events, hashes, state and bytes', async () => {
    const there = await installation(4, 'there');
    const { people, teams } = agency;
    await upsertPeople(there.database, { tenant: TENANT, slug: 'other', name: 'Other', teams, people });
    await publish(there, TENANT);
    const tally = { cases: 0, events: 0, files: 0, kinds: new Set<string>() };
    for (const [at, caseId] of cases.entries()) {
      const bag = await takeOut(caseId, `case-${at}`);
      const { problems, manifest, events, documents } = await verifyPackage(bag, check);
      expect(problems).toEqual([]);
      expect((await bringInto(there, bag, { isTrial: true })).kind).toBe('would-bring');
      expect(await there.test.query('select from event where case_id = $1', [caseId])).toHaveLength(0);
      expect((await bringInto(there, bag)).kind).toBe('brought');
      expect(await rowsOf(there, caseId)).toEqual(await rowsOf(here, caseId));
      expect((await bringInto(there, bag)).kind).toBe('here-already');
      tally.cases += 1;
      tally.events += events.length;
      tally.files += documents.length;
      tally.kinds.add(manifest?.case.caseType.name ?? '');
    }
    expect(tally.kinds.size).toBe(KINDS.length);
    expect([tally.cases, tally.events > 100, tally.files >= 5]).toEqual([10, true, true]);
    await emptyOutbox(there.database, TENANT);
    const log = there.deps.keys.logSigner(TENANT);
    await makeCheckpoint(there.database, { tenant: TENANT, signer: log, now: new Date(nowMs()).toISOString() });
    const verdict = await verifyLog(there.database, { tenant: TENANT, log, witnessed: null });
    expect(verdict.problems).toEqual([]);
    expect(verdict.leaves).toBeGreaterThanOrEqual(tally.events + tally.cases);
    expect((await verifyChain(there.database, { tenant: TENANT })).problems).toEqual([]);
    expect((await verifyCustody(there.database, TENANT)).problems).toEqual([]);
    expect((await rebuild(there.deps, { tenant: TENANT, mode: 'compare' })).differences).toEqual([]);
    for await (const object of there.files.list(TENANT))
      if (object.kind === 'object') expect(await here.files.size(object)).toBe(object.bytes);
    // It goes on there.
    const open = await there.test.query<{ case_id: string; team: string }>(
      "select case_id, team from case_head where status = 'open'",
    );
    const [one] = open;
    const worker = people.find(({ memberships }) => memberships.some(({ team }) => team === one?.team));
    const outcome = await executeCommand(
      there.deps,
      principalIn(TENANT, worker?.person ?? '', worker?.memberships ?? []),
      {
        ...{ caseId: one?.case_id ?? '', command: { type: 'AddNote', text: 'Here now' }, idempotencyKey: 'goes-on' },
      },
    );
    expect(outcome.kind).toBe('applied');
    expect((await verifyChain(there.database, { tenant: TENANT })).problems).toEqual([]);
    await close(there);
  }, 120_000);

  it('can be read: every fact and event stands there, no secret address does, and nothing runs', async () => {
    const [caseId = ''] = cases;
    const [head] = await here.test.query<{ team: string; state: string }>(
      'select team, state from case_head where case_id = $1',
      [caseId],
    );
    const worker = agency.people.find(({ memberships }) => memberships.some(({ team }) => team === head?.team));
    // The store keeps exactly what the engine made.
    const [role = ''] = Object.keys((JSON.parse(head?.state ?? '') as CaseState).parties);
    const contact = {
      name: 'Mrs Known',
      email: 'canary@hidden.example',
      phone: null,
      address: 'Canary Lane 4',
      language: null,
    };
    const said = { ...contact, prefers: null, isSafe: true, isSecret: true } as const;
    const set = await executeCommand(here.deps, principalIn(TENANT, worker?.person ?? '', worker?.memberships ?? []), {
      ...{ caseId, command: { type: 'SetContact', of: role, entry: `party.${role}`, contact: said } },
      idempotencyKey: 'secret',
    });
    expect(set.kind).toBe('applied');
    const whole = await takeOut(caseId, 'read-sealed');
    const bag = await takeOut(caseId, 'read', false);
    let looked = 0;
    for (const path of [bag, whole].flatMap(filesIn)) {
      looked += 1;
      expect(readFileSync(path).includes('anary'), path).toBe(false);
    }
    expect(looked).toBeGreaterThan(20);
    expect(await problemsOf(bag)).toEqual([]);
    const html = readFileSync(join(bag, 'data/readable.html'), 'utf8');
    expect(html).not.toMatch(/<script|javascript:|\son[a-z]+=|<img|<link/);
    expect(html).toContain('Content-Security-Policy');
    expect(html).toContain('Mrs Known');
    expect(html).toContain('left out, since it is secret');
    const { events } = await verifyPackage(bag, check);
    expect(html.match(/<tr>/g)?.length ?? 0).toBeGreaterThan(events.length);
    expect(readFileSync(join(bag, 'data/metadata/dublin-core.xml'), 'utf8')).toContain('<dcterms:identifier>urn:uuid:');
    expect(readdirSync(join(bag, 'data'))).not.toContain('sealed');
    await expect(bringInto(here, bag)).rejects.toThrow(/its keys are not in it/);
  });

  it('are found damaged at the file that is, whatever was changed', async () => {
    const bag = await takeOut(cases[1] ?? '', 'damaged');
    const paths = [
      'data/events.jsonl',
      'data/proof.json',
      'data/readable.html',
      'data/package.json',
      'manifest-sha256.txt',
    ];
    for (const path of paths) {
      const good = readFileSync(join(bag, path));
      appendFileSync(join(bag, path), ' ');
      expect(
        (await problemsOf(bag)).some((problem) => problem.includes(path)),
        path,
      ).toBe(true);
      writeFileSync(join(bag, path), good);
    }
    expect(await problemsOf(bag)).toEqual([]);
    // Somebody who makes every hash of the bag anew is told of by the chain.
    const { events } = await verifyPackage(bag, check);
    const forged = events.map((event) => (event.seq === 2 ? { ...event, actor: 'somebody.else' } : event));
    writeFileSync(join(bag, 'data/events.jsonl'), forged.map((event) => `${JSON.stringify(event)}\n`).join(''));
    expect(await problemsOf(bag)).toContain('data/events.jsonl: event 2 was changed: its hash is another.');
  });

  it('are refused where something is in the way, each time in words, and nothing is merged', async () => {
    const there = await installation(4, 'in-the-way');
    const caseId = cases[2] ?? '';
    const bag = await takeOut(caseId, 'in-the-way');
    const { teams, people } = agency;
    const bring = (more: object = {}): Promise<string> =>
      bringInto(there, bag, more).then(
        ({ kind }) => kind,
        (error: unknown) => (error instanceof Error ? error.message : ''),
      );
    await upsertPeople(there.database, { tenant: TENANT, slug: 'other', name: 'Other', teams: [], people: [] });
    expect(await bring({ agency: { tenant: 9, slug: 'nine', name: 'Nine' } })).toMatch(/Every hash names the number/);
    expect(await bring()).toMatch(/There is no team/);
    await upsertPeople(there.database, { tenant: TENANT, slug: 'other', name: 'Other', teams, people });
    expect(await bring()).toMatch(/is not published here/);
    await publish(there, TENANT);
    expect(await bring({ keyFolder: join(folder, 'no-keys') })).toMatch(/is missing/);
    expect(await there.test.query('select from event')).toHaveLength(0);
    expect(await bring()).toBe('brought');
    // It went on there, so that the two are not one any more.
    const [row] = await there.test.query<{ team: string }>('select team from case_head where case_id = $1', [caseId]);
    const worker = people.find(({ memberships }) => memberships.some(({ team }) => team === row?.team));
    await executeCommand(there.deps, principalIn(TENANT, worker?.person ?? '', worker?.memberships ?? []), {
      ...{ caseId, command: { type: 'AddNote', text: 'Another end' }, idempotencyKey: 'another-end' },
    });
    const before = await rowsOf(there, caseId);
    expect(await bring()).toMatch(/The two are not merged/);
    expect(await rowsOf(there, caseId)).toEqual(before);
    await close(there);
  });

  it('are on the list of who was told when something in the case turns out to be wrong, and so is all of its agency', async () => {
    const [caseId = '', other = ''] = cases;
    const { manifest } = await verifyPackage(await takeOut(caseId, 'told', false), check);
    await recordTransfer({ database: here.database, nowMs }, TENANT, [
      'taken-out',
      { bag: 'bag-of-all', sealed: true },
    ]);
    const by: Principal = {
      ...{ tenant: TENANT, person: 'system.corrections', authority: 'corrections', name: 'Corrections', teams: [] },
      holding: 'program',
    };
    const toldOf = async (of: string): Promise<readonly CorrectionRecipient[]> => {
      const [row] = await here.test.query<{ field: string }>(
        `select jsonb_object_keys(state::jsonb -> 'data') as field from case_head where case_id = $1 limit 1`,
        [of],
      );
      const outcome = await executeCommand(here.deps, by, {
        caseId: of,
        command: {
          ...{ type: 'ReceiveCorrection', field: row?.field ?? '', from: { caseId: of, correction: 'correction.1' } },
          correction: {
            ...{ standing: 'accepted', words: 'Wrong', askedOn: TODAY, authority: 'Act s 1', reasons: null },
          },
        },
        idempotencyKey: `correct-${of}`,
      });
      if (outcome.kind !== 'applied' || outcome.event.type !== 'CorrectionReceived') throw new Error(outcome.kind);
      return outcome.event.correction.recipients.filter(({ left }) => left !== undefined);
    };
    const nobody = { through: [], left: TODAY, settled: null };
    expect(await toldOf(caseId)).toEqual(
      expect.arrayContaining([
        { key: `package:${manifest?.id ?? ''}`, ...nobody },
        { key: 'transfer:bag-of-all', ...nobody },
      ]),
    );
    const ofOther = await toldOf(other);
    expect(ofOther).toContainEqual({ key: 'transfer:bag-of-all', ...nobody });
    expect(ofOther.map(({ key }) => key)).not.toContain(`package:${manifest?.id ?? ''}`);
  });
});

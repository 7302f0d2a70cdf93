import { principalOfMember } from '../commands/member-principal.ts';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { checkCaseType } from '@casewright/engine/definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandDeps, executeCommand } from '../commands/execute-command.ts';
import { startTestDatabase, type TestDatabase } from '../launch/test-database.ts';
import { contextSigner, programContext } from '../store/context.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { fileKeyProvider } from '../store/keys.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { bareServer } from './bare-server.ts';
import { addBareCases, makeBareTables } from './bare-tables.ts';
import { COMPLETION, OPENING, type OpenedCase } from './bench-world.ts';
import { openWireClient } from './http-client.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';
import { findPgbench, runPgbench } from './pgbench.ts';
import { pgbenchScript } from './pgbench-script.ts';
import { recordCommands, type CommandTemplates } from './record-commands.ts';
import { startRecorder, type StatementRecorder } from './record-statements.ts';
import { caseIdOf } from './row-template.ts';

const TENANT = 77;
const TEAM = 'fines';
const FLOOR_CASE = 1_000_000_000;
const PGBENCH_CASE = 2_000_000_000;
const SUPPLIED_CASE = 3_000_000_000;

/** What each table must hold of one command, with all that differs from case to case taken out. */
const ROWS: Readonly<Record<string, string>> = {
  event: `select to_jsonb(e) - 'case_id' as row from event e where seq = $2 and case_id = $1`,
  case_head: `select to_jsonb(h) - 'case_id' - 'reference' as row from case_head h where version = $2 and case_id = $1`,
  task: `select to_jsonb(t) - 'case_id' - 'reference' as row from task t where $2 > 0 and case_id = $1 order by task`,
  case_access: `select to_jsonb(a) - 'case_id' as row from case_access a where $2 > 0 and case_id = $1`,
  timer: `select to_jsonb(t) - 'case_id' as row from timer t where $2 > 0 and case_id = $1`,
  outbox: `select to_jsonb(o) - 'case_id' as row from outbox o where seq = $2 and case_id = $1`,
  receipt: `select to_jsonb(r) - 'case_id' - 'key' || jsonb_build_object('length', length(key)) as row from receipt r where version = $2 and case_id = $1`,
};

describe('the floor and pgbench write the rows that a command writes', () => {
  let test: TestDatabase;
  let database: Database;
  let owner: OwnerSession;
  let recorder: StatementRecorder;
  let templates: CommandTemplates;

  beforeAll(async () => {
    test = await startTestDatabase();
    await test.addAgency({ tenant: TENANT, slug: 'bench', team: TEAM, person: 'ada', role: 'officer' });
    recorder = startRecorder();
    database = openDatabase({ connection: test.appConnection, contextKey: test.contextKey, poolSize: 4 });
    const signer = contextSigner(test.contextKey);
    owner = await openOwnerSession(test.ownerConnection, () =>
      signer.setContext(programContext(TENANT, 'bench'), Date.now()).join('; '),
    );
    await publish(database);
    templates = await recordCommands({ ...commandsOf(database), recorder }, 1);
    await makeBareTables(owner);
  });
  afterAll(async () => {
    recorder.stop();
    await owner.close();
    await database.close();
    await test.close();
  });

  it('through the floor, for opening a case and for completing a task', async () => {
    await addBareCases(owner, templates.example.caseId, { first: SUPPLIED_CASE, last: SUPPLIED_CASE });
    const { server, end } = bareServer({
      connection: test.ownerConnection,
      poolSize: 2,
      tenant: TENANT,
      open: templates.open,
      complete: templates.complete,
      firstCase: FLOOR_CASE,
      token: `in:${TENANT}/${TEAM}`,
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const wire = await openWireClient((server.address() as AddressInfo).port);
    const opened = await wire.send({ method: 'POST', path: '/cases', headers: {}, body: '{}' });
    const completed = await wire.send({ method: 'POST', path: `/cases/${SUPPLIED_CASE}`, headers: {}, body: '{}' });
    wire.close();
    server.close();
    await end();
    expect([opened.status, completed.status]).toEqual([201, 200]);
    await expectSameRows(test, { bare: caseIdOf(FLOOR_CASE + 1), real: templates.recorded.open.caseId, seq: 1 });
    await expectSameRows(test, { bare: caseIdOf(SUPPLIED_CASE), real: templates.recorded.complete.caseId, seq: 2 });
  });

  it.skipIf(findPgbench() === null)('through pgbench, for opening a case and for completing a task', async () => {
    await addBareCases(owner, templates.example.caseId, { first: SUPPLIED_CASE + 1, last: SUPPLIED_CASE + 1 });
    const once = { connection: test.ownerConnection, clients: 1, length: { transactions: 1 } };
    await runPgbench({ ...once, script: pgbenchScript(templates.open, TENANT), firstCase: PGBENCH_CASE });
    await runPgbench({ ...once, script: pgbenchScript(templates.complete, TENANT), firstCase: SUPPLIED_CASE + 1 });
    await expectSameRows(test, { bare: caseIdOf(PGBENCH_CASE), real: templates.recorded.open.caseId, seq: 1 });
    await expectSameRows(test, { bare: caseIdOf(SUPPLIED_CASE + 1), real: templates.recorded.complete.caseId, seq: 2 });
  });
});

async function publish(database: Database): Promise<void> {
  const source = readFileSync(
    new URL(`../../../case-types/${OPENING.caseType}/case-type.yaml`, import.meta.url),
    'utf8',
  );
  const checked = checkCaseType(source, createHash('sha256').update(source).digest('hex'));
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
  await publishCaseType(database, {
    tenant: TENANT,
    person: 'ada',
    caseType: checked.caseType,
    source,
    publishedAt: '2026-01-01T00:00:00.000Z',
  });
}

function commandsOf(database: Database): Omit<Parameters<typeof recordCommands>[0], 'recorder'> {
  const deps = commandDeps(database, fileKeyProvider(Buffer.alloc(32, 7)));
  const teams = [{ team: TEAM, role: 'officer' }];
  const principal = principalOfMember({
    ...{ tenant: TENANT, person: 'ada', authority: 'session:test', name: 'Ada', teams },
  });
  const execute = async (request: Parameters<typeof executeCommand>[2]): Promise<OpenedCase> => {
    const outcome = await executeCommand(deps, principal, request);
    if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
    return outcome;
  };
  return {
    openCase: (number) =>
      execute({ open: { ...OPENING, team: TEAM }, occurred: '2026-03-02', idempotencyKey: `open-${number}` }),
    async completeTask({ caseId }) {
      await execute({ caseId, command: { type: 'CompleteTask', ...COMPLETION }, idempotencyKey: `complete-${caseId}` });
    },
    receiptKey: (key) => `ada ${key}`,
  };
}

async function expectSameRows(
  test: TestDatabase,
  of: { readonly bare: string; readonly real: string; readonly seq: number },
): Promise<void> {
  for (const [table, text] of Object.entries(ROWS)) {
    const real = await test.query(text, [of.real, of.seq]);
    const bare = await test.query(text.replace(` from ${table} `, ` from bare.${table} `), [of.bare, of.seq]);
    if (table !== 'timer' && !(table === 'case_access' && of.seq === 2)) expect(real.length, table).toBeGreaterThan(0);
    // What names the case names each its own.
    const named = (rows: unknown, id: string): unknown => JSON.parse(JSON.stringify(rows).replaceAll(id, 'the case'));
    expect(named(bare, of.bare), table).toEqual(named(real, of.real));
  }
}

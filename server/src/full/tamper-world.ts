// An installation with many small agencies whose cases went through the program, logged, signed and witnessed, to be tampered
// with by somebody who has the database, the master key and this program, and lacks only the witness's folder. It can be put
// back, agency by agency.
import { principalOfMember } from '../commands/member-principal.ts';
import { join } from 'node:path';
import { runCli } from '../cli/cli.ts';
import { type CheckedFile, readShippedNamed } from '../cli/read-case-types.ts';
import { executeCommand } from '../commands/execute-command.ts';
import { configurationOf, openSystem, type OpenSystem } from '../open-system.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { fileWitness } from '../witness/file-witness.ts';
import { publishLog } from '../worker/log.ts';
import { emptyOutbox } from '../worker/outbox.ts';
import { sealAllReads } from '../worker/reads.ts';
import { ACCESS_ENTRIES_MAX, appendAccessLog } from '../store/append-access-log.ts';
import { programContext } from '../store/context.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { openGround, type Ground } from './ground.ts';
import type { Chance } from './seeded-chance.ts';
import type { SuiteOptions } from './suite.ts';

export interface TamperWorld {
  readonly ground: Ground;
  readonly system: OpenSystem;
  readonly agencies: readonly TamperAgency[];
  /** Puts an agency as it was at the end, or as it was in the middle. */
  readonly restore: (tenant: number, from: 'whole' | 'middle') => Promise<void>;
  /** Statements that put back what all agencies share and what was changed in this round. */
  readonly toUndo: Set<string>;
  /** The lines of `casewright verify`; without the witness only to see what it is good for. */
  readonly verify: (by?: 'with the witness' | 'alone') => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

export interface TamperAgency {
  readonly tenant: number;
  readonly slug: string;
  /** With the number of events at the end, and in the middle (0: was not there). */
  readonly cases: readonly { readonly caseId: string; readonly events: number; readonly before: number }[];
}

const TEAM = 'fines-desk';
const CASE_TYPE = 'infringement-notice';
/** Children after their parents. */
const TABLES = [
  ...['team', 'person', 'membership', 'right_change', 'event', 'data_key', 'case_head', 'case_access', 'outbox'],
  ...['case_grant', 'task', 'access_log', 'access_seen', 'read_batch', 'read_sealed'],
  ...['log_head', 'log_leaf', 'log_tile', 'log_checkpoint', 'log_cosignature'],
];

export interface WorldToOpen {
  readonly agencies: number;
  /** Cases of each agency. */
  readonly cases: number;
  readonly chance: Chance;
  /** It was made by a run that was cut off, and is only put back. */
  readonly isMade: boolean;
}

export async function openTamperWorld(
  { project, folder, say }: SuiteOptions,
  { agencies, cases, chance, isMade }: WorldToOpen,
): Promise<TamperWorld> {
  const data = join(folder, 'tamper');
  const ground = await openGround(data);
  const system = await openSystem(configurationOf({ CASEWRIGHT_DATA: data }), () => {});
  const witnessFolder = join(folder, 'witness');
  const tenants = Array.from({ length: agencies }, (_, at) => at + 1);
  async function publish(): Promise<void> {
    const { database, deps } = system;
    for (const tenant of tenants) {
      await sealAllReads(deps, tenant);
      await emptyOutbox(database, tenant);
      const { keys, nowMs } = deps;
      const { problems } = await publishLog({ database, keys, nowMs, witnesses: [fileWitness(witnessFolder)] }, tenant);
      if (problems.length > 0) throw new Error('The witness did not take a checkpoint.');
    }
  }
  // What is tampered with is put back; nobody waits for the disk.
  await ground.query('set synchronous_commit = off');
  if (isMade) for (const tenant of tenants) await restore(ground, tenant, 'whole');
  else {
    say(`Making ${agencies} agencies to tamper with.`);
    const shipped = readShippedNamed(join(project, 'case-types'), CASE_TYPE);
    for (const tenant of tenants) await setUp(system, tenant, shipped);
    for (const tenant of tenants) await work(system, tenant, { opened: cases, chance });
    for (const tenant of tenants) await look(system, tenant);
    await publish();
    await keep(ground, 'middle');
    for (const tenant of tenants) await work(system, tenant, { opened: 2, chance });
    for (const tenant of tenants) await look(system, tenant);
    await publish();
    await keep(ground, 'whole');
  }
  return {
    ground,
    system,
    agencies: await agenciesOf(ground),
    restore: (tenant, from) => restore(ground, tenant, from),
    toUndo: new Set(),
    verify: (by) => verify(system, by === 'alone' ? null : witnessFolder),
    async close() {
      await ground.close();
      await system.close();
    },
  };
}

async function setUp({ database }: OpenSystem, tenant: number, { caseType, source }: CheckedFile): Promise<void> {
  const memberships = [{ team: TEAM, role: 'officer' }];
  const people = ['clerk', 'second'].map((person) => ({ person, name: person, memberships }));
  const teams = [TEAM, 'parking'].map((team) => ({ team, title: team }));
  await upsertPeople(database, { tenant, slug: `agency-${tenant}`, name: `Agency ${tenant}`, teams, people });
  const publishedAt = '2026-01-01T00:00:00.000Z';
  await publishCaseType(database, { tenant, person: 'clerk', caseType, source, publishedAt });
}

/** Opens cases, and adds some notes to each case of the agency. */
async function work(
  { deps }: OpenSystem,
  tenant: number,
  { opened, chance }: { readonly opened: number; readonly chance: Chance },
): Promise<void> {
  const teams = [{ team: TEAM, role: 'officer' }];
  const clerk = principalOfMember({ tenant, person: 'clerk', authority: 'session:clerk', name: 'clerk', teams });
  const key = (): string => `key-${(keys += 1)}`;
  for (let at = 0; at < opened; at += 1) {
    const opening = {
      caseType: CASE_TYPE,
      team: TEAM,
      data: { createdOn: '2026-03-02', article: '157', amount: '35.00' },
    };
    const outcome = await executeCommand(deps, clerk, { open: opening, idempotencyKey: key() });
    if (outcome.kind !== 'applied') throw new Error('A case could not be opened.');
    const list = casesOf.get(tenant) ?? [];
    casesOf.set(tenant, [...list, outcome.caseId]);
  }
  for (const caseId of casesOf.get(tenant) ?? []) {
    for (let notes = chance.between(opened > 2 ? 2 : 0, 4); notes > 0; notes -= 1)
      await executeCommand(deps, clerk, { caseId, command: { type: 'AddNote', text: 'seen' }, idempotencyKey: key() });
  }
}

/** Looks at each case of the agency, once and at all of them in a list. */
async function look({ database, deps }: OpenSystem, tenant: number): Promise<void> {
  const caseIds = casesOf.get(tenant) ?? [];
  const at = new Date(deps.nowMs()).toISOString();
  const line = { person: 'clerk', authority: 'session:clerk', denied: false, rule: 'team', purpose: 'work' };
  const looks = [{ action: 'list-cases', caseIds }, ...caseIds.map((id) => ({ action: 'read-case', caseIds: [id] }))];
  const entries = looks
    .slice(0, ACCESS_ENTRIES_MAX)
    .map((each) => ({ ...line, ...each, entryId: uuidV7(deps.nowMs()) }));
  await database.once(programContext(tenant, 'clerk'), appendAccessLog(tenant, at, entries));
}

const casesOf = new Map<number, readonly string[]>();
let keys = 0;

async function keep(ground: Ground, name: 'whole' | 'middle'): Promise<void> {
  await ground.query(`drop schema if exists kept_${name} cascade; create schema kept_${name}`);
  for (const table of TABLES) {
    await ground.query(`create table kept_${name}.${table} as select * from public.${table}`);
    await ground.query(`create index on kept_${name}.${table} (tenant)`);
  }
}

async function restore(ground: Ground, tenant: number, from: 'whole' | 'middle'): Promise<void> {
  await ground.query(
    [
      'begin',
      ...TABLES.toReversed().map((table) => `delete from public.${table} where tenant = ${tenant}`),
      ...TABLES.map(
        (table) => `insert into public.${table} select * from kept_${from}.${table} where tenant = ${tenant}`,
      ),
      'commit',
    ].join(';'),
  );
}

async function agenciesOf(ground: Ground): Promise<readonly TamperAgency[]> {
  const rows = await ground.query<{ tenant: number; case_id: string; events: number; before: number }>(
    `select e.tenant, e.case_id, count(*)::int as events, count(m.seq)::int as before from kept_whole.event e
       left join kept_middle.event m on m.tenant = e.tenant and m.case_id = e.case_id and m.seq = e.seq
      group by e.tenant, e.case_id order by e.tenant, e.case_id`,
  );
  return [...new Set(rows.map(({ tenant }) => tenant))].map((tenant) => ({
    tenant,
    slug: `agency-${tenant}`,
    cases: rows
      .filter((row) => row.tenant === tenant)
      .map(({ case_id: caseId, events, before }) => ({ caseId, events, before })),
  }));
}

async function verify({ database, deps }: OpenSystem, witnessFolder: string | null): Promise<readonly string[]> {
  const lines: string[] = [];
  await runCli(['verify'], {
    open: async () => ({ database, deps, witnessFolder, close: async () => {} }),
    ...{ caseTypesFolder: '', programFolder: '', nowMs: Date.now },
    print: (line) => lines.push(line),
    say: () => {},
  });
  return lines;
}

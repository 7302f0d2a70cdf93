// An agency with cases under holds of every kind, and its keys as they stand: what the attempts of `held.ts` are made on. Attempts are made
// through the programs' own doors, and past them as the role of the application.
import { createHash } from 'node:crypto';
import { checkCaseType } from '@casewright/engine/definition';
import type { Principal } from '@casewright/engine/policy';
import { destroy, type DestroyDeps } from '../commands/destroy.ts';
import { commandDeps, type CommandDeps, executeCommand } from '../commands/execute-command.ts';
import { addHoldTo } from '../commands/hold.ts';
import { holdByQuery, type HoldPredicate } from '../commands/hold-query.ts';
import { principalOfMember } from '../commands/member-principal.ts';
import { type ConnectionSettings, type Database, openDatabase } from '../store/database.ts';
import { openAgencyKeys, type OpenAgencyKeys } from '../store/agency-keys.ts';
import { fileKeyProvider } from '../store/keys.ts';
import { fileKeyService } from '../store/wrap-agency-keys.ts';
import type { Certificate } from '../store/destruction.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';

export const HELD_TENANT = 640;
const SOURCE = `
caseType: heldcase
version: 1.0.0
title: Held
archetype: service
reference: HLD-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer }
parties: { person: { title: Person, subject: true } }
data:
  name: { type: text, label: Name, personal: true, subject: person, purpose: To know them }
  region: { type: text, label: Region }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { name: optional, region: optional } } }
plan: { tasks: { work: { title: Work, by: officer, manual: true }, late: { title: Late, by: officer, form: open, manual: true } } }
retention: { classes: { all: { authority: Example, number: '1', version: '1', title: All, trigger: closed, period: P1Y, action: destroy } } }
closing: { by: officer, outcomes: { done: Done }, afterwards: [late] }
`;
/** Regions; every third case is in one of its own, which a hold by query names. */
export const MANAGERS = ['rita', 'ron', 'ruth'] as const;

export interface HeldGround {
  readonly application: ConnectionSettings;
  readonly owner: ConnectionSettings;
  readonly contextKey: Buffer;
  readonly masterKey: Buffer;
  /** As a superuser. */
  readonly query: <Row extends object>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
}

export interface HeldCase {
  readonly caseId: string;
  readonly kind: (typeof HELD_KINDS)[number];
  /** Ids of holds that stand on it alone. */
  readonly region: string;
}

/** How a case came under hold: by a hold of its own, by a query, by one and another, by a query whose row was lost, by a query after it was changed. */
export const HELD_KINDS = ['own', 'query', 'both', 'unnoticed', 'changed-out'] as const;

export interface HeldWorld {
  readonly database: Database;
  readonly ownerDatabase: Database;
  readonly deps: DestroyDeps & CommandDeps;
  readonly ring: OpenAgencyKeys;
  readonly services: ReturnType<typeof fileKeyService>;
  readonly clock: { nowMs: number };
  readonly query: HeldGround['query'];
  readonly ground: HeldGround;
  /** Lines of the list outside the database, those taken back left out. */
  readonly noted: Map<string, Certificate>;
  readonly held: readonly HeldCase[];
  /** Ids of the holds by query. */
  readonly queries: readonly string[];
  readonly close: () => Promise<void>;
  readonly closedCase: (region: string) => Promise<string>;
  readonly act: (caseId: string, command: Parameters<typeof executeCommand>[2]) => ReturnType<typeof executeCommand>;
  readonly tryDestroy: (caseId: string, subject: string) => Promise<string>;
  readonly hold: (predicate: HoldPredicate) => Promise<string>;
}

const OLGA: Principal = principalOfMember({
  ...{ tenant: HELD_TENANT, person: 'olga', authority: 'session:olga', name: 'olga' },
  teams: [{ team: 'desk', role: 'officer' }],
});

/** @param ofEach how many cases of each kind */
export async function openHeldWorld(ground: HeldGround, ofEach: number): Promise<HeldWorld> {
  const { application, owner, contextKey, masterKey, query } = ground;
  const database = openDatabase({ connection: application, contextKey, poolSize: 8 });
  const settings = '-c TimeZone=UTC';
  const ownerDatabase = openDatabase({ connection: owner, contextKey, poolSize: 2, settings });
  const clock = { nowMs: Date.parse('2026-03-01T10:00:00Z') };
  const services = fileKeyService(masterKey);
  const ring = await openAgencyKeys(
    database,
    () => ({ all: [services] }),
    () => clock.nowMs,
  );
  const base = commandDeps(database, fileKeyProvider(masterKey, ring.keys), () => clock.nowMs);
  const noted = new Map<string, Certificate>();
  let lines = 0;
  const keeper: DestroyDeps['keeper'] = {
    note: async ({ certificate }) => {
      lines += 1;
      noted.set(`line-${lines}`, certificate);
      return `line-${lines}`;
    },
    cancel: async (id) => void noted.delete(id),
  };
  const deps = { ...base, keeper };
  await setUp(database);
  const { act, closedCase, hold, tryDestroy } = doorsOf(deps);
  const made = await makeHeld({ ofEach, closedCase, hold, query, base, act });
  return {
    ...{ database, ownerDatabase, deps, ring, services, clock, query, ground, noted, ...made },
    ...{ closedCase, act, tryDestroy, hold },
    close: async () => {
      await database.close();
      await ownerDatabase.close();
    },
  };
}

/** What is done to the world by its own doors. */
function doorsOf(deps: HeldWorld['deps']): Pick<HeldWorld, 'act' | 'closedCase' | 'hold' | 'tryDestroy'> {
  let keys = 0;
  const act: HeldWorld['act'] = (caseId, options) =>
    executeCommand(deps, OLGA, { ...options, caseId, idempotencyKey: `held-${(keys += 1)}` });
  const closedCase = async (region: string): Promise<string> => {
    const opened = await executeCommand(deps, OLGA, {
      ...{ open: { caseType: 'heldcase', data: { name: 'Kane', region } }, idempotencyKey: `open-${(keys += 1)}` },
      occurred: '2020-01-01',
    });
    if (opened.kind !== 'applied') throw new Error(`No case was opened: ${JSON.stringify(opened)}`);
    const { caseId } = opened;
    const command = { type: 'CloseCase', outcome: 'done' } as const;
    await executeCommand(deps, OLGA, {
      caseId,
      command,
      idempotencyKey: `close-${(keys += 1)}`,
      occurred: '2021-01-01',
    });
    return caseId;
  };
  const hold = async (predicate: HoldPredicate): Promise<string> => {
    const asked = { tenant: HELD_TENANT, by: 'rita', title: 'Inquiry', reason: 'Asked for', predicate, custodians: [] };
    const done = await holdByQuery(deps, asked);
    if ('refused' in done) throw new Error(done.refused);
    return done.holdId;
  };
  const tryDestroy = async (caseId: string, subject: string): Promise<string> => {
    const approvers = ['rita', 'ron'];
    const request = { tenant: HELD_TENANT, caseId, subject, authority: 'GDA 12', class: '4.2', approvers };
    const outcome = await destroy(deps, request);
    return outcome.kind === 'refused' ? outcome.refusal.code : outcome.kind;
  };
  return { act, closedCase, hold, tryDestroy };
}

async function setUp(database: Database): Promise<void> {
  const checked = checkCaseType(SOURCE, createHash('sha256').update(SOURCE).digest('hex'));
  if ('problems' in checked)
    throw new Error(checked.problems.map(({ path, reason }) => `${path}: ${reason}`).join(' '));
  const role = { team: 'records', role: 'records-manager' };
  await upsertPeople(database, {
    ...{
      tenant: HELD_TENANT,
      slug: 'heldtown',
      name: 'Held',
      teams: ['desk', 'records'].map((team) => ({ team, title: team })),
    },
    people: [
      { person: 'olga', name: 'olga', memberships: [{ team: 'desk', role: 'officer' }] },
      ...MANAGERS.map((person) => ({ person, name: person, memberships: [role] })),
    ],
  });
  const of = { tenant: HELD_TENANT, person: 'olga', publishedAt: '2019-01-01T00:00:00.000Z' };
  await publishCaseType(database, { ...of, caseType: checked.caseType, source: SOURCE });
}

interface Making extends Pick<HeldWorld, 'closedCase' | 'hold' | 'query' | 'act'> {
  readonly ofEach: number;
  readonly base: Pick<DestroyDeps, 'database' | 'nowMs'>;
}

async function makeHeld({
  ofEach,
  closedCase,
  hold,
  query,
  base,
  act,
}: Making): Promise<Pick<HeldWorld, 'held' | 'queries'>> {
  const held: HeldCase[] = [];
  const fields = (value: string): HoldPredicate => ({ fields: [{ field: 'region', is: '=', value }] });
  const queries = [await hold(fields('asked')), await hold({ caseTypes: ['heldcase'], ...fields('asked') })];
  for (let at = 0; at < ofEach; at += 1)
    for (const kind of HELD_KINDS) {
      const region = kind === 'own' ? 'free' : 'asked';
      const caseId = await closedCase(region);
      if (kind === 'own' || kind === 'both') await addHoldTo(base, { tenant: HELD_TENANT, caseId }, 'A claim');
      if (kind === 'unnoticed') await query('delete from hold_member where case_id = $1', [caseId]);
      if (kind === 'changed-out')
        await act(caseId, {
          ...{
            command: { type: 'CompleteTask', task: 'late', data: { region: 'elsewhere' } },
            idempotencyKey: '',
            caseId,
          },
        });
      held.push({ caseId, kind, region });
    }
  return { held, queries };
}

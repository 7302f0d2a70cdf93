import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseState } from '@casewright/engine/case';
import { compile, principalIn, startAgency, TOWN, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import type { Outcome } from '../commands/command-request.ts';
import { commandDeps, executeCommand, type CommandDeps } from '../commands/execute-command.ts';
import { childCaseId } from '../commands/follow-case-task.ts';
import { openQueries, type Queries } from '../queries/queries.ts';
import type { Reader } from '../queries/sessions.ts';
import type { Database } from '../store/database.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { rebuild } from '../store/rebuild.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { followCaseTasks } from './case-tasks.ts';

const FRAME = `
version: 1.0.0
archetype: service
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
roles: { officer: Officer }
opening: { form: open, by: officer }
closing: { by: officer, outcomes: { done: Done, unsafe: Unsafe }, afterwards: [] }
`;

const VISIT = `${FRAME}
caseType: visit
title: Visit
reference: VIS-{year}-{sequence}
team: visitors
parties: { owner: { title: Owner, subject: true } }
data:
  site: { type: text, maxLength: 20, label: Site, purpose: Test }
  owner: { type: text, label: Owner, purpose: Test, personal: true, subject: owner }
  visitedOn: { type: date, label: Visited on, purpose: Test }
forms: { open: { title: Open, fields: { site: required, owner: optional } }, report: { title: Report, fields: { visitedOn: optional } } }
plan: { tasks: { report: { title: Report, by: officer, form: report } } }
`;

function permit(name: string, task: string): string {
  return `${FRAME}
caseType: ${name}
title: Permit
reference: ${name.toUpperCase()}-{year}-{sequence}
team: desk
parties: { applicant: { title: Applicant, subject: true } }
data:
  address: { type: text, label: Address, purpose: Test }
  name: { type: text, label: Name, purpose: Test, personal: true, subject: applicant }
  result: { type: text, label: Result, purpose: Test }
  visitedOn: { type: date, label: Visited on, purpose: Test }
forms: { open: { title: Open, fields: { address: optional, name: optional } } }
plan:
  listeners: { withdraw: { title: Withdraw } }
  tasks:
    inspect: { title: Inspect, by: officer, exit: [ { after: withdraw } ], ${task} }
    decide: { title: Decide, by: officer, entry: [ { after: inspect } ] }
`;
}

const GIVES =
  'child: { opening: { site: address, owner: name }, parties: { owner: applicant }, closing: { result: outcome, visitedOn: visitedOn } }';
const SOURCES = [
  VISIT,
  permit('permit', `performs: case, uses: visit, ${GIVES}`),
  permit('quick', `performs: case, uses: visit, blocking: false, ${GIVES}`),
  permit('lost', 'performs: case, uses: nowhere'),
  permit('older', `performs: case, uses: visit, ${GIVES.replace('{ opening', '{ version: 0.9.0, opening')}`),
  permit('chain', 'performs: case, uses: chain, manual: true'),
];

let agency: AgencyUnderTest;
let queries: Queries;
let keys = 0;

beforeAll(async () => {
  agency = await startAgency();
  await upsertPeople(agency.database, {
    tenant: TOWN,
    slug: 'town',
    name: 'town',
    teams: [{ team: 'visitors', title: 'Visitors' }],
    people: [],
  });
  for (const source of SOURCES) {
    const caseType = compile(source);
    await publishCaseType(agency.database, {
      ...{ tenant: TOWN, person: 'ann', caseType, source, publishedAt: '2026-01-01T00:00:00.000Z' },
    });
  }
  const { database, deps } = agency;
  queries = openQueries({ database, caseTypes: deps.caseTypes, keys: agency.keys, now: deps.nowMs });
});
afterAll(() => agency.close());

const visitor = principalIn(TOWN, 'vic', [{ team: 'visitors', role: 'officer' }]);

async function open(caseType: string, data = {}): Promise<string> {
  const outcome = await executeCommand(agency.deps, agency.ann, {
    ...{ open: { caseType, data }, idempotencyKey: `open-${(keys += 1)}` },
  });
  if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
  return outcome.caseId;
}

const asVisitor = (caseId: string, command: Parameters<AgencyUnderTest['act']>[1]): Promise<Outcome> =>
  executeCommand(agency.deps, visitor, { caseId, command, idempotencyKey: `visit-${(keys += 1)}` });

async function finishVisit(childId: string): Promise<void> {
  await asVisitor(childId, { type: 'CompleteTask', task: 'report', data: { visitedOn: '2026-03-01' } });
  expect(await asVisitor(childId, { type: 'CloseCase', outcome: 'done' })).toMatchObject({ kind: 'applied' });
}

async function stateOf(caseId: string): Promise<CaseState> {
  const [row] = await agency.test.query<{ state: string }>('select state from case_head where case_id = $1', [caseId]);
  if (row === undefined) throw new Error(`There is no case ${caseId}.`);
  return JSON.parse(row.state) as CaseState;
}

const eventTypes = async (caseId: string): Promise<readonly string[]> =>
  (await agency.test.query<{ type: string }>('select type from event where case_id = $1 order by seq', [caseId])).map(
    ({ type }) => type,
  );

const sweep = (deps: CommandDeps = agency.deps): ReturnType<typeof followCaseTasks> => followCaseTasks(deps, TOWN);
const childOf = (parentId: string, task = 'inspect'): string => childCaseId(TOWN, parentId, task);
const waiting = (): Promise<readonly unknown[]> => agency.test.query('select 1 from follow_up');

/** A process that dies when it comes to its transaction of that number. */
function dyingAt(transactions: number): CommandDeps {
  let left = transactions;
  const orDie = <A extends readonly unknown[], R>(work: (...args: A) => R): ((...args: A) => R) => {
    return (...args) => {
      left -= 1;
      if (left < 0) throw new Error('killed');
      return work(...args);
    };
  };
  const { database } = agency;
  const dying: Database = { ...database, transaction: orDie(database.transaction), once: orDie(database.once) };
  return commandDeps(dying, agency.keys, () => agency.clock.nowMs);
}

describe('a case task', () => {
  it('opens the case of its own, passes on data and people, and completes with what comes back', async () => {
    const parentId = await open('permit', { address: 'Main Street 1', name: 'Mary' });
    expect(await sweep()).toEqual({ followed: 1, problems: [] });
    const child = await stateOf(childOf(parentId));
    expect(child).toMatchObject({ team: 'visitors', data: { site: 'Main Street 1', owner: 'Mary' } });
    expect(child.reference).toMatch(/^VIS-2026-\d{6}$/);
    expect(child.parties).toEqual({ owner: (await stateOf(parentId)).parties['applicant'] });
    expect(await eventTypes(parentId)).toEqual(['CaseOpened', 'ChildOpened']);
    expect(await sweep()).toEqual({ followed: 0, problems: [] });
    await finishVisit(childOf(parentId));
    expect(await sweep()).toEqual({ followed: 1, problems: [] });
    const parent = await stateOf(parentId);
    expect(parent.data).toMatchObject({ result: 'done', visitedOn: '2026-03-01' });
    expect(parent.items).toMatchObject({ inspect: 'completed', decide: 'active' });
    expect(await eventTypes(parentId)).toEqual(['CaseOpened', 'ChildOpened', 'ChildReturned']);
    await sweep();
    expect(await waiting()).toEqual([]);
  });

  it('comes to the same wherever the worker is killed on the way, and however many work at it', async () => {
    let kills = 0;
    const killedAt = async (transactions: number): Promise<void> => {
      const killed = await sweep(dyingAt(transactions)).catch(() => null);
      if (killed === null || killed.problems.length > 0) kills += 1;
    };
    const another = commandDeps(agency.database, agency.keys, () => agency.clock.nowMs);
    for (let transactions = 0; transactions < 7; transactions += 1) {
      const parentId = await open('permit', { address: 'Main Street 1' });
      await killedAt(transactions);
      await Promise.all([sweep(), sweep(another)]);
      await finishVisit(childOf(parentId));
      await killedAt(transactions);
      await Promise.all([sweep(), sweep(another)]);
      expect(await eventTypes(parentId)).toEqual(['CaseOpened', 'ChildOpened', 'ChildReturned']);
      expect(await eventTypes(childOf(parentId))).toEqual(['CaseOpened', 'TaskCompleted', 'CaseClosed']);
      await sweep();
      expect(await waiting()).toEqual([]);
    }
    expect(kills).toBeGreaterThan(8);
  });

  it('that ends first ends its child', async () => {
    const parentId = await open('permit', { address: 'Main Street 1' });
    await sweep();
    await agency.act(parentId, { type: 'OccurListener', listener: 'withdraw', data: {} });
    expect(await sweep()).toMatchObject({ problems: [] });
    await sweep();
    expect(await stateOf(childOf(parentId))).toMatchObject({ status: 'closed', closed: { outcome: 'terminated' } });
    expect((await stateOf(parentId)).items['inspect']).toBe('terminated');
    expect(await waiting()).toEqual([]);
  });

  it('whose child was suspended ends it all the same', async () => {
    const parentId = await open('permit', { address: 'Main Street 1' });
    await sweep();
    await asVisitor(childOf(parentId), { type: 'MovePlanItem', item: 'case', on: 'suspend' });
    await agency.act(parentId, { type: 'CloseCase', outcome: 'done' });
    await sweep();
    expect((await stateOf(childOf(parentId))).status).toBe('closed');
  });

  it('that does not block is done when its case is open', async () => {
    const parentId = await open('quick', { address: 'Main Street 1' });
    expect((await stateOf(parentId)).items['inspect']).toBe('active');
    await sweep();
    expect((await stateOf(parentId)).items).toMatchObject({ inspect: 'completed', decide: 'active' });
    await agency.act(parentId, { type: 'CloseCase', outcome: 'done' });
    await sweep();
    expect((await stateOf(childOf(parentId))).status).toBe('open');
  });
});

describe('a case that cannot be opened', () => {
  const reasonIn = async (parentId: string): Promise<string> => {
    const reader = readerOf(['desk']);
    const answer = await queries.showActivity(reader, { caseId: parentId, after: undefined });
    if (answer.kind !== 'answer') throw new Error(answer.kind);
    return answer.view.items.find(({ type }) => type === 'PlanItemMoved')?.detail.join(' ') ?? '';
  };

  it('fails its task with the place and the reason, and is opened when the task is tried again', async () => {
    const parentId = await open('permit', { address: 'A street with a very long name' });
    expect(await sweep()).toEqual({ followed: 1, problems: [] });
    expect((await stateOf(parentId)).items['inspect']).toBe('failed');
    expect(await reasonIn(parentId)).toBe('Reason: opening.site: Shorten this to 20 characters; it has 30.');
    await agency.act(parentId, { type: 'RecordData', data: { address: 'Short Street' } });
    await agency.act(parentId, { type: 'MovePlanItem', item: 'inspect', on: 'reactivate' });
    await sweep();
    expect((await stateOf(childOf(parentId))).data['site']).toBe('Short Street');
  });

  it('fails its task where what it needs is missing, or its kind or version is not published', async () => {
    const [empty, lost, older] = [await open('permit'), await open('lost'), await open('older', { address: 'x' })];
    expect(await sweep()).toEqual({ followed: 3, problems: [] });
    expect(await reasonIn(empty)).toContain('opening.site: This must be answered.');
    expect(await reasonIn(lost)).toContain('uses: The case type “nowhere” is not published here.');
    expect(await reasonIn(older)).toContain('“visit” in version 0.9.0');
    expect(await waiting()).toEqual([]);
  });

  it('fails its task when cases stand too deep below each other', async () => {
    let caseId = await open('chain');
    for (let depth = 1; depth <= 10; depth += 1) {
      await agency.act(caseId, { type: 'StartTask', task: 'inspect' });
      await sweep();
      caseId = childOf(caseId);
    }
    expect((await stateOf(caseId)).status).toBe('open');
    await agency.act(caseId, { type: 'StartTask', task: 'inspect' });
    await sweep();
    expect((await stateOf(caseId)).items['inspect']).toBe('failed');
    expect(await reasonIn(caseId)).toContain('more than 10 deep');
  });
});

function readerOf(teams: readonly string[]): Reader {
  const memberships = teams.map((team) => ({ team, role: 'officer' }));
  return {
    principal: principalIn(TOWN, 'ann', memberships),
    proof: { name: 'proved', text: 'select 1', values: [] },
  } satisfies Pick<Reader, 'principal' | 'proof'> as unknown as Reader;
}

describe('who may see one case and not the other', () => {
  it('sees no trace of the other; who may see both is led from one to the other', async () => {
    const parentId = await open('permit', { address: 'Main Street 1' });
    await sweep();
    const childId = childOf(parentId);
    const face = async (caseId: string, teams: readonly string[]) => {
      const answer = await queries.showCase(readerOf(teams), caseId);
      return answer.kind === 'answer' ? answer.view : null;
    };
    const child = await stateOf(childId);
    expect(await face(parentId, ['desk', 'visitors'])).toMatchObject({
      parent: null,
      children: [{ caseId: childId, reference: child.reference, caseType: 'visit', task: 'inspect' }],
    });
    expect(await face(childId, ['desk', 'visitors'])).toMatchObject({
      parent: { caseId: parentId, caseType: 'permit', task: 'inspect' },
      children: [],
    });
    const alone = JSON.stringify([await face(parentId, ['desk']), await face(childId, ['visitors'])]);
    expect(alone).not.toContain(child.reference + '","caseType":"visit');
    expect(await face(parentId, ['desk'])).toMatchObject({ parent: null, children: [] });
    expect(await face(childId, ['visitors'])).toMatchObject({ parent: null, children: [] });
    const activity = await queries.showActivity(readerOf(['desk']), { caseId: parentId, after: undefined });
    expect(JSON.stringify(activity)).not.toContain(child.reference);
    expect(JSON.stringify(activity)).not.toContain(childId);
    const lines = await agency.test.query(
      "select 1 from access_log where action = 'read-case' and case_ids @> array[$1, $2]::uuid[]",
      [childId, parentId],
    );
    expect(lines).toHaveLength(2);
  });

  it('cannot speak for a child', async () => {
    const parentId = await open('permit', { address: 'Main Street 1' });
    const returned = { type: 'ReturnChild', task: 'inspect', child: 'x', outcome: 'done', data: {} } as const;
    expect(await agency.act(parentId, returned)).toEqual({ kind: 'not-found' });
  });
});

it('links are made anew from the events', async () => {
  const parentId = await open('permit', { address: 'Main Street 1' });
  await sweep();
  await agency.test.query("update case_link set task = 'x' where case_id = $1", [childOf(parentId)]);
  const deps = { database: agency.database, keys: agency.keys, caseTypes: agency.deps.caseTypes };
  const options = { tenant: TOWN, mode: 'rebuild' } as const;
  expect((await rebuild(deps, options)).differences).toMatchObject([{ caseId: childOf(parentId), where: 'link' }]);
  expect((await rebuild(deps, { tenant: TOWN, mode: 'compare' })).differences).toEqual([]);
});

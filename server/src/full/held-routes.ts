// Attempts to destroy what is under hold through the interface: the server as it is, sessions of people who keep records, and the worker that
// goes through what they let begin. What they are let do shows that it was the holds that kept the cases.
import { randomUUID } from 'node:crypto';
import { goThroughStarted } from '../commands/disposal-run.ts';
import type { Api } from '../api/build-api.ts';
import { MATRIX_ORIGIN, openMatrixApi } from './matrix-api.ts';
import { HELD_TENANT as TENANT, type HeldWorld } from './held-world.ts';

type Asked = (path: string, body: object) => Promise<{ readonly status: number; readonly code: string }>;

interface Manager {
  readonly post: Asked;
  readonly get: (path: string) => Promise<Record<string, unknown>>;
}

export interface HeldTally {
  readonly add: (outcome: string) => void;
}

/** @param world whose clock the worker follows; the interface has its own */
export async function byInterface(world: HeldWorld, tally: HeldTally, tries: number): Promise<void> {
  const { application, contextKey, masterKey } = world.ground;
  const ground = {
    connection: application,
    contextKey: contextKey.toString('base64'),
    masterKey: masterKey.toString('base64'),
  };
  const opened = await openMatrixApi(ground);
  try {
    const [rita, ron, ruth] = [
      await managerOf(opened.api, 'rita'),
      await managerOf(opened.api, 'ron'),
      await managerOf(opened.api, 'ruth'),
    ];
    await outsideTheList(world, { rita, ron, ruth }, tally);
    await afterApproval(world, { rita, ron, ruth }, { tally, tries });
  } finally {
    await opened.close();
  }
}

interface Managers {
  readonly rita: Manager;
  readonly ron: Manager;
  readonly ruth: Manager;
}

async function managerOf({ app }: Api, personId: string): Promise<Manager> {
  const headers = { origin: MATRIX_ORIGIN, 'content-type': 'application/json' };
  const signed = await app.inject({
    ...{ method: 'POST', url: '/api/v1/session', headers: { ...headers, 'idempotency-key': randomUUID() } },
    payload: JSON.stringify({ personId, agency: 'heldtown' }),
  });
  const given = signed.headers['set-cookie'];
  const cookie = typeof given === 'string' ? (given.split(';')[0] ?? '') : '';
  if (signed.statusCode !== 200) throw new Error(`${personId} was not signed in: ${signed.body}`);
  return {
    post: async (path, body) => {
      const key = { 'idempotency-key': randomUUID() };
      const url = `/api/v1/${path}`;
      const answer = await app.inject({
        ...{ method: 'POST', url, headers: { ...headers, ...key, cookie }, payload: JSON.stringify(body) },
      });
      const { code = '' } = answer.json<{ code?: string }>();
      return { status: answer.statusCode, code };
    },
    get: async (path) => (await app.inject({ method: 'GET', url: `/api/v1/${path}`, headers: { cookie } })).json(),
  };
}

/** What is held comes onto no list, whoever proposes it; and nobody ends a hold alone. */
async function outsideTheList(world: HeldWorld, { rita, ron }: Managers, tally: HeldTally): Promise<void> {
  const of = { reason: 'All that is due', to: '2026-01-01', caseType: null, class: null, team: null };
  const runId = randomUUID();
  const proposed = await rita.post('disposal-runs', { runId, ...of });
  const items = await itemsOf(rita, runId);
  for (const { caseId, kind } of world.held) {
    // What nobody has noticed yet may be listed; it is asked again when its turn comes, below.
    if (kind !== 'unnoticed') tally.add(items.includes(caseId) ? 'destroyed' : `not on the list: ${proposed.code}`);
    const told = await ron.get(`records/cases/${caseId}`);
    if (told['status'] === 'destroyed') tally.add('destroyed');
  }
  const said = { number: 1, decision: 'released', words: 'I say so' };
  for (const holdId of world.queries) {
    await rita.post(`holds/${holdId}/release`, { reason: 'I say so', authority: 'Mine' });
    const alone = await rita.post(`holds/${holdId}/release/decision`, said);
    tally.add(alone.status === 200 ? 'destroyed' : alone.code);
    await rita.post(`holds/${holdId}/release/decision`, { ...said, decision: 'kept' });
  }
  await runThrough(world, { rita, ron, runId });
}

async function itemsOf(by: Manager, runId: string): Promise<readonly string[]> {
  const page = await by.get(`disposal-runs/${runId}/items`);
  // The shape of the answer is held by the tests of the routes.
  return ((page['items'] ?? []) as readonly { readonly caseId: string }[]).map(({ caseId }) => caseId);
}

/** A list that was never approved, or by one alone, is not gone through, whatever is asked. */
async function runThrough(
  world: HeldWorld,
  { rita, ron, runId }: Omit<Managers, 'ruth'> & { readonly runId: string },
): Promise<void> {
  const run = await rita.get(`disposal-runs/${runId}`);
  // As above: the shape is held by the tests of the routes.
  const { list, left } = run as { readonly list?: string; readonly left?: number };
  if (list === undefined) return;
  await rita.post(`disposal-runs/${runId}/submission`, { list });
  await ron.post(`disposal-runs/${runId}/approval`, { list });
  await rita.post(`disposal-runs/${runId}/approval`, { list });
  const begun = await rita.post(`disposal-runs/${runId}/execution`, { list, items: left });
  if (begun.status === 200) throw new Error('A list was let begin that one person approved.');
  await work(world);
}

function work(world: HeldWorld): ReturnType<typeof goThroughStarted> {
  return goThroughStarted(world.deps, TENANT, new AbortController().signal);
}

/** Approved and begun while nothing holds them; then they come under holds, before the worker has its turn. */
async function afterApproval(
  world: HeldWorld,
  { rita, ron, ruth }: Managers,
  { tally, tries }: { readonly tally: HeldTally; readonly tries: number },
): Promise<void> {
  const region = 'by-interface';
  const cases: string[] = [];
  for (let at = 0; at < tries; at += 1) cases.push(await world.closedCase(region));
  const runId = await begin({ rita, ron, ruth });
  const predicate = { fields: [{ field: 'region', is: '=', value: region }] };
  const holdId = randomUUID();
  const reviewOn = new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10);
  const held = await ron.post('holds', {
    ...{ holdId, on: { kind: 'query', title: 'Inquiry', predicate }, reason: 'Asked for', authority: 'Order' },
    ...{ owner: 'ron', reviewOn, custodians: [] },
  });
  if (held.status !== 200) throw new Error(`No hold was placed: ${held.code}`);
  await work(world);
  for (const caseId of cases) tally.add(await outcomeOf(world, caseId, runId));
  await ron.post(`holds/${holdId}/release`, { reason: 'It has ended', authority: 'Order' });
  const words = { number: 1, decision: 'released', words: 'It has ended' };
  const ended = await ruth.post(`holds/${holdId}/release/decision`, words);
  if (ended.status !== 200) throw new Error(`The hold did not end: ${ended.code}`);
  await begin({ rita, ron, ruth });
  await work(world);
  for (const caseId of cases)
    if ((await keysOf(world, caseId)) > 0)
      throw new Error('What was let go of was not disposed of, so that its refusal before shows nothing.');
}

/** Proposes what is due, approves it by two others, and lets it begin. */
async function begin({ rita, ron, ruth }: Managers): Promise<string> {
  const runId = randomUUID();
  const of = { reason: 'All that is due', to: '2026-01-01', caseType: null, class: null, team: null };
  await rita.post('disposal-runs', { runId, ...of });
  const run = await rita.get(`disposal-runs/${runId}`);
  // As above: the shape is held by the tests of the routes.
  const { list, left } = run as { readonly list?: string; readonly left?: number };
  await rita.post(`disposal-runs/${runId}/submission`, { list });
  for (const one of [ron, ruth]) await one.post(`disposal-runs/${runId}/approval`, { list });
  const begun = await ruth.post(`disposal-runs/${runId}/execution`, { list, items: left });
  if (begun.status !== 200) throw new Error(`The list did not begin: ${begun.code}`);
  return runId;
}

async function outcomeOf(world: HeldWorld, caseId: string, runId: string): Promise<string> {
  if ((await keysOf(world, caseId)) === 0) return 'destroyed';
  const [item] = await world.query<{ reason: string | null }>(
    'select reason from disposal_item where run_id = $1 and case_id = $2',
    [runId, caseId],
  );
  return item?.reason ?? 'not on the list';
}

async function keysOf({ query }: HeldWorld, caseId: string): Promise<number> {
  return (await query<{ key_id: string }>('select key_id from data_key where case_id = $1', [caseId])).length;
}

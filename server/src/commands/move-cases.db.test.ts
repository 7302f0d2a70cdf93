// Running cases go on under another version in the database: what was rehearsed is what is written, the lists follow, everything
// can be made anew from the events, and each case comes back by itself.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { canonical } from '@casewright/engine/versions';
import { publishCaseType } from '../store/publish-case-type.ts';
import { rebuild } from '../store/rebuild.ts';
import { verifyChain } from '../store/verify-chain.ts';
import { compile, SOURCE, startAgency, TOWN, type AgencyUnderTest } from './agency-under-test.ts';
import { executeCommand } from './execute-command.ts';
import { moveAsSeen, rehearseMove, takeBackMove, versionsOf, type RehearsedCase } from './move-cases.ts';

const LATER = SOURCE.replace('version: 1.0.0', 'version: 2.0.0')
  .replaceAll('check', 'look-into')
  .replace('title: Check', 'title: Look into it')
  .replace('title: Sign,', 'title: Sign it,')
  .replace('within: 56 days', 'within: 70 days')
  .replace('  timers:\n', '    weigh: { title: Weigh it, by: head }\n  timers:\n')
  .replace(
    'closing: {',
    'access: { manage: head, sections: [{ name: person, title: Person, fields: [name], readers: [head] }] }\nclosing: {',
  );
const NAMES = { items: { check: 'look-into' } };

let agency: AgencyUnderTest;
let from: CaseType;
let to: CaseType;
const caseIds: string[] = [];

beforeAll(async () => {
  agency = await startAgency();
  const later = compile(LATER);
  const publishedAt = '2026-02-01T00:00:00.000Z';
  await publishCaseType(agency.database, { tenant: TOWN, person: 'ann', caseType: later, source: LATER, publishedAt });
  ({ from, to } = (await versionsOf(agency.deps, TOWN, { caseType: 'example', from: '1.0.0', to: '2.0.0' })) as {
    from: CaseType;
    to: CaseType;
  });
  for (let at = 0; at < 12; at += 1) {
    const version = {
      open: { caseType: 'example', version: '1.0.0', data: { name: `Mary ${at}`, startedOn: '2026-02-20' } },
    };
    caseIds.push(await openOf(version));
    if (at % 3 === 1)
      await agency.act(caseIds[at] ?? '', { type: 'CompleteTask', task: 'check', data: { note: 'seen' } });
    if (at % 3 === 2) await agency.act(caseIds[at] ?? '', { type: 'AssignTask', task: 'check', assignee: 'ann' });
  }
});
afterAll(() => agency.close());

async function openOf(request: {
  open: { caseType: string; version: string; data: Record<string, string> };
}): Promise<string> {
  const outcome = await executeCommand(agency.deps, agency.ann, {
    ...request,
    idempotencyKey: `open-${caseIds.length}`,
  });
  if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
  return outcome.caseId;
}

async function rehearsed(): Promise<readonly RehearsedCase[]> {
  const found: RehearsedCase[] = [];
  for await (const one of rehearseMove(agency.deps, { tenant: TOWN, from, to, names: NAMES })) found.push(one);
  return found;
}

async function stateOf(caseId: string): Promise<CaseState> {
  const [row] = await agency.test.query<{ state: string }>('select state from case_head where case_id = $1', [caseId]);
  return JSON.parse(row?.state ?? '') as CaseState;
}

function said({ version: _counted, ...state }: CaseState): string {
  return canonical(state);
}

const order = (caseId: string): { tenant: number; person: string; caseId: string; reason: string } => ({
  ...{ tenant: TOWN, person: 'operator', caseId, reason: 'The law has changed' },
});

const move = (one: RehearsedCase): Promise<string | null> =>
  moveAsSeen(agency.deps, order(one.caseId), { ...one, to: to.hash, names: NAMES });

const differences = async (): Promise<unknown> =>
  (await rebuild(agency.deps, { tenant: TOWN, mode: 'compare', nowMs: agency.clock.nowMs })).differences;

describe('moving twelve running cases', () => {
  const before = new Map<string, CaseState>();

  it('is rehearsed: every clock, every task and every reader that changes is named, and nothing is written', async () => {
    const cases = await rehearsed();
    expect(cases.map(({ caseId }) => caseId).toSorted()).toEqual(caseIds.toSorted());
    for (const { notes, obstacles } of cases) {
      expect(obstacles).toEqual([]);
      expect(notes).toContainEqual({ kind: 'clock', clock: 'decide', from: '2026-04-17', to: '2026-05-01' });
      expect(notes).toContainEqual({ kind: 'begins', item: 'weigh' });
      expect(notes).toContainEqual({ kind: 'readers', part: 'person' });
    }
    for (const caseId of caseIds) before.set(caseId, await stateOf(caseId));
    expect(new Set([...before.values()].map(({ caseType }) => caseType.version))).toEqual(new Set(['1.0.0']));
  });

  it('moves each as it was seen, and leaves one that has changed meanwhile', async () => {
    const cases = await rehearsed();
    const [changed, ...others] = cases;
    if (changed === undefined) throw new Error('There is no case.');
    await agency.act(changed.caseId, { type: 'AddNote', text: 'meanwhile' });
    expect(await move(changed)).toContain('Rehearse the move again');
    expect(
      await moveAsSeen(agency.deps, order(others[0]?.caseId ?? ''), {
        version: others[0]?.version ?? 0,
        seen: 'another',
        to: to.hash,
        names: NAMES,
      }),
    ).toContain('something else');
    for (const one of others) expect(await move(one)).toBeNull();
    // Again is no second move.
    for (const one of others) expect(await move(one)).toBeNull();
    const [again] = await rehearsed();
    expect(again?.caseId).toBe(changed.caseId);
    before.set(changed.caseId, await stateOf(changed.caseId));
    if (again !== undefined) expect(await move(again)).toBeNull();
    expect(await rehearsed()).toEqual([]);
  });

  it('writes lists of the new version, and closes what the new version closes', async () => {
    const rows = await agency.test.query<{ task: string; title: string; lane: string }>(
      `select task, title, lane from task where case_id = any ($1) and task like 'look-into%'`,
      [caseIds],
    );
    expect(rows.length).toBeGreaterThanOrEqual(12);
    expect(new Set(rows.map(({ title }) => title))).toEqual(new Set(['Look into it']));
    expect(rows.filter(({ lane }) => lane === 'person:ann')).toHaveLength(4);
    expect(
      await agency.test.query("select 1 from task where case_id = any ($1) and task like 'check%'", [caseIds]),
    ).toEqual([]);
    const parts = await agency.test.query<{ n: number }>(
      "select count(*)::int as n from case_part where case_id = any ($1) and part = 'person'",
      [caseIds],
    );
    expect(parts).toEqual([{ n: 12 }]);
  });

  it('says what the events say, so that everything can be made anew', async () => {
    expect(await differences()).toEqual([]);
    expect((await verifyChain(agency.database, { tenant: TOWN })).problems).toEqual([]);
  });

  it('comes back case by case, each to what it was', async () => {
    for (const caseId of caseIds) {
      expect(await takeBackMove(agency.deps, order(caseId), from.hash)).toBe('No move of it can be taken back.');
      expect(await takeBackMove(agency.deps, order(caseId), to.hash)).toBeNull();
      expect(said(await stateOf(caseId))).toBe(said(before.get(caseId) as CaseState));
    }
    expect(await differences()).toEqual([]);
    expect((await verifyChain(agency.database, { tenant: TOWN })).problems).toEqual([]);
    const [first = ''] = caseIds;
    expect(await takeBackMove(agency.deps, order(first), to.hash)).toBe('No move of it can be taken back.');
  });

  it('is for nobody who works on cases', async () => {
    const [caseId = ''] = caseIds;
    const command = { type: 'UndoMove', reason: 'I like it better' } as const;
    expect(await executeCommand(agency.deps, agency.ann, { caseId, command, idempotencyKey: 'mine' })).toEqual({
      kind: 'not-found',
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rebuild } from '../store/rebuild.ts';
import { verifyChain } from '../store/verify-chain.ts';
import { startAgency, TOWN, type AgencyUnderTest } from './agency-under-test.ts';
import { executeCommand } from './execute-command.ts';
import { executeTogether, type TogetherRequest } from './execute-together.ts';

let agency: AgencyUnderTest;

beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.close());

let ids = 0;

/** A case that is opened, worked on and closed; with a name of its own. */
function story(label: string): { readonly caseId: string; readonly requests: readonly TogetherRequest[] } {
  ids += 1;
  const caseId = `01a00${String(ids).padStart(3, '0')}-0000-7000-8000-000000000000`;
  const key = (step: string): string => `${label}-${ids}-${step}`;
  const data = { note: 'x', name: 'Ada', startedOn: '2026-03-01' };
  return {
    caseId,
    requests: [
      { open: { caseType: 'example', data, caseId, reference: `T-${ids}` }, idempotencyKey: key('open') },
      { caseId, command: { type: 'CompleteTask', task: 'check', data: { name: 'Eve' } }, idempotencyKey: key('check') },
      { caseId, command: { type: 'AssignTask', task: 'sign', assignee: 'ann' }, idempotencyKey: key('assign') },
      { caseId, command: { type: 'CloseCase', outcome: 'done' }, idempotencyKey: key('close') },
    ],
  };
}

const together = (requests: readonly TogetherRequest[]) => executeTogether(agency.deps, agency.ann, requests);

/** Everything stored of a case, without what differs between any two cases. */
async function stored(caseId: string): Promise<unknown> {
  const of = (text: string): Promise<readonly object[]> => agency.test.query(text, [TOWN, caseId]);
  return {
    events: await of(
      'select seq, type, occurred, recorded_at, actor, authority, algorithm, policy_version from event where tenant = $1 and case_id = $2 order by seq',
    ),
    head: await of('select version, status, team, changed_by from case_head where tenant = $1 and case_id = $2'),
    keys: await of('select count(*)::int as n from data_key where tenant = $1 and case_id = $2'),
    access: await of('select token, status, opened_at from case_access where tenant = $1 and case_id = $2'),
    tasks: await of('select task, lane, due_on, role from task where tenant = $1 and case_id = $2 order by task'),
    timers: await of('select timer, due_at from timer where tenant = $1 and case_id = $2 order by timer'),
    outbox: await of('select seq from outbox where tenant = $1 and case_id = $2 order by seq'),
    receipts: await of('select version, rejection from receipt where tenant = $1 and case_id = $2 order by version'),
  };
}

describe('commands together', () => {
  it('leave what they leave one by one, for new cases and for cases that are there, whatever comes between', async () => {
    const alone = story('alone');
    for (const request of alone.requests) {
      await executeCommand(agency.deps, agency.ann, request);
    }
    const whole = [story('whole'), story('whole')];
    const begun = story('begun');
    for (const request of begun.requests.slice(0, 2)) await executeCommand(agency.deps, agency.ann, request);
    const mixed = [
      ...(whole[0]?.requests.slice(0, 2) ?? []),
      ...begun.requests.slice(2),
      ...(whole[1]?.requests ?? []),
      ...(whole[0]?.requests.slice(2) ?? []),
    ];
    const outcomes = await together(mixed);
    expect(outcomes?.map(({ kind, version, replayed }) => [kind, version, replayed])).toEqual(
      [1, 2, 3, 4, 1, 2, 3, 4, 3, 4].map((version) => ['applied', version, false]),
    );
    for (const { caseId } of [...whole, begun]) expect(await stored(caseId)).toEqual(await stored(alone.caseId));
    expect((await verifyChain(agency.database, { tenant: TOWN })).problems).toEqual([]);
    expect((await rebuild(agency.deps, { tenant: TOWN, mode: 'compare' })).differences).toEqual([]);
  });

  it('leave open cases open, halfway', async () => {
    const alone = story('half-alone');
    for (const request of alone.requests.slice(0, 3)) await executeCommand(agency.deps, agency.ann, request);
    const half = story('half');
    await together(half.requests.slice(0, 3));
    expect(await stored(half.caseId)).toEqual(await stored(alone.caseId));
  });

  it.each([
    [
      'one of them is rejected',
      (requests: readonly TogetherRequest[]) => [...requests, { ...requests[1], idempotencyKey: 'late' }],
    ],
    ['a key comes twice', (requests: readonly TogetherRequest[]) => [...requests.slice(0, 3), requests[2]]],
    ['a case is not there', (requests: readonly TogetherRequest[]) => requests.slice(1)],
    [
      'a case type is not published',
      ([open]: readonly TogetherRequest[]) => [
        open === undefined || !('open' in open) ? open : { ...open, open: { ...open.open, caseType: 'unknown' } },
      ],
    ],
  ])('write nothing and answer nothing when %s', async (_, change) => {
    const { caseId, requests } = story('refused');
    // The changes only leave out or copy requests that are there.
    expect(await together(change(requests) as readonly TogetherRequest[])).toBeNull();
    expect(await stored(caseId)).toMatchObject({ events: [], head: [], keys: [{ n: 0 }], receipts: [] });
  });

  it('write nothing for whom the case type does not let open a case', async () => {
    const { caseId, requests } = story('stranger');
    const stranger = { ...agency.ann, teams: [] };
    expect(await executeTogether(agency.deps, stranger, requests)).toBeNull();
    expect(await stored(caseId)).toMatchObject({ events: [] });
  });

  it('were asked before: write nothing, and each is answered again by itself', async () => {
    const { caseId, requests } = story('again');
    await together(requests);
    const before = await stored(caseId);
    expect(await together(requests)).toBeNull();
    for (const request of requests)
      expect(await executeCommand(agency.deps, agency.ann, request)).toMatchObject({ kind: 'applied', replayed: true });
    expect(await stored(caseId)).toEqual(before);
  });
});

// Holds by query: what they cover stays, whatever is done, and goes once nothing holds it any more.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programContext } from '../store/context.ts';
import { flight } from '../store/database.ts';
import { recordCustody, nextCustody } from '../store/custody.ts';
import { TOWN } from './agency-under-test.ts';
import { destroy } from './destroy.ts';
import { type DisposalUnderTest, startDisposal } from './disposal-under-test.ts';
import { addHoldTo, endHolds } from './hold.ts';
import {
  acknowledge,
  custodiansOf,
  endQueryHold,
  holdByQuery,
  type HoldPredicate,
  keepHoldMembers,
  listQueryHolds,
  tryQuery,
} from './hold-query.ts';

let agency: DisposalUnderTest;
beforeAll(async () => {
  agency = await startDisposal();
});
afterAll(() => agency.close());

const hold = async (
  predicate: HoldPredicate,
  custodians: readonly string[] = [],
): Promise<{ holdId: string; cases: number }> => {
  const asked = {
    tenant: TOWN,
    by: 'rita',
    title: 'Inquiry',
    reason: 'A royal commission asks',
    predicate,
    custodians,
  };
  const held = await holdByQuery(agency.deps, asked);
  if ('refused' in held) throw new Error(held.refused);
  return held;
};
const end = (holdId: string) => endQueryHold(agency.deps, { tenant: TOWN, holdId, by: ['rita', 'ron'] });
const tried = async (caseId: string, subject = ''): Promise<string> => {
  const request = { tenant: TOWN, caseId, subject, authority: 'GDA 12', class: '4.2', approvers: ['rita', 'ron'] };
  const outcome = await destroy(agency.destroyDeps, request);
  return outcome.kind === 'refused' ? outcome.refusal.code : outcome.kind;
};

describe('what a predicate covers', () => {
  it.each([
    [{}, true],
    [{ caseTypes: ['kept'] }, true],
    [{ caseTypes: ['example'] }, false],
    [{ teams: ['desk'], outcomes: ['done', 'upheld'] }, true],
    [{ outcomes: ['upheld'] }, false],
    [{ teams: ['records'] }, false],
    [{ openedFrom: '2020-01-10', openedTo: '2020-01-10' }, true],
    [{ openedFrom: '1950-01-01' }, true],
    [{ openedFrom: '2020-01-12' }, false],
    [{ openedTo: '2020-01-08' }, false],
    [{ fields: [{ field: 'region', is: '=', value: 'north' }] }, true],
    [{ fields: [{ field: 'region', is: '=', value: 'south' }] }, false],
    [
      {
        fields: [
          { field: 'cost', is: '>', value: 36 },
          { field: 'region', is: '=', value: 'north' },
        ],
      },
      true,
    ],
    [{ fields: [{ field: 'cost', is: '<', value: 36 }] }, false],
    [{ fields: [{ field: 'cost', is: '=', value: 36.5 }] }, true],
    [{ fields: [{ field: 'endsOn', is: '>', value: '2020-12-31' }] }, true],
    [{ fields: [{ field: 'endsOn', is: '<', value: '2021-01-01' }] }, false],
    [{ fields: [{ field: 'note', is: '=', value: 'x' }] }, false],
    // It cannot be compared, and a hold errs to keeping.
    [{ fields: [{ field: 'region', is: '<', value: 3 }] }, true],
  ] as const)('%j: %s', async (predicate, covered) => {
    const data = { region: 'north', cost: '36.50', endsOn: '2021-01-01', name: 'Kane' };
    const caseId = await agency.closed('done', data);
    const before = [...(await tryQuery(agency.deps, TOWN, predicate)).values()].reduce((sum, one) => sum + one, 0);
    const { holdId, cases } = await hold(predicate);
    expect(cases).toBe(before);
    expect(await tried(caseId)).toBe(covered ? 'held' : 'destroyed');
    expect(await end(holdId)).toBe('ended');
    if (covered) expect(await tried(caseId)).toBe('destroyed');
  });

  it('finds the people of a case, at its opening and since', async () => {
    const caseId = await agency.closed('done', { name: 'Kane' });
    const [head] = await agency.test.query<{ state: string }>('select state from case_head where case_id = $1', [
      caseId,
    ]);
    // The state of a case has the subjects of its parties.
    const { parties } = JSON.parse(head?.state ?? '{}') as { parties: Record<string, string> };
    const { holdId } = await hold({ subjects: ['somebody-else', parties['applicant'] ?? ''] });
    expect(await tried(caseId)).toBe('held');
    expect(await tried(caseId, 'applicant')).toBe('held');
    await end(holdId);
    expect(await tried(caseId, 'applicant')).toBe('destroyed');
  });

  it('is a predicate that the program knows, or nothing', async () => {
    const asked = { tenant: TOWN, by: 'rita', title: 'x', reason: 'y', custodians: [] };
    for (const predicate of [
      { colour: 'red' },
      { caseTypes: [] },
      { openedFrom: '1950' },
      { fields: [{ field: 'x y', is: '=', value: 1 }] },
    ])
      expect(await holdByQuery(agency.deps, { ...asked, predicate: predicate as HoldPredicate })).toHaveProperty(
        'refused',
      );
    expect(await holdByQuery(agency.deps, { ...asked, by: 'cleo', predicate: {} })).toEqual({
      refused: 'cleo is no active records-manager of this agency.',
    });
    expect(await holdByQuery(agency.deps, { ...asked, custodians: ['nobody'], predicate: {} })).toHaveProperty(
      'refused',
    );
    expect(await holdByQuery(agency.deps, { ...asked, title: ' ', predicate: {} })).toHaveProperty('refused');
  });
});

describe('membership', () => {
  const NORTH: HoldPredicate = { caseTypes: ['kept'], fields: [{ field: 'region', is: '=', value: 'north' }] };

  it('takes in cases that are opened, and that come to match, after it began', async () => {
    const before = await agency.closed('done', { region: 'south' });
    const { holdId } = await hold(NORTH);
    const opened = await agency.closed('done', { region: 'north' });
    const later = await agency.closed('done', { region: 'south' });
    await agency.act(later, { type: 'CompleteTask', task: 'after', data: { region: 'north' } });
    expect(await tried(opened)).toBe('held');
    expect(await tried(later)).toBe('held');
    expect(await tried(before)).toBe('destroyed');
    await end(holdId);
    expect([await tried(opened), await tried(later)]).toEqual(['destroyed', 'destroyed']);
  });

  it('stays when the case no longer matches, and is asked of the case itself where no row says so', async () => {
    const { holdId } = await hold(NORTH);
    const caseId = await agency.closed('done', { region: 'north' });
    await agency.act(caseId, { type: 'CompleteTask', task: 'after', data: { region: 'south' } });
    expect(await tried(caseId)).toBe('held');
    const unnoticed = await agency.closed('done', { region: 'north' });
    await agency.test.query('delete from hold_member where case_id = $1', [unnoticed]);
    expect(await tried(unnoticed)).toBe('held');
    expect(await keepHoldMembers(agency.deps, TOWN)).toBe(1);
    await end(holdId);
    expect(await tried(caseId)).toBe('destroyed');
  });

  it('counts each of several holds, of either kind', async () => {
    const caseId = await agency.closed('done', { region: 'north' });
    const [one, other] = [await hold(NORTH), await hold({ caseTypes: ['kept'] })];
    await addHoldTo(agency.deps, { tenant: TOWN, caseId }, 'A claim');
    expect(await tried(caseId)).toBe('held');
    await end(one.holdId);
    expect(await tried(caseId)).toBe('held');
    await endHolds(agency.deps, { tenant: TOWN, caseId }, null);
    expect(await tried(caseId)).toBe('held');
    await end(other.holdId);
    expect(await tried(caseId)).toBe('destroyed');
  });
});

it('is told to custodians, who say that they know, and ended by two', async () => {
  const { holdId } = await hold({}, ['cleo', 'ann']);
  expect(await custodiansOf(agency.deps, TOWN, 'cleo')).toMatchObject([{ hold_id: holdId, acknowledged_at: null }]);
  expect(await acknowledge(agency.deps, { tenant: TOWN, holdId, person: 'cleo' })).toBe(true);
  expect(await acknowledge(agency.deps, { tenant: TOWN, holdId, person: 'cleo' })).toBe(false);
  expect(await acknowledge(agency.deps, { tenant: TOWN, holdId, person: 'rita' })).toBe(false);
  const listed = (await listQueryHolds(agency.deps, TOWN)).find((row) => row.hold_id === holdId);
  expect(listed).toMatchObject({ told: 2, acknowledged: 1, ended_at: null });
  for (const by of [['rita'], ['rita', 'rita'], ['rita', 'cleo'], ['rita', 'nobody'], []])
    expect(await endQueryHold(agency.deps, { tenant: TOWN, holdId, by })).toHaveProperty('refused');
  expect(await end(holdId)).toBe('ended');
  expect(await end(holdId)).toEqual({ refused: 'No such hold stands.' });
});

describe('the application’s role', () => {
  const as = async (statement: string, values: readonly unknown[]): Promise<string> =>
    agency.database
      .transaction(programContext(TOWN, 'system.disposal'), async (tx) => {
        await flight(tx, [{ name: '', text: statement, values }]);
        return 'done';
      })
      .catch((error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'failed'));

  it('ends no hold by itself', async () => {
    const { holdId } = await hold({ caseTypes: ['kept'] });
    const caseId = await agency.closed();
    const own = await addHoldTo(agency.deps, { tenant: TOWN, caseId }, 'x');
    for (const text of [
      'update hold_query set ended_at = now() where hold_id = $1',
      'delete from hold_query where hold_id = $1',
      'delete from hold_member where hold_id = $1',
      "update hold_query set predicate = '{}' where hold_id = $1",
    ])
      expect(await as(text, [holdId])).not.toBe('done');
    for (const text of ['update hold set ended_at = now() where hold_id = $1', 'delete from hold where hold_id = $1'])
      expect(await as(text, [own])).not.toBe('done');
    expect(await as('select app.end_hold_query($1, $2, 1)', [TOWN, holdId])).toBe('CW007');
    expect(await as('select app.end_hold($1, $2, 1)', [TOWN, own])).toBe('CW007');
    await agency.database
      .transaction(programContext(TOWN, 'x'), async (tx) => {
        const seq = await nextCustody(tx, TOWN);
        const by = ['rita', 'rita', 'nobody'];
        const record = recordCustody({ tenant: TOWN, seq, actor: 'x', at: '2026-01-01T00:00:00.000Z' }, [
          'query-hold-ended',
          { holdId, by },
        ]);
        await flight(tx, record);
        await expect(
          flight(tx, [{ name: '', text: 'select app.end_hold_query($1, $2, $3)', values: [TOWN, holdId, seq] }]),
        ).rejects.toMatchObject({ code: 'CW004' });
      })
      .catch(() => null);
    expect(await tried(caseId)).toBe('held');
    await end(holdId);
    await endHolds(agency.deps, { tenant: TOWN, caseId }, null);
  });

  it('destroys nothing in a transaction that reads one moment', async () => {
    const caseId = await agency.closed();
    const refused = agency.database.snapshot(programContext(TOWN, 'x'), (tx) =>
      flight(tx, [{ name: '', text: 'select app.destroy_keys($1, $2, $3, 1)', values: [TOWN, caseId, ''] }]),
    );
    await expect(refused).rejects.toMatchObject({ code: 'CW006' });
  });
});

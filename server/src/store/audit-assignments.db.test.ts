import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawOne } from '@casewright/engine/routing';
import { TOWN } from '../commands/agency-under-test.ts';
import { startRoutedAgency, type RoutedAgency } from '../commands/routed-agency-under-test.ts';
import { auditAssignments } from './audit-assignments.ts';

let agency: RoutedAgency;

beforeAll(async () => {
  agency = await startRoutedAgency();
});
afterAll(() => agency.close());

const reasons = async (caseId: string): Promise<readonly string[]> => {
  const { problems } = await auditAssignments(agency.deps, TOWN);
  return problems.filter((problem) => problem.caseId === caseId).map(({ reason }) => reason);
};

describe('the audit of assignments', () => {
  it('does every one again, also after facts of people, loads and the case have changed', async () => {
    await agency.know('ann', { skills: { noise: 4 } });
    const cases = [await agency.openRouted({ area: 200, name: 'Mary' }), await agency.openRouted({ area: 1 })];
    await agency.know('ann');
    for (const caseId of cases) {
      await agency.actAs('ann', caseId, { type: 'RecordData', data: { area: 50 } });
      await agency.actAs('ann', caseId, { type: 'CompleteTask', task: 'assess', data: {} });
    }
    const audit = await auditAssignments(agency.deps, TOWN);
    expect(audit).toMatchObject({ assignments: 6, partly: 0, problems: [] });
    expect(audit.draws).toBeGreaterThan(0);
  });

  it('names an assignment whose seed, draw or reasons were made up', async () => {
    const caseId = await agency.openRouted({ area: 200 });
    const { routing, grounds } = await agency.routingOf(caseId, 'assess');
    if (routing === undefined || grounds === undefined) throw new Error('Nothing was routed.');
    const among = routing.candidates.filter((one) => one.in).map(({ person }) => person);
    expect(among.length).toBeGreaterThan(1);
    const other = among.find((person) => person !== routing.person) ?? '';
    const assign = { type: 'AssignTask' as const, task: 'assess', assignee: other };
    // A seed of one's own, tried until the draw falls as it should.
    const seeds = Array.from({ length: 200 }, (_, index) => `seed ${index}`);
    const seed = seeds.find((one) => drawOne(one, 'assess', among).drawn === other) ?? '';
    const chosen = { ...routing, person: other };
    await agency.actAs('ann', caseId, {
      ...assign,
      routing: { ...chosen, draw: drawOne(seed, 'assess', among) },
      grounds: { ...grounds, seed },
    });
    expect(await reasons(caseId)).toEqual(['The seed is not the hash of event 1.']);

    const another = await agency.openRouted({ area: 200 });
    const honest = await agency.routingOf(another, 'assess');
    if (honest.routing === undefined || honest.grounds === undefined) throw new Error('Nothing was routed.');
    const { draw } = honest.routing;
    const wanted = among.find((person) => person !== honest.routing?.person) ?? '';
    await agency.actAs('ann', another, {
      ...assign,
      assignee: wanted,
      routing: { ...honest.routing, person: wanted, draw: draw === null ? null : { ...draw, drawn: wanted } },
      grounds: honest.grounds,
    });
    expect(await reasons(another)).toEqual([
      'The draw comes out differently.',
      'Routing, asked again with what it knew, says something else.',
    ]);
  });

  it('does the draw alone where what routing knew of the case was lawfully destroyed', async () => {
    const caseId = await agency.openRouted({ area: 200, name: 'Mary' });
    await agency.test.query("delete from data_key where case_id = $1 and subject <> ''", [caseId]);
    const { partly } = await auditAssignments(agency.deps, TOWN);
    expect(partly).toBe(1);
    expect(await reasons(caseId)).toEqual([]);
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fireDueTimers } from '../worker/timers.ts';
import { TOWN } from './agency-under-test.ts';
import { commandDeps } from './execute-command.ts';
import { startRoutedAgency, type RoutedAgency } from './routed-agency-under-test.ts';

let agency: RoutedAgency;

beforeAll(async () => {
  agency = await startRoutedAgency();
});
afterAll(() => agency.close());
afterEach(() => {
  agency.clock.nowMs = Date.parse('2026-03-01T10:00:00Z');
});

const notices = (caseId: string): Promise<readonly object[]> =>
  agency.test.query(
    'select rung, person, due_on::text, reached_on::text, acted_on::text from notice where case_id = $1 order by rung, person',
    [caseId],
  );

const member = (person: string, role: string): Promise<readonly object[]> =>
  agency.test.query("insert into membership (tenant, person, team, role) values ($1, $2, 'desk', $3)", [
    TOWN,
    person,
    role,
  ]);

async function sweepOn(day: string): Promise<void> {
  agency.clock.nowMs = Date.parse(`${day}T10:00:00Z`);
  const { problems } = await fireDueTimers(agency.deps, TOWN);
  expect(problems).toEqual([]);
}

const WARNED = { rung: '50', person: 'ann', due_on: '2026-03-11', reached_on: '2026-03-06', acted_on: null };

describe('an escalation ladder', () => {
  it('tells the people of the role in the team of the case, once, however often and by how many it is looked at', async () => {
    const caseId = await agency.openRouted({ startedOn: '2026-03-01' });
    await sweepOn('2026-03-05');
    expect(await notices(caseId)).toEqual([]);
    agency.clock.nowMs = Date.parse('2026-03-08T10:00:00Z');
    const other = commandDeps(agency.database, agency.keys, () => agency.clock.nowMs);
    await Promise.all([agency.deps, other, agency.deps].map((deps) => fireDueTimers(deps, TOWN)));
    expect(await notices(caseId)).toEqual([WARNED]);
    await sweepOn('2026-03-09');
    expect(await notices(caseId)).toEqual([WARNED]);
  });

  it('tells every rung after an outage, each as of the day on which it was reached, and passes empty ones upward', async () => {
    await member('cay', 'director');
    await agency.test.query("delete from membership where person = 'ann' and role = 'head'");
    const caseId = await agency.openRouted({ startedOn: '2026-03-01' });
    await sweepOn('2026-05-01');
    // Nobody is head of the desk, so the director hears of that rung too.
    expect(await notices(caseId)).toEqual([
      { ...WARNED, person: 'cay' },
      { ...WARNED, rung: 'due', person: 'cay', reached_on: '2026-03-11' },
    ]);
    await member('ann', 'head');
  });

  it('stops once somebody who was told acts in the case', async () => {
    const caseId = await agency.openRouted({ startedOn: '2026-03-01' });
    await sweepOn('2026-03-08');
    await agency.actAs('ben', caseId, { type: 'AddNote', text: 'not told, so this stops nothing' });
    expect(await notices(caseId)).toEqual([WARNED]);
    await agency.actAs('ann', caseId, { type: 'AddNote', text: 'seen' });
    await sweepOn('2026-04-01');
    expect(await notices(caseId)).toEqual([{ ...WARNED, acted_on: '2026-03-08' }]);
    const types = (await agency.eventsOf(caseId)).map(({ type }) => type);
    expect(types).toContain('ClockBreached');
  });

  it('tells nobody who may not open the case, nor of one whose clock was stopped', async () => {
    await agency.test.query(
      "insert into membership (tenant, person, team, role) values ($1, 'eve', 'harbour', 'head')",
      [TOWN],
    );
    const caseId = await agency.openRouted({ startedOn: '2026-03-01' });
    const closed = await agency.openRouted({ startedOn: '2026-03-01' });
    await agency.actAs('ann', closed, { type: 'CloseCase', outcome: 'done' });
    await sweepOn('2026-03-08');
    expect(await notices(caseId)).toEqual([WARNED]);
    expect(await notices(closed)).toEqual([]);
  });
});

// Who in several cases is one person, at the command line: in somebody's name, by references, on record, and with an answer for everything
// that cannot be done.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compile, SOURCE, startAgency, TOWN, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { executeCommand } from '../commands/execute-command.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { runCli } from './cli.ts';

const KNOWN = SOURCE.replace('caseType: example', 'caseType: known')
  .replace('reference: EX', 'reference: KN')
  .replace('personal: true, subject: applicant }', 'personal: true, subject: applicant, identifies: name }');

let agency: AgencyUnderTest;
let used = 0;

beforeAll(async () => {
  agency = await startAgency();
  const published = { person: 'ann', caseType: compile(KNOWN), source: KNOWN };
  await publishCaseType(agency.database, { ...published, tenant: TOWN, publishedAt: '2026-01-01T00:00:00.000Z' });
  await upsertPeople(agency.database, {
    ...{ tenant: TOWN, slug: 'town', name: 'town', teams: [{ team: 'port', title: 'Port' }] },
    people: [{ person: 'pia', name: 'Pia', memberships: [{ team: 'port', role: 'officer' }] }],
  });
});
afterAll(() => agency.close());

async function cli(as: string, ...args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  const said: string[] = [];
  const code = await runCli(['people', ...args, '--agency', 'town', '--as', as], {
    open: async () => ({ database: agency.database, deps: agency.deps, witnessFolder: null, close: async () => {} }),
    ...{ caseTypesFolder: '', programFolder: '', nowMs: () => agency.clock.nowMs },
    print: (line) => void said.push(line),
    say: (line) => void said.push(line),
  });
  return { code, said: said.join('\n') };
}

async function opened(name: string): Promise<string> {
  used += 1;
  const open = { caseType: 'known', data: { name } };
  const outcome = await executeCommand(agency.deps, agency.ann, { open, idempotencyKey: `people-${used}` });
  if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
  const [row] = await agency.test.query<{ reference: string }>('select reference from case_head where case_id = $1', [
    outcome.caseId,
  ]);
  return `${row?.reference ?? ''}/party.applicant`;
}

test('matches, merges, shows and unmerges, in the name of somebody who may', async () => {
  const [one, other] = [await opened('Rut Sand'), await opened('Rut Sandt')];
  const found = await cli('ann', 'match', one);
  expect(found).toEqual({
    code: 0,
    said: `${other}  possible, 6: names differ by one slip (+6)\n1 record may be of the same person.`,
  });
  expect((await cli('pia', 'match', one)).code).not.toBe(0);
  expect(await cli('ann', 'merge', one, other, '--reason', 'Same passport')).toEqual({ code: 0, said: 'act 1' });
  expect((await cli('ann', 'merge', one, other, '--reason', 'x')).said).toBe('It is so already; nothing was recorded.');
  const shown = await cli('ann', 'show', one);
  expect(shown.said).toContain('Name: Rut Sand  (event 1');
  expect(shown.said).toContain('Name: Rut Sandt  (event 1');
  expect(shown.said).toMatch(/act 1 {2}merged .* by ann: Same passport\n2 records of one person\.$/);
  expect((await cli('pia', 'unmerge', one, '--reason', 'x')).code).not.toBe(0);
  expect(await cli('ann', 'unmerge', one, '--reason', 'Another passport')).toEqual({ code: 0, said: 'act 2' });
  expect((await cli('ann', 'show', one)).said).not.toContain('Sandt');
  expect((await cli('ann', 'match', one)).said).toContain('; held apart before');
  const lines = await agency.test.query<{ person: string; action: string; denied: boolean }>(
    `select person, action, denied from access_log where authority = 'operator' and action ~ '-people$'
      order by recorded_at, entry_id`,
    [],
  );
  const said = lines.map(({ person, action, denied }) => `${person} ${action}${denied ? ' denied' : ''}`).toSorted();
  expect(said).toEqual([
    ...['ann match-people', 'ann match-people', 'ann merge-people', 'ann merge-people', 'ann unmerge-people'],
    ...['pia match-people denied', 'pia unmerge-people denied'],
  ]);
});

test.each([
  [['match']],
  [['match', 'nobody']],
  [['guess', 'KN-1/party.applicant']],
  [['merge', 'KN-1/party.applicant', '--reason', 'x']],
  [['merge', 'KN-1/party.applicant', 'KN-2/party.applicant']],
  [['match', 'KN-1/party.applicant', 'KN-2/party.applicant']],
  [['match', 'KN-9/party.applicant']],
])('%j is not understood', async (args) => {
  expect((await cli('ann', ...args)).code).toBe(2);
});

test('somebody whom the agency does not know asks nothing', async () => {
  expect((await cli('zoe', 'match', 'KN-1/party.applicant')).code).toBe(2);
});

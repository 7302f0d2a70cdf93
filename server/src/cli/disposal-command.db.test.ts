// Retention, holds by query and disposal from end to end at the command line, on a real database.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DisposalUnderTest, startDisposal } from '../commands/disposal-under-test.ts';
import { runCli } from './cli.ts';

let agency: DisposalUnderTest;
let folder: string;
beforeAll(async () => {
  agency = await startDisposal();
  folder = mkdtempSync(join(tmpdir(), 'casewright-disposal-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await agency.close();
});

async function cli(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string }> {
  const lines: string[] = [];
  const { database, deps, clock, destroyDeps } = agency;
  const code = await runCli(args, {
    open: async () => ({
      ...{ database, deps, witnessFolder: null, close: async () => {} },
      // Of what only whoever keeps the installation may, a run needs the list outside the database.
      maintenance: { destructions: destroyDeps.keeper } as never,
    }),
    ...{ caseTypesFolder: '', programFolder: '', nowMs: () => clock.nowMs },
    print: (line) => void lines.push(line),
    say: (line) => void lines.push(`(${line})`),
  });
  return { code, out: lines.join('\n') };
}
const TOWN_OF = ['--agency', 'town'] as const;
const AS_ANN = ['--as', 'ann'] as const;

it('says when a case is due and why, what is due in a year, and what cannot be told', async () => {
  const caseId = await agency.closed();
  await agency.closed('upheld');
  const unknown = await agency.closed('ended');
  const open = await agency.openKept();
  const shown = await cli('retention', 'show', '--case', caseId, ...AS_ANN);
  expect(shown).toMatchObject({ code: 0 });
  expect(shown.out).toContain('class rest, “P1Y”: from closing done: 2021-02-28, due 2022-03-01.');
  expect(shown.out).toMatch(/Due on 2022-03-01\.$/);
  expect((await cli('retention', 'show', '--case', open, ...AS_ANN)).out).toContain('The case is open');
  expect(await cli('retention', 'show', '--case', unknown, ...AS_ANN)).toMatchObject({ code: 1 });
  const file = join(folder, 'due.csv');
  const listed = await cli('retention', 'list', '--year', '2022', ...TOWN_OF, ...AS_ANN, '--csv', file);
  expect(listed.out).toContain('town: kept/rest: 1 to destroy, 0 of them under hold.');
  expect(listed.out).toContain('1 case due from 2022-01-01 to 2022-12-31. Nothing was disposed of.');
  expect(readFileSync(file, 'utf8').split('\r\n')[1]).toContain(`${caseId},`);
  const findings = await cli('retention', 'findings', ...TOWN_OF, ...AS_ANN);
  expect(findings).toMatchObject({ code: 1 });
  expect(findings.out).toContain(`case ${unknown} (kept): unknown, field endsOn.`);
  expect((await cli('retention', 'list', '--year', 'soon')).code).toBe(2);
  const looked = await agency.test.query<{ action: string }>(
    "select distinct action from access_log where action like '%retention%' or action = 'list-due' order by 1",
  );
  expect(looked.map(({ action }) => action)).toEqual(['list-due', 'list-retention-findings', 'read-retention']);
});

it('records the repeal of a law and the cases follow it', async () => {
  const caseId = await agency.closed('law');
  const day = ['retention', 'record', ...TOWN_OF, '--kind', 'repeal', '--name', 'Example Act', '--as', 'rita'] as const;
  expect((await cli(...day, '--on', '2024-02-29')).out).toMatch(
    /^Recorded for 2024-02-29\. \d+ cases reckoned anew\.$/,
  );
  expect((await cli('retention', 'show', '--case', caseId, ...AS_ANN)).out).toContain('Due on 2025-03-01.');
  expect((await cli(...day)).out).toContain('Taken back');
  expect((await cli('retention', 'show', '--case', caseId, ...AS_ANN)).out).toContain('it waits for Example Act');
});

it('holds by query, proposes, approves and runs, and leaves out what is held', async () => {
  await agency.test.query("update retention_due set due_on = '2099-01-01' where due_on is not null");
  const [goes, stays] = [await agency.closed(), await agency.closed('done', { region: 'north' })];
  const propose = ['disposal', 'propose', ...TOWN_OF, '--as', 'rita', '--reason', 'Yearly'] as const;
  const proposed = await cli(...propose);
  const [, id = ''] = /List ([0-9a-f-]{36}): 2 cases to destroy/.exec(proposed.out) ?? [];
  const [, hash = ''] = /Hash ([0-9a-f]{64})/.exec(proposed.out) ?? [];
  const hold = ['hold', 'query', ...TOWN_OF, '--where', 'region=north', '--case-type', 'kept'] as const;
  expect((await cli(...hold, '--dry-run')).out).toContain('It would cover 1 case. Nothing is held.');
  const words = ['--as', 'rita', '--title', 'Inquiry', '--reason', 'Asked for', '--tell', 'cleo'] as const;
  const [, holdId = ''] =
    /Hold ([0-9a-f-]{36}) stands; it covers 1 case/.exec((await cli(...hold, ...words)).out) ?? [];
  expect((await cli('hold', 'queries', ...TOWN_OF)).out).toContain('cleo was told of');
  const know = ['hold', 'acknowledge', ...TOWN_OF, '--hold', holdId, '--as', 'cleo'] as const;
  expect([(await cli(...know)).code, (await cli(...know)).code]).toEqual([0, 1]);
  const approve = ['disposal', 'approve', id, ...TOWN_OF, '--hash', hash, '--as'] as const;
  expect((await cli(...approve, 'rita')).code).toBe(1);
  expect((await cli('disposal', 'run', id, ...TOWN_OF)).code).toBe(1);
  expect((await cli(...approve, 'ron')).code).toBe(0);
  expect((await cli(...approve, 'ruth')).out).toContain('2 approvals so far');
  expect((await cli('disposal', 'run', id, ...TOWN_OF, '--dry-run')).out).toContain(
    '1 case of 2 would be destroyed. Nothing was.',
  );
  const ran = await cli('disposal', 'run', id, ...TOWN_OF);
  expect(ran.out).toContain(`Left out: case ${stays}, held.`);
  expect(ran.out).toMatch(/1 case destroyed, 1 left out, certificate \d+\./);
  expect(await agency.test.query('select from data_key where case_id = $1', [goes])).toEqual([]);
  expect((await agency.test.query('select from data_key where case_id = $1', [stays])).length).toBeGreaterThan(0);
  expect((await cli('disposal', 'certificate', id, ...TOWN_OF)).out).toContain(`${goes}: destroyed, certificate`);
  expect((await cli('disposal', 'show', id, ...TOWN_OF)).out).toContain(`Hash ${hash}: 2 cases, proposed by rita.`);
  expect((await cli('disposal', 'list', ...TOWN_OF)).out).toContain('1 list.');
  expect((await cli('hold', 'release', ...TOWN_OF, '--hold', holdId, '--approved-by', 'rita')).code).toBe(1);
  expect((await cli('hold', 'release', ...TOWN_OF, '--hold', holdId, '--approved-by', 'rita,ron')).out).toBe(
    'The hold ended.',
  );
});

it('destroys no case before its day by name, unless something is named that lets it go earlier', async () => {
  const [early, late] = [await agency.closed('done', {}, '2026-01-02'), await agency.closed()];
  const by = ['--authority', 'Example', '--class', '1', '--approved-by', 'rita,ron', ...TOWN_OF] as const;
  const refused = await cli('destroy', '--case', early, ...by);
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.out).toMatch(/its records are kept until 20\d\d-\d\d-\d\d\. To destroy it before, say by what law/);
  expect((await agency.test.query('select from data_key where case_id = $1', [early])).length).toBeGreaterThan(0);
  expect((await cli('destroy', '--case', late, ...by)).code).toBe(0);
  const done = await cli('destroy', '--case', early, ...by, '--before-due', 'Order 12 of the court');
  expect(done.out).toContain('under Example; before its day by Order 12 of the court');
});

// What verify says of the live database: what protects its rows, and the rows that decide access, each held against where it
// came from.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startAgency, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { runCli } from './cli.ts';

let agency: AgencyUnderTest;
let walled: string;

beforeAll(async () => {
  agency = await startAgency();
  await agency.open();
  walled = await agency.open();
  const fact = { kind: 'wall', person: 'zoe', unit: null, standing: 'declared' } as const;
  const given = await agency.act(walled, { type: 'GiveAccess', fact });
  if (given.kind !== 'applied') throw new Error(JSON.stringify(given));
});
afterAll(() => agency.close());

const undo: string[] = [];
afterEach(async () => {
  for (const text of undo.splice(0)) await agency.test.query(text);
  const left = await problems();
  if (left.length > 0) throw new Error(`What was undone is still named: ${left.join(' ')}`);
});

async function problems(...args: readonly string[]): Promise<readonly string[]> {
  const said: string[] = [];
  await runCli(['verify', ...args], {
    open: async () => ({ database: agency.database, deps: agency.deps, witnessFolder: null, close: async () => {} }),
    ...{ caseTypesFolder: '', programFolder: '', say: () => {} },
    print: (line) => void said.push(line),
    nowMs: () => agency.clock.nowMs,
  });
  return said.filter((line) => /^(database|town|village): /.test(line));
}

/** Does it as the superuser, and takes it back after the test. */
async function tamper(text: string, back: string): Promise<void> {
  await agency.test.query(text);
  undo.push(back);
}

/** Does it to a table as the superuser, and puts the table back after the test. */
async function edit(table: string, text: string): Promise<number> {
  await agency.test.query(`create schema if not exists spare; create table spare.kept as select * from ${table}`);
  undo.push(`delete from ${table}; insert into ${table} select * from spare.kept; drop table spare.kept`);
  return (await agency.test.query(text)).length;
}

describe('what protects the rows', () => {
  it('is named where a policy was dropped, replaced or added', async () => {
    await tamper(
      'alter policy tenant on session rename to tenant_of_old',
      'alter policy tenant_of_old on session rename to tenant',
    );
    await tamper('create policy open on agency using (true)', 'drop policy open on agency');
    await tamper(
      'alter policy readable on case_head rename to kept; create policy readable on case_head for select using (true)',
      'drop policy readable on case_head; alter policy kept on case_head rename to readable',
    );
    const said = await problems();
    expect(said).toContain('database: Gone since the migrations: policy tenant of table public.session.');
    expect(said).toContain(
      'database: Not made by the migrations: policy open of table public.agency: permissive for * using true with check -.',
    );
    expect(said).toContain(
      'database: Other than the migrations made it: policy readable of table public.case_head: permissive for r using true with check -.',
    );
  });

  it('is named where row security was switched off or does not bind the owner', async () => {
    await tamper('alter table case_head disable row level security', 'alter table case_head enable row level security');
    await tamper('alter table task no force row level security', 'alter table task force row level security');
    expect(await problems()).toEqual([
      'database: Row security of table public.case_head is off: everybody who may use it sees every row.',
      'database: Row security of table public.task is not forced: it does not bind its owner.',
    ]);
  });

  it('is named where the application was given more, or everybody was', async () => {
    await tamper('grant delete on access_log to casewright_app', 'revoke delete on access_log from casewright_app');
    await tamper(
      'grant update (entry) on right_change to casewright_app',
      'revoke update (entry) on right_change from casewright_app',
    );
    await tamper('grant select on data_key to public', 'revoke select on data_key from public');
    expect(await problems()).toEqual([
      'database: Other than the migrations made it: grants to casewright_app of table public.access_log: delete, insert, select.',
      'database: Not made by the migrations: grants to public of table public.data_key: select.',
      'database: Not made by the migrations: grants on entry to casewright_app of table public.right_change: update.',
    ]);
  });

  it('is named where a function, or a trigger is another', async () => {
    const [was] = await agency.test.query<{ text: string }>(
      "select pg_get_functiondef('app.current_tenant'::regproc) as text",
    );
    const text = was?.text ?? '';
    await tamper(text.replace('declare', 'declare\n  spare integer;'), text);
    await tamper(
      "create function app.nothing() returns trigger language plpgsql as 'begin return new; end'; create trigger quiet before insert on access_log for each row execute function app.nothing()",
      'drop trigger quiet on access_log; drop function app.nothing()',
    );
    expect(await problems()).toEqual([
      'database: Other than the migrations made it: function app.current_tenant().',
      'database: Not made by the migrations: function app.nothing().',
      expect.stringMatching(
        /^database: Not made by the migrations: trigger of table public\.access_log: CREATE TRIGGER quiet/,
      ),
      expect.stringMatching(/grants on function app\.nothing to public/),
    ]);
  });
});

describe('a row that decides access', () => {
  const lines: readonly (readonly [string, string, string, string])[] = [
    ['a wall emptied in the head', 'case_head', `update case_head set walls = '{}'`, 'head'],
    ['a wall emptied in the list', 'case_access', `update case_access set walls = '{}'`, 'access'],
    ['a wall emptied at a task', 'task', `update task set walls = '{}'`, 'tasks'],
    ['a grant that nobody gave', 'case_grant', 'GRANT', 'grants'],
  ];
  for (const [what, table, text, where] of lines)
    it(`is named with its case: ${what}`, async () => {
      const given = `insert into case_grant values (7, '${walled}', 'grant.9', 'person:7/zoe', '{}') returning 1`;
      const changed = await edit(table, text === 'GRANT' ? given : `${text} where case_id = '${walled}' returning 1`);
      if (changed === 0) throw new Error(`Nothing was changed in ${table}.`);
      const said = [`town: case ${walled}, ${where}: The stored ${where} of the case is not what its events say.`];
      expect(await problems()).toEqual(said);
      expect(await problems('--skip-rows')).toEqual([]);
    });
});

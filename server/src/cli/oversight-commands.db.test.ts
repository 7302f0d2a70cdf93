// Reads, seats and the settings of the watching at the command line: what they say, what they refuse, and that to look is on
// record.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAgency, TOWN, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { appendAccessLog } from '../store/append-access-log.ts';
import { putHeldFact } from '../store/held-facts.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { runCli } from './cli.ts';
import { programContext } from '../store/context.ts';

let agency: AgencyUnderTest;
let folder: string;
let caseId: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-reads-'));
  agency = await startAgency();
  caseId = await agency.open();
  const at = new Date(agency.clock.nowMs).toISOString();
  const line = { person: 'ann', authority: 'session:1', action: 'read-case', caseIds: [caseId], denied: false };
  await agency.database.once(programContext(TOWN, 'ann'), [
    ...appendAccessLog(TOWN, at, [{ ...line, entryId: uuidV7(agency.clock.nowMs), parts: ['=cmd', 'notes'] }]),
  ]);
});
afterAll(async () => {
  await agency.close();
  rmSync(folder, { recursive: true });
});

async function cli(...args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  const said: string[] = [];
  const code = await runCli(args, {
    open: async () => ({ database: agency.database, deps: agency.deps, witnessFolder: null, close: async () => {} }),
    caseTypesFolder: '',
    programFolder: '',
    print: (line) => void said.push(line),
    say: (line) => void said.push(line),
    nowMs: () => agency.clock.nowMs,
  });
  return { code, said: said.join('\n') };
}

const lines = (action: string) =>
  agency.test.query(
    'select person, purpose, case_ids::text[] from access_log where action = $1 and authority = $2 order by entry_id',
    [action, 'command-line'],
  );

describe('casewright reads', () => {
  test('tells who looked at a case, and is on record', async () => {
    const { code, said } = await cli('reads', '--agency', 'town', '--case', caseId, '--purpose', 'complaint');
    expect([code, said]).toEqual([0, expect.stringContaining('ann: 1 look, refused 0 times')]);
    expect(await lines('read-readers')).toEqual([
      { person: 'system.command-line', purpose: 'complaint', case_ids: [caseId] },
    ]);
  });

  test('tells what somebody saw, writes a table without formulas, and is on record with all cases', async () => {
    const to = join(folder, 'reads.csv');
    const period = ['--from', '2026-01-01', '--to', '2026-12-31', '--purpose', 'breach'];
    expect(await cli('reads', '--agency', 'town', '--person', 'ann', ...period, '--csv', to)).toMatchObject({
      code: 0,
    });
    const table = readFileSync(to, 'utf8').split('\r\n');
    expect(table[1]).toMatch(new RegExp(`^${caseId},EX-2026-\\d+,.*,1,0,read-case,'=cmd notes$`));
    expect(await lines('read-reads')).toEqual([
      { person: 'system.command-line', purpose: 'breach', case_ids: [caseId] },
    ]);
  });

  test('asks what bars whoever asks: in somebody’s name, or, in nobody’s, whatever would bar anybody', async () => {
    await upsertPeople(agency.database, {
      ...{ tenant: TOWN, slug: 'town', name: 'Town', teams: [] },
      people: [{ person: 'bob', name: 'bob', memberships: [] }],
    });
    const walled = await agency.open();
    const wall = (walls: string) =>
      agency.test.query(`update case_head set walls = $2::text[] where case_id = $1`, [walled, walls]);
    const of = ['--agency', 'town', '--case', walled, '--purpose', 'complaint'];
    const code = async (...as: readonly string[]) => (await cli('reads', ...of, ...as)).code;
    expect([await code(), await code('--as', 'ann')]).toEqual([0, 0]);
    await wall(`{person:${TOWN}/ann}`);
    expect([await code(), await code('--as', 'ann'), await code('--as', 'bob')]).toEqual([2, 2, 0]);
    expect((await cli('reads', ...of)).said).toContain('no such case');
    const proof = await cli('export-proof', walled, '--agency', 'town', '--as', 'ann', '--to', join(folder, 'p.json'));
    expect([proof.code, proof.said]).toEqual([2, expect.stringContaining('may not be told')]);
    const verified = await cli('verify', '--case', walled, '--agency', 'town', '--as', 'ann');
    expect(verified.said).toContain('0 cases and 0 events verified');
    expect((await cli('verify', '--case', walled, '--agency', 'town', '--as', 'bob')).said).toContain('1 case and');
    const told = await agency.test.query<{ action: string; denied: boolean; [column: string]: unknown }>(
      "select action, denied from access_log where person = 'ann' and authority = 'operator' order by action, denied",
    );
    expect(told.map(({ action, denied }) => `${action} ${denied}`)).toEqual([
      ...['export-proof true', 'read-readers false', 'read-readers true', 'verify-case true'],
    ]);
    await wall('{}');
  });

  test('tells nothing of rights, seats, holds and routed work where that cannot be recorded', async () => {
    const asked = [
      ['rights', 'list'],
      ['auditor', 'list'],
      ['hold', 'list'],
      ['routing', 'audit'],
    ] as const;
    const fact = { kind: 'clearance', id: 'clearance.ann', from: null, until: null, person: `${TOWN}/ann` } as const;
    await agency.database.once(programContext(TOWN, 'set-up'), [
      putHeldFact(TOWN, { ...fact, scale: 'au-pspf', level: 'SECRET', markers: [] }),
    ]);
    for (const command of asked) expect((await cli(...command, '--agency', 'town')).code).toBe(0);
    const actions = await agency.test.query<{ action: string; [column: string]: unknown }>(
      "select action from access_log where action like 'list-%' or action = 'audit-assignments' order by action",
    );
    expect(actions.map(({ action }) => action)).toEqual([
      ...['audit-assignments', 'list-holds', 'list-rights', 'list-seats'],
    ]);
    await agency.test.query('revoke insert on access_log from casewright_app');
    for (const command of asked) {
      const { code, said } = await cli(...command, '--agency', 'town');
      expect([command, code, said.includes('SECRET')]).toEqual([command, 3, false]);
    }
    await agency.test.query('grant insert on access_log to casewright_app');
  });

  test('tells nothing where it cannot be recorded', async () => {
    await agency.test.query('revoke insert on access_log from casewright_app');
    const { code, said } = await cli('reads', '--agency', 'town', '--case', caseId, '--purpose', 'complaint');
    await agency.test.query('grant insert on access_log to casewright_app');
    expect(code).toBe(3);
    expect(said).not.toContain('ann');
  });

  test.each([
    [['--case', 'x', '--purpose', 'p'], 'is not the id'],
    [['--person', 'ann', '--purpose', 'p'], 'from when to when'],
    [['--purpose', 'p'], 'whose reads'],
    [['--person', 'ann', '--from', '2026-01-01', '--to', '2026-02-01'], 'what it is for'],
  ])('does not understand %j', async (args, sentence) => {
    expect(await cli('reads', '--agency', 'town', ...args)).toEqual({
      code: 2,
      said: expect.stringContaining(sentence),
    });
  });
});

describe('casewright auditor', () => {
  const seat = [
    '--person',
    'olga',
    '--name',
    'Olga',
    '--purpose',
    'audit',
    '--from',
    '2026-01-01',
    '--until',
    '2026-06-30',
  ];
  const give = (...args: readonly string[]) => cli('auditor', 'give', '--agency', 'town', ...args);

  test('gives a seat, lists it and ends it', async () => {
    const given = await give('--by', 'ann', ...seat, '--teams', 'desk');
    expect(given.code).toBe(0);
    const seatId = /^seat (\S+)/.exec(given.said)?.[1] ?? '';
    expect((await cli('auditor', 'list', '--agency', 'town')).said).toContain(`${seatId} olga, audit, given by ann`);
    expect((await cli('auditor', 'end', '--agency', 'town', '--by', 'ann', seatId)).code).toBe(0);
    expect((await cli('auditor', 'end', '--agency', 'town', '--by', 'ann', seatId)).code).toBe(1);
  });

  test.each([
    [['--by', 'olga', ...seat], 'Nobody gives a seat to themselves'],
    [['--by', 'nobody', ...seat], 'active person'],
    [['--by', 'ann', ...seat, '--person', 'ann'], 'Nobody gives'],
  ])('refuses %j', async (args, sentence) => {
    expect(await give(...args)).toEqual({ code: 1, said: expect.stringContaining(sentence) });
  });

  test('asks who gives it, and until when', async () => {
    expect((await give(...seat)).code).toBe(2);
    expect((await give('--by', 'ann', '--person', 'olga', '--purpose', 'audit')).code).toBe(2);
  });
});

describe('casewright watch', () => {
  test('sets when an agency works, and declares whose case is whose', async () => {
    const set = ['watch', 'set', '--agency', 'town', '--zone', 'Australia/Sydney'];
    expect((await cli(...set, '--hours', '07:00-19:00', '--place', 'AU-ACT')).said).toContain('works 07:00 to 19:00');
    expect((await cli(...set, '--hours', '19:00-07:00')).code).toBe(2);
    expect((await cli(...set, '--place', 'nowhere')).code).toBe(2);
    expect((await cli('watch', '--agency', 'town')).said).toContain('holidays of AU-ACT');
    const tie = ['--agency', 'town', '--person', 'ann', '--case', caseId, '--as', 'kin'];
    expect((await cli('watch', 'tie', ...tie)).code).toBe(0);
    expect((await cli('watch', 'untie', ...tie)).code).toBe(0);
    expect((await cli('watch', 'untie', ...tie)).code).toBe(1);
    expect((await cli('watch', 'tie', '--agency', 'town', '--person', 'nobody', '--case', caseId)).code).toBe(1);
    expect(
      await agency.test.query("select change, person from directory_change where change like 'tie-%' order by change"),
    ).toEqual([
      { change: 'tie-declared-kin', person: 'ann' },
      { change: 'tie-withdrawn-kin', person: 'ann' },
    ]);
  });
});

// Questions about access on the command line: asked in somebody's name, answered as they would be, recorded as an operator's, and
// another version of the rules compared with the one in force.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessRules, readAccessRules } from '@casewright/engine/policy';
import { startAgency, TOWN, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { runCli } from './cli.ts';

let agency: AgencyUnderTest;
let folder: string;
let caseId: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-access-'));
  agency = await startAgency();
  await upsertPeople(agency.database, {
    ...{ tenant: TOWN, slug: 'town', name: 'town', teams: [{ team: 'watch', title: 'Watch' }] },
    people: [{ person: 'pia', name: 'Pia', memberships: [{ team: 'watch', role: 'privacy-officer' }] }],
  });
  caseId = await agency.open();
});
afterAll(async () => {
  await agency.close();
  rmSync(folder, { recursive: true });
});

async function run(as: string, ...args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  const lines: string[] = [];
  const code = await runCli(['access', ...args, '--agency', 'town', '--as', as], {
    open: () =>
      Promise.resolve({
        ...{ database: agency.database, deps: agency.deps, witnessFolder: null },
        close: () => Promise.resolve(),
      }),
    ...{ caseTypesFolder: folder, programFolder: folder, nowMs: () => agency.clock.nowMs },
    print: (line) => void lines.push(line),
    say: (line) => void lines.push(line),
  });
  return { code, said: lines.join('\n') };
}

describe('casewright access', () => {
  it('answers as it would answer the person in whose name it asks, and records an operator', async () => {
    const why = await run('ann', 'why', caseId, '--person', 'pia');
    expect([why.code, JSON.parse(why.said)]).toMatchObject([0, { name: 'Pia', allowed: false }]);
    const who = await run('ann', 'who', caseId);
    expect(JSON.parse(who.said)).toMatchObject({ total: 1, items: [{ person: 'ann' }] });
    const wall = await run('ann', 'what-if', caseId, '--wall', 'ann');
    expect(JSON.parse(wall.said)).toMatchObject({ gained: [], lost: [{ part: null, people: [{ person: 'ann' }] }] });
    expect(JSON.parse((await run('pia', 'reach', 'ann')).said)).toMatchObject({ items: [{ caseId, by: ['team'] }] });
    expect((await run('pia', 'who', caseId)).code).toBe(1);
    expect((await run('ann', 'reach', 'pia')).code).toBe(1);
    expect((await run('bob', 'who', caseId)).said).toMatch(/town has no person bob/);
    const lines = await agency.test.query(
      "select person, action, denied from access_log where authority = 'operator' and action like 'explain%' order by action, person",
    );
    expect(lines).toEqual([
      { person: 'ann', action: 'explain-reach', denied: true },
      { person: 'pia', action: 'explain-reach', denied: false },
      { person: 'ann', action: 'explain-what-if', denied: false },
      { person: 'ann', action: 'explain-who', denied: false },
      { person: 'pia', action: 'explain-who', denied: true },
      { person: 'ann', action: 'explain-why', denied: false },
    ]);
  });

  it('says who would lose and gain what by another version of the rules', async () => {
    const file = join(folder, 'rules.json');
    const grants = accessRules.grants.filter(({ rule }) => rule !== 'team');
    writeFileSync(file, JSON.stringify({ ...accessRules, version: 'access/2', grants }));
    const { code, said } = await run('pia', 'diff', '--rules', file);
    const lost = [null, 'general'].map((part) => ({ caseId, part, total: 1, people: [{ person: 'ann' }] }));
    expect(code).toBe(0);
    expect(JSON.parse(said)).toMatchObject({
      ...{ from: 'access/1', to: 'access/2', cases: 1, withheld: 0 },
      gained: [],
      lost,
      next: null,
    });
    expect((await run('ann', 'diff', '--rules', file)).code).toBe(1);
  });

  it('refuses rules that it does not understand, and says what is wrong with them', async () => {
    const file = join(folder, 'wrong.json');
    const [first, ...others] = accessRules.grants;
    const grants = [{ ...first, binds: 'all', conditions: [{ if: 'friend' }, { if: 'lasts-at-most' }] }, ...others];
    writeFileSync(file, JSON.stringify({ ...accessRules, grants }));
    const { code, said } = await run('pia', 'diff', '--rules', file);
    expect(code).toBe(2);
    expect(said).toMatch(/access\/1 is the one in force.*binds must be one of.*"friend".*needs hours/);
    for (const given of [null, 3, [], {}, { ...accessRules, version: 'x', terms: 'none' }])
      expect(readAccessRules(given)).toHaveProperty('problems');
  });
});

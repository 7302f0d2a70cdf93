// Samples at the command line: drawn again and compared, and printed so that somebody outside draws them again by the recipe that stands in
// docs/quality-samples.md, with sha256sum and nothing of ours.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAgency, TOWN, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { drawQualitySample } from '../commands/sample-steps.ts';
import { operatorAsker } from '../queries/operator-asker.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { runCli } from './cli.ts';

const CASES = 25;
const PAGE = new URL('../../../docs/quality-samples.md', import.meta.url);

let agency: AgencyUnderTest;
let sample: string;
const cases: string[] = [];

beforeAll(async () => {
  agency = await startAgency();
  await upsertPeople(agency.database, {
    ...{ tenant: TOWN, slug: 'town', name: 'town', teams: [{ team: 'desk', title: 'Desk' }] },
    people: [{ person: 'dora', name: 'Dora', memberships: [{ team: 'desk', role: 'officer' }] }],
  });
  for (let at = 0; at < CASES; at += 1) {
    const caseId = await agency.open({ note: 'x', name: 'y' }, { occurred: '2026-02-01' });
    await agency.act(caseId, { type: 'CloseCase', outcome: 'done' });
    cases.push(caseId);
  }
  const asker = await operatorAsker(agency.database, { tenant: TOWN, person: 'dora', nowMs: agency.clock.nowMs });
  if (asker === null) throw new Error('Dora is not there.');
  const kind = await agency.test.query<{ case_type: string }>('select distinct case_type from outcome');
  const by = { ...asker, principal: { ...asker.principal, authority: 'session:1' } };
  const drawn = await drawQualitySample({ ...agency.deps, database: agency.database }, by, {
    ...{
      team: 'desk',
      caseType: kind[0]?.case_type ?? '',
      basis: 'closing',
      of: '',
      from: '2026-01-01',
      to: '2099-01-01',
    },
    ...{ take: { size: 7, percent: null }, byOutcome: true, reason: 'x', questions: ['x'], seed: null },
  });
  if (drawn.kind !== 'done') throw new Error(JSON.stringify(drawn));
  ({ sample } = drawn.value);
});
afterAll(() => agency.close());

async function cli(...args: readonly string[]): Promise<{ readonly code: number; readonly said: readonly string[] }> {
  const said: string[] = [];
  const code = await runCli(['samples', ...args, '--agency', 'town'], {
    open: async () => ({ database: agency.database, deps: agency.deps, witnessFolder: null, close: async () => {} }),
    ...{ caseTypesFolder: '', programFolder: '', nowMs: () => agency.clock.nowMs },
    print: (line) => void said.push(line),
    say: (line) => void said.push(line),
  });
  return { code, said };
}

/** What the recipe of the page says to what was printed. */
function byTheRecipe(printed: readonly string[]): string {
  const recipe = /```sh\n([\s\S]*?)```/.exec(readFileSync(PAGE, 'utf8'))?.[1];
  if (recipe === undefined) throw new Error('The page has no recipe.');
  const folder = mkdtempSync(join(tmpdir(), 'casewright-sample-'));
  try {
    writeFileSync(join(folder, 'sample.txt'), `${printed.join('\n')}\n`);
    return execFileSync('sh', ['-c', `${recipe}\ntrue`], { cwd: folder, encoding: 'utf8' }).trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('casewright samples', () => {
  it('draws again and says that it is the same', async () => {
    expect(await cli('recompute')).toEqual({
      code: 0,
      said: [`town: sample ${sample}: drawn again, the same; as recorded.`, '1 sample drawn again, 0 problems found.'],
    });
    expect((await cli('recompute', cases[0] ?? '')).code).toBe(2);
  });

  it('prints what draws the same by the recipe of the page, and another population does not', async () => {
    const { code, said } = await cli('population', sample);
    expect([code, said.filter((line) => line.startsWith('case: ')).length]).toEqual([0, CASES]);
    expect(said.filter((line) => line.startsWith('drawn: '))).toHaveLength(7);
    expect(byTheRecipe(said)).toBe('same');
    const members = await agency.test.query<{ members: string[] }>('select members::text[] from quality_sample');
    const lowest = `case: ${members[0]?.members[0] ?? ''} done`;
    expect(said).toContain(lowest);
    expect(byTheRecipe(said.filter((line) => line !== lowest))).not.toContain('same');
    expect(byTheRecipe(said.map((line) => line.replace(/^seed: ./, 'seed: x')))).not.toContain('same');
  });

  it('puts a hash in the place of a case that may not be told, and has the look on record', async () => {
    await agency.test.query(`update case_head set walls = array['person:${TOWN}/dora'] where case_id = $1`, [cases[3]]);
    const { said } = await cli('population', sample, '--as', 'dora');
    expect(said.join('\n')).not.toContain(cases[3]);
    expect(said.filter((line) => line.startsWith('case: withheld done '))).toHaveLength(1);
    expect(byTheRecipe(said)).toBe('same');
    const lines = await agency.test.query<{ cases: number }>(
      "select cardinality(case_ids) as cases from access_log where action = 'read-population' and person = 'dora'",
    );
    expect(lines).toEqual([{ cases: CASES - 1 }]);
    await agency.test.query("update case_head set walls = '{}' where case_id = $1", [cases[3]]);
  });

  it('finds a sample that was changed', async () => {
    await agency.test.query('update quality_sample set members = members[2:7]');
    const { code, said } = await cli();
    expect([code, said[0]]).toEqual([1, `town: sample ${sample}: drawn again, NOT the same; NOT as recorded.`]);
  });
});

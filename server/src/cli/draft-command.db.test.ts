// A draft at the command line: from a folder with scenarios and blocks to the version in force, by three people, with a sentence for
// everything that is wrong.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SOURCE, startAgency, TOWN, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { executeCommand } from '../commands/execute-command.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { runCli } from './cli.ts';

const LATER = SOURCE.replace('version: 1.0.0', 'version: 2.0.0').replace(
  'opening:',
  '  born: { type: date, label: Born, purpose: Test, personal: true, subject: applicant }\nopening:',
);
const SCENARIO = `scenario: 'A case that is opened is checked'
given:
  - { at: 2026-03-01, roles: [officer], do: { type: OpenCase, data: { note: x } } }
then: { items: { check: active } }
`;

let agency: AgencyUnderTest;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-draft-'));
  agency = await startAgency();
  const roles = { dora: 'case-type-designer', paul: 'case-type-publisher', petra: 'privacy-officer', otto: 'officer' };
  await upsertPeople(agency.database, {
    ...{ tenant: TOWN, slug: 'town', name: 'town', teams: [{ team: 'desk', title: 'Desk' }] },
    people: Object.entries(roles).map(([person, role]) => ({
      ...{ person, name: person, memberships: [{ team: 'desk', role }] },
    })),
  });
});
afterAll(async () => {
  await agency.close();
  rmSync(folder, { recursive: true });
});

async function run(
  as: string,
  ...args: string[]
): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const lines: string[] = [];
  const code = await runCli(['draft', ...args, '--agency', 'town', '--as', as], {
    open: async () => ({ database: agency.database, deps: agency.deps, witnessFolder: null, close: async () => {} }),
    caseTypesFolder: folder,
    programFolder: folder,
    print: (line) => lines.push(line),
    say: (line) => lines.push(line),
    nowMs: () => agency.clock.nowMs,
  });
  return { code, lines };
}

function place(name: string, source: string, scenario = SCENARIO): string {
  const at = join(folder, name);
  mkdirSync(join(at, 'scenarios'), { recursive: true });
  writeFileSync(join(at, 'case-type.yaml'), source);
  writeFileSync(join(at, 'scenarios', 'opens.yaml'), scenario);
  return at;
}

const nameIn = (lines: readonly string[], what: string): string =>
  lines.find((line) => line.startsWith(`${what} `))?.slice(what.length + 1) ?? '';

describe('casewright draft', () => {
  it('takes a folder to the version in force, each step by whom it should be', async () => {
    const begun = await run('dora', 'save', place('later', LATER));
    expect(begun.code).toBe(0);
    const [draft, hash] = [nameIn(begun.lines, 'draft'), nameIn(begun.lines, 'hash')];
    expect((await run('dora', 'send', draft, '--hash', hash, '--from', '2026-03-02')).lines.at(-1)).toBe(
      'Step 2: it is in-review now.',
    );
    expect(await run('dora', 'approve', draft, '--hash', hash)).toMatchObject({
      code: 1,
      lines: [expect.stringContaining('case-type-publisher')],
    });
    expect((await run('paul', 'approve', draft, '--hash', hash)).code).toBe(0);
    expect(await run('paul', 'publish', draft, '--hash', hash)).toMatchObject({
      code: 1,
      lines: [expect.stringContaining('nobody has acknowledged')],
    });
    const shown = await run('petra', 'show', draft);
    const asked = shown.lines.filter((line) => line.endsWith('to be acknowledged'));
    const ids = asked.map((line) => /[0-9a-f]{64}/.exec(line)?.[0] ?? '');
    expect(ids).toHaveLength(1);
    const file = join(folder, 'words.yaml');
    writeFileSync(file, ids.map((id) => `${id}: The assessment of March says why.\n`).join(''));
    expect((await run('petra', 'acknowledge', draft, '--hash', hash, '--file', file)).code).toBe(0);
    expect((await run('paul', 'show', draft)).lines.at(-1)).toBe('It can be published.');
    expect((await run('paul', 'publish', draft, '--hash', hash)).lines.at(-1)).toBe('Step 5: it is published now.');
    expect((await run('paul', 'versions', 'example')).lines).toEqual([
      expect.stringMatching(
        /^2\.0\.0 .* begins 2026-03-01T23:00:00\.000Z, published by paul from draft .*; 0 running$/,
      ),
      expect.stringMatching(/^1\.0\.0 .* in force since .*, published by ann with the set-up or an import; 0 running$/),
    ]);
    agency.clock.nowMs = Date.parse('2026-03-02T08:00:00Z');
    const opened = { open: { caseType: 'example', data: {} }, idempotencyKey: 'one' };
    expect(await executeCommand(agency.deps, agency.ann, opened)).toMatchObject({ kind: 'applied' });
    expect((await run('paul', 'versions', 'example')).lines[0]).toMatch(/; 1 running$/);
    const lines = await agency.test.query<object>("select distinct authority from access_log where action ~ '-draft$'");
    expect(lines).toEqual([{ authority: 'operator' }]);
  });

  it('saves what a case type imports with it, so that it is published as it was looked at', async () => {
    const shipped = join(import.meta.dirname, '../../../case-types');
    cpSync(join(shipped, 'blocks'), join(folder, 'blocks'), { recursive: true });
    cpSync(join(shipped, 'complaint'), join(folder, 'complaint'), { recursive: true });
    const begun = await run('dora', 'save', join(folder, 'complaint'));
    expect(begun.code).toBe(0);
    const [row] = await agency.test.query<{ source: string; whole: string | null }>(
      'select source, whole from case_type_draft_step where draft_id = $1',
      [nameIn(begun.lines, 'draft')],
    );
    const text = readFileSync(join(folder, 'complaint/case-type.yaml'), 'utf8');
    expect(row?.source).toBe(text);
    expect(/^uses:/m.test(text)).toBe(row?.whole !== null);
    const shown = await run('dora', 'show', nameIn(begun.lines, 'draft'));
    expect(shown.lines.filter((line) => /^(problem|scenario)/.test(line))).toEqual([]);
  });

  it('says what is wrong, and saves nothing of it', async () => {
    const broken = place('broken', LATER.replace('by: head', 'by: nobody'));
    expect(await run('dora', 'save', broken)).toMatchObject({
      code: 1,
      lines: [expect.stringContaining('nobody'), 'Nothing was saved: the text has problems.'],
    });
    expect((await run('otto', 'save', place('other', LATER))).lines).toEqual([
      'There is no such draft, or they may not know of it.',
    ]);
    expect((await run('otto', 'list')).code).toBe(1);
    const again = await run('dora', 'save', place('again', LATER.replace('2.0.0', '3.0.0')));
    const draft = nameIn(again.lines, 'draft');
    expect((await run('dora', 'send', draft, '--hash', 'f'.repeat(64))).lines[0]).toContain('another one by now');
    const saved = await run('dora', 'save', place('again', LATER.replace('2.0.0', '4.0.0')), '--draft', draft);
    expect(saved.lines.at(-1)).toBe('Step 2: it is draft now.');
    expect((await run('dora', 'withdraw', draft, '--reason', 'Written for another law.')).code).toBe(0);
    const listed = await run('petra', 'list');
    expect(listed.lines.find((line) => line.startsWith(draft))).toContain('withdrawn');
    for (const args of [
      ['fly'],
      ['show'],
      ['list', 'x'],
      ['approve', draft],
      ['approve', draft, '--hash', 'x'],
      ['send', draft, '--hash', 'f'.repeat(64), '--from', 'soon'],
    ])
      expect((await run('dora', ...args)).code, args.join(' ')).toBe(2);
    expect((await run('nobody', 'list')).code).toBe(2);
  });
});

// Moving cases at the command line: rehearsed, read, run, and taken back, with a sentence for everything that is wrong.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile, SOURCE, startAgency, TOWN, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { executeCommand } from '../commands/execute-command.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { runCli } from './cli.ts';

const LATER = SOURCE.replace('version: 1.0.0', 'version: 2.0.0')
  .replaceAll('check', 'look-into')
  .replace('within: 56 days', 'within: 70 days');

let agency: AgencyUnderTest;
let folder: string;
let caseId: string;
let reference: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-move-'));
  agency = await startAgency();
  const publishedAt = '2026-02-01T00:00:00.000Z';
  const later = { caseType: compile(LATER), source: LATER };
  await publishCaseType(agency.database, { tenant: TOWN, person: 'ann', ...later, publishedAt });
  const open = { caseType: 'example', version: '1.0.0', data: { startedOn: '2026-02-20' } };
  const outcome = await executeCommand(agency.deps, agency.ann, { open, idempotencyKey: 'one' });
  if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
  ({ caseId, reference } = outcome);
});
afterAll(async () => {
  await agency.close();
  rmSync(folder, { recursive: true });
});

async function run(...args: string[]): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const lines: string[] = [];
  const code = await runCli(['move', ...args], {
    open: async () => ({ database: agency.database, deps: agency.deps, witnessFolder: null, close: async () => {} }),
    caseTypesFolder: folder,
    programFolder: folder,
    print: (line) => lines.push(line),
    say: (line) => lines.push(line),
    nowMs: () => 0,
  });
  return { code, lines };
}

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const REHEARSE = ['rehearse', 'example', '--from', '1.0.0', '--to', '2.0.0', '--agency', 'town', '--as', 'ann'];
const AS = ['--as', 'olga', '--reason', 'The law has changed'];

const versionOf = async (): Promise<string | undefined> => {
  const [row] = await agency.test.query<{ v: string }>(
    "select state::json->'caseType'->>'version' as v from case_head where case_id = $1",
    [caseId],
  );
  return row?.v;
};

describe('casewright move', () => {
  it('says what keeps a case where it is', async () => {
    const { code, lines } = await run(...REHEARSE);
    expect(code).toBe(1);
    expect(lines[0]).toBe(
      `${reference} (case ${caseId}): stays: “check” is going on, and the new version does not have it. Say under items what it is called now, or name it under drop.`,
    );
    expect(lines.at(-1)).toBe(
      '1 running case under example 1.0.0: 0 can go on under 2.0.0, 0 of them with something changed, 1 cannot. Nothing was changed.',
    );
  });

  it('moves what was rehearsed, once, and takes it back, once', async () => {
    const names = file('names.yaml', 'items: { check: look-into }\n');
    const report = join(folder, 'report.json');
    const rehearsed = await run(...REHEARSE, '--names', names, '--report', report);
    expect(rehearsed.lines[0]).toBe(
      `${reference} (case ${caseId}): the clock decide moves from 2026-04-17 to 2026-05-01`,
    );
    expect(rehearsed.code).toBe(0);
    expect(readFileSync(report, 'utf8')).toContain(caseId);
    expect(await versionOf()).toBe('1.0.0');
    for (let once = 0; once < 2; once += 1)
      expect(await run('run', report, ...AS)).toEqual({
        code: 0,
        lines: ['1 case under example 2.0.0 now, 0 stayed as they were.'],
      });
    expect(await versionOf()).toBe('2.0.0');
    const [moved] = await agency.test.query<object>(
      "select actor, authority from event where case_id = $1 and type = 'CaseMoved'",
      [caseId],
    );
    expect(moved).toEqual({ actor: 'olga', authority: 'versions' });
    expect((await run('back', report, ...AS)).lines).toEqual([
      '1 case back under example 1.0.0, 0 stayed as they were.',
    ]);
    expect(await versionOf()).toBe('1.0.0');
    expect((await run('back', report, ...AS)).lines.at(-1)).toBe(
      '0 cases back under example 1.0.0, 1 stayed as they were.',
    );
  });

  it.each([
    ['an unknown version', [...REHEARSE.slice(0, 5), '3.0.0', ...REHEARSE.slice(6)], 'has not published example 3.0.0'],
    ['a file that is no rehearsal', ['run', 'names.yaml', ...AS], 'This is no rehearsal'],
    ['names that are none', [...REHEARSE, '--names', 'wrong.yaml'], '“item” is none of items'],
    ['nobody who answers for it', ['run', 'report.json', '--reason', 'x'], 'Say who answers for it: --as'],
    ['something else', ['somewhere'], 'Say what to do'],
  ])('refuses %s with a sentence', async (_of, args, sentence) => {
    file('wrong.yaml', 'item: { a: b }\n');
    const inFolder = args.map((arg) => (/\.(yaml|json)$/.test(arg) ? join(folder, arg) : arg));
    const { code, lines } = await run(...inFolder);
    expect(code).toBe(2);
    expect(lines.join('\n')).toContain(sentence);
  });
});

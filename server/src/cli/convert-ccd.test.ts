// `casewright convert-ccd` on a folder of its own and on the published definitions, where this machine has them.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CcdReport } from '@casewright/engine/ccd';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCli } from './cli.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const data = join(process.env['CASEWRIGHT_SHARED'] ?? join(root, '../shared'), 'data');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-ccd-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(...args: string[]): Promise<{ code: number; printed: string[] }> {
  const printed: string[] = [];
  const code = await runCli(args, {
    open: () => Promise.reject(new Error('There is no database here.')),
    caseTypesFolder: join(root, 'case-types'),
    programFolder: root,
    print: (line) => printed.push(line),
    say: () => undefined,
    nowMs: () => Date.UTC(2026, 10, 23),
  });
  return { code, printed };
}

function sheet(path: string, rows: readonly object[]): void {
  const file = join(folder, 'definition', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(rows));
}

function smallDefinition(): void {
  sheet('CaseType.json', [{ ID: 'Small', Name: 'Small' }]);
  sheet('State.json', [{ CaseTypeID: 'Small', ID: 'Open', Name: 'Open' }]);
  sheet('CaseEvent/CaseEvent.json', [{ CaseTypeID: 'Small', ID: 'begin', Name: 'Begin', PostConditionState: 'Open' }]);
  sheet('AuthorisationCaseEvent.json', [{ CaseEventID: 'begin', AccessProfile: 'clerk', CRUD: 'CRU' }]);
}

test('it writes the case type and its report, and never replaces a file', async () => {
  smallDefinition();
  const to = join(folder, 'small.yaml');
  const first = await run('convert-ccd', join(folder, 'definition'), '--to', to);
  expect(first.printed[0]).toBe('4 rows were read: 4 are carried, 0 in part, 0 are not carried.');
  expect([first.code, readdirSync(folder).toSorted()]).toEqual([
    0,
    ['definition', 'small.yaml', 'small.yaml.report.json', 'small.yaml.report.txt'],
  ]);
  expect((await run('check', to)).printed.at(-1)).toBe('1 case type checked, 0 problems found.');
  const again = await run('convert-ccd', join(folder, 'definition'), '--to', to);
  expect([again.code, again.printed]).toEqual([3, []]);
});

test('a file that cannot be read is a problem, and what was read is written', async () => {
  smallDefinition();
  writeFileSync(join(folder, 'definition', 'CaseField.json'), '[{ "ID":');
  const to = join(folder, 'small.yaml');
  const { code, printed } = await run('convert-ccd', join(folder, 'definition'), '--to', to);
  expect([code, printed[1], existsSync(to)]).toEqual([
    1,
    'CaseField.json: This is not JSON. Its rows are in no count.',
    true,
  ]);
});

test('it says what it does not understand', async () => {
  mkdirSync(join(folder, 'empty'));
  const to = join(folder, 'x.yaml');
  expect((await run('convert-ccd')).code).toBe(2);
  expect((await run('convert-ccd', join(folder, 'empty'), '--to', join(folder, 'x.txt'))).code).toBe(2);
  expect((await run('convert-ccd', join(folder, 'empty'), '--to', to, '--on', 'today')).code).toBe(2);
  expect((await run('convert-ccd', join(folder, 'nowhere'), '--to', to)).code).toBe(3);
  const nothing = await run('convert-ccd', join(folder, 'empty'), '--to', to);
  expect([nothing.code, nothing.printed.at(-1), existsSync(to)]).toEqual([1, 'Nothing was written.', false]);
});

const definitions = ['hmcts-ccd-bulkscan-exception', 'hmcts-ccd-sscs-benefit-appeal'] as const;
const absent = definitions.some((name) => !existsSync(join(data, name)));

test.skipIf(absent).each([
  ['hmcts-ccd-bulkscan-exception', { rows: 222, tasks: 8, states: 6 }],
  ['hmcts-ccd-sscs-benefit-appeal', { rows: 7471, tasks: 246, states: 19 }],
] as const)('real logs: the definition %s is a sound case type with every row accounted for', async (name, is) => {
  const to = join(folder, 'real.yaml');
  const { code, printed } = await run('convert-ccd', join(data, name), '--to', to);
  expect([code, printed.at(-1)]).toEqual([0, expect.stringContaining('; 0 problems.')]);
  // What was just written, as its own types say.
  const report = JSON.parse(readFileSync(`${to}.report.json`, 'utf8')) as Pick<CcdReport, 'rows' | 'names'>;
  expect(report.rows).toHaveLength(is.rows);
  expect(Object.keys(report.names.events)).toHaveLength(is.tasks);
  expect(Object.keys(report.names.states)).toHaveLength(is.states);
  expect(report.rows).toHaveLength(rowsIn(join(data, name)));
});

/** Rows in all files, counted without the importer. */
function rowsIn(of: string): number {
  const files = readdirSync(of, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.json'));
  return files.reduce(
    (count, file) => count + (JSON.parse(readFileSync(join(of, file), 'utf8')) as unknown[]).length,
    0,
  );
}

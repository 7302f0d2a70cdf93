import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runPart } from './run-part.mjs';
import { judgeSkips } from './skips.mjs';

describe('a part of a check', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'casewright-part-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function run(program: string): Promise<{ passed: number; failed: number; skipped: string[] }> {
    const path = join(folder, 'program.mjs');
    writeFileSync(path, program);
    return runPart({ name: 'part', program: path, args: [], env: {} });
  }

  async function runTests(
    report: unknown,
    code: number,
  ): Promise<{ passed: number; failed: number; skipped: string[] }> {
    const program = join(folder, 'program.mjs');
    const path = join(folder, 'report.json');
    const writing =
      report === undefined
        ? ''
        : `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(path)}, ${JSON.stringify(JSON.stringify(report))});`;
    writeFileSync(program, `${writing} process.exitCode = ${code};`);
    return runPart({ name: 'tests', program, args: [], env: {}, report: path });
  }

  const suite = (...statuses: string[]) => ({
    status: statuses.includes('failed') ? 'failed' : 'passed',
    assertionResults: statuses.map((status) => ({ status, fullName: `a test that ${status}` })),
  });

  it('without tests counts as one, by its exit code', async () => {
    expect(await run('')).toMatchObject({ passed: 1, failed: 0 });
    expect(await run('process.exitCode = 1;')).toMatchObject({ passed: 0, failed: 1 });
    expect(await run('process.kill(process.pid, "SIGKILL");')).toMatchObject({ passed: 0, failed: 1 });
  });

  it('with tests counts them', async () => {
    const counted = await runTests({ testResults: [suite('passed', 'passed'), suite('failed', 'pending')] }, 1);
    expect(counted).toMatchObject({ passed: 2, failed: 1, skipped: ['a test that pending'] });
  });

  it('cannot pass with a file that does not load, a missing report, or an error outside any test', async () => {
    expect(await runTests({ testResults: [{ status: 'failed', assertionResults: [] }] }, 1)).toMatchObject({
      failed: 1,
    });
    expect(await runTests(undefined, 0)).toMatchObject({ failed: 1 });
    expect(await runTests({ testResults: [suite('passed')] }, 1)).toMatchObject({ passed: 1, failed: 1 });
  });
});

describe('a skipped test', () => {
  it('is allowed only if it is on the written list', () => {
    const { allowed, forbidden } = judgeSkips([
      'db, on the PostgreSQL of this machine',
      'a test that was switched off',
    ]);
    expect(allowed).toHaveLength(1);
    expect(forbidden).toEqual(['a test that was switched off']);
  });

  it('for the lack of the published logs is allowed only where they are not', () => {
    const names = ['real logs: anything'];
    expect(judgeSkips(names, false)).toMatchObject({ allowed: [{ name: names[0] }], forbidden: [] });
    expect(judgeSkips(names, true)).toEqual({ allowed: [], forbidden: names });
  });
});

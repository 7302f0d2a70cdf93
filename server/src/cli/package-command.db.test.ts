// Packages at the command line: one case and a list, what is told where it goes on, what verifying prints, and that nothing is written
// where that was asked for.
import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAgency, TOWN, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { openDiskStore } from '../files/disk-store.ts';
import { runCli } from './cli.ts';

const PROGRAM = fileURLToPath(new URL('../../', import.meta.url));

let agency: AgencyUnderTest;
let folder: string;

beforeAll(async () => {
  agency = await startAgency();
  folder = mkdtempSync(join(tmpdir(), 'casewright-package-'));
});
afterAll(async () => {
  await agency.close();
  rmSync(folder, { recursive: true });
});

async function cli(...args: string[]): Promise<{ readonly code: number; readonly out: string }> {
  const lines: string[] = [];
  const maintenance = {
    ...{ backupKeyFolder: join(folder, 'keys'), files: openDiskStore(join(folder, 'files')) },
    // The commands on packages use nothing else of it.
  } as never;
  const code = await runCli(['package', ...args], {
    open: async () => ({
      ...{ database: agency.database, deps: agency.deps, witnessFolder: null, maintenance },
      close: async () => {},
    }),
    ...{ caseTypesFolder: '', programFolder: PROGRAM, nowMs: () => agency.clock.nowMs },
    print: (line) => void lines.push(line),
    say: (line) => void lines.push(`(${line})`),
  });
  return { code, out: lines.join('\n') };
}

it('takes out one case or a list, goes on where it was cut off, and verifies what is there', async () => {
  const cases = [await agency.open({ note: 'one', name: 'Kane' }), await agency.open({ note: 'two' })];
  const [one = '', two = ''] = cases;
  const to = join(folder, 'one');
  const because = ['--agency', 'town', '--reason', 'Asked for by the archive'];
  expect((await cli('out', one, '--to', to, '--agency', 'town')).out).toContain('Say why: --reason');
  const tried = await cli('out', one, '--to', to, ...because, '--dry-run');
  expect([tried.code, existsSync(to)]).toEqual([0, false]);
  expect(tried.out).toContain('would go to');
  const out = await cli('out', one, '--to', to, ...because);
  expect(out.out).toMatch(/holds 1 event and 0 files\. Its key [0-9a-f-]{36} is in /);
  expect(out.code).toBe(0);
  const verified = await cli('verify', to);
  expect([verified.code, verified.out.split('\n').at(-1)]).toEqual([
    0,
    '1 package with 1 event and 0 files: 0 problems.',
  ]);
  const list = join(folder, 'list.txt');
  const all = join(folder, 'all');
  writeFileSync(list, `${one} # first\n\n${two}\nno-such-case\n`);
  const listed = await cli('out', '--list', list, '--to', all, ...because);
  expect([listed.code, listed.out.split('\n').at(-1)]).toEqual([1, '2 cases taken out, 0 before, 1 not.']);
  expect(readdirSync(all).toSorted()).toEqual([one, two].toSorted());
  // Cut off before it was a bag.
  rmSync(join(all, two, 'bagit.txt'));
  writeFileSync(list, `${one}\n${two}\n`);
  const again = await cli('out', '--list', list, '--to', all, ...because);
  expect([again.code, again.out.split('\n').at(-1)]).toEqual([0, '1 case taken out, 1 before, 0 not.']);
  expect((await cli('verify', all)).out).toContain('2 packages with 2 events and 0 files: 0 problems.');
  appendFileSync(join(all, two, 'data/readable.html'), 'x');
  const damaged = await cli('verify', all);
  expect(damaged.code).toBe(1);
  expect(damaged.out).toContain(`${join(all, two)}: manifest-sha256.txt: data/readable.html is not what was put`);
  const back = await cli('in', to, '--agency', 'town');
  expect([back.code, back.out]).toEqual([0, expect.stringContaining('is here already, event for event')]);
  const lines = await agency.test.query<{ person: string; action: string }>(
    "select person, action from access_log where action = 'export-package'",
  );
  expect(lines.length).toBeGreaterThan(3);
  const taken = await agency.test.query(
    "select entry from custody_record where tenant = $1 and entry like '%case-taken-out%'",
    [TOWN],
  );
  expect(taken).toHaveLength(4);
});

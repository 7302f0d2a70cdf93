// A few of the faults that `npm run full -- mutants` tries: that each fits the sources, and that some are found.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { MUTANTS } from './mutant-list.ts';
import { mutants } from './mutants.ts';

const project = fileURLToPath(new URL('../../..', import.meta.url));

test('there are at least thirty faults, and each stands for one place of the engine', () => {
  expect(MUTANTS.length).toBeGreaterThanOrEqual(30);
  const misplaced = MUTANTS.filter(
    ({ file, find }) => readFileSync(join(project, 'engine', 'src', file), 'utf8').split(find).length !== 2,
  );
  expect(misplaced.map(({ name }) => name)).toEqual([]);
});

test('faults are found by the scenarios and trials, and the engine without fault is not accused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'casewright-mutants-'));
  try {
    const result = await mutants({ seed: 1, project, folder, say: () => undefined, every: 20, commands: 300 });
    expect(result.failures).toEqual([]);
    expect(result.counts).toEqual({ faults: 3, found: 3 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

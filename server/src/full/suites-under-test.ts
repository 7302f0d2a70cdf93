// Test support: a folder of a suite's own in the temporary folder, and what a suite is given.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeData } from './ground.ts';
import { makeFines } from './made-fines.ts';
import type { SuiteOptions } from './suite.ts';

export interface SuiteUnderTest {
  readonly options: SuiteOptions;
  /** Writes a log that is made in the shape of the fines and answers its path. */
  readonly madeLog: (cases: number) => string;
  /** @param data names of the installations that the suite made in its folder */
  readonly remove: (...data: readonly string[]) => void;
}

export function suiteUnderTest(seed: number): SuiteUnderTest {
  const folder = mkdtempSync(join(tmpdir(), 'casewright-test-full-'));
  const project = fileURLToPath(new URL('../../..', import.meta.url));
  return {
    options: { seed, project, folder, say: () => {} },
    madeLog(cases) {
      const file = join(folder, 'made-fines.csv');
      writeFileSync(file, makeFines(seed, cases).csv);
      return file;
    },
    remove(...data) {
      for (const name of data) removeData(join(folder, name));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

// The attackers with their solver, as the proofs are given them.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import loadHighs from 'highs';
import { attackRows, type Known, type LinkageResult } from './attack-rows.ts';
import { type Attacked, attackTables } from './attack-tables.ts';
import { type OpenFile, readRows, readTables } from './read-open-data.ts';

export interface ReleaseAttackers {
  readonly tables: (releases: readonly (readonly OpenFile[])[], threshold: number) => Attacked;
  readonly rows: (files: readonly OpenFile[], people: readonly Known[]) => LinkageResult;
}

export async function releaseAttackers(): Promise<ReleaseAttackers> {
  // Its types describe the CommonJS form, where the loader is a member; as a module it is the default export itself.
  const load = loadHighs as unknown as (typeof loadHighs)['default'];
  // A bundle lies elsewhere than the solver.
  const place = dirname(createRequire(import.meta.url).resolve('highs'));
  const highs = await load({ locateFile: (file) => join(place, file) });
  return {
    tables: (releases, threshold) => attackTables(highs, releases.map(readTables), threshold),
    rows: (files, people) => attackRows(readRows(files), people),
  };
}

// The kinds of tests, told apart by their name: pure, the oracles, with a real PostgreSQL, in a real browser, and long looks at screens.
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const everywhere = ['engine', 'server', 'web', 'scripts', 'e2e'];

/**
 * Left out where the database tests run once more on another version of PostgreSQL: long proofs, and programs around the rooms
 * whose statements the other files send. They take twice as long as all of those.
 */
const long = ['full/*', 'cli/*', 'import/*', 'demonstration/*', 'launch/embedded-postgres'].map(
  (file) => `server/src/${file}.db.test.ts`,
);

/** It mostly waits, for minutes: begun last, it would go on alone when all others are done. */
const LONGEST = /full\/matrix\.db\.test\.ts$/;

// It is called with `new`, to which the object that a function answers is as good as that of a class.
function longestFirst(of: ConstructorParameters<typeof BaseSequencer>[0]): Pick<BaseSequencer, 'shard' | 'sort'> {
  const usual = new BaseSequencer(of);
  return {
    shard: (files) => usual.shard(files),
    async sort(files) {
      const sorted = await usual.sort(files);
      const isLongest = ({ moduleId }: TestSpecification): boolean => LONGEST.test(moduleId);
      return [...sorted.filter(isLongest), ...sorted.filter((one) => !isLongest(one))];
    },
  };
}

export default defineConfig({
  test: {
    // The type asks for a class, and the program for something to call.
    sequence: { sequencer: longestFirst as unknown as typeof BaseSequencer },
    projects: [
      {
        test: {
          name: 'pure',
          // Pure tests leave nothing behind, so files share their loaded modules: three times as fast as one process each.
          isolate: false,
          pool: 'threads',
          include: everywhere.map((folder) => `${folder}/**/*.test.{ts,tsx}`),
          exclude: ['**/node_modules/**', '**/build/**', '**/*.db.test.ts', '**/*.proof.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        // Predictions over whole logs and proofs over whole suites: too slow for the check that people run all day.
        test: {
          name: 'oracles',
          include: ['oracles/**/*.test.ts', ...everywhere.map((folder) => `${folder}/**/*.proof.test.ts`)],
          exclude: ['**/node_modules/**', '**/build/**'],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'db',
          include: everywhere.map((folder) => `${folder}/**/*.db.test.ts`),
          exclude: ['**/node_modules/**', '**/build/**', ...(process.env['CASEWRIGHT_TEST_LONG'] === '0' ? long : [])],
          globalSetup: ['server/src/launch/test-postgres.ts'],
          // While one file waits for its database, another has the processor, also on two cores.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.e2e.ts'],
          globalSetup: ['e2e/demonstration.ts'],
          // Each file starts a server of its own; on a small machine several at once only wait for one another.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
      {
        // Long looks at the screens, by `npm run screens`, `npm run screenshots` and `npm run staff-budgets`; no check waits for them.
        test: {
          name: 'look',
          include: ['e2e/**/*.look.ts'],
          globalSetup: ['e2e/demonstration.ts'],
          fileParallelism: false,
          testTimeout: 3_600_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});

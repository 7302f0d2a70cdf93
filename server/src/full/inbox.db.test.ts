import { afterAll, expect, it } from 'vitest';
import { inbox } from './inbox.ts';
import { suiteUnderTest } from './suites-under-test.ts';

const suite = suiteUnderTest(7);
afterAll(() => suite.remove('inbox'));

it('loses nothing that comes in while everything is killed, and has nothing twice', { timeout: 400_000 }, async () => {
  const asked = { mails: 14, brought: 6, files: 3, kills: 1, senders: 3, isLarge: false };
  // What it says on the way tells where it stands still, if it ever does.
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const { failures, counts } = await inbox({ ...suite.options, ...asked, say });
  process.stdout.write(`${JSON.stringify(counts)}\n`);
  expect(failures).toEqual([]);
  expect(counts).toMatchObject({ sent: 23, acknowledged: 23, lost: 0, duplicated: 0, differing: 0, unaccounted: 0 });
  expect(counts).toMatchObject({ kills: { server: 1, database: 1 } });
});

// The kinds of case in docs/examples, each written from prose by following the guide: without a problem or a warning, and with stories
// that hold and use it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runCli } from './cli.ts';

const examples = fileURLToPath(new URL('../../../docs/examples', import.meta.url));
const caseTypesFolder = fileURLToPath(new URL('../../../case-types', import.meta.url));

async function run(...args: string[]): Promise<{ readonly code: number; readonly last: string }> {
  const printed: string[] = [];
  const code = await runCli(args, {
    open: () => Promise.reject(new Error('No database is needed.')),
    ...{ caseTypesFolder, programFolder: caseTypesFolder, print: (line) => printed.push(line) },
    ...{ say: (line) => printed.push(line), nowMs: () => 0 },
  });
  return { code, last: printed.at(-1) ?? '' };
}

it.each(readdirSync(examples))('%s has no problem and no warning, and its stories hold', async (name) => {
  const folder = join(examples, name);
  expect(await run('check', '--strict', folder)).toEqual({ code: 0, last: '1 case type checked, 0 problems found.' });
  const played = await run('scenarios', folder, '--at-least', '90');
  expect(played.code).toBe(0);
  expect(played.last).toMatch(/^\d+ scenarios played, 0 failed\.$/);
});

// The steps of the guide for designers that need a running server: it is started with the reader's folder, a case is opened by keys,
// and the case goes on under the second version, with the commands and what they print as they stand in the guide.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { edit, isSeen, readGuide, wordsIn } from '../server/src/cli/guide-under-test.ts';
import { launchBrowser } from './browser.ts';
import { fillForm, focused, signInAs, tabTo } from './keyboard.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { openPage } from './staff-page.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const guide = readFileSync(new URL('../docs/first-case-type.md', import.meta.url), 'utf8');

let folder: string;
let browser: Browser;
let server: RunningServer | null = null;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-guide-'));
  chmodSync(folder, 0o711);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('lets its reader open a case of their own kind, and move it to their second version', async () => {
  const ran: string[] = [];
  for (const step of readGuide(guide)) {
    if (step.kind !== 'run') {
      edit(folder, step);
      continue;
    }
    if (step.command.endsWith('npm start')) {
      await server?.stop();
      const [, name = '', value = ''] = /^(\w+)=(\S+) npm start$/.exec(step.command) ?? [];
      server = await startServer({ folder: join(folder, 'data'), environment: { [name]: join(folder, value) } });
      expect(isSeen(step.sees, server.said().trim()), server.said()).toBe(true);
      if (ran.length === 0) await openCase(server.url);
    } else if (step.command.startsWith('npx casewright move')) {
      const printed = await run(wordsIn(step.command).slice(2));
      expect(isSeen(step.sees, printed), printed).toBe(true);
    } else continue;
    ran.push(step.command);
  }
  expect(ran).toHaveLength(4);
}, 300_000);

/** As the numbered list of the guide says; the words in bold are those on the screen. */
async function openCase(url: string): Promise<void> {
  const list = /^1\. Choose the first person[\s\S]*?\n\n/m.exec(guide)?.[0] ?? '';
  const words = [...list.matchAll(/\*\*([^*]+)\*\*/g)].map(([, word = '']) => word);
  const [line = '', , start = '', kind = '', submit = '', task = '', clock = ''] = words;
  const { page, faults, close } = await openPage(browser, { width: 1280, colours: 'light' });
  await signInAs(page, url, line);
  await tabTo(page, new RegExp(start));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: start }).waitFor();
  await tabTo(page, new RegExp(kind));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: kind }).waitFor();
  expect(await fillForm(page)).toBe(4);
  expect((await focused(page)).label).toBe(submit);
  await page.keyboard.press('Enter');
  await page.getByText(task).first().waitFor();
  await page.getByText(clock).first().waitFor();
  await close();
  expect(faults).toEqual([]);
}

/** A command as a process of its own, in the folder of the reader. */
function run(args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(PROJECT, 'server', 'casewright.mjs'), ...args], {
      cwd: folder,
      env: { ...process.env, CASEWRIGHT_DATA: join(folder, 'data'), DATABASE_URL: '' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
    child.once('exit', () => resolve(printed.trim()));
  });
}

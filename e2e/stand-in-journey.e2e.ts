// Acting for a colleague who handed work over, by keys alone: choosing whom, seeing it on every page, and stopping.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { holdFact } from '../server/src/commands/hold-access.ts';
import { openGround, type Ground } from '../server/src/full/ground.ts';
import { openDatabase, type Database } from '../server/src/store/database.ts';
import { launchBrowser } from './browser.ts';
import { signInAs, tabTo } from './keyboard.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { findBarriers, openPage, type WatchedPage } from './staff-page.ts';

let folder: string;
let server: RunningServer;
let browser: Browser;
let ground: Ground;
let database: Database;
let watched: WatchedPage;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-stand-in-'));
  chmodSync(folder, 0o711);
  [server, browser] = await Promise.all([startServer({ folder }), launchBrowser()]);
  ground = await openGround(folder);
  const tenant = (await ground.tenantOf('demo')) ?? 0;
  const { host = '', port = 0, database: name = '', user = '', password } = ground.application;
  database = openDatabase({
    connection: { host, port, database: name, user, password: String(password) },
    ...{ contextKey: ground.contextKey, poolSize: 2 },
  });
  const refusal = await holdFact(
    { database, nowMs: Date.now },
    { tenant, actor: 'system.rights' },
    {
      ...{ kind: 'delegation', id: 'delegation.journey', from: null, until: null },
      ...{ by: `${tenant}/anna.ricci`, to: `${tenant}/marco.conti` },
    },
  );
  if (refusal !== null) throw new Error(refusal);
  watched = await openPage(browser, { width: 1280, colours: 'light' });
});

afterAll(async () => {
  await browser.close();
  await database.close();
  await ground.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('is chosen, said on every page, asked of the server with each request, and stopped', async () => {
  const { page, faults } = watched;
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname === '/api/v1/work' || pathname === '/api/v1/cases' || pathname === '/api/v1/session')
      asked.push(`${pathname} ${request.headers()['casewright-on-behalf-of'] ?? '-'}`);
  });
  await signInAs(page, server.url, 'Marco Conti');
  expect(asked).toContain('/api/v1/work -');
  expect(await findBarriers(page)).toEqual([]);
  await tabTo(page, /^Act for them$/);
  asked.length = 0;
  await page.keyboard.press('Enter');
  await page.getByText('You act for Anna Ricci.').first().waitFor();
  await expect.poll(() => asked).toContain('/api/v1/work anna.ricci');
  await tabTo(page, /^Cases$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Cases' }).waitFor();
  await expect.poll(() => asked).toContain('/api/v1/cases anna.ricci');
  expect(await page.locator('.stand-in-acting').isVisible()).toBe(true);
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await findBarriers(page)).toEqual([]);
  }
  expect(asked.filter((line) => line.endsWith(' -') && !line.includes('session'))).toEqual([]);
  await tabTo(page, /^Stop$/);
  asked.length = 0;
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
  await expect.poll(() => asked).toContain('/api/v1/work -');
  expect(await page.locator('.stand-in-acting').count()).toBe(0);
  expect(await watched.mouseEvents()).toEqual([]);
  expect(faults).toEqual([]);
});

// Watching over who looks at what, by keys alone: who looked at a case, what the rules noticed, decided by somebody else, and
// an auditor who finds that a case was altered.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveSeat } from '../server/src/commands/auditor-seats.ts';
import { noticeReads } from '../server/src/commands/notice-reads.ts';
import { openGround, type Ground } from '../server/src/full/ground.ts';
import { programContext } from '../server/src/store/context.ts';
import { openDatabase, type Database } from '../server/src/store/database.ts';
import { addTie } from '../server/src/store/watch-settings.ts';
import { barriersOn } from './barriers-on.ts';
import { launchBrowser } from './browser.ts';
import { signInAs, tabTo } from './keyboard.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { openPage, type WatchedPage } from './staff-page.ts';

const HOUR_MS = 3_600_000;

let folder: string;
let server: RunningServer;
let browser: Browser;
let ground: Ground;
let database: Database;
let tenant: number;
let caseId = '';
let reference = '';
const open: WatchedPage[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-audit-'));
  chmodSync(folder, 0o711);
  [server, browser] = await Promise.all([startServer({ folder }), launchBrowser()]);
  ground = await openGround(folder);
  tenant = (await ground.tenantOf('demo')) ?? 0;
  const { host = '', port = 0, database: name = '', user = '', password } = ground.application;
  database = openDatabase({
    connection: { host, port, database: name, user, password: String(password) },
    ...{ contextKey: ground.contextKey, poolSize: 2 },
  });
  const now = Date.now();
  await giveSeat(
    { database, nowMs: () => now },
    {
      ...{ tenant, person: 'olga.fini', name: 'Olga Fini', givenBy: 'ingrid.bakker', purpose: 'audit-2026' },
      ...{ from: new Date(now - HOUR_MS).toISOString(), until: new Date(now + 24 * HOUR_MS).toISOString() },
      scope: { caseTypes: null, teams: null, caseId: null, periodFrom: null, periodUntil: null },
    },
  );
});

afterAll(async () => {
  await browser.close();
  await database.close();
  await ground.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Signs in by keys as the person of that name. */
async function signedIn(name: string): Promise<WatchedPage> {
  const watched = await openPage(browser, { width: 1280, colours: 'light' });
  open.push(watched);
  const { page } = watched;
  await signInAs(page, server.url, name);
  return watched;
}

describe('who looked at a case', () => {
  it('is told to its team, with every look', async () => {
    const { page } = await signedIn('Marco Conti');
    await page.keyboard.press('n');
    await page.locator('.case-form').waitFor();
    await tabTo(page, /^ ?Back to case/);
    await page.keyboard.press('Enter');
    await page.locator('.timeline-item').first().waitFor();
    caseId = new URL(page.url()).pathname.split('/')[2] ?? '';
    reference = (await page.locator('h1').textContent()) ?? '';
    await tabTo(page, /^Who looked$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Who looked at this case' }).waitFor();
    await page.getByRole('cell', { name: 'Opened the case' }).first().waitFor();
    expect(await page.getByRole('cell', { name: 'Marco Conti' }).count()).toBeGreaterThan(1);
    expect(await barriersOn(page, 'readers')).toEqual([]);
  });
});

describe('what the rules noticed', () => {
  it('waits for the privacy officer, who decides it with a reason', async () => {
    await database.once(programContext(tenant, 'set-up'), [
      addTie(tenant, { caseId, person: 'marco.conti', tie: 'self', by: 'set-up', at: new Date().toISOString() }),
    ]);
    const deps = { database, nowMs: () => Date.now() + HOUR_MS };
    while ((await noticeReads(deps, tenant)).lines > 0);
    const { page } = await signedIn('Petra Lindqvist');
    await tabTo(page, /^Reviews \(1\)$/);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Own record' }).waitFor();
    expect(await barriersOn(page, 'reviews')).toEqual([]);
    await tabTo(page, /^Own record$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Own record: Marco Conti' }).waitFor();
    expect(await barriersOn(page, 'review')).toEqual([]);
    await tabTo(page, /^There was a reason$/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('He says that he was curious.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('There was no reason', { exact: true }).first().waitFor();
    await page.getByText(/^Petra Lindqvist, /).waitFor();
    expect(await page.locator('.case-form').count()).toBe(0);
    expect(await barriersOn(page, 'review-decided')).toEqual([]);
  });
});

describe('the seat of an auditor', () => {
  it('finds who looked at what, looks back at a case, and finds that it was altered', async () => {
    const { page } = await signedIn('Olga Fini');
    await tabTo(page, /^Audit$/);
    await page.keyboard.press('Enter');
    await page.getByText('You may look at what was recorded for audit-2026', { exact: false }).waitFor();
    await page.getByRole('cell', { name: 'Marco Conti' }).first().waitFor();
    await tabTo(page, /^Case \(id\)/);
    await page.keyboard.type(caseId);
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => page.getByRole('cell', { name: 'Petra Lindqvist' }).count()).toBeGreaterThan(0);
    expect(await barriersOn(page, 'audit')).toEqual([]);
    await tabTo(page, new RegExp(`^${reference}$`));
    await page.keyboard.press('Enter');
    await page.getByText(/^Verified: \d+ events? (is|are) as recorded$/).waitFor();
    await page.locator('.panel .fact').first().waitFor();
    await tabTo(page, /^Today, for Since$/);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Nothing differs.').waitFor();
    expect(await barriersOn(page, 'audited-case')).toEqual([]);
    await ground.query("update event set occurred = '1999-01-01' where tenant = $1 and case_id = $2 and seq = 1", [
      ...[tenant, caseId],
    ]);
    await tabTo(page, /^Verify again$/);
    await page.keyboard.press('Enter');
    await page.getByText('This case was altered').first().waitFor();
    expect(await barriersOn(page, 'altered-case')).toEqual([]);
  });

  it('leaves a line for every look, with what the seat is for', async () => {
    const lines = await ground.query<{ action: string }>(
      `select distinct action from access_log where tenant = $1 and person = 'olga.fini' and purpose = 'audit-2026' and rule = 'auditor-seat'
       order by action`,
      [tenant],
    );
    expect(lines.map(({ action }) => action)).toEqual([
      ...['audit-difference', 'audit-replay', 'audit-seat', 'audit-verify', 'explore'],
    ]);
  });
});

it('needed no mouse, and broke no rule on the way', async () => {
  for (const { mouseEvents, faults } of open) {
    expect(await mouseEvents()).toEqual([]);
    expect(faults).toEqual([]);
  }
});

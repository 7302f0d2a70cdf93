// Those who watch over a case and work in none, by keys alone: who looked at it, what the rules noticed, decided by somebody else, an
// administrator who finds out why somebody cannot see it and gives them a role, another system that reads it with a key of its own, and an
// auditor who finds that it was altered.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveSeat } from '../server/src/commands/auditor-seats.ts';
import { noticeReads } from '../server/src/commands/notice-reads.ts';
import { openGround, type Ground } from '../server/src/full/ground.ts';
import { programContext } from '../server/src/store/context.ts';
import { openDatabase, type Database } from '../server/src/store/database.ts';
import { addTie } from '../server/src/store/watch-settings.ts';
import { barriersOn } from './barriers-on.ts';
import { launchBrowser } from './browser.ts';
import { focused, signInAs, tabTo } from './keyboard.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { openPage, type WatchedPage } from './staff-page.ts';

const HOUR_MS = 3_600_000;
const PROJECT = fileURLToPath(new URL('..', import.meta.url));

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

const OUTSIDER = 'Johan de Vries';

/** Asks on the page for it whether the outsider can see the case, and gives the sentence of the answer. */
async function askWhether(page: Page): Promise<string> {
  await page.evaluate(() => document.querySelector<HTMLElement>('main')?.focus());
  await tabTo(page, /^Who/);
  await page.keyboard.type(OUTSIDER);
  await tabTo(page, /^Number of the case/);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(reference);
  const answered = page.waitForResponse((answer) => answer.url().includes('/administration/access?'));
  await page.keyboard.press('Control+Enter');
  expect((await answered).status()).toBe(200);
  const title = page.locator('.notice-title').filter({ hasText: reference });
  await title.waitFor();
  return (await title.textContent()) ?? '';
}

async function goTo(page: Page, link: string): Promise<void> {
  await page.evaluate(() => document.querySelector<HTMLElement>('#side-nav-links')?.parentElement?.focus());
  await tabTo(page, new RegExp(`^${link.replace('?', '[?]')}$`));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: link }).waitFor();
}

/** Opens the page of people, cut to the outsider. */
async function findOutsider(page: Page): Promise<void> {
  await goTo(page, 'People and teams');
  await tabTo(page, /^Part of a name/);
  await page.keyboard.type('johan');
  await page.keyboard.press('Control+Enter');
  await page.getByText('1 person.', { exact: true }).waitFor();
}

describe('the room of an administrator', () => {
  it('says why somebody cannot see a case, gives them a role by which they can, and ends it', async () => {
    const watched = await signedIn('Nadia Brunner');
    const { page } = watched;
    await goTo(page, 'May they see it?');
    expect(await askWhether(page)).toBe(`${OUTSIDER} cannot see ${reference}.`);
    await page.getByText('This is membership of a unit that neither has the case', { exact: false }).waitFor();
    expect(await page.locator('.timeline-item').count()).toBe(0);
    expect(await barriersOn(page, 'administration-access')).toEqual([]);
    await findOutsider(page);
    await tabTo(page, new RegExp(`^Give a role to ${OUTSIDER}$`));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    expect((await focused(page)).label).toMatch(/^Role/);
    await page.keyboard.type('officer');
    await page.keyboard.press('Tab');
    expect((await focused(page)).tag).toBe('SELECT');
    await page.keyboard.type('Traffic fines');
    expect(await barriersOn(page, 'administration-give')).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.getByText(`${OUTSIDER} is officer in Traffic fines now.`).waitFor();
    expect(await barriersOn(page, 'administration-people')).toEqual([]);
    await goTo(page, 'May they see it?');
    expect(await askWhether(page)).toBe(`${OUTSIDER} can see ${reference}.`);
    await page.getByText('officer in Traffic fines', { exact: true }).first().waitFor();
    await findOutsider(page);
    await tabTo(page, new RegExp(`^End: officer in Traffic fines, of ${OUTSIDER}$`));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, /^End the role$/);
    await page.keyboard.press('Enter');
    await page.getByText(`${OUTSIDER} is no longer officer in Traffic fines.`).waitFor();
    const changes = await ground.query<{ change: string }>(
      "select change from directory_change where tenant = $1 and actor = 'nadia.brunner' order by recorded_at, change_id",
      [tenant],
    );
    expect(changes.map(({ change }) => change)).toEqual(['member-added', 'member-removed']);
  });

  it('locks the account of somebody who is signed in, opens it again, and sees that the program keeps up', async () => {
    const outsider = await signedIn(OUTSIDER);
    const { page } = await signedIn('Nadia Brunner');
    await findOutsider(page);
    await tabTo(page, new RegExp(`^Lock the account of ${OUTSIDER}$`));
    await page.keyboard.press('Enter');
    await page.getByText(`${OUTSIDER} is signed out everywhere at once`, { exact: false }).waitFor();
    await tabTo(page, /^Lock the account$/);
    await page.keyboard.press('Enter');
    await page.getByText(`The account of ${OUTSIDER} is locked.`).waitFor();
    await outsider.page.goto(`${server.url}/cases`);
    await outsider.page.getByRole('radio').first().waitFor();
    await tabTo(page, new RegExp(`^Open the account of ${OUTSIDER}$`));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, /^Open the account$/);
    await page.keyboard.press('Enter');
    await page.getByText(`The account of ${OUTSIDER} is open again.`).waitFor();
    await goTo(page, 'Work of the program');
    await page.getByRole('cell', { name: 'Deadlines and timers' }).waitFor();
    await expect.poll(() => page.getByText('In time', { exact: true }).count()).toBe(6);
    expect(await page.getByText('Behind', { exact: true }).count()).toBe(0);
    expect(await barriersOn(page, 'administration-jobs')).toEqual([]);
  });
});

/** The command line, as whoever keeps the installation uses it. @returns what it printed */
function keeper(...args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(PROJECT, 'server', 'casewright.mjs'), ...args], {
      cwd: PROJECT,
      env: { ...process.env, CASEWRIGHT_DATA: folder, DATABASE_URL: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('exit', (code) => (code === 0 ? resolve(said) : reject(new Error(said))));
  });
}

describe('another system', () => {
  it('gets a key that is for little, reads how to ask, makes its first call, and is let in no more when the key ends', async () => {
    const may = ['--actions', 'read-case', '--roles', 'traffic-fines/officer', '--case-types', 'infringement-notice'];
    const made = await keeper('systems', 'add', '--agency', 'demo', '--name', 'Payments', ...may);
    const [, client = ''] = /^client_id (.+)$/m.exec(made) ?? [];
    const [, secret = ''] = /^client_secret (.+)$/m.exec(made) ?? [];
    // Node reads what an interface answers without saying of which shape it is.
    const read = async (answer: Response) => (await answer.json()) as Record<string, any>; // oxlint-disable-line typescript/no-explicit-any
    const document = await read(await fetch(`${server.url}/api/v1/openapi.json`));
    const described = document['paths']['/api/v1/cases/{caseId}'].get;
    expect(described.security).toContainEqual({ token: [] });
    const given = await fetch(`${server.url}/api/v1/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: client, client_secret: secret }),
    });
    const { access_token: token, scope } = await read(given);
    expect([given.status, scope]).toEqual([200, 'read-case']);
    const ask = (path: string) =>
      fetch(`${server.url}/api/v1/${path}`, { headers: { authorization: `Bearer ${token}` } });
    const first = await ask(`cases/${caseId}`);
    expect([first.status, (await read(first))['reference']]).toEqual([200, reference]);
    // Beyond what the key is for, and beyond the roles of the system.
    expect((await ask('cases')).status).toBe(404);
    expect((await ask('administration/people')).status).toBe(404);
    const lines = await ground.query<{ action: string; denied: boolean }>(
      "select action, denied from access_log where tenant = $1 and authority like 'token:%' and action <> 'token' order by recorded_at, entry_id",
      [tenant],
    );
    expect(lines).toEqual([
      { action: 'read-case', denied: false },
      { action: 'list-cases', denied: true },
      { action: 'list-staff', denied: true },
    ]);
    expect(await keeper('systems', 'end', '--agency', 'demo', client)).toMatch(/^Ended/);
    expect((await ask(`cases/${caseId}`)).status).toBe(401);
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

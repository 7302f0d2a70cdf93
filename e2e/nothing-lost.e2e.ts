// No text is lost: two people on one case, one of them offline, the server killed in the middle of a saving and started again, a session
// that ends while somebody types, and another person who signs in there. Each is told what happened, and what was sent is done once.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriersOn } from './barriers-on.ts';
import { launchBrowser } from './browser.ts';
import { freePort } from './free-port.ts';
import { signInAs } from './keyboard.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { openPage, signIn, type WatchedPage } from './staff-page.ts';

const WAITING = 'The server cannot be reached. What you typed is in this window only';
/** What a browser writes to its console when it cannot reach a server, or is told that nobody is signed in: asked for here. */
const ASKED_FOR =
  /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_FAILED|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE|ERR_CONNECTION_RESET|status of 401|status of 409|status of 5\d\d/;

describe('nothing that is typed is lost', () => {
  let folder: string;
  let port: number;
  let server: RunningServer;
  let browser: Browser;
  let mine: WatchedPage;
  let theirs: WatchedPage;
  let address: string;

  const start = () => startServer({ folder, environment: { PORT: String(port) }, isMade: true });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'casewright-nothing-lost-'));
    chmodSync(folder, 0o711);
    port = await freePort();
    [server, browser] = await Promise.all([start(), launchBrowser()]);
    [mine, theirs] = await Promise.all([
      openPage(browser, { width: 1280, colours: 'light' }),
      openPage(browser, { width: 1280, colours: 'light' }),
    ]);
    await signIn(mine.page, server.url);
    await mine.page.keyboard.press('n');
    await mine.page.locator('.case-form').waitFor();
    address = mine.page.url().replace(/\/tasks\/.*$/, '');
    await mine.page.goto(address);
    await signInAs(theirs.page, server.url, OTHER);
    await theirs.page.goto(address);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('keeps what is typed on the server, and finds it on another machine', async () => {
    await openNote(mine.page);
    await mine.page.locator('dialog textarea').fill('She called about the fence.');
    await mine.page.getByText('Not kept yet').waitFor();
    await kept(mine.page);
    expect(await barriersOn(mine.page, 'note-kept')).toEqual([]);
    // Whoever else has the case open sees that, and nothing of what is written.
    await theirs.page.getByText('Anna Ricci is here too, writing a note').waitFor();
    await mine.page.getByText('Marco Conti is here too').waitFor();
    await openNote(theirs.page);
    expect(await theirs.page.locator('dialog textarea').inputValue()).toBe('');
    await theirs.page.keyboard.press('Escape');
    expect(await barriersOn(theirs.page, 'others-here')).toEqual([]);
    const elsewhere = await openPage(browser, { width: 1280, colours: 'light' });
    await signIn(elsewhere.page, server.url);
    await elsewhere.page.goto(address);
    await openNote(elsewhere.page);
    await elsewhere.page.getByText('You typed this before and did not send it.').waitFor();
    expect(await elsewhere.page.locator('dialog textarea').inputValue()).toBe('She called about the fence.');
    // Both windows go on: neither writes over the other.
    await elsewhere.page.locator('dialog textarea').fill('She called about the hedge.');
    await kept(elsewhere.page);
    await mine.page.locator('dialog textarea').fill('She called about the gate.');
    await mine.page.getByText('You changed this in another window').waitFor();
    await mine.page.getByText('She called about the hedge.').waitFor();
    expect(await mine.page.locator('dialog textarea').inputValue()).toBe('She called about the gate.');
    expect(await barriersOn(mine.page, 'note-moved')).toEqual([]);
    await mine.page.locator('dialog textarea').fill('She called about the gate and the hedge.');
    await mine.page.getByRole('button', { name: 'Keep what stands here' }).press('Enter');
    await kept(mine.page);
    await send(mine.page);
    await closed(mine.page);
    expect(await notesWith(mine.page, address, 'the gate and the hedge')).toBe(1);
    await elsewhere.close();
  });

  it('goes on while the browser is offline, and says so', async () => {
    await openNote(mine.page);
    await mine.page.context().setOffline(true);
    await mine.page.locator('dialog textarea').fill('Typed without a network.');
    await mine.page.getByText(WAITING).first().waitFor();
    await send(mine.page);
    await mine.page.getByText('The server cannot be reached. Check your connection').waitFor();
    await mine.page.getByText('This page may be out of date.').waitFor();
    await writeNote(theirs.page, 'Written meanwhile by a colleague.');
    await mine.page.context().setOffline(false);
    await kept(mine.page);
    await expect.poll(() => mine.page.getByText('This page may be out of date.').count(), { timeout: 15_000 }).toBe(0);
    expect(await mine.page.locator('dialog textarea').inputValue()).toBe('Typed without a network.');
    await send(mine.page);
    await closed(mine.page);
    for (const text of ['Typed without a network.', 'Written meanwhile by a colleague.'])
      expect(await notesWith(mine.page, address, text)).toBe(1);
  });

  it('does once what was sent while the server was killed, and keeps what others typed', async () => {
    await openNote(theirs.page);
    await theirs.page.locator('dialog textarea').fill('Half a sentence');
    await kept(theirs.page);
    await openNote(mine.page);
    await mine.page.locator('dialog textarea').fill('Sent as the server died.');
    await kept(mine.page);
    const keys: string[] = [];
    // The change is committed, and its answer never arrives.
    await mine.page.route('**/notes', async (route) => {
      keys.push(route.request().headers()['idempotency-key'] ?? '');
      if (keys.length === 1) {
        await route.fetch();
        await server.kill();
      }
      await route.abort();
    });
    await send(mine.page);
    await mine.page.getByText('The server cannot be reached. Check your connection').waitFor();
    await theirs.page.locator('dialog textarea').fill('Half a sentence, and the rest.');
    await theirs.page.getByText(WAITING).first().waitFor();
    await theirs.page.getByText('This page may be out of date.').waitFor();
    expect(await barriersOn(theirs.page, 'note-waiting')).toEqual([]);
    server = await start();
    await mine.page.unroute('**/notes');
    mine.page.on('request', (request) => {
      if (request.url().endsWith('/notes')) keys.push(request.headers()['idempotency-key'] ?? '');
    });
    await send(mine.page);
    await closed(mine.page);
    expect(keys.length).toBeGreaterThanOrEqual(3);
    expect(new Set(keys).size).toBe(1);
    expect(await notesWith(mine.page, address, 'Sent as the server died.')).toBe(1);
    await kept(theirs.page);
    await send(theirs.page);
    await closed(theirs.page);
    expect(await notesWith(theirs.page, address, 'Half a sentence, and the rest.')).toBe(1);
    // What was sent is no text that waits.
    await openNote(mine.page);
    expect(await mine.page.locator('dialog textarea').inputValue()).toBe('');
    await mine.page.keyboard.press('Escape');
  });

  it('puts a phrase into a text where the cursor stands, by keys, and keeps it as what is typed', async () => {
    const { page } = mine;
    await page.goto(`${server.url}/phrases`);
    await page.getByRole('button', { name: 'New phrase' }).press('Enter');
    await page.getByLabel('Name').fill('Thanks');
    await page.getByLabel('Words').fill('thank you for writing');
    expect(await barriersOn(page, 'phrase-new')).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Thanks' }).waitFor();
    expect(await barriersOn(page, 'phrases')).toEqual([]);
    await page.goto(address);
    await openNote(page);
    const text = page.locator('dialog textarea');
    await text.fill('Madam, !');
    await text.press('ArrowLeft');
    await page.keyboard.press('Control+;');
    await page.getByRole('dialog', { name: 'Insert a phrase' }).waitFor();
    await page.getByText('1 phrase', { exact: true }).waitFor();
    expect(await barriersOn(page, 'phrase-pick')).toEqual([]);
    await page.keyboard.type('writ');
    await page.keyboard.press('Enter');
    await page.keyboard.type(' to us');
    expect(await text.inputValue()).toBe('Madam, thank you for writing to us!');
    await kept(page);
    await send(page);
    await closed(page);
    expect(await notesWith(page, address, 'Madam, thank you for writing to us!')).toBe(1);
  });

  it('shows both where two change the same date, and does what is chosen', async () => {
    const [johan, fatima] = await Promise.all([
      openPage(browser, { width: 1280, colours: 'light' }),
      openPage(browser, { width: 1280, colours: 'light' }),
    ]);
    await signInAs(johan.page, server.url, 'Johan de Vries');
    const found = await caseWithDeadline(johan.page);
    await signInAs(fatima.page, server.url, 'Fatima Haddad');
    for (const { page } of [johan, fatima]) await page.goto(`${server.url}/cases/${found}`);
    await openDate(johan.page);
    await enterDate(johan.page, '2031', 'He asked first.');
    await openDate(fatima.page);
    await enterDate(fatima.page, '2032', 'She asked later.');
    await send(johan.page);
    await closed(johan.page);
    await send(fatima.page);
    await fatima.page.getByText('Somebody else changed the same meanwhile').waitFor();
    await fatima.page.getByText('The case was changed last by Johan de Vries').waitFor();
    await fatima.page.locator('dialog').getByText('5 March 2031', { exact: true }).waitFor();
    expect(await barriersOn(fatima.page, 'clash')).toEqual([]);
    expect(await fatima.page.locator('dialog textarea').inputValue()).toBe('She asked later.');
    await fatima.page.getByRole('button', { name: 'Go on with what I entered' }).press('Enter');
    await send(fatima.page);
    await closed(fatima.page);
    await fatima.page.getByText('5 March 2032').first().waitFor();
    for (const { faults, close } of [johan, fatima]) {
      expect(faults.filter((fault) => !/status of (401|412)/.test(fault))).toEqual([]);
      await close();
    }
  });

  it('comes back to it after the session ended, and shows it to nobody else', async () => {
    const { page } = mine;
    await openNote(page);
    await page.locator('dialog textarea').fill('Only for me.');
    await kept(page);
    await page.context().clearCookies();
    await page.locator('dialog textarea').fill('Only for me, to the last word.');
    await page.getByText('your session ended').waitFor();
    await signInHere(page, null);
    await openNote(page);
    expect(await page.locator('dialog textarea').inputValue()).toBe('Only for me, to the last word.');
    await kept(page);
    await page.context().clearCookies();
    await page.locator('dialog textarea').press('End');
    await page.keyboard.type(' More.');
    await page.getByText('your session ended').waitFor();
    await signInHere(page, OTHER);
    await openNote(page);
    expect(await page.locator('dialog textarea').inputValue()).toBe('');
    expect(await page.content()).not.toContain('Only for me');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Sign out' }).press('Enter');
    await page.getByRole('radio').first().waitFor();
    await signIn(page, server.url);
    await page.goto(address);
    await openNote(page);
    await page.getByText('You typed this before and did not send it.').waitFor();
    expect(await page.locator('dialog textarea').inputValue()).toMatch(/^Only for me, to the last word\./);
    for (const { faults } of [mine, theirs]) expect(faults.filter((fault) => !ASKED_FOR.test(fault))).toEqual([]);
  });
});

/** Of the same team as the first of the people of the demonstration. */
const OTHER = 'Marco Conti';

async function openNote(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.getByRole('button', { name: /^Add note/ }).waitFor();
  await page.getByRole('heading', { level: 1 }).first().focus();
  await page.keyboard.press('m');
  await page.locator('dialog textarea').waitFor();
}

async function writeNote(page: Page, text: string): Promise<void> {
  await openNote(page);
  await page.locator('dialog textarea').fill(text);
  await send(page);
  await closed(page);
}

async function send(page: Page): Promise<void> {
  await page.locator('dialog textarea').press('Control+Enter');
}

async function closed(page: Page): Promise<void> {
  await expect.poll(() => page.locator('dialog').count(), { timeout: 15_000 }).toBe(0);
}

async function kept(page: Page): Promise<void> {
  await page
    .locator('.kept-line')
    .getByText(/^Kept \d\d:\d\d\./)
    .waitFor();
}

/** Where the session ended; null: as the first of the people. */
async function signInHere(page: Page, name: string | null): Promise<void> {
  const radio = name === null ? page.getByRole('radio').first() : page.getByRole('radio', { name: new RegExp(name) });
  await radio.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
}

/** How often it is on record, as the server says. */
function notesWith(page: Page, address: string, text: string): Promise<number> {
  const caseId = address.split('/').at(-1) ?? '';
  return page.evaluate(
    async ([id, words]) => {
      const answer = await fetch(`/api/v1/cases/${id}/activity`);
      return JSON.stringify(await answer.json()).split(words ?? '').length - 1;
    },
    [caseId, text],
  );
}

/** The first open case of which a date of law can be changed. */
async function caseWithDeadline(page: Page): Promise<string> {
  const found = await page.evaluate(async () => {
    interface Listed {
      readonly items: readonly { readonly caseId: string }[];
    }
    interface Shown {
      readonly clocks: readonly { readonly kind: string; readonly standing: string }[];
    }
    const list = (await (await fetch('/api/v1/cases?status=open')).json()) as Listed;
    for (const { caseId } of list.items) {
      const { clocks } = (await (await fetch(`/api/v1/cases/${caseId}`)).json()) as Shown;
      if (clocks.some(({ kind, standing }) => kind === 'deadline' && standing === 'running')) return caseId;
    }
    return null;
  });
  if (found === null) throw new Error('No case of the demonstration has a deadline that runs.');
  return found;
}

async function openDate(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Change date: / })
    .first()
    .press('Enter');
  await page.locator('dialog textarea').waitFor();
}

async function enterDate(page: Page, year: string, reason: string): Promise<void> {
  for (const [name, value] of [
    ['Day', '5'],
    ['Month', '3'],
    ['Year', year],
  ] as const)
    await page.locator('dialog').getByLabel(name, { exact: true }).fill(value);
  await page.locator('dialog textarea').fill(reason);
}

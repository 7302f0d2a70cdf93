import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { fillForm, focused, tabTo, tabToPeople } from './keyboard.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { openPage, type WatchedPage } from './staff-page.ts';

describe("a caseworker's day, by keys alone", () => {
  let server: RunningServer;
  let browser: Browser;
  let watched: WatchedPage;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchBrowser()]);
    watched = await openPage(browser, { width: 1280, colours: 'light' });
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('signs in, and is told that this is a demonstration', async () => {
    const { page } = watched;
    await page.goto(server.url);
    await page.getByText('This is a demonstration.').waitFor();
    await tabToPeople(page);
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
    expect(await page.title()).toBe('My work - Casewright');
    expect((await focused(page)).label).toBe('My work');
  });

  it('moves through the list with J and K, and previews with Space', async () => {
    const { page } = watched;
    await page.locator('[data-row]').nth(1).waitFor();
    const first = await page.locator('[data-row]').first().textContent();
    await page.keyboard.press('j');
    expect((await focused(page)).label).toBe(first);
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    expect((await focused(page)).label).toBe(first);
    await page.keyboard.press('Space');
    await page.locator('.preview').waitFor();
    await page.keyboard.press('Space');
    await expect.poll(() => page.locator('.preview').count()).toBe(0);
  });

  it('opens the next task with one key, completes it with its form, and sees it in the activity', async () => {
    const { page } = watched;
    await page.keyboard.press('n');
    await page.locator('.case-form').waitFor();
    const task = (await page.locator('h1').textContent()) ?? '';
    expect(task).not.toBe('');
    const before = await countEvents(watched);
    expect(await fillForm(page)).toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    await page.getByText(`Done: ${task}.`).waitFor();
    await page.locator('.timeline-item').first().getByText(task).waitFor();
    await page.getByRole('link', { name: `Record verified: ${before + 1} events` }).waitFor();
  });

  it('writes a note with one key and Ctrl+Enter, and sees it in the activity', async () => {
    const { page } = watched;
    await page.keyboard.press('m');
    await page.getByRole('dialog').waitFor();
    expect((await focused(page)).tag).toBe('TEXTAREA');
    await page.keyboard.type('Rang back, nobody there.');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => page.locator('dialog').count()).toBe(0);
    await page.locator('.timeline-item').first().getByText('Rang back, nobody there.').waitFor();
  });

  it('keeps what was typed when a window closes', async () => {
    const { page } = watched;
    await page.keyboard.press('m');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('Half a thought');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('dialog').count()).toBe(0);
    await page.keyboard.press('m');
    await expect.poll(async () => (await focused(page)).value).toBe('Half a thought');
    await page.keyboard.press('Escape');
  });

  it('goes on with a text that is opened again while it is still being kept', async () => {
    const { page } = watched;
    let slow = 0;
    await page.route('**/unsent-text/keep', async (route) => {
      slow += 1;
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await route.continue();
    });
    await page.keyboard.press('m');
    await expect.poll(async () => (await focused(page)).value).toBe('Half a thought');
    // What the test before left to be kept is kept by now.
    await page.getByText(/^Kept /).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.type(', and more');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('dialog').count()).toBe(0);
    await page.keyboard.press('m');
    await expect.poll(async () => (await focused(page)).value).toBe('Half a thought, and more');
    await page.keyboard.press('End');
    await page.keyboard.type(' of it');
    await expect.poll(() => slow, { timeout: 10_000 }).toBe(2);
    await page.getByText(/^Kept /).waitFor();
    expect(await page.getByText('You changed this in another window').count()).toBe(0);
    await page.unrouteAll({ behavior: 'wait' });
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('dialog').count()).toBe(0);
  });

  it('switches single keys off', async () => {
    const { page } = watched;
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await page.keyboard.press('m');
    await page.keyboard.press('n');
    expect(await page.locator('dialog').count()).toBe(0);
  });

  it('starts a case from its form and arrives at it', async () => {
    const { page } = watched;
    await tabTo(page, /^Start a case$/);
    await page.keyboard.press('Enter');
    await page.locator('.type-link').first().waitFor();
    await tabTo(page, new RegExp(`^${(await page.locator('.type-link').first().textContent()) ?? ''}$`));
    await page.keyboard.press('Enter');
    await page.locator('.case-form').waitFor();
    expect(await fillForm(page)).toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    await page.getByText(/^Case \S+ is started\.$/).waitFor();
    await page.getByRole('link', { name: 'Record verified: 1 event' }).waitFor();
  });

  it('needed no mouse, and broke no rule on the way', async () => {
    expect(await watched.mouseEvents()).toEqual([]);
    expect(watched.faults).toEqual([]);
  });
});

/** From the case itself, since the task page does not show it. */
async function countEvents({ page }: WatchedPage): Promise<number> {
  return page.evaluate(async () => {
    const caseId = location.pathname.split('/')[2] ?? '';
    const answer = await fetch(`/api/v1/cases/${caseId}/chain`);
    const report = (await answer.json()) as { readonly events: number };
    return report.events;
  });
}

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { doWholeComplaint } from './complaint-whole.ts';
import { runJourneys, tableOf } from './journeys/run-journeys.ts';
import { makeWorld, type World } from './journeys/world.ts';
import { focused, tabTo } from './keyboard.ts';
import { madePdf } from './made-pdf.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { findBarriers, openPage, type WatchedPage } from './staff-page.ts';

/** That a page was opened is on record a moment after it is drawn. */
const PATIENCE = { timeout: 20_000 };

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

it(
  'does the ten commonest tasks by keys alone, with no more keys than they may take',
  { timeout: 240_000 },
  async () => {
    const results = await runJourneys(browser, server.url, { language: 'en', width: 1280, ways: ['keys'] });
    expect(results.length).toBe(11);
    expect(
      results.filter(({ fault }) => fault !== null).map(({ task, fault }) => `${task}: ${fault ?? ''}`),
      tableOf(results),
    ).toEqual([]);
  },
);

it('leads somebody who has read README through a complaint, from start to end', { timeout: 120_000 }, async () => {
  const { page, faults, close } = await openPage(browser, { width: 1280, colours: 'light' });
  const { tasks, last, outcome } = await doWholeComplaint(page, server.url);
  expect(new Set(tasks).size, tasks.join(', ')).toBe(12);
  expect(last).toContain('The case is closed. How it ended: Answered.');
  expect(outcome).toContain('Answered');
  expect(await findBarriers(page)).toEqual([]);
  expect(faults).toEqual([]);
  await close();
});

describe('keys, undo and why', { timeout: 120_000 }, () => {
  let watched: WatchedPage;
  let page: Page;
  let world: World;

  beforeAll(async () => {
    watched = await openPage(browser, { width: 1280, colours: 'light', holdsBack: true });
    ({ page } = watched);
    world = makeWorld(server.url, 'keys');
  });

  it('takes back what was completed, with nothing sent and everything typed still there', async () => {
    await world.goToReason(page);
    await page.locator('.case-form textarea, .case-form input').first().focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Not yet');
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-held="held"]').waitFor();
    // It stays while they go elsewhere.
    await page.getByRole('link', { name: 'Cases', exact: true }).press('Enter');
    await page.locator('[data-held="held"]').waitFor();
    await page.keyboard.press('z');
    await page.locator('.case-form').waitFor();
    expect(await page.locator('.case-form textarea, .case-form input').first().inputValue()).toBe('Not yet');
    expect(await page.locator('[data-held]').count()).toBe(0);
    expect(await world.versionOf(page)).toBe(world.versionBefore);
  });

  it('sends it before anything else that they do', async () => {
    await page.keyboard.press('e');
    await page.locator('[data-held="held"]').waitFor();
    await page.keyboard.press('m');
    await page.locator('dialog textarea').waitFor();
    await page.keyboard.type('After it.');
    await page.keyboard.press('Control+Enter');
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.locator('.timeline-item').nth(1).waitFor();
    const [newest, before] = await page.locator('.timeline-item').allTextContents();
    expect(newest).toContain('After it.');
    expect(before).toContain('Not yet');
  });

  it('explains the row that has the focus, and says which condition keeps a step', async () => {
    await page.locator('.folded [data-item]').first().waitFor({ state: 'attached' });
    await page.locator('.folded summary').first().press('Enter');
    await page.locator('.folded [data-item]').first().focus();
    await page.keyboard.press('w');
    await page.locator('dialog [data-part="step"] li').first().waitFor();
    expect(await page.locator('dialog [data-part="step"]').textContent()).toContain('What keeps it from going on');
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('.notice [data-clock]').first().focus();
    await page.keyboard.press('w');
    await page.locator('dialog [data-part="date"] li').first().waitFor();
    await page.keyboard.press('Escape');
  });

  it('lists the keys of the screen first, says what it is for, and gives a command another key', async () => {
    await page.keyboard.press('?');
    await page.locator('dialog [data-help]').waitFor();
    expect(await page.locator('dialog [data-help] h3').textContent()).toBe('A case');
    const here = await page.locator('dialog table').first().locator('[data-key-of]').count();
    expect(here).toBeGreaterThan(8);
    expect(await page.locator('dialog table').first().locator('[data-key-of="e"]').count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
    await tabTo(page, /^Change the key: On a case: add a note$/);
    await page.keyboard.press('Enter');
    await page.keyboard.press('n');
    await page.getByText('That key does something else already.').waitFor();
    await page.keyboard.press('p');
    await page.locator('[data-key-of="m"] kbd').getByText('p', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('m');
    expect(await page.locator('dialog').count()).toBe(0);
    await page.keyboard.press('p');
    await page.locator('dialog textarea').waitFor();
    await page.keyboard.press('Escape');
  });

  it('has no barrier in its windows at 320 px either', async () => {
    await page.setViewportSize({ width: 320, height: 900 });
    for (const key of ['w', 's', '?']) {
      await page.keyboard.press(key);
      await page.getByRole('dialog').waitFor();
      await page.locator('dialog .state-loading').first().waitFor({ state: 'detached' });
      expect(await findBarriers(page), key).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    expect((await focused(page)).tag).not.toBe('');
  });

  it('blocks a decision while something that must be read is unread, and the server refuses it too', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await world.goToUnread(page, [
      { name: 'found paper.pdf', mimeType: 'application/pdf', buffer: madePdf(1, 'Found') },
    ]);
    await page.keyboard.press('d');
    await page.locator('dialog [data-decide="blocked"] [data-unread="true"]').first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await tabTo(page, /^found paper$/);
    await page.keyboard.press('Control+Enter');
    expect(await page.locator('dialog').count()).toBe(1);
    expect(await world.decideAtOnce(page)).toContain('entry-refused');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/documents\/document\./);
    await page.locator('canvas').first().waitFor();
    await expect
      .poll(async () => {
        await page.keyboard.press('d');
        const blocked = page.locator('dialog [data-decide]');
        await blocked.waitFor();
        const is = await blocked.getAttribute('data-decide');
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
        return is;
      }, PATIENCE)
      .toBe('open');
  });

  it('needed no mouse, and broke no rule on the way', async () => {
    expect(await watched.mouseEvents()).toEqual([]);
    // What the server refused was asked past the screen.
    expect(watched.faults.filter((fault) => !fault.endsWith('/make)'))).toEqual([]);
  });
});

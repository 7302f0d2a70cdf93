import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { fillForm } from './keyboard.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { findBarriers, openPage, signIn } from './staff-page.ts';

describe('when things change under a caseworker', () => {
  let server: RunningServer;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('shows what somebody else did while a form was open, and keeps what was typed', async () => {
    const mine = await openTask(browser, server.url);
    const theirs = await openPage(browser, { width: 1280, colours: 'light' });
    await signIn(theirs.page, server.url);
    const box = mine.page.locator('.case-form input[type=text]').last();
    await box.fill('77');
    await theirs.page.goto(mine.page.url());
    await writeNote(theirs.page, 'Changed under your hands.');
    await mine.page.getByText('This case changed while you were working').waitFor();
    expect(await box.inputValue()).toBe('77');
    expect(await findBarriers(mine.page)).toEqual([]);
    await mine.page.getByRole('button', { name: 'I have read this' }).press('Enter');
    await expect.poll(() => mine.page.getByText('This case changed while you were working').count()).toBe(0);
    expect(await box.inputValue()).toBe('77');
    await theirs.close();
    await mine.close();
  });

  it('refuses to complete a task over a change that was not read, and then shows it', async () => {
    const mine = await openPage(browser, { width: 1280, colours: 'light' });
    await mine.page.route('**/api/v1/stream', (route) => route.abort());
    await signIn(mine.page, server.url);
    await mine.page.keyboard.press('n');
    await mine.page.locator('.case-form').waitFor();
    const theirs = await openPage(browser, { width: 1280, colours: 'light' });
    await signIn(theirs.page, server.url);
    await theirs.page.goto(mine.page.url());
    await writeNote(theirs.page, 'Nobody told you of this.');
    expect(await fillForm(mine.page)).toBeGreaterThan(0);
    await mine.page.keyboard.press('Enter');
    await mine.page.getByText('This was not done').waitFor();
    await mine.page.getByText('This case changed while you were working').waitFor();
    await mine.page.getByRole('button', { name: 'I have read this' }).press('Enter');
    await mine.page.getByRole('button', { name: /^Complete task/ }).press('Enter');
    await mine.page
      .locator('.notice-good')
      .getByText(/^Done: /)
      .waitFor();
    await theirs.close();
    await mine.close();
  });

  it('comes back to the same task with what was typed after the session ended', async () => {
    const { page, faults, close } = await openTask(browser, server.url);
    const task = page.url();
    const box = page.locator('.case-form input[type=text]').last();
    await box.fill('88');
    await page.context().clearCookies();
    await page.getByRole('button', { name: /^(Take this task|Put back)/ }).press('Enter');
    await page.getByText('your session ended').waitFor();
    await page.getByRole('radio').first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.locator('.case-form').waitFor();
    expect(page.url()).toBe(task);
    expect(await page.locator('.case-form input[type=text]').last().inputValue()).toBe('88');
    expect(faults.filter((fault) => !/status of 401/.test(fault))).toEqual([]);
    await close();
  });
});

async function openTask(browser: Browser, url: string) {
  const watched = await openPage(browser, { width: 1280, colours: 'light' });
  await signIn(watched.page, url);
  await watched.page.keyboard.press('n');
  await watched.page.locator('.case-form').waitFor();
  return watched;
}

async function writeNote(page: Page, text: string): Promise<void> {
  await page.locator('.case-form').waitFor();
  await page.keyboard.press('m');
  await page.locator('dialog textarea').fill(text);
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => page.locator('dialog').count()).toBe(0);
}

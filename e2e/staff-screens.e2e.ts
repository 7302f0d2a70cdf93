import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { findBarriers, openPage, type View, type WatchedPage } from './staff-page.ts';

const VIEWS: readonly View[] = [
  { width: 1280, colours: 'light' },
  { width: 1280, colours: 'dark' },
  { width: 320, colours: 'light' },
  { width: 320, colours: 'dark' },
];

describe('every screen of the staff app', () => {
  let server: RunningServer;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  for (const view of VIEWS) {
    it(`has no barrier and breaks no rule at ${view.width} px, ${view.colours}`, async () => {
      const watched = await openPage(browser, view);
      const barriers = await visitAll(watched, server.url);
      expect(barriers).toEqual([]);
      expect(watched.faults.filter((fault) => !/status of 404.*(nowhere|00000000)/.test(fault))).toEqual([]);
      await watched.close();
    });
  }
});

/** Goes through the screens and their states, and answers what was found, each with the name of its screen. */
async function visitAll({ page }: WatchedPage, url: string): Promise<readonly string[]> {
  const found: string[] = [];
  const look = async (screen: string) => {
    for (const barrier of await findBarriers(page)) found.push(`${screen}: ${barrier}`);
  };
  await page.goto(url);
  await page.getByRole('radio').first().waitFor();
  await look('sign in');
  await page.keyboard.press('Enter');
  await look('sign in, nobody chosen');
  await signIn(page);
  await look('my work');
  await page.locator('.preview-toggle').first().press('Enter');
  await page.locator('.preview .fact, .preview p').first().waitFor();
  await look('my work, preview');
  await visitTask(page, look);
  await visitCase(page, look);
  await visitRest(page, url, look);
  return found;
}

type Look = (screen: string) => Promise<void>;

async function signIn(page: Page): Promise<void> {
  await page.getByRole('radio').first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.locator('[data-row]').first().waitFor();
}

async function visitTask(page: Page, look: Look): Promise<void> {
  await page.keyboard.press('n');
  await page.locator('.case-form').waitFor();
  await look('task');
  await visitWindows(page, ['w', 'a'], look);
}

async function visitWindows(page: Page, keys: readonly string[], look: Look): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
    await page.locator('dialog .state-loading').first().waitFor({ state: 'detached' });
    await look(`window of ${key}`);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
}

async function visitCase(page: Page, look: Look): Promise<void> {
  await page.getByRole('link', { name: /^Back to case/ }).press('Enter');
  await page.locator('.timeline-item').first().waitFor();
  await page.getByRole('link', { name: /^Record verified/ }).waitFor();
  for (const folded of await page.locator('summary').all()) await folded.press('Enter');
  await look('case');
  await visitWindows(page, ['m', '?', 'w', 's', 'd'], look);
  await page.getByRole('link', { name: /^Record verified/ }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Record check' }).waitFor();
  await page.locator('.notice').waitFor();
  await look('record check');
}

async function visitRest(page: Page, url: string, look: Look): Promise<void> {
  await page.goto(`${url}/cases`);
  await page.locator('[data-row]').first().waitFor();
  await look('cases');
  await page.goto(`${url}/cases?status=closed`);
  await page.locator('.state h2, [data-row]').first().waitFor();
  await look('closed cases');
  await page.goto(`${url}/search?q=a1`);
  await page.locator('.state h2, [data-row]').first().waitFor();
  await look('search');
  await page.goto(`${url}/start`);
  await page.locator('.type-link').first().waitFor();
  await look('start a case');
  await page.locator('.type-link').first().press('Enter');
  await page.locator('.case-form').waitFor();
  await look('opening form');
  await page.getByRole('button', { name: 'Start the case' }).press('Enter');
  await page.locator('.error-summary').waitFor();
  await look('opening form, with errors');
  await page.goto(`${url}/nowhere`);
  await page.getByRole('heading', { level: 1, name: 'Page not found' }).waitFor();
  await look('page not found');
  await page.goto(`${url}/cases/00000000-0000-4000-8000-000000000000`);
  await page.getByRole('button', { name: 'Try again' }).waitFor();
  await look('no access');
}

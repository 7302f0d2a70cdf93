import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { englishTexts } from './english-texts.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { lookAtScreens } from './staff-languages.ts';
import { findBarriers, openPage, type View, type WatchedPage } from './staff-page.ts';

const VIEWS: readonly View[] = [
  { width: 1280, colours: 'light' },
  { width: 1280, colours: 'dark' },
  { width: 320, colours: 'light' },
  { width: 320, colours: 'dark' },
];

/** In each language: fewer would mean that some were not looked at. */
const SCREENS = 21;

const BUILDER = new URL('../scripts/set-up/build-web.mjs', import.meta.url).href;

describe('every screen of the staff app', () => {
  let server: RunningServer;
  let browser: Browser;

  beforeAll(async () => {
    // Plain JavaScript without types: it must run before anything is installed. The server looks once for what is built.
    const { buildWeb } = (await import(BUILDER)) as { buildWeb: (of: object) => Promise<boolean> };
    await buildWeb({ withPseudo: true });
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

  for (const width of [1280, 320]) {
    it(`is whole in French at ${width} px, chosen by keys where one signs in`, async () => {
      const watched = await openPage(browser, { width, colours: 'light' });
      const { page } = watched;
      await page.goto(server.url);
      await page.getByRole('button', { name: 'Français' }).press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Connexion' }).waitFor();
      await signIn(page);
      const english = await englishTexts();
      expect(english.size).toBeGreaterThan(700);
      const { screens, texts, found } = await lookAtScreens(page, server.url, {
        tag: 'fr',
        dir: 'ltr',
        width,
        english,
      });
      expect(found).toEqual([]);
      expect(watched.faults.filter((fault) => !/status of 40[34]/.test(fault))).toEqual([]);
      expect([screens, texts > 900]).toEqual([SCREENS, true]);
      await askedBeforeLosing(page, server.url);
      await watched.close();
    });

    it(`runs from right to left at ${width} px`, async () => {
      const watched = await openPage(browser, { width, colours: 'dark' });
      const { page } = watched;
      await page.context().addCookies([{ name: 'casewright-language', value: 'ar-XB', url: server.url }]);
      await page.goto(server.url);
      await page.getByRole('radio').first().waitFor();
      await signIn(page);
      const english = await englishTexts();
      const of = { tag: 'ar-XB', dir: 'rtl', width, english } as const;
      const { screens, texts, found } = await lookAtScreens(page, server.url, of);
      expect(found).toEqual([]);
      expect(watched.faults.filter((fault) => !/status of 40[34]/.test(fault))).toEqual([]);
      expect([screens, texts > 900]).toEqual([SCREENS, true]);
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
}

async function visitCase(page: Page, look: Look): Promise<void> {
  await page.getByRole('link', { name: /^Back to case/ }).press('Enter');
  await page.locator('.timeline-item').first().waitFor();
  await page.getByRole('link', { name: /^Record verified/ }).waitFor();
  for (const folded of await page.locator('summary').all()) await folded.press('Enter');
  await look('case');
  for (const window of ['m', '?']) {
    await page.keyboard.press(window);
    await page.getByRole('dialog').waitFor();
    await look(`window of ${window}`);
    await page.keyboard.press('Escape');
  }
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

/** Another language is another page: what was typed would be lost, so that is asked first, and one stays where one is. */
async function askedBeforeLosing(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/work`);
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('n');
  const typed = page.locator('.case-form input[type="text"], .case-form textarea').first();
  await typed.fill('7');
  const place = page.url();
  await page.getByRole('button', { name: 'Touches' }).press('Enter');
  await page.getByRole('button', { name: 'English' }).press('Enter');
  await page.getByText('Ce que vous avez saisi sans l’enregistrer serait perdu.').waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('fr');
  expect(await typed.inputValue()).toBe('7');
  await page.getByRole('button', { name: 'Changer et perdre ma saisie' }).press('Enter');
  await page.locator('html[lang="en"] .case-form').waitFor();
  expect(page.url()).toBe(place);
}

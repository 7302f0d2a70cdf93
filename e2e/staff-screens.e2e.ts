import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWithPseudo } from './build-languages.ts';
import { englishOfKinds, englishSentences, englishTexts } from './english-texts.ts';
import { startWorld, type RunningWorld } from './screens/running-world.ts';
import { SCREENS } from './screens/screen-list.ts';
import { pairs, visitScreens } from './screens/visit-screens.ts';
import { lookAtScreens } from './staff-languages.ts';
import { enterAs, openPage, signIn, signInHere } from './staff-page.ts';

/** In each language: fewer would mean that some were not looked at. */
const SCREENS_IN_EACH = 22;

describe('every screen of the staff app', () => {
  let running: RunningWorld;

  beforeAll(async () => {
    await buildWithPseudo();
    running = await startWorld();
  });

  afterAll(() => running.stop());

  it('has no barrier and breaks no rule, whole or empty, loading or failed, wide or narrow, light, dark or from the right', async () => {
    const { faults, counts } = await visitScreens({ ...running, checks: true }, pairs(SCREENS));
    expect(faults).toEqual([]);
    expect(counts['visits']).toBe(pairs(SCREENS).length);
    expect(counts['axe runs']).toBeGreaterThan(2 * SCREENS.length);
  }, 600_000);

  it('draws a page of a document alike, whichever way the language of the screen runs', async () => {
    const { world, url } = running;
    const drawnIn = async (tag: string): Promise<string> => {
      const watched = await openPage(running.browser, { width: 1280, colours: 'light' });
      const context = watched.page.context();
      await context.addCookies([{ name: 'casewright-language', value: tag, url }]);
      await enterAs(context, url, 'anna.ricci');
      const told = watched.page.waitForResponse(/\/opened$/);
      await watched.page.goto(`${url}/cases/${world.caseId}/documents/${world.document}`);
      // It is told once it is drawn.
      await told;
      const picture = await watched.page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
      await watched.close();
      return picture;
    };
    const english = await drawnIn('en');
    expect(english.length).toBeGreaterThan(10_000);
    expect((await drawnIn('ar-XB')) === english).toBe(true);
  });

  for (const width of [1280, 320]) {
    it(`is whole in French at ${width} px, chosen by keys where one signs in`, async () => {
      const watched = await openPage(running.browser, { width, colours: 'light' });
      const { page } = watched;
      await page.goto(running.url);
      await page.getByRole('button', { name: 'Français' }).press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Connexion' }).waitFor();
      await signInHere(page);
      const kinds = englishOfKinds();
      expect(kinds.size).toBeGreaterThan(300);
      const english = new Set([...(await englishTexts()), ...kinds]);
      expect(english.size).toBeGreaterThan(1_000);
      const sentences = await englishSentences();
      expect(sentences.length).toBeGreaterThan(300);
      const { screens, texts, found } = await lookAtScreens(page, running.url, {
        tag: 'fr',
        dir: 'ltr',
        width,
        english,
        sentences,
      });
      expect(found).toEqual([]);
      expect(watched.faults.filter((fault) => !/status of 40[34]/.test(fault))).toEqual([]);
      expect([screens, texts > 900]).toEqual([SCREENS_IN_EACH, true]);
      await keepsWhatIsTyped(page, running.url);
      await watched.close();
    });

    it(`runs from right to left at ${width} px`, async () => {
      const watched = await openPage(running.browser, { width, colours: 'dark' });
      const { page } = watched;
      await page.context().addCookies([{ name: 'casewright-language', value: 'ar-XB', url: running.url }]);
      await signIn(page, running.url);
      const english = await englishTexts();
      const of = { tag: 'ar-XB', dir: 'rtl', width, english } as const;
      const { screens, texts, found } = await lookAtScreens(page, running.url, of);
      expect(found).toEqual([]);
      expect(watched.faults.filter((fault) => !/status of 40[34]/.test(fault))).toEqual([]);
      expect([screens, texts > 900]).toEqual([SCREENS_IN_EACH, true]);
      await watched.close();
    });
  }
});

/** Another language is another page: what was typed and is kept is there again, and of what would be lost one is asked first; one stays where one is. */
async function keepsWhatIsTyped(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/work`);
  await page.locator('[data-row]').first().waitFor();
  await page.route(/unsent-text\/keep/, (route) => route.abort());
  await page.keyboard.press('n');
  const typed = page.locator('.case-form input[type="text"], .case-form textarea').first();
  await typed.fill('7');
  const place = page.url();
  await page.getByRole('button', { name: 'Touches' }).press('Enter');
  await page.getByRole('button', { name: 'English' }).press('Enter');
  await page.getByText('Ce que vous avez saisi sans l’enregistrer serait perdu.').waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('fr');
  // What is kept of an earlier time comes by itself; typed before it has come, both would stand there to choose from.
  const known = page.waitForResponse(/unsent-text\?/);
  await page.getByRole('button', { name: 'Changer et perdre ma saisie' }).press('Enter');
  await page.locator('html[lang="en"] .case-form').waitFor();
  await page.unroute(/unsent-text\/keep/);
  await known;
  const day = page.viewportSize()?.width === 320 ? '13' : '11';
  await typed.fill(day);
  await page
    .locator('.kept-line')
    .getByText(/^Kept \d/)
    .waitFor();
  await page.getByRole('button', { name: 'Keys' }).press('Enter');
  await page.getByRole('button', { name: 'Français' }).press('Enter');
  await page.locator('html[lang="fr"] .case-form').waitFor();
  await expect.poll(() => typed.inputValue()).toBe(day);
  expect(page.url()).toBe(place);
}

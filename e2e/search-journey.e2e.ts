// Finding a case by its words, by keys alone: from any page into the box, to the case, and back; at two widths, without barriers.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { findBarriers, openPage, signIn } from './staff-page.ts';

describe('search in the staff app', () => {
  let server: RunningServer;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  for (const width of [1280, 320]) {
    it(`finds a case by keys alone at ${width} px`, async () => {
      const watched = await openPage(browser, { width, colours: 'light' });
      const { page } = watched;
      const found: string[] = [];
      const look = async (screen: string): Promise<void> => {
        for (const barrier of await findBarriers(page)) found.push(`${screen}: ${barrier}`);
      };
      await signIn(page, server.url);
      const reference = await referenceOfFirst(page, server.url);
      await page.keyboard.press('/');
      await type(page, reference);
      // The list from which they came has rows too, until the answer is there.
      await expect.poll(() => page.locator('[data-row]').allTextContents(), { timeout: 10_000 }).toEqual([reference]);
      expect(new URL(page.url()).searchParams.get('q')).toBe(reference);
      await look('one case found');
      // Also while typing.
      await page.getByRole('searchbox').focus();
      await page.keyboard.press('Control+k');
      await type(page, `${reference.slice(0, 3)}*`);
      await page.locator('[data-row]').nth(1).waitFor();
      await look('several cases found');
      await page.locator('[data-row]').first().focus();
      await page.keyboard.press('Enter');
      await page.locator('.timeline-item').first().waitFor();
      await page.keyboard.press('/');
      await type(page, 'nothinghasthisword');
      await page.getByRole('heading', { name: /^No case that you can see/ }).waitFor();
      await look('no case found');
      await page.goto(`${server.url}/search`);
      await page.getByRole('heading', { name: 'What are you looking for?' }).waitFor();
      await look('nothing asked');
      expect(found).toEqual([]);
      expect(watched.faults).toEqual([]);
      await watched.close();
    });
  }

  it('says what went wrong, and tries again', async () => {
    const { page, close } = await openPage(browser, { width: 1280, colours: 'light' });
    await signIn(page, server.url);
    await page.route('**/api/v1/search*', (route) => route.fulfill({ status: 503, json: {} }));
    await page.goto(`${server.url}/search?q=word`);
    const again = page.getByRole('button', { name: 'Try again' });
    await again.waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.unroute('**/api/v1/search*');
    await again.press('Enter');
    await page.getByRole('heading', { name: /^No case that you can see/ }).waitFor();
    await close();
  });
});

async function referenceOfFirst(page: Page, url: string): Promise<string> {
  await page.goto(`${url}/cases`);
  const first = page.locator('[data-row]').first();
  await first.waitFor();
  return (await first.textContent()) ?? '';
}

/** Into whatever has the focus, which must be the box. */
async function type(page: Page, words: string): Promise<void> {
  expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
  await page.keyboard.type(words);
  // What is typed can be read: the automatic checks look at texts of the page, not at what stands in a field.
  const [ink, paper] = await page.getByRole('searchbox').evaluate((box) => {
    const { color, backgroundColor } = getComputedStyle(box);
    return [color, backgroundColor];
  });
  expect(ink).not.toBe(paper);
  await page.keyboard.press('Enter');
}

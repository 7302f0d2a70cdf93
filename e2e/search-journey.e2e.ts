// Finding whatever it is, by keys alone: from any page into the box, to a case, to a page, to something that can be done, and back; and all cases
// by their words, by address; at two widths, without barriers.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriersOn } from './barriers-on.ts';
import { launchBrowser } from './browser.ts';
import { tabTo } from './keyboard.ts';
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
    it(`finds a case, a page and what to do by keys alone at ${width} px`, async () => {
      const watched = await openPage(browser, { width, colours: width === 320 ? 'dark' : 'light' });
      const { page } = watched;
      const found: string[] = [];
      const look = async (screen: string): Promise<void> => {
        for (const barrier of await barriersOn(page, screen)) found.push(`${screen}: ${barrier}`);
      };
      await signIn(page, server.url);
      // What is done with one row of a list is offered in the row, and not by the box as well.
      await page.locator('main .preview-toggle').first().waitFor();
      await page.keyboard.press('Control+k');
      await page.keyboard.type('preview');
      await page.getByText('Nothing found').waitFor();
      await page.keyboard.press('Escape');
      const reference = await referenceOfFirst(page, server.url);
      // What is typed before the list has loaded is not lost, and Enter before the answer opens the one thing that there is.
      await page.keyboard.press('Control+k');
      await page.keyboard.type(reference);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: reference }).waitFor();
      await chooseAmongSeveral(page, reference, look);
      // What can be done here, and where one can go.
      await page.keyboard.press('/');
      await page.keyboard.type('note');
      await expect.poll(() => chosen(page)).toBe('Add note');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'Add a note' }).waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await page.keyboard.type('inb');
      await expect.poll(() => chosen(page)).toBe('Inbox');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
      await page.keyboard.press('Control+k');
      await page.getByRole('group', { name: 'Opened lately' }).getByText(reference).waitFor();
      await page.keyboard.type('nothinghasthisword');
      await page.getByText('Nothing found').waitFor();
      await look('find-nothing');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: /^No case that you can see/ }).waitFor();
      expect(new URL(page.url()).searchParams.get('q')).toBe('nothinghasthisword');
      await look('no-case-found');
      await page.goto(`${server.url}/search?q=${reference.slice(0, 3)}*`);
      await page.locator('[data-row]').nth(1).waitFor();
      await look('several-cases-found');
      await page.goto(`${server.url}/search`);
      await page.getByRole('heading', { name: 'What are you looking for?' }).waitFor();
      await look('nothing-asked');
      expect(found).toEqual([]);
      expect(watched.faults).toEqual([]);
      expect(await watched.mouseEvents()).toEqual([]);
      await watched.close();
    });
  }

  it('cuts the list of cases by filters, keeps them as a view, and opens it from the menu', async () => {
    const watched = await openPage(browser, { width: 1280, colours: 'light' });
    const { page } = watched;
    await signIn(page, server.url);
    await page.goto(`${server.url}/cases`);
    const all = await rowsOf(page);
    expect(all.length).toBeGreaterThan(1);
    await tabTo(page, /^Filter$/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Order/);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe('oldest');
    const oldest = await rowsOf(page);
    expect(oldest[0]).not.toBe(all[0]);
    expect(await barriersOn(page, 'cases-filtered')).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
    await tabTo(page, /^Save this view/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('Oldest first');
    await tabTo(page, /^Nobody/);
    await page.keyboard.press('Space');
    expect(await barriersOn(page, 'view-saving')).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.goto(`${server.url}/work`);
    await tabTo(page, /^Oldest first/);
    await page.keyboard.press('Enter');
    await expect.poll(() => rowsOf(page)).toEqual(oldest);
    await tabTo(page, /^Saved views/);
    await page.keyboard.press('Enter');
    expect(await barriersOn(page, 'views-of-list')).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
    await tabTo(page, /^Remove: Oldest first/);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Oldest first' }).first().waitFor({ state: 'detached' });
    await page.goto(`${server.url}/cases?kind=nothing`);
    await page.getByRole('heading', { name: /^No case that you can see fits/ }).waitFor();
    expect(await barriersOn(page, 'cases-none')).toEqual([]);
    expect(watched.faults).toEqual([]);
    expect(await watched.mouseEvents()).toEqual([]);
    await watched.close();
  });

  it('says what went wrong, and tries again', async () => {
    const { page, close } = await openPage(browser, { width: 1280, colours: 'light' });
    await signIn(page, server.url);
    await page.route('**/api/v1/find', (route) => route.fulfill({ status: 503, json: {} }));
    await page.keyboard.press('/');
    await page.keyboard.type('word');
    await page.getByText(/^The server had a fault/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
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

type Look = (screen: string) => Promise<void>;

/** Opens the box on the page of a case, goes through what it offers and finds, and closes it. */
async function chooseAmongSeveral(page: Page, reference: string, look: Look): Promise<void> {
  // Several: the first is chosen, the arrows go on, and round.
  await page.keyboard.press('/');
  await page.getByRole('dialog').waitFor();
  await look('find-nothing-typed');
  // What a machine does not see in a window above the page: that its texts have another colour than what they stand on.
  expect(await page.getByRole('button', { name: 'Close', exact: true }).evaluate(inkOf)).not.toBe(
    await page.getByRole('dialog').evaluate(paperOf),
  );
  expect(await chosen(page)).toBe('');
  await page.keyboard.press('ArrowDown');
  expect(await chosen(page)).toBe('Add note');
  await page.keyboard.type(reference.slice(0, 3));
  await page.getByRole('group', { name: 'Cases' }).waitFor();
  await page.getByText(/found/).first().waitFor();
  const first = await chosen(page);
  await page.keyboard.press('ArrowDown');
  expect(await chosen(page)).not.toBe(first);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  expect(await chosen(page)).toMatch(/^(All documents|Ask for)/);
  await look('find-several');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

function inkOf(element: Element): string {
  return getComputedStyle(element).color;
}

function paperOf(element: Element): string {
  return getComputedStyle(element).backgroundColor;
}

async function rowsOf(page: Page): Promise<readonly string[]> {
  await page.locator('main [data-row]').first().waitFor();
  return page.locator('main [data-row]').allTextContents();
}

/** The line that Enter would open, as the box says it. */
function chosen(page: Page): Promise<string> {
  return page.getByRole('combobox').evaluate((box) => {
    const line = document.getElementById(box.getAttribute('aria-activedescendant') ?? '');
    return line?.querySelector('.found-title')?.textContent ?? '';
  });
}

async function referenceOfFirst(page: Page, url: string): Promise<string> {
  await page.goto(`${url}/cases`);
  const first = page.locator('[data-row]').first();
  await first.waitFor();
  return (await first.textContent()) ?? '';
}

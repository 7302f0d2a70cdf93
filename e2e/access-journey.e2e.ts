// An emergency from the request to its review, to which the notice leads, who can see a case and why, and a wall that is previewed
// before it is saved: by keys alone, at two widths.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { focused, signInAs, tabTo } from './keyboard.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { findBarriers, openPage, type WatchedPage } from './staff-page.ts';

/** An officer of another team, and one of the team that has the case. */
const OUTSIDER = 'Johan de Vries';
const MANAGER = 'Anna Ricci';
/** Watches over privacy, and reads no case. */
const PRIVACY = 'Petra Lindqvist';
const REASON = 'A child is missing and the file may say where.';
/** Where to leave pictures for people who want to look; nowhere unless it is said. */
const PICTURES = process.env['CASEWRIGHT_PICTURES'];

describe('an emergency, by keys alone', () => {
  let server: RunningServer;
  let browser: Browser;
  let outside: WatchedPage;
  let inside: WatchedPage;
  let watching: WatchedPage;
  let found: { readonly caseId: string; readonly reference: string };

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchBrowser()]);
    outside = await openPage(browser, { width: 1280, colours: 'light' });
    inside = await openPage(browser, { width: 320, colours: 'light' });
    watching = await openPage(browser, { width: 1280, colours: 'light' });
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  async function look({ page }: WatchedPage, name: string): Promise<void> {
    const { width = 0, height = 900 } = page.viewportSize() ?? {};
    for (const each of [1280, 320]) {
      await page.setViewportSize({ width: each, height });
      expect([name, each, await findBarriers(page)]).toEqual([name, each, []]);
      if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/${name}-${each}.png`, fullPage: true });
    }
    await page.setViewportSize({ width, height });
  }

  async function untilShown(page: Page, link: string): Promise<void> {
    for (let turn = 0; turn < 20 && (await page.getByRole('link', { name: link }).count()) === 0; turn += 1) {
      await page.waitForTimeout(1_000);
      await page.reload();
    }
  }

  it('begins with a case that somebody else cannot see', async () => {
    await signInAs(inside.page, server.url, MANAGER);
    found = await inside.page.evaluate(async () => {
      const answer = await fetch('/api/v1/cases');
      // The shape is the interface's own.
      const { items } = (await answer.json()) as { items: { caseId: string; reference: string; caseType: string }[] };
      const [first] = items.filter(({ caseType }) => caseType === 'infringement-notice');
      return { caseId: first?.caseId ?? '', reference: first?.reference ?? '' };
    });
    expect(found.reference).not.toBe('');
    await signInAs(outside.page, server.url, OUTSIDER);
  });

  it('is asked for by the number of the case, and says the same of a number that there is not', async () => {
    const { page } = outside;
    await tabTo(page, /^Ask for access$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Ask for access' }).waitFor();
    // What kinds of emergency there are comes with the kinds of case.
    await page.getByRole('radio').first().waitFor();
    await look(outside, 'ask');
    await fillEmergency(page, 'INF-1999-000001');
    await page.getByText('There is no case of this name').waitFor();
    await fillEmergency(page, found.reference);
    await page.getByText(/^You opened this case in an emergency\. Your access ends on/).waitFor();
    await page.getByRole('heading', { level: 1, name: found.reference }).waitFor();
    await look(outside, 'emergency');
    expect(new URL(page.url()).pathname).toBe(`/cases/${found.caseId}`);
  });

  it('is told to the reader as the reason why they can see it, and no more', async () => {
    const { page } = outside;
    await tabTo(page, /^Who can see this, and why$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Who can see this, and why' }).waitFor();
    await page.getByRole('heading', { name: 'What is about you' }).waitFor();
    expect(await page.getByText('Everybody who can see it').count()).toBe(0);
    await look(outside, 'own-access');
  });

  it('is told to the privacy officer, who could decide it without seeing the case', async () => {
    const { page } = watching;
    await signInAs(page, server.url, PRIVACY);
    // They see no case of it, so nothing but the next page that they open tells them.
    await untilShown(page, 'Notices, 1 to decide');
    await tabTo(page, /^Notices, 1 to decide$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Notices' }).waitFor();
    await page.getByText(REASON).waitFor();
    await page.getByText('You can decide this without seeing the case.').waitFor();
    await look(watching, 'notices-privacy');
    await tabTo(page, /^Review: Johan de Vries, /);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await look(watching, 'notices-review');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('link', { name: found.reference }).count()).toBe(0);
    await tabTo(page, /^Emergencies$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Emergencies' }).waitFor();
    await page.getByRole('cell', { name: 'Danger to life or health' }).waitFor();
    await look(watching, 'emergencies');
  });

  it('leads whoever watches over privacy to what other rules would change', async () => {
    const { page } = watching;
    await tabTo(page, /^Rules of access$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Rules of access' }).waitFor();
    await tabTo(page, /^Rules as JSON/);
    const inForce = await page.getByLabel(/^Rules as JSON/).inputValue();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('{');
    await page.keyboard.press('Control+Enter');
    await page.getByText('This is not JSON.').first().waitFor();
    await look(watching, 'rules-refused');
    const rules = JSON.parse(inForce) as { grants: { rule: string }[] };
    const without = { ...rules, version: 'access/next', grants: rules.grants.filter(({ rule }) => rule !== 'team') };
    await tabTo(page, /^Rules as JSON/);
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(JSON.stringify(without));
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'From access/1 to access/next' }).waitFor();
    await page.getByText('25 cases were compared.').waitFor();
    await page.getByText('Loses').first().waitFor();
    await look(watching, 'rules');
    await tabTo(page, /^Compare the next cases$/);
    await page.keyboard.press('Enter');
    await page.getByText(/^(?!25 )\d+ cases were compared\./).waitFor();
    expect(await page.getByRole('row').count()).toBeGreaterThan(51);
  });

  it('lies among the work of whoever manages access, with its day, and the notice leads to it', async () => {
    const { page } = inside;
    await page.goto(`${server.url}/work`);
    await page.getByRole('link', { name: 'Review an emergency access' }).waitFor();
    await tabTo(page, /^Menu$/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Notices, 1 to decide$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Notices' }).waitFor();
    await look(inside, 'notices');
    await page.getByText(REASON).waitFor();
    await page.keyboard.press('j');
    expect((await focused(page)).label).toBe('Somebody opened a case in an emergency');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Who can see this, and why' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/cases/${found.caseId}/access`);
  });

  it('is in the panel of whoever manages access, who reviews it', async () => {
    const { page } = inside;
    await page.getByText(/people can see it\. .*by an emergency/).waitFor();
    await page.getByText(REASON).waitFor();
    await page.locator('summary').first().press('Enter');
    await look(inside, 'access');
    await tabTo(page, /^Review: Johan de Vries opened/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await look(inside, 'review');
    await page.keyboard.press('Space');
    await tabTo(page, /^Reason/);
    await page.keyboard.type('Read the report of the night.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Reviewed: justified').waitFor();
    expect(await page.getByRole('button', { name: /^Review:/ }).count()).toBe(0);
  });

  it('is told to whoever acted: that it was reviewed, and what was found', async () => {
    const { page } = outside;
    await tabTo(page, /^Notices/);
    await page.keyboard.press('Enter');
    await page.getByText('Your emergency was reviewed: justified').waitFor();
    expect(await page.getByText('Somebody opened a case in an emergency').count()).toBe(0);
    await look(outside, 'notices-answered');
  });

  it('shows what a wall would do before it is saved, and why somebody cannot see it after that', async () => {
    const { page } = inside;
    await tabTo(page, /^Keep somebody off$/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, /^Id of somebody else/);
    await page.keyboard.type('johan.devries');
    await page.keyboard.press('Control+Enter');
    await page.getByText('1 person would lose the case: Johan de Vries').waitFor();
    await look(inside, 'preview');
    await tabTo(page, /^Save it$/);
    await page.keyboard.press('Enter');
    await page.getByText('Johan de Vries is kept off the case', { exact: true }).waitFor();
    await tabTo(page, /^Id of somebody else/);
    await page.keyboard.type('johan.devries');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Johan de Vries cannot see it').waitFor();
    await page.getByText('In the way: Johan de Vries is kept off the case.').waitFor();
    await look(inside, 'cannot');
    await outside.page.goto(`${server.url}/cases/${found.caseId}`);
    await outside.page.getByRole('heading', { level: 1, name: found.reference }).waitFor({ state: 'detached' });
    await outside.page.getByRole('alert').waitFor();
    expect(await outside.page.getByText(found.reference).count()).toBe(0);
  });

  it('needed no mouse, and broke no rule on the way', async () => {
    for (const { mouseEvents, faults } of [outside, inside, watching]) {
      expect(await mouseEvents()).toEqual([]);
      // Browsers write every answer of 404 to the console; these were asked for.
      expect(faults.filter((fault) => !/status of 404/.test(fault))).toEqual([]);
    }
  });
});

/** Fills in the second form of the page, from its first field to its button, whatever is in it. */
async function fillEmergency(page: Page, reference: string): Promise<void> {
  await page.evaluate(() => document.querySelector<HTMLElement>('main')?.focus());
  await tabTo(page, /^Ask for access$/);
  await tabTo(page, /^Number or id of the case/);
  if (
    (await page.evaluate(() => document.activeElement?.closest('section')?.getAttribute('aria-labelledby'))) !==
    'emergency'
  )
    await tabTo(page, /^Number or id of the case/);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(reference);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await tabTo(page, /^What happened/);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(REASON);
  await page.keyboard.press('Control+Enter');
}

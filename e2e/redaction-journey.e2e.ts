// A redacted copy in the staff app: a box is added, moved and sized by keys alone, gets its reason, and the copy is a new document in which
// the words are gone that it covered. Another is drawn with the pointer. Looked at in two widths.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriersOn } from './barriers-on.ts';
import { launchBrowser } from './browser.ts';
import { signInAs, tabTo } from './keyboard.ts';
import { madePdf } from './made-pdf.ts';
import { openCase } from './open-case.ts';
import { publishKind } from './publish-kind.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { openPage, type WatchedPage } from './staff-page.ts';

const SOURCE = `
caseType: covering
version: 1.0.0
title: Covering
archetype: service
reference: CO-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: traffic-fines
roles: { officer: Officer }
parties: { person: { title: Person, subject: true } }
data: { note: { type: text, label: Note } }
documents:
  report: { title: Report, by: officer, category: Reports }
  copy: { title: Copy for release, by: officer, category: Copies }
  bundle: { title: Bundle, by: officer, category: Bundles, accepts: [pdf] }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
plan: { tasks: { talk: { title: Talk, by: officer } } }
closing: { by: officer, outcomes: { done: Done } }
`;

describe('a redacted copy', () => {
  let folder: string;
  let server: RunningServer;
  let browser: Browser;
  let watched: WatchedPage;
  let documents: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'casewright-e2e-'));
    chmodSync(folder, 0o711);
    [server, browser] = await Promise.all([startServer({ folder }), launchBrowser()]);
    await publishKind(folder, SOURCE);
    watched = await openPage(browser, { width: 1280, colours: 'light' });
    const { page } = watched;
    await signInAs(page, server.url, 'Anna Ricci');
    documents = `${server.url}/cases/${(await openCase(page, 'covering', {})).caseId}/documents`;
    await page.goto(documents);
    await page.getByRole('heading', { level: 1, name: /^Documents of CO-/ }).waitFor();
    await page.keyboard.press('u');
    const buffer = madePdf(2, 'Lord Lucan lives');
    await page.getByLabel('Choose files').setInputFiles([{ name: 'report.pdf', mimeType: 'application/pdf', buffer }]);
    await tabTo(page, /^Add the document/);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'report' }).waitFor();
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is made by keys alone, and has nothing of what its box covered', async () => {
    const { page } = watched;
    await tabTo(page, /^report$/);
    await page.keyboard.press('Enter');
    await page.getByText('Page 1 of 2').waitFor();
    await tabTo(page, /^Make a redacted copy/);
    await page.keyboard.press('Enter');
    await page.getByText('Page 1 of 2').waitFor();
    await tabTo(page, /^Submit for approval/);
    await page.keyboard.press('Enter');
    await page.getByText('Add a box first.').waitFor();
    await tabTo(page, /^Add a box on this page/);
    await page.keyboard.press('Enter');
    // The box has the focus: it moves and grows.
    for (const key of ['ArrowLeft', 'ArrowUp', 'Shift+ArrowRight', 'Shift+ArrowDown']) await page.keyboard.press(key);
    await page.getByText('34 % from the left, 44 % from the top, 31 % wide, 6 % high').waitFor();
    await tabTo(page, /^Code of the reason/);
    await page.keyboard.type('s 47F');
    for (const number of ['5', '12', '90', '6']) {
      await page.keyboard.press('Tab');
      await page.keyboard.type(number);
    }
    await page.getByText('5 % from the left, 12 % from the top, 90 % wide, 6 % high').waitFor();
    await page.waitForFunction(() => (document.querySelector('canvas')?.width ?? 0) > 300);
    expect(await barriersOn(page, 'redaction')).toEqual([]);
    await tabTo(page, /^Look for words and people/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Words to look for/);
    await page.keyboard.type('Line 3 of page 2');
    await tabTo(page, /^Code of the reason for what you take/);
    await page.keyboard.type('s 22');
    await tabTo(page, /^Look for them/);
    await page.keyboard.press('Enter');
    await page.getByText('1 place found.').waitFor({ timeout: 30_000 });
    await tabTo(page, /^Take it out/);
    await page.keyboard.press('Enter');
    await page.getByText('Nothing was found.').waitFor();
    await tabTo(page, /^Kind/);
    await page.keyboard.type('Copy');
    await page.getByText('The draft is saved.').waitFor();
    // Nothing of it is lost with the page.
    await page.reload();
    await tabTo(page, /^Make a redacted copy/);
    await page.keyboard.press('Enter');
    await page.getByText('Drawn by Anna Ricci · 2 boxes').waitFor();
    await tabTo(page, /^Go on with/);
    await page.keyboard.press('Enter');
    await page.getByText('5 % from the left, 12 % from the top, 90 % wide, 6 % high').waitFor();
    await tabTo(page, /^Submit for approval/);
    await page.keyboard.press('Enter');
    await page.getByText('The draft is submitted.').waitFor();
    await tabTo(page, /^Back to the document/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Make a redacted copy/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Look at .* and decide/);
    await page.keyboard.press('Enter');
    await page.getByText('You drew a part of this').waitFor();
    expect(await page.getByRole('button', { name: /^Approve/ }).count()).toBe(0);
  });

  it('is approved by a colleague, by keys alone, who has looked at each page and at what is left', async () => {
    const { page } = watched;
    const report = page.url();
    await page.context().clearCookies();
    await signInAs(page, server.url, 'Marco Conti');
    await page.goto(report);
    await tabTo(page, /^Make a redacted copy/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Look at .* and decide/);
    await page.keyboard.press('Enter');
    await page.getByText('1 of 2 pages looked at now').waitFor();
    await page.getByText('Line 1 of page 1').waitFor({ timeout: 30_000 });
    const left = page.locator('.document-text');
    expect(await left.textContent()).not.toContain('Lucan');
    await page.locator('.redact-reasons').getByText('s 47F').waitFor();
    expect(await barriersOn(page, 'redaction-review')).toEqual([]);
    await tabTo(page, /^Next page/);
    await page.keyboard.press('Enter');
    await page.getByText('2 of 2 pages looked at now').waitFor();
    await left.getByText('Line 4 of page 2').waitFor();
    expect(await left.textContent()).not.toContain('Line 3 of page 2');
    await tabTo(page, /^Approve, make and file the copy/);
    await page.keyboard.press('Enter');
    await page.getByText('The redacted copy is filed.').waitFor({ timeout: 60_000 });
    expect(await barriersOn(page, 'redaction-filed')).toEqual([]);
    await tabTo(page, /^Read the copy/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Redacted copy of no. 1' }).waitFor();
    await page.getByText('Page 1 of 2').waitFor();
    await tabTo(page, /^Text of this page/);
    await page.keyboard.press('Enter');
    const text = page.locator('.document-text');
    await text.getByText('Line 1 of page 1').waitFor();
    expect(await text.textContent()).not.toContain('Lucan');
    expect(await text.textContent()).toContain('s 47F');
    expect(await watched.mouseEvents()).toEqual([]);
    await page.goto(documents);
    await page.getByText('A redacted copy of').waitFor();
  });

  it('can be drawn with the pointer too, and boxes are taken away again', async () => {
    const { page } = watched;
    await page.getByRole('link', { name: 'report', exact: true }).press('Enter');
    await page.getByRole('button', { name: 'Make a redacted copy' }).press('Enter');
    await page.waitForFunction(() => (document.querySelector('canvas')?.width ?? 0) > 300);
    const box = await page.locator('.redact-page').boundingBox();
    if (box === null) throw new Error('The page has no place.');
    const at = (x: number, y: number): [number, number] => [box.x + box.width * x, box.y + box.height * y];
    await page.mouse.move(...at(0.2, 0.1));
    await page.mouse.down();
    await page.mouse.move(...at(0.5, 0.3), { steps: 3 });
    await page.mouse.up();
    await page.getByText('20 % from the left, 10 % from the top, 30 % wide, 20 % high').waitFor();
    await page.getByRole('button', { name: 'Remove box 1' }).press('Enter');
    await page.getByText('Nothing yet.').waitFor();
    expect(watched.faults).toEqual([]);
  });

  it('goes with the original into a bundle by keys alone, which is made again with the numbers that it had', async () => {
    const { page } = watched;
    await page.goto(documents);
    await page.getByText('A redacted copy of').waitFor();
    await tabTo(page, /^Make a bundle/);
    await page.keyboard.press('Enter');
    await page.getByText('Say as what it is kept and for whom').waitFor();
    await tabTo(page, /^Make and file the bundle/);
    await page.keyboard.press('Enter');
    await page.getByText('Say as what the bundle is kept.').waitFor();
    await tabTo(page, /^Kind of document/);
    await page.keyboard.type('Bundle');
    await tabTo(page, /^Title/);
    await page.keyboard.type('Hearing bundle');
    for (const title of ['report', 'Redacted copy of no. 1']) {
      await tabTo(page, new RegExp(`^Put in ${title}$`));
      await page.keyboard.press('Enter');
    }
    await tabTo(page, /^Move up Redacted copy/);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() =>
      document.activeElement?.getAttribute('aria-label')?.startsWith('Move up Redacted'),
    );
    await tabTo(page, /^Heading above it Redacted/);
    await page.keyboard.type('Copies');
    expect(await barriersOn(page, 'bundle')).toEqual([]);
    await tabTo(page, /^Make and file the bundle/);
    await page.keyboard.press('Enter');
    await page.getByText('The bundle is filed.').waitFor({ timeout: 60_000 });
    await tabTo(page, /^Read the bundle/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Hearing bundle' }).waitFor();
    const inside = page.getByRole('region', { name: 'What is in the bundle' });
    await inside.getByText('Pages 1–2, redacted').waitFor();
    await inside.getByText('Pages 3–4, as it is').waitFor();
    await page.getByText('Page 1 of 5').waitFor();
    expect(await barriersOn(page, 'bundle-read')).toEqual([]);
    await page.goto(documents);
    await tabTo(page, /^Make a bundle/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Which bundle/);
    await page.keyboard.type('The next version');
    await tabTo(page, /^Put in report$/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Make and file the bundle/);
    await page.keyboard.press('Enter');
    await page.getByText('The bundle is filed.').waitFor({ timeout: 60_000 });
    await tabTo(page, /^Read the bundle/);
    await page.keyboard.press('Enter');
    await page.getByText('No longer there: Redacted copy of no. 1, pages 1–2').waitFor();
    await page.getByText('1 document keeps its pages.').waitFor();
    await inside.getByText('Pages 3–4, as it is').waitFor();
    expect(watched.faults).toEqual([]);
  });
});

// Documents of a case in the staff app: three files are brought and filed in one go, read, given a version, put under another kind and
// withdrawn, by keys alone but for the window of the system in which files are chosen; looked at in two widths.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriersOn } from './barriers-on.ts';
import { launchBrowser } from './browser.ts';
import { signInAs, tabTo } from './keyboard.ts';
import { firstPages, keepFigures } from './first-pages.ts';
import { madePdf } from './made-pdf.ts';
import { openCase } from './open-case.ts';
import { publishKind } from './publish-kind.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { openPage, type WatchedPage } from './staff-page.ts';

const SOURCE = `
caseType: filing
version: 1.0.0
title: Filing
archetype: service
reference: FI-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: traffic-fines
roles: { officer: Officer }
parties: { person: { title: Person, subject: true } }
data: { note: { type: text, label: Note } }
documents:
  report: { title: Report, by: officer, category: Reports }
  statement: { title: Statement, by: officer, category: Statements }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
plan: { tasks: { talk: { title: Talk, by: officer } } }
closing: { by: officer, outcomes: { done: Done } }
`;

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('documents of a case', () => {
  let folder: string;
  let server: RunningServer;
  let browser: Browser;
  let watched: WatchedPage;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'casewright-e2e-'));
    chmodSync(folder, 0o711);
    [server, browser] = await Promise.all([startServer({ folder }), launchBrowser()]);
    await publishKind(folder, SOURCE);
    watched = await openPage(browser, { width: 1280, colours: 'light' });
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function look(name: string): Promise<void> {
    expect(await barriersOn(watched.page, name)).toEqual([]);
  }

  it('are brought three at once, each under the kind that its name suggests or that is said', async () => {
    const { page } = watched;
    await signInAs(page, server.url, 'Anna Ricci');
    const { caseId } = await openCase(page, 'filing', {});
    await page.goto(`${server.url}/cases/${caseId}/documents`);
    await page.getByRole('heading', { level: 1, name: /^Documents of FI-/ }).waitFor();
    await look('documents-none');
    await page.keyboard.press('u');
    await page.getByLabel('Choose files').setInputFiles([
      { name: 'report_of_May.pdf', mimeType: 'application/pdf', buffer: madePdf(500, 'Report of May') },
      { name: 'Statement.txt', mimeType: 'text/plain', buffer: Buffer.from('I saw it on Monday.\nIt was blue.\n') },
      { name: 'blue.png', mimeType: 'image/png', buffer: PIXEL },
    ]);
    expect(await page.getByLabel('Kind').nth(0).inputValue()).toBe('report');
    expect(await page.getByLabel('Kind').nth(1).inputValue()).toBe('statement');
    expect(await page.getByLabel('Kind').nth(2).inputValue()).toBe('');
    await tabTo(page, /^Add 3 documents/);
    await page.keyboard.press('Enter');
    await page.getByText('Say which kind of document each file is.').waitFor();
    await look('documents-wrong');
    await page.getByLabel('Kind').nth(2).focus();
    await page.keyboard.type('Rep');
    await tabTo(page, /^Add 3 documents/);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'report of May' }).waitFor();
    await page.getByRole('link', { name: 'blue' }).waitFor();
    await page.getByText('Not looked at for malware').first().waitFor();
    await look('documents-three');
  });

  it('are read here: page by page, as text and as pictures', async () => {
    const { page } = watched;
    await tabTo(page, /^report of May/);
    await page.keyboard.press('Enter');
    await page.getByText('Page 1 of 500').waitFor();
    await page.waitForFunction(() => {
      const canvas = document.querySelector('canvas');
      const drawn = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
      return drawn?.some((value, at) => at % 4 === 0 && value < 100) === true;
    });
    await look('document-pdf');
    await page.keyboard.press('.');
    await page.getByText('Page 2 of 500').waitFor();
    await tabTo(page, /^Text of this page/);
    await page.keyboard.press('Enter');
    await page.getByText('Report of May, page 2').waitFor();
    await page.goBack();
    await tabTo(page, /^Statement/);
    await page.keyboard.press('Enter');
    await page.getByText('It was blue.').waitFor();
    await look('document-text');
    await page.goBack();
    await tabTo(page, /^blue/);
    await page.keyboard.press('Enter');
    expect(await page.getByRole('img', { name: 'The picture blue' }).isVisible()).toBe(true);
    await look('document-picture');
    await page.goBack();
  });

  it('show the first page of a long one by a small part of its bytes, when it is opened again', async () => {
    const { page } = watched;
    const scans = join(folder, 'scans.pdf');
    writeFileSync(scans, madePdf(500, 'Scans of June', { picture: 142 }));
    await page.keyboard.press('u');
    await page.getByLabel('Choose files').setInputFiles([scans]);
    await page.getByLabel('Kind').nth(0).selectOption('report');
    await tabTo(page, /^Add the document/);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'scans' }).waitFor();
    const figures = [await firstPages(page, 'report of May'), await firstPages(page, 'scans')];
    const [text, scanned] = figures;
    expect(text?.bytes).toBeLessThan(1_000_000);
    expect(scanned?.bytes).toBeLessThan(2_000_000);
    expect(scanned?.requests).toBeLessThan(12);
    keepFigures(figures);
  });

  it('get a version, go under another kind and are withdrawn, each with its reason', async () => {
    const { page } = watched;
    await tabTo(page, /^Add a version: Statement/);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog
      .getByLabel('Choose files')
      .setInputFiles({ name: 'Statement.txt', mimeType: 'text/plain', buffer: Buffer.from('It was green.\n') });
    await tabTo(page, /^Add the document/);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Version 2').waitFor();
    await tabTo(page, /^Withdraw, filed in error: blue/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Reason/);
    await page.keyboard.type('It belongs to another matter.');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Reasons: It belongs to another matter.').waitFor();
    await look('documents-withdrawn');
    expect(watched.faults).toEqual([]);
  });
});

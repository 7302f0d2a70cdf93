// Finding a document by what it says, by keys alone: from the box to the documents, the piece of its page with the words marked, and the
// document. Looked at in two widths.
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
caseType: finding
version: 1.0.0
title: Finding
archetype: service
reference: FN-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: traffic-fines
roles: { officer: Officer }
parties: { person: { title: Person, subject: true } }
data: { note: { type: text, label: Note } }
documents:
  report: { title: Report, by: officer, category: Reports }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
plan: { tasks: { talk: { title: Talk, by: officer } } }
closing: { by: officer, outcomes: { done: Done } }
`;

describe('a document', () => {
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

  it('is found by the words on one of its pages', async () => {
    const { page } = watched;
    await signInAs(page, server.url, 'Anna Ricci');
    const { caseId } = await openCase(page, 'finding', {});
    await page.goto(`${server.url}/cases/${caseId}/documents`);
    await page.getByRole('heading', { level: 1, name: /^Documents of FN-/ }).waitFor();
    await page.keyboard.press('u');
    const buffer = madePdf(3, 'Zanzibar plan', { last: ' kingfisher' });
    await page.getByLabel('Choose files').setInputFiles([{ name: 'plan.pdf', mimeType: 'application/pdf', buffer }]);
    await tabTo(page, /^Add the document/);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'plan' }).waitFor();
    // Its text is read by a program that works beside.
    await expect.poll(() => found(watched), { timeout: 40_000, interval: 500 }).toBe(1);
    await page.keyboard.press('/');
    await page.keyboard.type('zanzibar kingfisher');
    await page.getByRole('group', { name: 'Documents' }).getByText('plan').waitFor();
    // Round from the first line to the last, which is all documents.
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByText('1 document found').waitFor();
    expect(await page.locator('.tab[aria-current="page"]').allTextContents()).toEqual(['In documents']);
    expect(await page.locator('mark').first().textContent()).toBe('Zanzibar');
    expect(await barriersOn(page, 'search-documents')).toEqual([]);
    const told: unknown[] = [];
    page.on('request', (request) => request.url().endsWith('/opened') && told.push(request.postDataJSON()));
    await tabTo(page, /^plan$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'plan' }).waitFor();
    // It opens where the words are, with them marked, and that page alone is told to have been opened.
    await page.getByText('Page 3 of 3').waitFor();
    await page.getByText('2 words are marked on this page.').waitFor();
    const marks = await page.locator('.pdf-mark').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().x));
    expect([marks.length, (marks[0] ?? 0) < (marks[1] ?? 0)]).toEqual([2, true]);
    await expect.poll(() => told).toEqual([{ pages: [3] }]);
    await tabTo(page, /^Text of this page/);
    await page.keyboard.press('Enter');
    expect(await page.locator('.document-text mark').allTextContents()).toEqual(['Zanzibar', 'kingfisher']);
    expect(await barriersOn(page, 'found-page')).toEqual([]);
    await page.goto(`${server.url}/search?q=nothinghasthisword&in=documents`);
    await page.getByRole('heading', { name: /^No document that you may read/ }).waitFor();
    expect(await barriersOn(page, 'search-documents-none')).toEqual([]);
    expect(watched.faults).toEqual([]);
    expect(await watched.mouseEvents()).toEqual([]);
  });
});

function found({ page }: WatchedPage): Promise<number> {
  return page.evaluate(async () => {
    const answer = await fetch('/api/v1/search/documents?q=zanzibar');
    return ((await answer.json()) as { items: readonly unknown[] }).items.length;
  });
}

// How long the records of a case are kept, on its page, by keys alone: while it is open, and after it was closed with the reasons of the
// day. Looked at in two widths.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriersOn } from './barriers-on.ts';
import { launchBrowser } from './browser.ts';
import { signInAs, tabTo } from './keyboard.ts';
import { openCase } from './open-case.ts';
import { publishKind } from './publish-kind.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { openPage, type WatchedPage } from './staff-page.ts';

const SOURCE = `
caseType: keeping
version: 1.0.0
title: Keeping
archetype: service
reference: KE-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: traffic-fines
roles: { officer: Officer }
parties: { person: { title: Person, subject: true } }
data: { note: { type: text, label: Note } }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
plan: { tasks: { talk: { title: Talk, by: officer, required: false } } }
closing: { by: officer, outcomes: { done: Done } }
retention:
  classes:
    all: { authority: Example authority, number: '1234', version: '2', title: Plain matters, trigger: closed, period: Destroy 7 years after action completed }
`;

describe('how long the records of a case are kept', () => {
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

  it('is said on its page, with the reasons once it is closed', async () => {
    const { page } = watched;
    await signInAs(page, server.url, 'Anna Ricci');
    const { caseId } = await openCase(page, 'keeping', {});
    await page.goto(`${server.url}/cases/${caseId}`);
    await page.getByRole('heading', { level: 1, name: /^KE-/ }).waitFor();
    await tabTo(page, /^How long the records are kept/);
    await page.keyboard.press('Enter');
    await page.getByText('The case is open, and all of its records are kept.').waitFor();
    const status = await page.evaluate(async (id) => {
      const version = (await fetch(`/api/v1/cases/${id}`)).headers.get('etag') ?? '';
      const headers = { 'content-type': 'application/json', 'idempotency-key': 'retention-close', 'if-match': version };
      const body = JSON.stringify({ outcome: 'done' });
      return (await fetch(`/api/v1/cases/${id}/close`, { method: 'POST', headers, body })).status;
    }, caseId);
    expect(status).toBe(200);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: /^KE-/ }).waitFor();
    await tabTo(page, /^How long the records are kept/);
    await page.keyboard.press('Enter');
    await page.getByText(/^From .* the records may be destroyed\. Nothing happens by itself/).waitFor();
    await page.getByText('Rule: Plain matters').waitFor();
    await page.getByText('Example authority, no. 1234, version 2').waitFor();
    await page.getByText(/: the case was closed/).waitFor();
    expect(await barriersOn(page, 'retention')).toEqual([]);
    expect(watched.faults).toEqual([]);
    expect(await watched.mouseEvents()).toEqual([]);
  });
});

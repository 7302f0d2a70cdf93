// Who somebody in a case is: a record that is like theirs is found with its reasons, held to be of the same person and taken apart again, by
// keys alone, and looked at in two widths.
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

const ABOUT = 'personal: true, subject: person, purpose: To know them';
const SOURCE = `
caseType: intake
version: 1.0.0
title: Intake
archetype: service
reference: IT-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: traffic-fines
roles: { officer: Officer }
parties: { person: { title: Person, subject: true } }
data:
  fullName: { type: text, label: Name, identifies: name, ${ABOUT} }
  bornOn: { type: date, label: Born on, identifies: born, ${ABOUT} }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { fullName: optional, bornOn: optional } } }
plan: { tasks: { talk: { title: Talk, by: officer } } }
closing: { by: officer, outcomes: { done: Done } }
`;

describe('who somebody in a case is, by keys alone', () => {
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

  /** Opens the window behind a button, says why, and saves. */
  async function say(button: RegExp, reason: string): Promise<void> {
    const { page } = watched;
    await tabTo(page, button);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, /^Why/);
    await page.keyboard.type(reason);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  it('finds a record that is like theirs, and says why', async () => {
    const { page } = watched;
    await signInAs(page, server.url, 'Anna Ricci');
    const ids: string[] = [];
    for (const fullName of ['Rut Sandberg', 'Ruth Sandberg', 'Somebody Else'])
      ids.push((await openCase(page, 'intake', { fullName, bornOn: '1958-02-11' })).caseId);
    const [caseId] = ids;
    await page.goto(`${server.url}/cases/${caseId ?? ''}/people/party.person`);
    await page.getByRole('heading', { level: 1, name: 'Who is this?' }).waitFor();
    await page.getByText('names differ by one slip (+6)').waitFor();
    await page.getByText('born on the same day (+6)').waitFor();
    expect(await page.getByText('Somebody Else').count()).toBe(0);
    expect(await page.getByRole('button', { name: /^Not the same person/ }).count()).toBe(0);
    await look('people-candidates');
  });

  it('holds the two to be one person, side by side', async () => {
    const { page } = watched;
    await say(/^Same person: IT-/, 'Same passport');
    await page.getByText('Ruth Sandberg').waitFor();
    expect(await page.getByText('Rut Sandberg').count()).toBe(1);
    await page.getByText('Same passport').waitFor();
    await page.getByText('Nobody else is like them').waitFor();
    await look('people-merged');
  });

  it('takes it back, and each keeps its own', async () => {
    const { page } = watched;
    await say(/^Not the same person: IT-/, 'Another passport');
    await page.getByText('names differ by one slip (+6)').waitFor();
    await page.getByText('Somebody has said before that they are two people.').waitFor();
    // The two parts of the page are asked for apart, and come in any order.
    const records = page.locator('[aria-labelledby=records]').getByText(/Sandberg/);
    await expect.poll(() => records.count()).toBe(1);
    expect(watched.faults).toEqual([]);
    expect(await watched.mouseEvents()).toEqual([]);
  });
});

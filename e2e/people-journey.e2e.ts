// Who somebody in a case is, and what they may ask: a record that is like theirs is found with its reasons, held to be of the same person and taken
// apart again; what is wrong is put right, a consent is given and withdrawn, and all that is held about them is decided, approved by a second
// officer and given out. By keys alone, and looked at in two widths.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriersOn } from './barriers-on.ts';
import { launchBrowser } from './browser.ts';
import { fillForm, focused, signInAs, tabTo } from './keyboard.ts';
import { openCase } from './open-case.ts';
import { addMembership, publishKind } from './publish-kind.ts';

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
roles: { officer: Officer, privacy-officer: Privacy officer }
parties: { person: { title: Person, subject: true } }
data:
  fullName: { type: text, label: Name, identifies: name, ${ABOUT} }
  bornOn: { type: date, label: Born on, identifies: born, ${ABOUT} }
  illness: { type: text, label: Illness, purpose: Care }
consents: { research: { title: Research, of: person } }
documents: { form: { title: Signed form } }
access: { sections: [{ name: health, title: Health, fields: [illness], readers: [officer, privacy-officer] }] }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { fullName: optional, bornOn: optional } } }
plan: { tasks: { talk: { title: Talk, by: officer } } }
closing: { by: officer, outcomes: { done: Done } }
`;

/** Of the team too, so that she may read its cases: the office alone opens none. */
const PRIVACY_OFFICER = {
  ...{ person: 'petra.lindqvist', name: 'Petra Lindqvist' },
  memberships: [{ team: 'traffic-fines', role: 'privacy-officer' }],
};

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
    await addMembership(folder, PRIVACY_OFFICER);
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
    await page.getByRole('heading', { level: 1, name: 'Rut Sandberg' }).waitFor();
    await page.getByText('names differ by one slip (+6)').waitFor();
    await page.getByText('born on the same day (+6)').waitFor();
    expect(await page.getByText('Somebody Else').count()).toBe(0);
    expect(await page.getByRole('button', { name: /^Not the same person/ }).count()).toBe(0);
    await look('people-candidates');
  });

  it('holds the two to be one person, side by side', async () => {
    const { page } = watched;
    await say(/^Same person: IT-/, 'Same passport');
    const records = page.locator('[aria-labelledby=records]');
    await records.getByText('Ruth Sandberg').waitFor();
    expect(await records.getByText('Rut Sandberg').count()).toBe(1);
    await page.getByText('Also recorded as Ruth Sandberg. Born 11 February 1958.').waitFor();
    await page.getByRole('heading', { name: 'In 2 cases that you may see' }).waitFor();
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
  });

  it('is found from any page by two chords', async () => {
    const { page } = watched;
    const { pathname } = new URL(page.url());
    await page.goto(`${server.url}/work`);
    await page.locator('.find-button').waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('rut sandberg');
    await page.getByRole('group', { name: 'People' }).getByText('Rut Sandberg', { exact: true }).waitFor();
    await look('find-person');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Rut Sandberg' }).waitFor();
    await look('person');
    expect(new URL(page.url()).pathname).toBe(pathname);
  });

  /** Opens the window behind a button, fills in its form and sends it. */
  async function fillIn(button: RegExp): Promise<void> {
    const { page } = watched;
    await tabTo(page, button);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    // The first control has the focus, and the others follow.
    if ((await focused(page)).type === 'radio') await page.keyboard.press('Space');
    else await page.keyboard.type('Checked');
    await fillForm(page);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  /** With the form that was signed, for one part, one team and two agencies. */
  async function recordConsent(caseId: string): Promise<void> {
    const { page } = watched;
    await page.goto(`${server.url}/cases/${caseId}/documents`);
    await page.getByRole('heading', { level: 1, name: /^Documents of IT-/ }).waitFor();
    await page.keyboard.press('u');
    const signed = { name: 'consent_as_signed.txt', mimeType: 'text/plain', buffer: Buffer.from('I agree.\n') };
    await page.getByLabel('Choose files').setInputFiles([signed]);
    await tabTo(page, /^Add 1 document|^Add the document/);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'consent as signed' }).waitFor();
    await page.goto(`${server.url}/cases/${caseId}/rights`);
    await tabTo(page, /^Record a consent/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.getByLabel('Traffic fines').waitFor();
    await look('consent-form');
    for (const box of [/^Health/, /^Traffic fines/]) {
      if (!box.test((await focused(page)).label)) await tabTo(page, box);
      await page.keyboard.press('Space');
    }
    await tabTo(page, /^Other agencies/);
    await page.keyboard.type('7, 12');
    // From here on: the purpose, whose it is, how and when it was given, and the document.
    await fillForm(page);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  it('records what is wrong, which is shown with the fact and leaves it as it was', async () => {
    const { page } = watched;
    const caseId = /cases\/([^/]+)/.exec(page.url())?.[1] ?? '';
    await page.goto(`${server.url}/cases/${caseId}/rights`);
    await page.getByRole('heading', { level: 1, name: /^Rights of the person in IT-/ }).waitFor();
    await look('rights-none');
    await fillIn(/^Record a correction/);
    const part = page.locator('[aria-labelledby=corrections]');
    await part.getByText('Corrected').waitFor();
    await part.getByText('Nobody was told it before.').waitFor();
    await recordConsent(caseId);
    const consents = page.locator('[aria-labelledby=consents]');
    await consents.getByText('Not used yet.').waitFor();
    const scope = await consents.locator('.line').textContent();
    expect(scope).toContain('Only Health, for agency 12, agency 7, traffic-fines.');
    expect(scope).toMatch(/In writing, .*Document 1, consent as signed/);
    await look('rights-said');
    await fillIn(/^Withdraw: Research/);
    await page.getByText(/^Withdrawn /).waitFor();
    await page.goto(`${server.url}/cases/${caseId}`);
    const fact = page.locator('.fact').filter({ hasText: 'Corrected:' });
    await fact.getByText('Checked', { exact: true }).waitFor();
    expect(await fact.getByText(/Sandberg|1958/).count()).toBe(1);
    await look('case-corrected');
    await tabTo(page, /Rights of the person$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^Rights of the person in IT-/ }).waitFor();
  });

  it('puts everything that is held about them on a file, and decides on each item', async () => {
    const { page } = watched;
    await fillIn(/^Open a file/);
    await page.getByRole('heading', { level: 1, name: 'What we hold about them' }).waitFor();
    const queue = page.locator('[aria-labelledby=queue]');
    await queue.getByText('5 still to do.').waitFor();
    await look('subject-file-queue');
    for (let left = 4; left >= 0; left -= 1) {
      await tabTo(page, /^Decide: /);
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Space');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await queue.getByText(left === 0 ? 'Everything that you see is decided.' : `${left} still to do.`).waitFor();
    }
    expect(await page.getByText(/^Released/).count()).toBe(5);
    // Whoever is no privacy officer approves nothing, and is told of no hash.
    expect(await page.getByRole('button', { name: 'Approve it as it is' }).count()).toBe(0);
  });

  it('is approved by a privacy officer who had no part in it, and given out', async () => {
    const officer = await openPage(browser, { width: 1280, colours: 'dark' });
    const { page } = officer;
    await signInAs(page, server.url, 'Petra Lindqvist');
    await page.goto(watched.page.url());
    await page.getByText('A privacy officer who had no part in it approves it first.').waitFor();
    expect(await barriersOn(page, 'subject-file-approve')).toEqual([]);
    await tabTo(page, /^Approve it as it is/);
    await page.keyboard.press('Enter');
    await page.getByText('It can go out as it is.').waitFor();
    await tabTo(page, /^Give it out/);
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toMatch(/^subject-file-\d{4}-\d\d-\d\d\.zip$/);
    await page.getByText(/^Given out by petra\.lindqvist/).waitFor();
    expect(await barriersOn(page, 'subject-file-given')).toEqual([]);
    for (const one of [watched, officer]) {
      expect(one.faults).toEqual([]);
      expect(await one.mouseEvents()).toEqual([]);
    }
    await officer.close();
  });
});

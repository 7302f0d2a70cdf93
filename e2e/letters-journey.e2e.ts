// Letters in the staff app, by keys alone: how two people of one name are reached is set, a letter is made for one of them after it was
// read as they will read it, approved by a second person who read it, sent, and comes back. The mail room prints, says when it was posted,
// prints once more and says what came back, of which whoever writes next is warned. Looked at in two widths.
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriersOn } from './barriers-on.ts';
import { launchBrowser } from './browser.ts';
import { signInAs, tabTo } from './keyboard.ts';
import { openCase } from './open-case.ts';
import { publishKind } from './publish-kind.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { openPage, type WatchedPage } from './staff-page.ts';

const SOURCE = `
caseType: writing
version: 1.0.0
title: Writing
archetype: service
reference: WR-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: traffic-fines
roles: { officer: Officer, supervisor: Supervisor }
parties: { tenant: { title: Tenant, subject: true }, landlord: { title: Landlord, subject: true } }
data: { heldOn: { type: date, label: Held on } }
communications:
  notice: { title: Notice, form: letter, direction: out, with: [tenant, landlord], by: officer, approvedBy: supervisor, channels: { post: Post, email: E-mail } }
documents: { letters: { title: Letters, by: officer, category: Letters } }
letters:
  hearing:
    title: Notice of a hearing
    as: notice
    keptAs: letters
    to: [tenant, landlord]
    ways: { post: post, email: mail }
    subject: You are asked to a hearing
    merge: { when: { value: heldOn, missing: refuse } }
    body:
      - text: 'Dear {recipient}, the hearing is on {when}.'
      - heading: What to bring
      - steps: [This letter., A paper that says who you are.]
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { heldOn: optional } } }
plan: { tasks: { talk: { title: Talk, by: officer } } }
closing: { by: officer, outcomes: { done: Done } }
`;

describe('letters of a case', () => {
  let folder: string;
  let server: RunningServer;
  let browser: Browser;
  let officer: WatchedPage;
  let supervisor: WatchedPage;
  let clerk: WatchedPage;
  let letters: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'casewright-e2e-'));
    chmodSync(folder, 0o711);
    const environment = { CASEWRIGHT_PRINT_FOLDER: join(folder, 'print') };
    [server, browser] = await Promise.all([startServer({ folder, environment, isMade: true }), launchBrowser()]);
    await publishKind(folder, SOURCE);
    officer = await openPage(browser, { width: 1280, colours: 'light' });
    supervisor = await openPage(browser, { width: 1280, colours: 'dark' });
    clerk = await openPage(browser, { width: 1280, colours: 'light' });
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('say how two people of one name are reached, one of them in secret', async () => {
    const { page } = officer;
    await signInAs(page, server.url, 'Anna Ricci');
    const { caseId } = await openCase(page, 'writing', { heldOn: '2026-09-07' });
    letters = `${server.url}/cases/${caseId}/letters`;
    await page.goto(letters);
    await page.getByRole('heading', { level: 1, name: /^Letters and messages of WR-/ }).waitFor();
    expect(await barriersOn(page, 'letters-none')).toEqual([]);
    await setContact(page, {
      whose: /: Tenant\b/,
      name: 'Ahmed Ali',
      address: '1 High Street\n00100 Rome',
      secret: false,
    });
    await page.getByText('1 High Street, 00100 Rome').waitFor();
    await setContact(page, { whose: /: Landlord\b/, name: 'Ahmed Ali', address: '2 Hidden Lane', secret: true });
    await page.getByText('Address kept secret').waitFor();
    expect(await page.getByText('2 Hidden Lane').count()).toBe(0);
    expect(await barriersOn(page, 'letters-contacts')).toEqual([]);
  });

  it('are read as their recipient will read them, and only then made', async () => {
    const { page } = officer;
    await page.evaluate(() => document.querySelector<HTMLElement>('main')?.focus());
    await page.keyboard.press('l');
    await tabTo(page, /^Make the letter/);
    await page.keyboard.press('Enter');
    await page.getByText('Choose to whom it goes.').waitFor();
    await tabTo(page, /^Landlord: Ahmed Ali/);
    await page.keyboard.press('Space');
    const sheet = page.getByRole('region', { name: 'As Landlord, Ahmed Ali will read it' });
    await tabTo(page, /^How it is sent/);
    await page.keyboard.press('ArrowDown');
    await sheet.getByText('Dear Ahmed Ali, the hearing is on 7 September 2026.').waitFor();
    expect(await sheet.getByRole('listitem').allTextContents()).toEqual([
      'This letter.',
      'A paper that says who you are.',
    ]);
    expect(await barriersOn(page, 'letters-make')).toEqual([]);
    await tabTo(page, /^Make the letter/);
    await page.keyboard.press('Enter');
    await page.getByText('The letter is made, and waits to be read.').waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: 'You are asked to a hearing' }).count()).toBe(1);
    expect(await barriersOn(page, 'letters-made')).toEqual([]);
    await tabTo(page, /^You are asked to a hearing/);
    await page.keyboard.press('Enter');
    await page.getByText('It waits for a second person').waitFor();
    expect(await page.getByRole('button', { name: /^Approve/ }).count()).toBe(0);
  });

  it('are approved by who has read them, sent, and come back', async () => {
    const { page } = supervisor;
    await signInAs(page, server.url, 'Elena Moretti');
    await page.goto(letters);
    await page.getByRole('link', { name: 'You are asked to a hearing' }).waitFor();
    await tabTo(page, /^You are asked to a hearing/);
    await page.keyboard.press('Enter');
    await page.getByText('Page 1 of 1').waitFor();
    await page.waitForFunction(() => (document.querySelector('canvas')?.width ?? 0) > 300);
    // Of two people of one name it is said once more to which one it goes.
    await page.getByText('You approve it for: Ahmed Ali, Landlord').waitFor();
    expect(await barriersOn(page, 'letter-drafted')).toEqual([]);
    await tabTo(page, /^Approve what you read here/);
    await page.keyboard.press('Enter');
    await page.getByText('Approved by elena.moretti').waitFor();
    await tabTo(page, /^Send$/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    expect(await barriersOn(page, 'letter-send')).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.getByText('It goes out by itself.').waitFor();
    await tabTo(page, /^Record that it came back/);
    await page.keyboard.press('Enter');
    await page.getByLabel('Reason').waitFor();
    await page.keyboard.type('Unknown at this address.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('It came back and reached nobody.').waitFor();
    await page.getByText('Reasons: Unknown at this address.').waitFor();
    expect(await barriersOn(page, 'letter-bounced')).toEqual([]);
    await page.goto(letters.replace(/\/letters$/, ''));
    await page.getByRole('heading', { name: 'Letters and messages' }).waitFor();
    expect(await barriersOn(page, 'letters-panel')).toEqual([]);
    expect([...officer.faults, ...supervisor.faults]).toEqual([]);
    expect([...(await officer.mouseEvents()), ...(await supervisor.mouseEvents())]).toEqual([]);
  });

  it('are printed by the mail room, which learns of no case', async () => {
    await sendByPost(officer.page, supervisor.page, letters);
    const { page } = clerk;
    await signInAs(page, server.url, 'Greta Ferri');
    await tabTo(page, /^Letters by post/);
    await page.keyboard.press('Enter');
    await page.getByText('2 letters wait.').waitFor();
    expect(await barriersOn(page, 'post-waiting')).toEqual([]);
    await tabTo(page, /^Print what waits/);
    await page.keyboard.press('Enter');
    await page.getByText('Batch 1 is asked for, with 2 letters.').waitFor();
    await page.getByText('1 printed, 1 stopped').waitFor({ timeout: 30_000 });
    expect(readdirSync(join(folder, 'print', 'demo-1')).filter((name) => name.endsWith('.pdf'))).toHaveLength(2);
    expect(await barriersOn(page, 'post-printed')).toEqual([]);
    expect(await page.locator('main').innerText()).not.toMatch(/Ahmed|WR-|Street/);
    expect([...officer.faults, ...clerk.faults, ...(await clerk.mouseEvents())]).toEqual([]);
  });

  it('are posted and printed once more, with a reason', async () => {
    const { page } = clerk;
    await tabTo(page, /^Say when it was posted: batch 1/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    expect(await barriersOn(page, 'post-posting')).toEqual([]);
    await tabTo(page, /^Today/);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await said(page, 'It is on record when batch 1 was posted.');
    await page.getByText(/Posted: \d/).waitFor();
    expect(await page.getByRole('button', { name: /^Say when/ }).count()).toBe(0);
    // A label that is on no cover sheet is refused, and what was typed stays to be mended.
    const again = page.getByRole('form', { name: 'Print once more' });
    await tabInto(page, 'Print once more');
    await page.keyboard.type('77-1');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Control+Enter');
    await again.getByText('This was not done').waitFor();
    expect(await barriersOn(page, 'post-refused')).toEqual([]);
    await tabInto(page, 'Print once more');
    await page.keyboard.press('Control+A');
    await page.keyboard.type(printedIn(folder));
    await page.keyboard.press('Control+Enter');
    await said(page, 'Batch 2 is asked for, with 1 letter. It is printed within a minute, or at the next run.');
    await page.getByText('Once more: It was spoilt in the printer').waitFor();
    expect(await again.getByLabel('Label').inputValue()).toBe('');
  });

  it('come back by their label, and whoever writes to that party next is warned of that way alone', async () => {
    const { page } = clerk;
    const label = printedIn(folder);
    await tabInto(page, 'A letter came back');
    await page.keyboard.type(label);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Control+Enter');
    await said(page, `Letter ${label} is on record as come back. Its case has work for somebody now.`);
    await page.getByText('1 came back').first().waitFor();
    expect(await barriersOn(page, 'post-returned')).toEqual([]);
    // The one refusal, which browsers write to the console.
    expect(clerk.faults).toEqual([expect.stringContaining('status of 409')]);
    expect(await clerk.mouseEvents()).toEqual([]);
    await isWarnedOf(officer.page, letters);
    expect([...officer.faults, ...(await officer.mouseEvents())]).toEqual([]);
  });
});

/** That sentence is there and has the focus, so whoever hears the page hears it next. */
async function said(page: Page, sentence: string): Promise<void> {
  await page.getByText(sentence).waitFor();
  await page.waitForFunction((text) => document.activeElement?.textContent === text, sentence);
}

/** Presses Tab until the first field of the form of that name has the focus. */
async function tabInto(page: Page, form: string): Promise<void> {
  const isThere = () =>
    page.evaluate((name) => document.activeElement?.closest('form')?.getAttribute('aria-label') === name, form);
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab');
    if (await isThere()) return;
  }
  throw new Error(`No field of ${form} can be reached by Tab.`);
}

/** The label of the one letter of the first batch that was printed. */
function printedIn(folder: string): string {
  const labels = readdirSync(join(folder, 'print', 'demo-1')).flatMap(
    (name) => /^(1-\d+)-letter\.pdf$/.exec(name)?.[1] ?? [],
  );
  if (labels.length !== 1) throw new Error(`There is not one letter, but: ${labels.join(', ')}`);
  return labels.join('');
}

async function isWarnedOf(page: Page, letters: string): Promise<void> {
  await page.goto(letters);
  await page.getByText('A letter by post came back from there').first().waitFor({ timeout: 30_000 });
  await tabTo(page, /^Make a letter/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^Tenant: Ahmed Ali/);
  await page.keyboard.press('Space');
  const warning = page.getByText('the last one that was sent to them that way came back.');
  await tabTo(page, /^How it is sent/);
  await page.keyboard.press('ArrowDown');
  await page.getByText('Post: the last one that was sent to them that way came back.').waitFor();
  expect(await barriersOn(page, 'letters-warned')).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await warning.waitFor({ state: 'detached', timeout: 5000 });
}

/** A second letter, to the tenant, made by one and approved and sent by the other. */
async function sendByPost(officer: Page, supervisor: Page, letters: string): Promise<void> {
  const caseId = /cases\/([^/]+)\//.exec(letters)?.[1] ?? '';
  const ask = (page: Page, path: string, body: object): Promise<Record<string, string>> =>
    page.evaluate(
      async ([address, said]) => {
        const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
        const answer = await fetch(`/api/v1/cases/${address ?? ''}`, { method: 'POST', headers, body: said ?? '' });
        if (!answer.ok) throw new Error(await answer.text());
        return (await answer.json()) as Record<string, string>;
      },
      [`${caseId}/${path}`, JSON.stringify(body)] as const,
    );
  const asked = { letter: 'hearing', party: 'party.tenant', channel: 'post' };
  const { communication, content } = await ask(officer, 'letters', asked);
  const on = `communications/${communication ?? ''}`;
  await ask(supervisor, `${on}/approve`, { of: 'notice', content });
  await ask(supervisor, `${on}/send`, { of: 'notice' });
}

interface Contact {
  readonly whose: RegExp;
  readonly name: string;
  readonly address: string;
  readonly secret: boolean;
}

async function setContact(page: Page, { whose, name, address, secret }: Contact): Promise<void> {
  await tabTo(page, new RegExp(`^Change how they are reached${whose.source}`));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').waitFor();
  await page.keyboard.type(name);
  await dialog.getByLabel('Address').focus();
  await page.keyboard.type(address);
  if (secret) {
    await dialog.getByRole('group', { name: 'Where they are is secret' }).getByLabel('Yes').focus();
    await page.keyboard.press('Space');
  }
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
}

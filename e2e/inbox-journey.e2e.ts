// The inbox in the staff app, by keys alone: mail arrives by SMTP, an officer takes it, reads it and files its attachment into the case that
// it names, where the document is; another is rejected with a reason; a late one is among the notices; and nothing is unaccounted for.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriersOn } from './barriers-on.ts';
import { launchBrowser } from './browser.ts';
import { freePort } from './free-port.ts';
import { signInAs, tabTo } from './keyboard.ts';
import { openCase } from './open-case.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { openPage, type WatchedPage } from './staff-page.ts';

const DESK = 'fines@agency.example';
const PROJECT = fileURLToPath(new URL('..', import.meta.url));
/** A picture of one point (PNG). */
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('the inbox', () => {
  let folder: string;
  let server: RunningServer;
  let browser: Browser;
  let officer: WatchedPage;
  let port: number;
  let reference: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'casewright-e2e-'));
    chmodSync(folder, 0o711);
    port = await freePort();
    const environment = {
      CASEWRIGHT_SMTP_IN: `127.0.0.1:${port}`,
      CASEWRIGHT_SMTP_IN_ADDRESSES: `${DESK}=demo/traffic-fines`,
    };
    [server, browser] = await Promise.all([startServer({ folder, environment, isMade: true }), launchBrowser()]);
    officer = await openPage(browser, { width: 1280, colours: 'light' });
    await signInAs(officer.page, server.url, 'Anna Ricci');
    ({ reference } = await openCase(officer.page, 'infringement-notice', {
      ...{ createdOn: '2026-03-02', article: '157', amount: '36.00', points: 0 },
      offenderName: 'Giulia Bianchi',
    }));
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has what came by mail, with who has it and how long is left, in words', async () => {
    const { page } = officer;
    expect(await send(port, mail('Papers of the appeal', `This is about ${reference}.`))).toMatch(/^250 .*Kept as/);
    expect(await send(port, mail('Win a car', 'Buy now.'))).toMatch(/^250 .*Kept as/);
    await page.goto(`${server.url}/inbox`);
    await page.getByRole('link', { name: 'Papers of the appeal' }).waitFor();
    await page
      .getByRole('row')
      .filter({ hasText: 'Second letter without an answer' })
      .getByText(/overdue|late/i)
      .waitFor();
    const row = page.getByRole('row').filter({ hasText: 'Papers of the appeal' });
    await row.getByText('Nobody yet').waitFor();
    await row.getByText(/^(Due )?in \d+ days|tomorrow/i).waitFor();
    expect(await barriersOn(page, 'inbox')).toEqual([]);
  });

  it('shows one with its sender, who is not proved, and its picture', async () => {
    const { page } = officer;
    await tabTo(page, /^Papers of the appeal/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Papers of the appeal' }).waitFor();
    await page.getByText('Nobody has proved who sent this').waitFor();
    await page.getByText('The mail server was told another sender: robot@sender.example.').waitFor();
    await page.getByText(`This is about ${reference}.`).waitFor();
    await tabTo(page, /^Show plate\.png/);
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: 'plate.png' }).waitFor();
    expect(await barriersOn(page, 'inbox-item')).toEqual([]);
  });

  it('is taken, and filed into the case that it names', async () => {
    const { page } = officer;
    await page.evaluate(() => document.querySelector<HTMLElement>('main')?.focus());
    await tabTo(page, /^Take it/);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Give it back' }).waitFor();
    await tabTo(page, new RegExp(`^${reference}$`));
    await page.keyboard.press('Enter');
    await page.getByText(`Into ${reference}`).waitFor();
    await tabTo(page, /^File$/);
    await page.keyboard.press('Enter');
    await page.getByText('Say of which kind plate.png is.').waitFor();
    await tabTo(page, /^Kind of document/);
    await page.keyboard.type('Photo');
    await tabTo(page, /^Title/);
    await page.keyboard.press('End');
    await page.keyboard.type(' of the car');
    await page.getByText(/^Kept \d\d:\d\d\./).waitFor();
    expect(await barriersOn(page, 'inbox-file')).toEqual([]);
    // Whoever leaves in the middle of it finds what they said of the part, and once it is filed nothing of it is kept.
    expect(await unsentOf(page, reference)).toEqual({
      'kind.1': 'photograph',
      'audience.1': expect.any(String),
      'title.1': 'plate of the car',
    });
    await page.reload();
    await page.getByRole('button', { name: 'Give it back' }).waitFor();
    await tabTo(page, new RegExp(`^${reference}$`));
    await page.keyboard.press('Enter');
    await page.getByText('You typed this before and did not send it.').waitFor();
    expect(await page.getByLabel('Title').inputValue()).toBe('plate of the car');
    await tabTo(page, /^File$/);
    await page.keyboard.press('Enter');
    await page.getByText('Filed', { exact: true }).first().waitFor();
    expect(await unsentOf(page, reference)).toBeNull();
    await tabTo(page, /^Open the case/);
    await page.keyboard.press('Enter');
    await page
      .getByRole('heading', { level: 1 })
      .filter({ hasText: reference })
      .or(page.getByText(reference))
      .first()
      .waitFor();
    await page.goto(`${page.url().split('#')[0]}/documents`);
    await page.getByRole('link', { name: /plate/ }).waitFor();
  });

  it('is rejected with a reason that stays', async () => {
    const { page } = officer;
    await page.goto(`${server.url}/inbox`);
    await page.getByRole('link', { name: 'Win a car' }).waitFor();
    await tabTo(page, /^Win a car/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Win a car' }).waitFor();
    await tabTo(page, /^Reject$/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByLabel('Reason').waitFor();
    await page.keyboard.type('Advertising.');
    expect(await barriersOn(page, 'inbox-reject')).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Reason: Advertising.').waitFor();
    expect(await barriersOn(page, 'inbox-rejected')).toEqual([]);
    await page.goto(`${server.url}/inbox?tab=rejected`);
    await page.getByRole('link', { name: 'Win a car' }).waitFor();
  });

  it('tells who answers for the queue what is late, and leaves nothing unaccounted for', async () => {
    const lead = await openPage(browser, { width: 1280, colours: 'dark' });
    await signInAs(lead.page, server.url, 'Elena Moretti');
    await lead.page.goto(`${server.url}/notices`);
    await lead.page.getByRole('link', { name: 'Second letter without an answer' }).waitFor();
    expect(await barriersOn(lead.page, 'inbox-told')).toEqual([]);
    const said = spawnSync(process.execPath, [join(PROJECT, 'server', 'casewright.mjs'), 'inbox', 'unaccounted'], {
      ...{ cwd: PROJECT, encoding: 'utf8', timeout: 60_000 },
      env: { ...process.env, CASEWRIGHT_DATA: folder, DATABASE_URL: '' },
    });
    expect(said.stdout).toMatch(/demo traffic-fines: 4 waiting \(1 overdue, 0 not whole\), 1 filed, 1 rejected/);
    expect(said.stdout).toMatch(/\n0 unaccounted\.\n$/);
    expect([...officer.faults, ...lead.faults]).toEqual([]);
    expect([...(await officer.mouseEvents()), ...(await lead.mouseEvents())]).toEqual([]);
  });
});

/** What the server keeps of the form in which the item on the screen is filed. */
function unsentOf(page: Page, reference: string): Promise<unknown> {
  return page.evaluate(async (words) => {
    const item = location.pathname.split('/').at(-1) ?? '';
    const list = (await (await fetch(`/api/v1/search?q=${encodeURIComponent(words)}`)).json()) as {
      readonly items: readonly { readonly caseId: string }[];
    };
    const place = `inbox/${item}/file/${list.items[0]?.caseId ?? ''}`;
    const kept = await fetch(`/api/v1/unsent-text?place=${encodeURIComponent(place)}`);
    return ((await kept.json()) as { readonly text: { readonly fields: object } | null }).text?.fields ?? null;
  }, reference);
}

function mail(subject: string, text: string): string {
  return [
    ...['From: Giulia Bianchi <giulia@mail.example>', `To: ${DESK}`, `Subject: ${subject}`],
    ...[`Message-ID: <${subject.replaceAll(' ', '-')}@mail.example>`, 'Date: Sun, 1 Mar 2026 09:00:00 +0100'],
    ...['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=cut', '', '--cut'],
    ...['Content-Type: text/plain; charset=utf-8', '', text, '--cut', 'Content-Type: image/png; name=plate.png'],
    ...['Content-Disposition: attachment; filename=plate.png', 'Content-Transfer-Encoding: base64', '', PICTURE],
    ...['--cut--', ''],
  ].join('\r\n');
}

/** Speaks SMTP (RFC 5321) line by line. @returns the answer to the mail itself */
function send(port: number, raw: string): Promise<string> {
  const said = ['EHLO test', 'MAIL FROM:<robot@sender.example>', `RCPT TO:<${DESK}>`, 'DATA', `${raw}\r\n.`, 'QUIT'];
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let [text, step, last] = ['', 0, ''];
    socket.setTimeout(20_000, () => reject(new Error('The server for mail does not answer.')));
    socket.on('error', reject);
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      // The last line of an answer has no sign of going on.
      if (!/^\d{3} [^\n]*\n$/m.test(text)) return;
      if (step === 5) last = text;
      text = '';
      if (step < said.length) socket.write(`${said[step] ?? ''}\r\n`);
      step += 1;
    });
    socket.on('close', () => resolve(last.trim()));
  });
}

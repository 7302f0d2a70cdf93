// A new version of a kind of case by keys alone: one person writes it and sends it for review, a second looks at what differs and
// approves it, the privacy officer acknowledges what touches privacy, and it is in force.
import { readFileSync, rmSync, mkdtempSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGround, type Ground } from '../server/src/full/ground.ts';
import { barriersOn } from './barriers-on.ts';
import { launchBrowser } from './browser.ts';
import { focused, signInAs, tabTo } from './keyboard.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { openPage, type WatchedPage } from './staff-page.ts';

const KIND = fileURLToPath(new URL('../case-types/infringement-notice', import.meta.url));
const SOURCE = readFileSync(join(KIND, 'case-type.yaml'), 'utf8');
const [, BEFORE = ''] = /^version: (\S+)$/m.exec(SOURCE) ?? [];
const AFTER = '99.0.0';
const TEXT = SOURCE.replace(/^version: \S+$/m, `version: ${AFTER}`)
  .replace(
    /^data:\n/m,
    'data:\n  nickname: { type: text, label: Nickname, purpose: Try, personal: true, subject: offender }\n',
  )
  // Whoever adds words to a kind in two languages says them in both.
  .replace(/^languages:\n {2}fr:\n/m, 'languages:\n  fr:\n    Nickname: Surnom\n    Try: Essai\n');
const SCENARIO = `scenario: 'A fine that is entered is there'
given:
  - at: 2026-03-02
    roles: [officer]
    do:
      type: OpenCase
      data: { createdOn: 2026-03-02, article: '157', amount: '36.00', points: 0, offenderName: Maria Bianchi }
then: { status: open }
`;
const WRITER = 'Lotte Smeets';
const PUBLISHER = 'David Okafor';
const OFFICER = 'Petra Lindqvist';

let folder: string;
let server: RunningServer;
let browser: Browser;
let ground: Ground;
const open: WatchedPage[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-drafts-'));
  chmodSync(folder, 0o711);
  [server, browser] = await Promise.all([startServer({ folder }), launchBrowser()]);
  ground = await openGround(folder);
});

afterAll(async () => {
  await browser.close();
  await ground.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function atCaseTypes(name: string): Promise<Page> {
  const watched = await openPage(browser, { width: 1280, colours: 'light' });
  open.push(watched);
  const { page } = watched;
  await signInAs(page, server.url, name);
  await tabTo(page, /^Case types$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Case types' }).waitFor();
  return page;
}

async function openDraft(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'infringement-notice' }).waitFor();
  await tabTo(page, /^infringement-notice$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: `infringement-notice ${AFTER}` }).waitFor();
}

/** Opens the form of a step, and sends it as it is. */
async function step(page: Page, name: string): Promise<void> {
  await tabTo(page, new RegExp(`^${name}$`));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect((await focused(page)).tag).not.toBe('BODY');
  await page.keyboard.press('Control+Enter');
}

async function state(page: Page, name: string): Promise<void> {
  await page.locator('.facts').getByText(name, { exact: true }).waitFor();
}

/** The new field stands in no form yet; the form that opens a case is tried as an officer fills it in, and sends nothing. */
async function seenAsRole(page: Page): Promise<void> {
  const changes: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') changes.push(request.url());
  });
  await tabTo(page, /^As which role/);
  await page.keyboard.type('Fines officer');
  await page
    .getByText(/^Fines officer: /)
    .first()
    .waitFor();
  await page.getByRole('heading', { level: 3, name: '(begins a case)' }).waitFor();
  expect(await barriersOn(page, 'draft-preview')).toEqual([]);
  await tabTo(page, /^Try the answers/);
  await page.keyboard.press('Enter');
  await page.locator('[aria-labelledby=preview] .error-summary').waitFor();
  expect(changes).toEqual([]);
}

describe('a new version of a kind of case', () => {
  it('is begun from the version in force, written, checked, and sent for review', async () => {
    const page = await atCaseTypes(WRITER);
    await page.getByText('Nobody is writing anything new').waitFor();
    expect(await barriersOn(page, 'case-types')).toEqual([]);
    await tabTo(page, /^Infringement notice$/i);
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: 'In force' }).waitFor();
    expect(await barriersOn(page, 'kind')).toEqual([]);
    await tabTo(page, new RegExp(`^Begin a draft from ${BEFORE}$`));
    await page.keyboard.press('Enter');
    await page.getByText('This version is published already. The text needs another version.').waitFor();
    expect(await barriersOn(page, 'draft')).toEqual([]);
    await tabTo(page, /^Text/);
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(TEXT);
    await tabTo(page, /^Another scenario/);
    await page.keyboard.insertText(SCENARIO);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { level: 1, name: `infringement-notice ${AFTER}` }).waitFor();
    await page.getByText('Holds', { exact: true }).waitFor();
    await page.getByRole('cell', { name: 'Something new about people' }).first().waitFor();
    await seenAsRole(page);
    await step(page, 'Send for review');
    await state(page, 'In review');
    expect(await barriersOn(page, 'draft-sent')).toEqual([]);
  });

  it('is approved by somebody else, by what differs, and waits for what touches privacy', async () => {
    const page = await atCaseTypes(PUBLISHER);
    await openDraft(page);
    expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0);
    expect(await barriersOn(page, 'draft-to-approve')).toEqual([]);
    await step(page, 'Approve');
    await state(page, 'Approved');
    await page
      .getByText('A privacy officer who did not write it has to acknowledge each change about privacy.')
      .waitFor();
    expect(await page.getByRole('button', { name: 'Publish' }).count()).toBe(0);
  });

  it('has every change about privacy acknowledged with a reason', async () => {
    const page = await atCaseTypes(OFFICER);
    await openDraft(page);
    const waiting = await page.getByText('To be acknowledged', { exact: true }).count();
    expect(waiting).toBeGreaterThan(0);
    expect(await barriersOn(page, 'draft-to-acknowledge')).toEqual([]);
    for (let left = waiting; left > 0; left -= 1) {
      await tabTo(page, /^Why it may be/);
      await page.keyboard.type('The assessment of March says why.');
      await page.keyboard.press('Control+Enter');
      await expect.poll(() => page.getByText('To be acknowledged', { exact: true }).count()).toBe(left - 1);
    }
    await page.getByText(`Acknowledged by ${OFFICER}`).first().waitFor();
  });

  it('is published, in force, and can be compared with the one before', async () => {
    const page = await atCaseTypes(PUBLISHER);
    await openDraft(page);
    await page.getByText('It can be published').waitFor();
    await step(page, 'Publish');
    await state(page, 'Published');
    expect(await barriersOn(page, 'draft-published')).toEqual([]);
    await tabTo(page, /^ ?Case types$/);
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: AFTER }).waitFor();
    await tabTo(page, /^Infringement notice$/i);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: 'Compare two versions' }).waitFor();
    await tabTo(page, new RegExp(`^${BEFORE}$`));
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { level: 3, name: `From ${BEFORE} to ${AFTER}` }).waitFor();
    await page.getByRole('cell', { name: 'data.nickname', exact: true }).waitFor();
    expect(await barriersOn(page, 'kind-compared')).toEqual([]);
    const tenant = await ground.tenantOf('demo');
    const steps = await ground.query<{ kind: string; person: string }>(
      'select distinct on (kind) kind, person from case_type_draft_step where tenant = $1 order by kind, number',
      [tenant],
    );
    expect(steps.map(({ kind, person }) => `${kind} ${person}`)).toEqual([
      ...['acknowledged petra.lindqvist', 'approved david.okafor', 'published david.okafor'],
      ...['saved lotte.smeets', 'sent lotte.smeets'],
    ]);
  });
});

it('needed no mouse, and broke no rule on the way', async () => {
  expect(open).toHaveLength(4);
  for (const { faults, mouseEvents } of open) {
    expect(faults).toEqual([]);
    expect(await mouseEvents()).toEqual([]);
  }
});

// Holds and disposal in a browser, by keys alone, with three people: a hold over a query, a list proposed, approved by two others, gone through,
// its certificate read, and what was let go of on the next list. Every page is looked at in two widths.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executeCommand } from '../server/src/commands/execute-command.ts';
import { principalOfMember } from '../server/src/commands/member-principal.ts';
import { configurationOf, openSystem, type OpenSystem } from '../server/src/open-system.ts';
import { PLATFORM } from '../server/src/store/context.ts';
import { listAgencies } from '../server/src/store/list-agencies.ts';
import { upsertPeople } from '../server/src/store/upsert-people.ts';
import { barriersOn } from './barriers-on.ts';
import { launchBrowser } from './browser.ts';
import { signInAs, tabTo } from './keyboard.ts';
import { publishKind } from './publish-kind.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { openPage, type WatchedPage } from './staff-page.ts';

const SOURCE = `
caseType: kept-short
version: 1.0.0
title: Kept for a moment
archetype: service
reference: KS-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: traffic-fines
roles: { officer: Officer }
parties: { person: { title: Person, subject: true } }
data: { region: { type: text, label: Region } }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { region: optional } } }
plan: { tasks: { talk: { title: Talk, by: officer, required: false } } }
closing: { by: officer, outcomes: { done: Done } }
retention:
  classes:
    all: { authority: Example authority, number: '1234', version: '2', title: Plain matters, trigger: closed, period: P1Y, action: destroy }
`;
const PEOPLE = { rita: 'Rita Riva', ron: 'Ron Rossi', ruth: 'Ruth Reni' } as const;

describe('holds and disposal by those who keep records', () => {
  let folder: string;
  let server: RunningServer;
  let browser: Browser;
  let north: string;
  let anna: Page;
  let rita: Page;
  let ron: Page;
  let ruth: Page;
  let run: string;
  let south: string;
  const watched: WatchedPage[] = [];
  const barriers: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'casewright-e2e-'));
    chmodSync(folder, 0o711);
    [server, browser] = await Promise.all([startServer({ folder }), launchBrowser()]);
    await publishKind(folder, SOURCE);
    [north, south] = await setUp(folder);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const as = async (name: string): Promise<Page> => {
    const one = await openPage(browser, { width: 1280, colours: 'light' });
    watched.push(one);
    await signInAs(one.page, server.url, name);
    return one.page;
  };
  const go = async (page: Page, path: string, heading: RegExp): Promise<void> => {
    await page.goto(`${server.url}/records/${path}`);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  };

  it('tells what is due as numbers that open their lists', async () => {
    anna = await as('Anna Ricci');
    [rita, ron, ruth] = [await as(PEOPLE.rita), await as(PEOPLE.ron), await as(PEOPLE.ruth)];

    // What is due, as numbers that open their lists.
    await tabTo(rita, /^Records$/);
    await rita.keyboard.press('Enter');
    await rita.getByRole('heading', { level: 1, name: 'Records' }).waitFor();
    await rita.getByRole('link', { name: /Due already, Due/ }).waitFor();
    barriers.push(...(await barriersOn(rita, 'records-overview')));
    await tabTo(rita, /2: open the list “Plain matters, Due now”/);
    await rita.keyboard.press('Enter');
    await rita.getByText('1 year from the closing').first().waitFor();
    barriers.push(...(await barriersOn(rita, 'records-cases')));
    expect(barriers).toEqual([]);
  }, 120_000);

  it('holds by query after a preview', async () => {
    // A hold over a query, after its preview.
    await go(rita, 'holds', /^Holds$/);
    await tabTo(rita, /^Place a hold by query$/);
    await rita.keyboard.press('Enter');
    await type(rita, /^Matter/, 'Inquiry into the north');
    await type(rita, /^Field/, 'region');
    await type(rita, /^Value of the field/, 'north');
    await type(rita, /^Why/, 'Asked for by the inquiry');
    await type(rita, /^Authority/, 'Inquiries Act, order 7');
    await tabTo(rita, /^Say what it would cover$/);
    await rita.keyboard.press('Enter');
    await rita.getByText('It would cover 1 case now').waitFor();
    barriers.push(...(await barriersOn(rita, 'records-hold-preview')));
    await tabTo(rita, /^Place the hold$/);
    await rita.keyboard.press('Enter');
    await rita.getByRole('link', { name: 'Inquiry into the north' }).waitFor();
    barriers.push(...(await barriersOn(rita, 'records-holds')));
    expect(barriers).toEqual([]);
  }, 120_000);

  it('proposes and submits what is not held', async () => {
    // What is held does not come onto a list; both come onto one that was proposed before another hold.
    await go(rita, 'disposal', /^Lists of disposal$/);
    await propose(rita, 'Yearly disposal');
    await rita.getByText('1 case', { exact: true }).first().waitFor();
    await press(rita, /^Submit for approval$/, /^Submit$/);
    await rita.getByText('Waits for approval').waitFor();
    barriers.push(...(await barriersOn(rita, 'records-run')));
    run = new URL(rita.url()).pathname.replace('/records/', '');
    expect(barriers).toEqual([]);
  }, 120_000);

  it('is approved by two others, who see what a hold keeps', async () => {
    // Two others approve; the first finds it among the notices.
    await ron.goto(`${server.url}/notices`);
    await ron.getByRole('heading', { level: 1 }).waitFor();
    await tabTo(ron, /^A list of disposal waits for your approval/);
    await ron.keyboard.press('Enter');
    await ron.getByRole('heading', { level: 1, name: 'List of disposal' }).waitFor();
    await press(ron, /^Approve this list$/, /^Approve the destruction of 1 case$/);
    await ron.getByText(PEOPLE.ron).first().waitFor();
    await go(ruth, run, /^List of disposal$/);
    // Who reviews it sees what was left off, and that a hold keeps it.
    await tabTo(ruth, /^Cases that are due and under hold/);
    await ruth.keyboard.press('Enter');
    await ruth.getByText('Under hold', { exact: true }).first().waitFor();
    await go(ruth, run, /^List of disposal$/);
    await press(ruth, /^Approve this list$/, /^Approve the destruction of 1 case$/);
    await ruth.getByText('Approved, not begun').first().waitFor();
    expect(barriers).toEqual([]);
  }, 120_000);

  it('destroys for good once somebody has typed how many, and certifies it', async () => {
    // Nobody begins it without typing how many cases go.
    await tabTo(ruth, /^Destroy the cases on this list$/);
    await ruth.keyboard.press('Enter');
    await ruth.getByText(/It cannot be undone/).waitFor();
    barriers.push(...(await barriersOn(ruth, 'records-start')));
    await type(ruth, /^How many cases/, '7');
    await ruth.keyboard.press('Enter');
    await ruth
      .getByText(/That is not how many cases are on this list/)
      .first()
      .waitFor();
    await type(ruth, /^How many cases/, '1');
    await ruth.keyboard.press('Enter');
    await ruth.getByRole('link', { name: 'Read the certificate' }).waitFor({ timeout: 20_000 });
    await tabTo(ruth, /^Read the certificate$/);
    await ruth.keyboard.press('Enter');
    await ruth.getByRole('heading', { level: 1, name: 'Certificate of destruction' }).waitFor();
    await ruth.getByText('Hash of the record').waitFor();
    barriers.push(...(await barriersOn(ruth, 'records-certificate')));
    await tabTo(ruth, new RegExp(`^${south}$`));
    await ruth.keyboard.press('Enter');
    await ruth.getByText('This case was destroyed').waitFor();
    barriers.push(...(await barriersOn(ruth, 'records-destroyed')));
    expect(await statusOf(anna, south)).toBe(404);
    expect(barriers).toEqual([]);
  }, 120_000);

  it('ends the hold by two, and takes what was let go of with the next list', async () => {
    // The hold ends by two; the next list takes the other case.
    await go(rita, 'holds', /^Holds$/);
    await tabTo(rita, /^Inquiry into the north$/);
    await rita.keyboard.press('Enter');
    await rita.getByRole('heading', { level: 1, name: 'Inquiry into the north' }).waitFor();
    await tabTo(rita, /^Ask for its end$/);
    await rita.keyboard.press('Enter');
    await type(rita, /^Why/, 'The inquiry has ended');
    await type(rita, /^Authority/, 'Letter of its chair');
    await tabTo(rita, /^Ask$/);
    await rita.keyboard.press('Enter');
    await rita.getByText(`${PEOPLE.rita} asked on`, { exact: false }).waitFor();
    barriers.push(...(await barriersOn(rita, 'records-hold')));
    const hold = new URL(rita.url()).pathname.replace('/records/', '');
    await go(ron, hold, /^Inquiry into the north$/);
    await tabTo(ron, /^Decide about its end$/);
    await ron.keyboard.press('Enter');
    await tabTo(ron, /^End the hold$/);
    await ron.keyboard.press('Space');
    await type(ron, /^Why/, 'I have seen the letter');
    await tabTo(ron, /^Decide$/);
    await ron.keyboard.press('Enter');
    await ron
      .getByText(/^Ended /)
      .first()
      .waitFor();
    await go(rita, 'disposal', /^Lists of disposal$/);
    await propose(rita, 'After the inquiry');
    await rita.getByRole('link', { name: /^KS-/ }).waitFor();
    expect(await rita.getByRole('link', { name: /^KS-/ }).count()).toBe(1);
    await tabTo(rita, /^Take out KS-/);
    await rita.keyboard.press('Enter');
    await type(rita, /^Why/, 'Asked for by the museum');
    await tabTo(rita, /^Take out$/);
    await rita.keyboard.press('Enter');
    await rita.getByText('Asked for by the museum', { exact: false }).waitFor();
    expect(await statusOf(anna, north)).toBe(200);
    expect(barriers).toEqual([]);
  }, 120_000);

  it('has no barrier, no fault and no use of a mouse on any page', async () => {
    expect(barriers).toEqual([]);
    expect(watched.flatMap(({ faults }) => faults).filter((fault) => !/status of (404|409)/.test(fault))).toEqual([]);
    for (const one of watched) expect(await one.mouseEvents()).toEqual([]);
  }, 120_000);
});

/** Three who keep records, and two closed cases whose time is over. */
async function setUp(folder: string): Promise<readonly [north: string, south: string]> {
  const system = await openSystem(configurationOf({ CASEWRIGHT_DATA: folder }), () => {});
  try {
    const [agencies] = await system.database.once(PLATFORM, [listAgencies()]);
    const agency = agencies.rows.find(({ tenant }) => tenant === 1);
    if (agency === undefined) throw new Error('There is no agency.');
    await upsertPeople(system.database, {
      ...{ ...agency, teams: [{ team: 'records', title: 'Records' }] },
      people: Object.entries(PEOPLE).map(([person, name]) => ({
        ...{ person, name, memberships: [{ team: 'records', role: 'records-manager' }] },
      })),
    });
    return [await closedCase(system, 'north'), await closedCase(system, 'south')];
  } finally {
    await system.close();
  }
}

async function closedCase({ deps }: Pick<OpenSystem, 'deps'>, region: string): Promise<string> {
  const officer = principalOfMember({
    ...{ tenant: 1, person: 'set-up', authority: 'session:set-up', name: 'Set-up' },
    teams: [{ team: 'traffic-fines', role: 'officer' }],
  });
  const opened = await executeCommand(deps, officer, {
    ...{ open: { caseType: 'kept-short', data: { region } }, idempotencyKey: `open-${region}`, occurred: '2020-01-10' },
  });
  if (opened.kind !== 'applied') throw new Error(`No case was opened: ${JSON.stringify(opened)}`);
  const { caseId } = opened;
  const command = { type: 'CloseCase', outcome: 'done' } as const;
  const key = `close-${region}`;
  const closed = await executeCommand(deps, officer, { caseId, command, idempotencyKey: key, occurred: '2021-02-28' });
  if (closed.kind !== 'applied') throw new Error(`The case was not closed: ${JSON.stringify(closed)}`);
  return caseId;
}

/** Goes to the control of that name and types, in place of what it has. */
async function type(page: Page, name: RegExp, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

/** Opens the form of that name, and sends it as it is. */
async function press(page: Page, open: RegExp, submit: RegExp): Promise<void> {
  await tabTo(page, open);
  await page.keyboard.press('Enter');
  await tabTo(page, submit);
  await page.keyboard.press('Enter');
}

async function propose(page: Page, reason: string): Promise<void> {
  await tabTo(page, /^Propose a list$/);
  await page.keyboard.press('Enter');
  await type(page, /^Why/, reason);
  await tabTo(page, /^Propose$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'List of disposal' }).waitFor();
}

function statusOf(page: Page, caseId: string): Promise<number> {
  return page.evaluate(async (id) => (await fetch(`/api/v1/cases/${id}`)).status, caseId);
}

// What a case keeps besides its fields, on its page: an issue raised and decided, a goal that is reviewed, an
// obligation that is met: by keys alone, and looked at in two widths.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { focused, signInAs, tabTo } from './keyboard.ts';
import { openCase } from './open-case.ts';
import { publishKind } from './publish-kind.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { findBarriers, openPage, type WatchedPage } from './staff-page.ts';

/** Where to leave pictures for people who want to look; nowhere unless it is said. */
const PICTURES = process.env['CASEWRIGHT_PICTURES'];

const SOURCE = `
caseType: support
version: 1.0.0
title: Support plan
archetype: service
reference: SU-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: traffic-fines
roles: { officer: Officer }
parties:
  person: { title: Person, subject: true, replaceable: true }
  advocate: { title: Advocate, subject: true, represents: [person], scope: { write: Writes and is written to } }
data:
  note: { type: text, label: Note }
  phone: { type: text, label: Telephone, personal: true, subject: person, purpose: To call,
    fact: { means: person.telephone, neededFor: contact, mayServe: [contact], authority: Care Act s 12 } }
issues:
  need: { title: Need, outcomes: { met: Can be met, unmet: Cannot be met }, mayReopen: true }
goals:
  walking:
    title: Walking
    owner: [person]
    measure: { title: Steps a day, unit: steps, direction: more }
obligations:
  visit: { title: Visits, owedBy: [agency, person] }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } }, talk: { title: Talk, fields: { phone: required } } }
plan: { tasks: { talk: { title: Talk, by: officer, form: talk } } }
closing: { by: officer, outcomes: { done: Done } }
`;

describe('what a case keeps besides its fields, by keys alone', () => {
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
    const { page } = watched;
    for (const each of [320, 1280]) {
      await page.setViewportSize({ width: each, height: 900 });
      expect([name, each, await findBarriers(page)]).toEqual([name, each, []]);
      const heights = await page.locator('.line.kept').evaluateAll((lines) => lines.map((line) => line.clientHeight));
      expect(
        heights.filter((height) => height >= 900),
        'each is as high as what it says',
      ).toEqual([]);
      if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/${name}-${each}.png`, fullPage: true });
    }
  }

  /** Opens the dialog behind a button, answers what is asked by the labels, and saves. */
  async function fill(button: RegExp, answers: readonly (readonly [RegExp, string])[]): Promise<void> {
    const { page } = watched;
    await tabTo(page, button);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    for (const [label, answer] of answers) {
      if (!label.test((await focused(page)).label)) await tabTo(page, label);
      await page.keyboard[answer === 'Space' || answer === 'ArrowDown' ? 'press' : 'type'](answer);
    }
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  it('begins with a case that has nobody but the person and nothing else', async () => {
    const { page } = watched;
    await signInAs(page, server.url, 'Anna Ricci');
    const { caseId } = await openCase(page, 'support', {});
    await page.goto(`${server.url}/cases/${caseId}`);
    await page.getByRole('heading', { level: 2, name: 'Issues' }).waitFor();
    await page.getByText('No issue was raised.').waitFor();
    expect(await page.locator('.goal-course').count()).toBe(0);
    await look('entries-none');
  });

  it('raises an issue and decides it', async () => {
    const { page } = watched;
    await fill(/^Raise an issue: Need/, [[/^What is to be decided/, 'Does she need a walking frame?']]);
    await fill(/^Decide: Does she need/, [
      [/Can be met/, 'Space'],
      [/^Reasons/, 'The doctor says so.'],
    ]);
    await page.getByText('Outcome: Can be met').first().waitFor();
    expect(await page.getByRole('button', { name: /^Open again: Does she/ }).count()).toBe(1);
  });

  it('sets a goal that is reviewed, in a picture and in a table', async () => {
    const { page } = watched;
    await fill(/^Set a goal: Walking/, [
      [/^The goal, in their own words/, 'I want to walk to the shop.'],
      [/Person/, 'Space'],
      [/^Where they start/, '100'],
      [/^Where they want to be/, '2000'],
    ]);
    for (const value of ['450', '1200'])
      await fill(/^Record a review: I want/, [
        [/^What was measured/, value],
        [/^Note/, 'Slowly.'],
      ]);
    expect(await page.locator('.goal-course circle').count()).toBe(3);
    await page.getByRole('table', { name: 'Reviews over time: Steps a day' }).waitFor();
  });

  it('counts the goal among what became of goals, in a table, in bars and in a file', async () => {
    const { page } = watched;
    const back = page.url();
    await tabTo(page, /^Goals$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Goals' }).waitFor();
    const table = page.getByRole('table', { name: 'What became of goals: Walking (Support plan)' });
    await table.waitFor();
    expect(await table.getByRole('row').nth(1).getByRole('cell').nth(2).textContent()).toContain('1');
    expect(await page.locator('.goal-chart .goal-pursued').count()).toBe(2);
    expect(await page.getByRole('link', { name: 'Download as a table (CSV)' }).getAttribute('href')).toMatch(
      /^\/api\/v1\/goals\?.*format=csv$/,
    );
    await look('goals');
    await page.goto(back);
  });

  it('records what is owed, and that it was met', async () => {
    const { page } = watched;
    await fill(/^Record an obligation: Visits/, [
      [/^What is owed/, 'A visit each month.'],
      [/^Person/, 'Space'],
      [/^By which agreement/, 'The support plan.'],
      [/^Day$/, '01'],
      [/^Month$/, '12'],
      [/^Year$/, '2099'],
    ]);
    await page.getByText('Due on 1 December 2099').first().waitFor();
    await look('entries-all');
    await fill(/^Record as met: A visit/, []);
    await page.getByText('Met', { exact: true }).first().waitFor();
    expect(await page.getByRole('button', { name: /^Waive/ }).count()).toBe(0);
    await look('entries-met');
  });

  it('takes a telephone number over from another case of the same person', async () => {
    const { page } = watched;
    const caseId = await page.evaluate(async () => {
      const send = async (method: string, path: string, body: object) => {
        const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
        const answer = await fetch(`/api/v1/cases${path}`, { method, headers, body: JSON.stringify(body) });
        if (!answer.ok) throw new Error(await answer.text());
        // The shape is the interface's own.
        return ((await answer.json()) as { caseId: string }).caseId;
      };
      const ofAda = async (): Promise<string> => {
        const id = await send('POST', '', { caseType: 'support', data: {} });
        await send('POST', `/${id}/parties/party.person/replace`, {
          of: 'person',
          subject: 'ada',
          reason: 'It is Ada',
        });
        return id;
      };
      const [first, second] = [await ofAda(), await ofAda()];
      await send('PATCH', `/${first}/data`, { data: { phone: '555 0100' } });
      return second;
    });
    await page.goto(`${server.url}/cases/${caseId}/tasks/talk`);
    await page.getByRole('heading', { level: 2, name: 'Known from other cases' }).waitFor();
    expect(await page.getByText('555 0100').count()).toBe(0);
    await tabTo(page, /^Look in other cases$/);
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: /555 0100/ }).waitFor();
    await page.getByText('Under Care Act s 12').waitFor();
    await look('facts-offered');
    await tabTo(page, /^Use this: Telephone/);
    await page.keyboard.press('Enter');
    await page.getByText('Nothing is offered').waitFor();
    expect(await page.getByLabel('Telephone').inputValue()).toBe('555 0100');
    await page.goto(`${server.url}/cases/${caseId}`);
    await page.getByText('Taken from another case: Telephone').first().waitFor();
  });

  it('went without a fault and without a mouse', async () => {
    expect(watched.faults).toEqual([]);
    expect(await watched.mouseEvents()).toEqual([]);
  });
});

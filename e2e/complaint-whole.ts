// A complaint from its first word to its end, as README tells a newcomer to do it: by keys, through what the page of the case says comes
// next and nothing else. The person is one of those whom the demonstration offers for complaints.
import type { Page } from 'playwright-core';
import { signInAs } from './keyboard.ts';

export interface WholeComplaint {
  /** Titles of the tasks, in the order in which the page led to them. */
  readonly tasks: readonly string[];
  /** What the box at the top said when all was done. */
  readonly last: string;
  readonly outcome: string;
}

/** How a form is answered: groups of a choice by their name, and boxes by theirs. `true` as a date means today. */
interface Answers {
  readonly choices?: Readonly<Record<string, string>>;
  readonly words?: Readonly<Record<string, string>>;
  readonly today?: true;
}

/** By the title of the task. */
const ANSWERS: Readonly<Record<string, Answers>> = {
  'Acknowledge receipt': { today: true },
  'Screen for harm': { choices: { 'A child is concerned': 'No', 'It may be a disclosure of wrongdoing': 'No' } },
  'Look for similar complaints': { words: { 'Complaints of the same sort in a year': '0' } },
  'Is it for us?': {
    choices: {
      ...{ 'Another body deals with it': 'No', 'It was raised with the area first': 'Yes' },
      ...{ 'A court or tribunal can review it': 'No', 'Frivolous or not in good faith': 'No' },
      ...{ 'Not enough interest in the matter': 'No', 'Staff are named': 'No' },
    },
  },
  'Decide whether we look into it': { choices: { 'What we do': 'Look into it' }, words: { Reasons: 'Our own delay.' } },
  'Declare any interest': { choices: { 'I know or have dealt with somebody in this complaint': 'No' } },
  'Agree what we look into': { words: { 'What we look into': 'Why the payment was late.' } },
  'Ask the area': { words: { 'Question to the area': 'When was it paid?' } },
  'Answer a question': { words: { 'Answer of the area': 'Two weeks late.' } },
  'Confirm the finding on each issue': {},
  'Choose the remedy': { choices: { Apology: 'Yes', 'Decision is made again': 'No' } },
  'Write the answer': { today: true },
};

/** More steps than a complaint has that goes straight. */
const STEPS_MAX = 30;

/** @throws where the page leads nowhere, or to a task for which there is no answer here */
export async function doWholeComplaint(page: Page, url: string): Promise<WholeComplaint> {
  await signInAs(page, url, 'Luca Mulder');
  await openComplaint(page);
  const tasks: string[] = [];
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const box = page.locator('[data-next]');
    await box.waitFor();
    const kind = await box.getAttribute('data-next');
    if (kind === 'task') tasks.push(await doTask(page, box.getByRole('link')));
    else if (kind === 'issue') await decideIssue(page);
    else if (kind === 'nothing' && !tasks.includes('Ask the area')) tasks.push(await askArea(page));
    else if (kind === 'nothing' && (await box.getByText('Raise an issue').count()) > 0) await raiseIssue(page);
    else if (kind === 'nothing') return { tasks, ...(await close(page)) };
    else throw new Error(`The page says: ${await box.innerText()}`);
  }
  throw new Error(`It does not end: ${tasks.join(', ')}`);
}

async function openComplaint(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Start a case' }).first().press('Enter');
  await page.getByRole('link', { name: 'Complaint', exact: true }).press('Enter');
  await page.locator('.case-form').waitFor();
  await page.locator('.case-form select').press('P');
  await answer(page, {
    today: true,
    choices: {
      ...{ 'Area complained about': 'Payments', 'The person does not give a name': 'No' },
      'Somebody may come to harm': 'No',
    },
    words: { 'What happened': 'My payment came two weeks late.', Name: 'Ada Byrne' },
  });
  await page.getByRole('button', { name: 'Start the case' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: /^COM-/ }).waitFor();
}

async function doTask(page: Page, link: ReturnType<Page['locator']>): Promise<string> {
  await link.press('Enter');
  await page.waitForURL(/\/tasks\//);
  await page.locator('.case-form').waitFor();
  return completeOpen(page);
}

async function completeOpen(page: Page): Promise<string> {
  const title = (await page.locator('h1').innerText()).trim();
  const answers = ANSWERS[title];
  if (answers === undefined) throw new Error(`Nobody said how “${title}” is answered.`);
  await answer(page, answers);
  await page.getByRole('button', { name: /^Complete task/ }).press('Enter');
  await page.getByRole('heading', { level: 1, name: /^COM-/ }).waitFor();
  await page.getByText(`Done: ${title}.`).waitFor();
  return title;
}

/** It is done only where it is needed, so it is begun first. */
async function askArea(page: Page): Promise<string> {
  await page.locator('[data-next]').getByRole('link', { name: 'Ask the area' }).press('Enter');
  await page.getByRole('button', { name: 'Start this task' }).press('Enter');
  await page.locator('.case-form').waitFor();
  return completeOpen(page);
}

/** The focus goes there, each time. */
async function goToIssues(page: Page): Promise<void> {
  await page.locator('[data-next]').getByRole('link', { name: 'Go to the issues' }).press('Enter');
  await page.locator('#issues:focus').waitFor();
}

async function raiseIssue(page: Page): Promise<void> {
  await goToIssues(page);
  await page.getByRole('button', { name: 'Raise an issue: Issue complained of' }).press('Enter');
  await page.locator('dialog textarea').fill('Was the payment late?');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.locator('[data-next="issue"]').waitFor();
}

async function decideIssue(page: Page): Promise<void> {
  await goToIssues(page);
  await page.getByRole('button', { name: /^Decide: / }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Substantiated', exact: true }).press('Space');
  await dialog.getByRole('textbox').fill('The area says so.');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.locator('[data-next="task"]').waitFor();
}

async function close(page: Page): Promise<{ readonly last: string; readonly outcome: string }> {
  await page.getByRole('button', { name: 'Close case' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Answered', exact: true }).press('Space');
  await dialog.getByRole('button', { name: 'Close case' }).press('Enter');
  const box = page.locator('[data-next="closed"]');
  await box.waitFor();
  return { last: await box.innerText(), outcome: await page.locator('.badges').first().innerText() };
}

async function answer(page: Page, { choices = {}, words = {}, today }: Answers): Promise<void> {
  const form = page.locator('.case-form');
  if (today === true) await form.getByRole('button', { name: /^Today/ }).press('Enter');
  for (const [group, option] of Object.entries(choices)) {
    // One after the other, as people answer.
    await form.getByRole('group', { name: group }).getByRole('radio', { name: option, exact: true }).press('Space');
  }
  for (const [label, text] of Object.entries(words)) {
    await form
      .getByRole('textbox', { name: new RegExp(`^${label}`) })
      .first()
      .fill(text);
  }
}

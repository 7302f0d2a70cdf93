// The ten commonest tasks, each with the mouse and with keys, from the page where people begin them to the proof that they are done. Controls
// are found by what does not depend on a language: addresses, ids, roles and the names of commands.
import type { Locator, Page } from 'playwright-core';
import type { Hand } from './hands.ts';
import type { World } from './world.ts';

export interface JourneyTask {
  readonly number: string;
  readonly name: string;
  readonly mostClicks: number;
  readonly mostKeys: number;
  /** Goes to where it begins, as whoever does it; not counted. */
  readonly start: (at: Place) => Promise<void>;
  readonly byMouse: (at: Place) => Promise<void>;
  readonly byKeys: (at: Place) => Promise<void>;
  /** Waits until it is done, and fails where it is not; not counted. */
  readonly proof: (at: Place) => Promise<void>;
}

export interface Place {
  readonly page: Page;
  readonly hand: Hand;
  readonly world: World;
}

const command = (page: Page, name: string): Locator => page.locator(`main [data-command="${name}"]`).first();
const field = (page: Page, at: number): Locator => page.locator('dialog input').nth(at);

export const TEN_TASKS: readonly JourneyTask[] = [
  {
    ...{ number: '1', name: 'open next case', mostClicks: 1, mostKeys: 1 },
    start: async ({ page, world }) => {
      await world.signIn(page, world.desk);
      await page.locator('.next-task').waitFor();
    },
    byMouse: ({ page, hand }) => hand.click(page.locator('.next-task button')),
    byKeys: ({ hand }) => hand.press('n'),
    proof: async ({ page }) => {
      await page.waitForURL(/\/cases\/[^/]+\/tasks\//);
      await page.locator('h1').waitFor();
    },
  },
  {
    ...{ number: '2', name: 'complete a task', mostClicks: 1, mostKeys: 1 },
    start: ({ page, world, hand }) =>
      world.goToTask(page, { person: world.desk, needsNothing: true, at: hand.way === 'mouse' ? 0 : 1 }),
    byMouse: ({ page, hand }) => hand.click(page.locator('.case-form button[type=submit]')),
    byKeys: ({ hand }) => hand.press('e'),
    proof: proveHeld,
  },
  {
    ...{ number: '2r', name: 'complete, reason required', mostClicks: 2, mostKeys: 2 },
    start: ({ page, world }) => world.goToReason(page),
    byMouse: async ({ page, hand }) => {
      await hand.click(page.locator('.case-form textarea, .case-form input').first());
      await hand.type('Asked');
      await hand.click(page.locator('.case-form button[type=submit]'));
    },
    byKeys: async ({ page, hand }) => {
      await hand.press('e');
      await page.locator('.case-form :focus').waitFor();
      await hand.type('Asked');
      await hand.press('Control+Enter');
    },
    proof: proveHeld,
  },
  {
    ...{ number: '3', name: 'add note', mostClicks: 2, mostKeys: 2 },
    start: ({ page, world }) => world.goToCase(page, world.officer),
    byMouse: async ({ page, hand }) => {
      await hand.click(page.locator('.page-head .page-actions button').first());
      await page.locator('dialog textarea').waitFor();
      await hand.type('Rang back.');
      await hand.click(page.locator('dialog button[type=submit]'));
    },
    byKeys: async ({ page, hand }) => {
      await hand.press('m');
      await page.locator('dialog textarea').waitFor();
      await hand.type('Rang back.');
      await hand.press('Control+Enter');
    },
    proof: ({ page }) => page.locator('.timeline-item').first().getByText('Rang back.').waitFor(),
  },
  {
    ...{ number: '4', name: 'upload and classify 3 files', mostClicks: 5, mostKeys: 8 },
    start: ({ page, world }) => world.goToCase(page, world.officer),
    byMouse: async ({ page, hand, world }) => {
      await hand.click(command(page, 'documents'));
      await choose(page, world, () => hand.click(page.locator('input[type=file]')));
      await hand.click(command(page, 'file-documents'));
    },
    byKeys: async ({ page, hand, world }) => {
      await hand.press('u');
      await page.locator('input[type=file]:focus').waitFor();
      await choose(page, world, () => hand.press('Enter'));
      await page.locator('[data-command="file-documents"]:focus').waitFor();
      await hand.press('Enter');
    },
    proof: async ({ page, world }) => {
      await page.locator('.add-documents').waitFor({ state: 'detached' });
      for (const { name } of world.files)
        await page
          .locator('.kept')
          .filter({ hasText: name.replace('.pdf', '') })
          .first()
          .waitFor();
    },
  },
  {
    ...{ number: '5', name: 'reassign', mostClicks: 4, mostKeys: 5 },
    start: ({ page, world }) => world.goToTask(page, { person: world.officer, needsNothing: false, at: 0 }),
    byMouse: async ({ page, hand, world }) => {
      await hand.click(command(page, 'assign'));
      await hand.click(
        page.locator('dialog [data-assign] label').filter({ has: page.locator(`input[value="${world.colleague}"]`) }),
      );
      await hand.click(page.locator('dialog [data-assign] button[type=submit]'));
    },
    byKeys: async ({ page, hand, world }) => {
      await hand.press('a');
      await page.locator('dialog [data-assign] input').first().waitFor();
      await hand.type(world.nameOfColleague.slice(0, 4));
      await hand.press('Enter');
    },
    proof: async ({ page, world }) => {
      await page.locator('dialog').waitFor({ state: 'detached' });
      await world.untilAssigned(page);
    },
  },
  {
    ...{ number: '6', name: 'share with another agency', mostClicks: 6, mostKeys: 9 },
    start: ({ page, world }) => world.goToCase(page, world.officer),
    byMouse: async ({ page, hand }) => {
      await hand.click(command(page, 'share'));
      await page.locator('dialog [data-share] input:focus').waitFor();
      await hand.type('2');
      await hand.click(field(page, 1));
      await hand.type('court');
      await hand.click(field(page, 2));
      await hand.type('Act 7');
      await hand.click(page.locator('dialog label:has(input[type=checkbox])').first());
      await hand.click(page.locator('dialog [data-command="preview-share"]'));
      await hand.click(page.locator('dialog [data-command="send-share"]'));
    },
    byKeys: async ({ page, hand }) => {
      await hand.press('s');
      await page.locator('dialog [data-share] input:focus').waitFor();
      await hand.type('2');
      await hand.press('Tab');
      await hand.type('court');
      await hand.press('Tab');
      await hand.type('Act 7');
      await hand.press('Tab');
      await hand.press('Space');
      await hand.press('Control+Enter');
      await page.locator('dialog [data-share-preview] .notice:focus').waitFor();
      await hand.press('Control+Enter');
    },
    proof: async ({ page, world }) => {
      await page.locator('dialog').waitFor({ state: 'detached' });
      await world.untilShared(page);
    },
  },
  {
    ...{ number: '7', name: 'approve a decision', mostClicks: 3, mostKeys: 4 },
    start: ({ page, world }) => world.goToDecision(page),
    byMouse: async ({ page, hand }) => {
      await hand.click(command(page, 'decide'));
      await hand.click(page.locator('dialog [data-decide="open"] [data-command="approve"]'));
    },
    byKeys: async ({ page, hand }) => {
      await hand.press('d');
      await page.locator('dialog [data-decide="open"]').waitFor();
      await hand.press('Tab');
      await hand.press('Control+Enter');
    },
    proof: async ({ page, world }) => {
      await page.locator('dialog').waitFor({ state: 'detached' });
      await world.untilDecided(page);
    },
  },
  {
    ...{ number: '8', name: 'find a person', mostClicks: 1, mostKeys: 2 },
    start: ({ page, world }) => world.goToCase(page, world.officer),
    byMouse: async ({ page, hand, world }) => {
      await hand.click(page.locator('.find-button'));
      await hand.type(await world.personOfCase(page));
    },
    byKeys: async ({ page, hand, world }) => {
      await hand.press('Control+k');
      const name = await world.personOfCase(page);
      await hand.type(name);
      await foundAs(page, name).waitFor();
      await hand.press('Enter');
      await page.locator('dialog').waitFor({ state: 'detached' });
    },
    // With the mouse it is read in the box, by keys it is opened.
    proof: async ({ page, world }) => {
      const name = await world.personOfCase(page);
      const isOpened = (await page.locator('dialog').count()) === 0;
      if (isOpened) await page.waitForURL((url) => url.pathname !== `/cases/${world.caseId}`);
      else await foundAs(page, name).waitFor();
    },
  },
  {
    ...{ number: '9', name: 'why was it routed here', mostClicks: 1, mostKeys: 1 },
    start: ({ page, world }) => world.goToRouted(page),
    byMouse: ({ page, hand }) => hand.click(command(page, 'why')),
    byKeys: ({ hand }) => hand.press('w'),
    proof: async ({ page }) => {
      await page.locator('dialog [data-part="with"] dl').waitFor();
      await page.locator('dialog [data-part="step"]').waitFor();
    },
  },
  {
    ...{ number: '10', name: 'who viewed it', mostClicks: 1, mostKeys: 1 },
    start: ({ page, world }) => world.goToCase(page, world.officer),
    byMouse: ({ page, hand }) => hand.click(command(page, 'viewed')),
    byKeys: ({ hand }) => hand.press('v'),
    proof: async ({ page }) => {
      await page.waitForURL(/\/readers$/);
      await page.locator('table').nth(1).waitFor();
    },
  },
];

/** Held back with a way to undo; sent when it is told to; and then on record. */
async function proveHeld({ page, world }: Place): Promise<void> {
  await page.locator('[data-held="held"] [data-command="undo"]').waitFor();
  await page.waitForURL(/\/cases\/[^/]+$/);
  // Whoever waits need not press anything; the table is about those who do not.
  await page
    .locator('[data-command="send-now"], [data-held="sent"]')
    .first()
    .focus()
    .catch(() => undefined);
  if ((await page.locator('[data-held="held"]').count()) > 0) await page.keyboard.press('Enter');
  await page.locator('[data-held="sent"]').waitFor();
  if ((await world.versionOf(page)) <= world.versionBefore) throw new Error('What was completed is not on record.');
}

async function choose(page: Page, world: World, open: () => Promise<void>): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), open()]);
  await chooser.setFiles(world.files.map(({ name, bytes }) => ({ name, mimeType: 'application/pdf', buffer: bytes })));
}

function foundAs(page: Page, name: string): Locator {
  return page.locator('#found[aria-busy="false"] [role=option]').filter({ hasText: name }).first();
}

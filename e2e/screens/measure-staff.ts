// Measuring the staff app in a real browser. Times are the page's own, from the press until the frame after it was painted; slower computers
// and lines are the browser's own, through its debugging protocol.
import type { Browser, CDPSession, Page } from 'playwright-core';
import { enterAs } from '../staff-page.ts';
import type { RunningWorld } from './running-world.ts';

type Place = Pick<RunningWorld, 'browser' | 'url'>;

const RUNS = 5;
const ROWS = 500;
const PERSON = 'anna.ricci';
const BYTES_PER_SECOND = 1_600_000 / 8;
const DELAY_MS = 150;

/** Milliseconds of each run, nothing kept from the one before. */
export async function largestPaint({ browser, url }: Place): Promise<number[]> {
  const runs: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const page = await signedIn(browser, url);
    const session = await slow(page, 4);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', {
      ...{ offline: false, latency: DELAY_MS },
      ...{ downloadThroughput: BYTES_PER_SECOND, uploadThroughput: BYTES_PER_SECOND },
    });
    await page.goto(`${url}/work`, { waitUntil: 'commit' });
    await page.locator('[data-row]').first().waitFor();
    await page.waitForTimeout(500);
    runs.push(
      await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            new PerformanceObserver((list) =>
              resolve(Math.round(list.getEntries().at(-1)?.startTime ?? Number.NaN)),
            ).observe({
              type: 'largest-contentful-paint',
              buffered: true,
            });
          }),
      ),
    );
    await page.context().close();
  }
  return runs;
}

export interface KeyTimes {
  readonly moves: number[];
  readonly previews: number[];
  readonly clicks: number[];
}

/** @param slower how many times slower the computer is */
export async function keysInRows({ browser, url }: Place, slower: number): Promise<KeyTimes> {
  const page = await signedIn(browser, url);
  await manyRows(page);
  await page.goto(`${url}/work`);
  await page
    .locator('[data-row]')
    .nth(ROWS - 1)
    .waitFor({ state: 'attached' });
  // The first preview loads what shows it.
  await page.locator('[data-row]').first().focus();
  for (const key of [' ', ' ']) await pressed(page, key);
  await slow(page, slower);
  const times: KeyTimes = { moves: [], previews: [], clicks: [] };
  for (let run = 0; run < RUNS; run += 1) {
    for (const key of ['j', 'j', 'k']) times.moves.push(await pressed(page, key));
    for (const key of [' ', ' ']) times.previews.push(await pressed(page, key));
    times.clicks.push(await painted(page, 'click', () => page.locator('.preview-toggle').nth(run).click()));
  }
  await page.context().close();
  return times;
}

/** Milliseconds from Enter on a row until the heading of what it opens is painted; another case each time, its code loaded before. */
export async function openFromQueue({ browser, url }: Place): Promise<number[]> {
  const page = await signedIn(browser, url);
  await page.goto(`${url}/work`);
  const runs: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const link = page.locator('a[href^="/cases/"]:not([data-row])').nth(run);
    await link.waitFor();
    await link.focus();
    await page.evaluate(watchHeading);
    await page.keyboard.press('Enter');
    const took = await page.evaluate(() => (window as unknown as Watching).shown);
    if (run > 0) runs.push(Math.round(took));
    await page.goBack();
  }
  await page.context().close();
  return runs;
}

interface Watching {
  shown: Promise<number>;
  painted: Promise<number>;
}

/** Runs in the page. */
function watchHeading(): void {
  (window as unknown as Watching).shown = new Promise((resolve) => {
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        const look = () => {
          const heading = document.querySelector('h1.page-title');
          const isThere =
            location.pathname.startsWith('/cases/') && heading !== null && document.querySelector('.facts') !== null;
          if (!isThere) requestAnimationFrame(look);
          else requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - timeStamp)));
        };
        requestAnimationFrame(look);
      },
      { capture: true, once: true },
    );
  });
}

function pressed(page: Page, key: string): Promise<number> {
  return painted(page, 'keydown', () => page.keyboard.press(key));
}

async function painted(page: Page, kind: 'click' | 'keydown', act: () => Promise<void>): Promise<number> {
  await page.evaluate((event) => {
    (window as unknown as Watching).painted = new Promise((resolve) => {
      addEventListener(
        event,
        // After the next frame, what was changed is on the screen.
        ({ timeStamp }) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - timeStamp))),
        { capture: true, once: true },
      );
    });
  }, kind);
  await act();
  return Math.round(await page.evaluate(() => (window as unknown as Watching).painted));
}

/** My work with as many rows as nobody should have: the server's own, over and over, each with a task of its own. */
async function manyRows(page: Page): Promise<void> {
  await page.route('**/api/v1/work*', async (route) => {
    const real = await route.fetch();
    // The shape is the interface's own.
    const { items } = (await real.json()) as { items: readonly { task: string }[] };
    const many = Array.from({ length: ROWS }, (_, at) => {
      const item = items[at % items.length];
      return { ...item, task: `${item?.task ?? ''}-${at}` };
    });
    await route.fulfill({ response: real, json: { items: many, next: null } });
  });
}

async function slow(page: Page, rate: number): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  return session;
}

async function signedIn(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await enterAs(context, url, PERSON);
  return context.newPage();
}

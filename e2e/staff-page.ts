// A page of the staff app under watch: it notes every breach of the content security policy, every error of the console
// and every use of a mouse, and can be searched for what people with other needs would stumble over.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const SMALLEST_TARGET = 24;

export interface View {
  readonly width: number;
  readonly colours: 'light' | 'dark';
  /** A completed task is held back, as it is for people; absent: its person chose not to, so that nobody waits. */
  readonly holdsBack?: true;
  /** Of the browser; absent: en-GB. */
  readonly locale?: string;
}

export interface WatchedPage {
  readonly page: Page;
  /** What went wrong so far, in sentences; empty is what every test wants. */
  readonly faults: string[];
  /** Kinds of mouse and pointer events that the page has seen. */
  readonly mouseEvents: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

export async function openPage(browser: Browser, view: View): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: view.width, height: 900 },
    colorScheme: view.colours,
    locale: view.locale ?? 'en-GB',
    // Where the agency of the demonstration is: its people and their browsers agree on what day it is.
    timezoneId: 'Europe/Rome',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  await page.exposeFunction('noteFault', (fault: string) => void faults.push(fault));
  await page.addInitScript(watch);
  if (view.holdsBack !== true) await page.addInitScript(sendAtOnce);
  page.on('pageerror', (error) => faults.push(`The page threw: ${error.message}`));
  page.on('request', (request) => {
    if (/csp-report/.test(request.url()))
      faults.push(`The browser reported to ${request.url()}: ${request.postData() ?? ''}`);
  });
  page.on('console', (message) => {
    if (message.type() !== 'error' || isExpected(message.text(), message.location().url)) return;
    faults.push(`The console says: ${message.text()} (${message.location().url})`);
  });
  const mouseEvents = () => page.evaluate(() => [...(window as unknown as Watched).mouseEvents]);
  return { page, faults, mouseEvents, close: () => context.close() };
}

/** Everything on the screen that a machine can find wrong, in sentences. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  return [...(await runAxe(page)), ...(await measure(page))];
}

interface Watched {
  mouseEvents: Set<string>;
  noteFault: (fault: string) => void;
}

/** Runs in the page before anything else does. */
function watch(): void {
  const watched = window as unknown as Watched;
  watched.mouseEvents = new Set();
  document.addEventListener('securitypolicyviolation', (event) => {
    watched.noteFault(`The policy ${event.violatedDirective} was broken by ${event.blockedURI} ${event.sample}`);
  });
  for (const kind of ['mousedown', 'mouseup', 'mousemove', 'pointerdown', 'touchstart']) {
    document.addEventListener(kind, () => watched.mouseEvents.add(kind), true);
  }
}

/** Runs in the page as well: what a person chooses in the window of keys, unless they have chosen already. */
function sendAtOnce(): void {
  const place = 'casewright.preferences';
  // A page that is not there yet has no storage.
  if (location.protocol !== 'http:' || localStorage.getItem(place) !== null) return;
  localStorage.setItem(place, JSON.stringify({ undoSeconds: 0 }));
}

/** Asking who is signed in answers 401 before anybody is, and browsers write every 401 to the console. */
function isExpected(text: string, url: string): boolean {
  return /status of 401/.test(text) && url.endsWith('/api/v1/session');
}

/** Through the debugging protocol, because the page's own policy forbids the evaluation of text. */
async function runAxe(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: `${AXE};0` });
  const run = `axe.run({ runOnly: ${JSON.stringify(RULES)} }).then((found) => JSON.stringify(found.violations.flatMap(
    (violation) => violation.nodes.map((node) => violation.id + ' at ' + node.target.join(' ') + ': ' + node.failureSummary))))`;
  const { result } = await session.send('Runtime.evaluate', {
    expression: run,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  if (typeof result.value !== 'string') throw new Error('axe did not answer.');
  return JSON.parse(result.value) as readonly string[];
}

function measure(page: Page): Promise<readonly string[]> {
  return page.evaluate((smallest) => {
    const root = document.documentElement;
    const found: string[] = [];
    if (root.scrollWidth > root.clientWidth)
      found.push(`The page is ${root.scrollWidth} px wide in ${root.clientWidth}.`);
    for (const target of document.querySelectorAll<HTMLElement>('a, button, input, select, textarea, summary')) {
      const box = target.getBoundingClientRect();
      const hidden = box.width === 0 || target.closest('.visually-hidden') !== null;
      if (hidden || (box.width >= smallest && box.height >= smallest)) continue;
      found.push(`${target.outerHTML.slice(0, 120)} is ${box.width} by ${box.height} px.`);
    }
    return found;
  }, SMALLEST_TARGET);
}

/** As the first of the people of the demonstration, by keys. */
export async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await signInHere(page);
}

/** The same on the screen for it, in whatever language it is. */
export async function signInHere(page: Page): Promise<void> {
  await page.getByRole('radio').first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.locator('[data-row]').first().waitFor();
}

/** Past the screen for it, for what is about other screens. */
export async function enterAs(context: BrowserContext, url: string, personId: string): Promise<void> {
  const answer = await context.request.post(`${url}/api/v1/session`, {
    headers: { 'idempotency-key': randomUUID(), origin: url },
    data: { personId, agency: 'demo' },
  });
  if (!answer.ok()) throw new Error(`${personId} cannot sign in: ${await answer.text()}`);
}

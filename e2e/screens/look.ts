// A screen that is visited by one person in one browser: gone to, waited for until nothing is on its way, and put into states in which the
// server would be slow, faulty or without anything to tell.
import type { BrowserContext, Page, Route } from 'playwright-core';

/** What the server does while a screen is looked at. */
export type State = 'empty' | 'error' | 'loading' | 'normal';

const QUIET_MS = 120;
const SETTLED_MS = 20_000;
/** Asked by the frame of every page, which is there before any screen is. */
const OF_FRAME = /\/api\/v1\/(session|providers|notices|stream)(\?|$)/;

/** What a context has sent to the server and not been answered yet. */
export interface Traffic {
  readonly settled: (page: Page) => Promise<void>;
}

export function watchTraffic(context: BrowserContext): Traffic {
  const under = new Set<object>();
  let last = Date.now();
  context.on('request', (request) => {
    if (request.url().endsWith('/stream')) return;
    under.add(request);
    last = Date.now();
  });
  const end = (request: object): void => {
    under.delete(request);
    last = Date.now();
  };
  context.on('requestfinished', end);
  context.on('requestfailed', end);
  return {
    settled: async (page) => {
      const until = Date.now() + SETTLED_MS;
      while (Date.now() < until) {
        if (under.size === 0 && Date.now() - last > QUIET_MS && (await isShown(page))) return;
        await page.waitForTimeout(30);
      }
      throw new Error(`${page.url()} is not done loading after ${SETTLED_MS} ms.`);
    },
  };
}

function isShown(page: Page): Promise<boolean> {
  return page.evaluate(
    // The page of all parts shows one that stays.
    () =>
      document.querySelector('h1') !== null &&
      (location.pathname === '/components' || document.querySelector('.state-loading') === null),
  );
}

/** Has the server do that for every screen of the context; `normal` takes it back. */
export async function putInto(context: BrowserContext, state: State): Promise<void> {
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  if (state === 'normal') return;
  await context.route('**/api/v1/**', (route) =>
    OF_FRAME.test(route.request().url()) ? route.continue() : answers[state](route),
  );
}

const answers: Readonly<Record<Exclude<State, 'normal'>, (route: Route) => Promise<void>>> = {
  error: (route) =>
    route.fulfill({
      ...{ status: 500, contentType: 'application/problem+json' },
      body: JSON.stringify({ type: 'about:blank', title: 'Fault', status: 500, code: 'fault', detail: '' }),
    }),
  // Never answered: it is taken back with the route.
  loading: () => Promise.resolve(),
  empty: async (route) => {
    // A page that was left meanwhile waits for no answer any more.
    const real = await route.fetch({ maxRetries: 3 }).catch(whenLeft);
    if (real === null) return;
    if (!/json/.test(real.headers()['content-type'] ?? '')) return route.fulfill({ response: real });
    await route.fulfill({ response: real, json: withoutItems(await real.json()) });
  },
};

function whenLeft(error: unknown): null {
  if (error instanceof Error && /disposed|closed/.test(error.message)) return null;
  throw error;
}

/** What a list answers where nothing is in it; anything else stays as it is. */
function withoutItems(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || !('items' in answer) || !Array.isArray(answer.items))
    return answer;
  return { ...answer, items: [], ...('next' in answer ? { next: null } : {}) };
}

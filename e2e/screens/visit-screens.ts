// Goes through screens in a real browser, each person in a context of their own and several at once, and answers everything that was found
// wrong, with how much was looked at.
import type { Browser, Page } from 'playwright-core';
import { enterAs, findBarriers, openPage, type WatchedPage } from '../staff-page.ts';
import { putInto, watchTraffic, type State, type Traffic } from './look.ts';
import { checkFocus, checkForcedColours, checkPaper, checkScreen, checkText } from './screen-checks.ts';
import type { Screen } from './screen-list.ts';
import type { ScreenWorld } from './screen-world.ts';

export type Look = 'dark' | 'light' | 'rtl' | 'rtl-dark';

/** English, French, and English made to run from right to left. */
export const LANGUAGES = ['en', 'fr', 'ar-XB'] as const;
export type ScreenLanguage = (typeof LANGUAGES)[number];

export interface View {
  readonly width: 320 | 1280;
  readonly look: Look;
}

/** One screen in one state, seen in these ways without loading it again. */
export interface Visit {
  readonly screen: Screen;
  readonly state: State;
  readonly views: readonly View[];
  /** Absent: English. */
  readonly language?: ScreenLanguage;
}

export interface Where {
  readonly browser: Browser;
  readonly url: string;
  readonly world: ScreenWorld;
  /** Called with each screen as it is, before anything is tried on it. */
  readonly onSeen?: (page: Page, visit: Visit, view: View) => Promise<void>;
  /** False for pictures alone. */
  readonly checks: boolean;
  /** Tries spacing, text, focus, forced colours and paper in every state and width, and not once on the screen as it is. */
  readonly triesStates?: true;
  /** Called after each visit with what was found in it. */
  readonly onVisited?: (visit: Visit, found: Found) => void;
}

export interface Found {
  readonly faults: readonly string[];
  /** How much was looked at, by what. */
  readonly counts: Readonly<Record<string, number>>;
}

const WIDTHS = [1280, 320] as const;
const LOOKS: readonly Look[] = ['light', 'dark', 'rtl'];
const STATES: readonly State[] = ['error', 'empty', 'loading'];
const LANES = 3;
const MOST_IN_LANE = 10;

/** Each screen in both widths and once in another state, so that over the set every width meets every look and every state. */
export function pairs(screens: readonly Screen[]): readonly Visit[] {
  return screens.flatMap((screen, at) => {
    const look = (shift: number) => LOOKS[(at + shift) % LOOKS.length] ?? 'light';
    const normal: Visit = {
      ...{ screen, state: 'normal' },
      views: [
        { width: 1280, look: look(0) },
        { width: 320, look: look(1) },
      ],
    };
    if (!hasStates(screen)) return [normal];
    const state = STATES[at % STATES.length] ?? 'error';
    const width = WIDTHS[Math.floor(at / STATES.length) % WIDTHS.length] ?? 320;
    const shown = LOOKS[Math.floor(at / (STATES.length * WIDTHS.length)) % LOOKS.length] ?? 'light';
    return [normal, { screen, state, views: [{ width, look: shown }] }];
  });
}

/** Each screen in each state and language, in each width and in light and dark. */
export function product(
  screens: readonly Screen[],
  languages: readonly ScreenLanguage[] = LANGUAGES,
): readonly Visit[] {
  return languages.flatMap((language) => {
    const looks: readonly Look[] = language === 'ar-XB' ? ['rtl', 'rtl-dark'] : ['light', 'dark'];
    const views = WIDTHS.flatMap((width) => looks.map((look): View => ({ width, look })));
    return screens.flatMap((screen) => {
      const states: readonly State[] = hasStates(screen) ? ['normal', ...STATES] : ['normal'];
      return states.map((state): Visit => ({ screen, state, views, language }));
    });
  });
}

/** What opens on a screen is looked at as it is; the screen below has its states already. */
function hasStates({ act, refused }: Screen): boolean {
  return act === undefined && refused === undefined;
}

/** @returns what is wrong, in sentences that begin with the name of the screen */
export async function visitScreens(where: Where, visits: readonly Visit[]): Promise<Found> {
  const waiting = lanesOf(visits);
  const faults: string[] = [];
  const counts: Record<string, number> = {};
  const work = async () => {
    for (let lane = waiting.shift(); lane !== undefined; lane = waiting.shift())
      faults.push(...(await goThrough(where, lane, counts)));
  };
  await Promise.all(Array.from({ length: LANES }, work));
  return { faults, counts };
}

/** Those of one person in one language together, since signing in takes as long as a visit. */
function lanesOf(visits: readonly Visit[]): Visit[][] {
  const ownerOf = ({ screen, language = 'en' }: Visit): string => `${language} ${screen.as ?? ''}`;
  const owners = [...new Set(visits.map(ownerOf))];
  const byPerson = owners.map((owner) => visits.filter((visit) => ownerOf(visit) === owner));
  return byPerson.flatMap((own) =>
    Array.from({ length: Math.ceil(own.length / MOST_IN_LANE) }, (_, at) =>
      own.slice(at * MOST_IN_LANE, (at + 1) * MOST_IN_LANE),
    ),
  );
}

async function goThrough(where: Where, lane: readonly Visit[], counts: Record<string, number>): Promise<string[]> {
  const watched = await openPage(where.browser, { width: 1280, colours: 'light' });
  const traffic = watchTraffic(watched.page.context());
  const found: string[] = [];
  const language = lane[0]?.language ?? 'en';
  await watched.page.context().addCookies([{ name: 'casewright-language', value: language, url: where.url }]);
  const person = lane[0]?.screen.as ?? null;
  if (person !== null) await enterAs(watched.page.context(), where.url, person);
  for (const visit of lane) {
    const name = `${visit.screen.name} (${visit.state}${language === 'en' ? '' : `, ${language}`})`;
    const own: Record<string, number> = { visits: 1 };
    const ownFaults: string[] = [];
    try {
      const faults = await look({ where, watched, traffic, counts: own }, visit);
      ownFaults.push(...faults.map((fault) => `${name} ${fault}`));
    } catch (error) {
      ownFaults.push(`${name} could not be looked at: ${error instanceof Error ? error.message : String(error)}`);
    }
    // What the page still says while it goes is said of it, and not of the next.
    await watched.page.goto('about:blank');
    const told = watched.faults.splice(0).filter((fault) => !isExpected(fault, visit));
    ownFaults.push(...told.map((fault) => `${name}: ${fault}`));
    found.push(...ownFaults);
    addCounts(counts, own);
    where.onVisited?.(visit, { faults: ownFaults, counts: own });
  }
  await watched.close();
  return found;
}

interface Lane {
  readonly where: Where;
  readonly watched: WatchedPage;
  readonly traffic: Traffic;
  readonly counts: Record<string, number>;
}

async function look({ where, watched: { page }, traffic, counts }: Lane, visit: Visit): Promise<readonly string[]> {
  const found: string[] = [];
  const views = visit.views.filter(({ width }) => (visit.screen.width ?? width) === width);
  const [first] = views;
  if (first !== undefined) await show(page, first);
  await putInto(page.context(), visit.state);
  await page.goto(`${where.url}${visit.screen.path(where.world)}`);
  if (visit.state === 'loading') await page.locator('h1').first().waitFor({ state: 'attached' });
  else await traffic.settled(page);
  if (visit.state === 'normal') await visit.screen.act?.(page);
  for (const [at, view] of views.entries()) {
    await show(page, view);
    await where.onSeen?.(page, visit, view);
    if (!where.checks) continue;
    const faults = [...(await findBarriers(page)), ...(await checkScreen(page))];
    found.push(...faults.map((fault) => `at ${view.width} px, ${view.look}: ${fault}`));
    addCounts(counts, { 'axe runs': 1 });
    const next = views[at + 1];
    if (where.triesStates === true ? next?.width === view.width : next !== undefined || visit.state !== 'normal')
      continue;
    for (const fault of await tryOut(page)) found.push(`at ${view.width} px ${fault}`);
    addCounts(counts, { 'spacing, text, focus, forced colours, paper': 1 });
  }
  return [...new Set(found)];
}

export function addCounts(counts: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [what, count] of Object.entries(more)) counts[what] = (counts[what] ?? 0) + count;
}

async function tryOut(page: Page): Promise<readonly string[]> {
  const wide = (page.viewportSize()?.width ?? 0) > 320;
  return [
    ...(await checkText(page)),
    ...(await checkFocus(page)),
    ...(await checkForcedColours(page)),
    ...(wide ? await checkPaper(page) : []),
  ];
}

async function show(page: Page, { width, look }: View): Promise<void> {
  await page.setViewportSize({ width, height: width === 320 ? 640 : 900 });
  await page.emulateMedia({ colorScheme: look.endsWith('dark') ? 'dark' : 'light' });
  await page.evaluate(
    (direction) => document.documentElement.setAttribute('dir', direction),
    look.startsWith('rtl') ? 'rtl' : 'ltr',
  );
}

/** A browser writes what the server refuses to its console, also where a screen shows it as it should. */
function isExpected(fault: string, { screen, state }: Visit): boolean {
  if (screen.refused !== undefined) return /status of 404/.test(fault);
  if (state === 'error') return /status of 500/.test(fault);
  return state !== 'normal' && /net::ERR_(FAILED|ABORTED)/.test(fault);
}

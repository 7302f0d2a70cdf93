// The main screens in a language: the page says which it is, nothing is left in English, and nothing stands in the way.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { findBarriers } from './staff-page.ts';

/** A folder for pictures of each screen, where somebody wants to look at them. */
const PICTURES = process.env['CASEWRIGHT_PICTURES'];

/** Of an activity and of refusals, which the server says in the language of the page. */
const SAID_BY_THE_SERVER = /^(Case opened|Reference |To do now|May be done now|There is nothing here|officer in )/;

export interface InLanguage {
  readonly tag: string;
  readonly dir: 'ltr' | 'rtl';
  readonly width: number;
  /** Sentences of the English screens that must not be seen. */
  readonly english: ReadonlySet<string>;
  /** What the engine says in English. */
  readonly sentences?: readonly RegExp[];
}

export interface Looked {
  readonly screens: number;
  /** Texts and names of elements that were compared. */
  readonly texts: number;
  readonly found: readonly string[];
}

/** @param page of somebody who is signed in, in the language that was chosen */
export async function lookAtScreens(page: Page, url: string, of: InLanguage): Promise<Looked> {
  const found: string[] = [];
  let [screens, texts] = [0, 0];
  const look = async (screen: string): Promise<void> => {
    screens += 1;
    await page.locator('.state-loading').first().waitFor({ state: 'detached' });
    const seen = await textsOn(page);
    texts += seen.length;
    const left = seen.filter((text) => of.english.has(text)).map((text) => `is left in English: ${text}`);
    const { lang, dir } = await page.evaluate(() => ({
      lang: document.documentElement.lang,
      dir: document.documentElement.dir,
    }));
    const said = of.tag === 'fr' ? seen.filter((text) => SAID_BY_THE_SERVER.test(text)) : [];
    const reasons = seen.filter((text) => of.sentences?.some((sentence) => sentence.test(text)) === true);
    left.push(...[...said, ...reasons].map((text) => `is said in English by the server: ${text}`));
    const wrong = lang === of.tag && dir === of.dir ? [] : [`is ${lang} ${dir}`];
    found.push(...[...wrong, ...left, ...(await findBarriers(page))].map((what) => `${screen}: ${what}`));
    await takePicture(page, `${of.tag}-${of.width}-${screen}`);
  };
  await page.goto(`${url}/work`);
  await page.locator('[data-row]').first().waitFor();
  await look('work');
  await page.keyboard.press('n');
  await page.locator('.case-form').waitFor();
  await look('task');
  const address = /^.*\/cases\/[^/]+/.exec(page.url())?.[0] ?? '';
  await page.goto(address);
  await page.locator('.timeline-item').first().waitFor();
  await look('case');
  for (const [window, name] of [
    ['m', 'note'],
    ['w', 'why'],
    ['?', 'keys'],
  ] as const) {
    await page.keyboard.press(window);
    await page.getByRole('dialog').waitFor();
    await look(name);
    await page.keyboard.press('Escape');
  }
  const pages = [
    ...['record', 'documents', 'letters', 'access', 'rights', 'readers'].map((part) => `${address}/${part}`),
    ...['cases', 'search?q=a1', 'start', 'inbox', 'goals', 'notices', 'ask'].map((part) => `${url}/${part}`),
    ...['case-types', 'reviews', 'nowhere'].map((part) => `${url}/${part}`),
  ];
  for (const each of pages) {
    await page.goto(each);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await look(each.replace(/^.*\//, '').replace(/\?.*/, ''));
  }
  return { screens, texts, found };
}

/** Every text and every name that is on the screen, without the marks of direction. */
function textsOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const seen: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node instanceof Element)
        for (const name of ['aria-label', 'title', 'placeholder', 'alt']) seen.push(node.getAttribute(name) ?? '');
      else if (node.parentElement?.closest('noscript, script') === null) seen.push(node.nodeValue ?? '');
    }
    return [...new Set(seen.map((text) => text.trim()))].filter((text) => text !== '');
  });
}

async function takePicture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}

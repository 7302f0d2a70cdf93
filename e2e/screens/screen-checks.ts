// What a script finds wrong with a screen beside what axe finds: how it flows at 320 px and 400 %, with the spacing of WCAG 1.4.12 and with
// twice the size of text, what is cut, how large targets are, where the focus is seen, and what is left of it in forced colours and on paper.
import type { Page } from 'playwright-core';

const SMALLEST_TARGET = 24;
const MAIN_TARGET = 44;

/** WCAG 2.2, 1.4.12. */
const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }`;
/** WCAG 2.2, 1.4.4. */
const TWICE = 'html { font-size: 200% !important; }';

/** Sentences; none is what every test wants. */
export async function checkScreen(page: Page): Promise<readonly string[]> {
  return [
    ...(await page.evaluate(flows)),
    ...(await page.evaluate(findTargets, { smallest: SMALLEST_TARGET, main: MAIN_TARGET })),
    ...(await page.evaluate(sayState)),
  ];
}

/** At the width that the page has. */
export async function checkText(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [name, rules] of [
    ['with the spacing of 1.4.12', SPACING],
    ['with text of twice its size', TWICE],
  ] as const) {
    await adopt(page, rules);
    for (const fault of await page.evaluate(flows)) found.push(`${name}: ${fault}`);
  }
  await adopt(page, '');
  return found;
}

/** Goes by keys from the top of the page through everything that takes the focus. */
export async function checkFocus(page: Page): Promise<readonly string[]> {
  await page.evaluate(() =>
    document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined,
  );
  await page.keyboard.press('Tab');
  // The key before has told the browser that somebody uses keys, so focus that a script moves is shown as well.
  return page.evaluate(findUnseenFocus);
}

/** In forced colours every control keeps an edge, and the focus is seen. */
export async function checkForcedColours(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ forcedColors: 'active' });
  const found = [...(await page.evaluate(findEdgeless)), ...(await checkFocus(page))];
  await page.emulateMedia({ forcedColors: 'none' });
  return found.map((fault) => `in forced colours: ${fault}`);
}

/** On A4, at the width that is printed: what is only for the screen is away, and nothing is cut. */
export async function checkPaper(page: Page): Promise<readonly string[]> {
  const size = page.viewportSize();
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 680, height: 960 });
  const found = await page.evaluate(() => {
    const seen: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth + 1) seen.push(`the page is ${root.scrollWidth} px wide`);
    for (const gone of ['.side-nav', '.top-actions', '.find-button', '.skip-link']) {
      const element = document.querySelector(gone);
      if (element !== null && getComputedStyle(element).display !== 'none') seen.push(`${gone} is printed`);
    }
    const main = document.querySelector('main');
    if (main === null || main.getBoundingClientRect().height < 20) seen.push('nothing is printed');
    const ground = getComputedStyle(root).backgroundColor;
    if (ground !== 'rgb(255, 255, 255)' && ground !== 'rgba(0, 0, 0, 0)') seen.push(`the paper is ${ground}`);
    return seen;
  });
  await page.emulateMedia({ media: 'screen' });
  if (size !== null) await page.setViewportSize(size);
  return found.map((fault) => `on paper: ${fault}`);
}

/** The policy forbids sheets in the page, and a sheet that a script makes is not one. */
function adopt(page: Page, rules: string): Promise<void> {
  return page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = text === '' ? [] : [sheet];
  }, rules);
}

/** Runs in the page: scrolls one way only, and no text is cut off. */
function flows(): string[] {
  const found: string[] = [];
  const root = document.documentElement;
  const name = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.className} “${element.textContent.trim().slice(0, 40)}”`;
  if (root.scrollWidth > root.clientWidth + 1) {
    found.push(`The page is ${root.scrollWidth} px wide in ${root.clientWidth}.`);
    for (const element of document.querySelectorAll('body *')) {
      if (element.closest('thead, .visually-hidden') !== null) continue;
      const box = element.getBoundingClientRect();
      if (
        box.width > 0 &&
        (box.right > root.clientWidth + 1 || box.left < -1) &&
        element.children.length === 0 &&
        found.length < 4
      )
        found.push(`${name(element)} reaches from ${Math.round(box.left)} to ${Math.round(box.right)} px.`);
    }
  }
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    if (element.closest('.visually-hidden, canvas, svg, [hidden]') !== null || element.textContent.trim() === '')
      continue;
    const style = getComputedStyle(element);
    if (style.clipPath !== 'none' || element.clientWidth === 0) continue;
    const cutsX = ['hidden', 'clip'].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const cutsY = ['hidden', 'clip'].includes(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
    if (cutsX || cutsY) found.push(`${name(element)} is cut off.`);
  }
  return found;
}

/** Runs in the page. A link within a sentence is as high as its line, which 2.5.8 allows; so is what the browser itself draws. */
function findTargets({ smallest, main }: { smallest: number; main: number }): string[] {
  const found: string[] = [];
  for (const target of document.querySelectorAll<HTMLElement>('a, button, input, select, textarea, summary')) {
    const box = target.getBoundingClientRect();
    if (box.width === 0 || target.closest('.visually-hidden, .skip-link') !== null) continue;
    const isMain = target.matches('.button-primary, .button-secondary, .menu-button');
    const least = isMain ? main : smallest;
    const high = Math.round(box.height * 10) / 10;
    if (box.width < smallest || high < least)
      found.push(`${target.outerHTML.slice(0, 120)} is ${Math.round(box.width)} by ${high} px, of ${least}.`);
  }
  return found;
}

/** Runs in the page: one heading of the first level, a title that is not only ours, and nothing that moves where somebody asked for calm. */
function sayState(): string[] {
  const found: string[] = [];
  const headings = document.querySelectorAll('h1').length;
  if (headings !== 1) found.push(`There are ${headings} headings of the first level.`);
  if (document.title.trim() === '') found.push('The page has no title.');
  const moving = document.getAnimations().filter((one) => one.playState === 'running');
  if (matchMedia('(prefers-reduced-motion: reduce)').matches && moving.length > 0)
    found.push(`${moving.length} things move though less motion was asked for.`);
  const held = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) =>
    ['fixed', 'sticky'].includes(getComputedStyle(element).position),
  );
  // At 400 % a page is 320 by 256 px: what stays in place may not take half of it.
  if (innerWidth <= 320)
    for (const element of held)
      if (element.getBoundingClientRect().height > 128 && element.closest('dialog') === null)
        found.push(
          `${element.className} stays in place and takes ${Math.round(element.getBoundingClientRect().height)} px.`,
        );
  return found;
}

/** Runs in the page. */
function findUnseenFocus(): string[] {
  const found: string[] = [];
  const dialog = document.querySelector('dialog[open]');
  const takers = (dialog ?? document).querySelectorAll<HTMLElement>(
    'a[href], button, input, select, textarea, summary, [tabindex="0"]',
  );
  const edges = (element: Element) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } =
      getComputedStyle(element);
    return {
      outlineStyle,
      outlineWidth: Number.parseFloat(outlineWidth),
      outlineColor,
      boxShadow,
      borderColor,
      backgroundColor,
    };
  };
  for (const taker of takers) {
    if (taker.getClientRects().length === 0 || taker.matches(':disabled')) continue;
    taker.focus();
    if (document.activeElement !== taker) continue;
    const name = taker.outerHTML.slice(0, 110);
    const seen = edges(taker);
    if (seen.outlineStyle === 'none' || seen.outlineWidth < 2) found.push(`The focus is not seen on ${name}.`);
    const box = taker.getClientRects()[0];
    if (box === undefined) continue;
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    if (!inside) found.push(`${name} has the focus outside of the window.`);
    else {
      const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
      const y = Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1);
      const above = document.elementFromPoint(x, y);
      const covered =
        above !== null && !taker.contains(above) && !above.contains(taker) && above.closest('label') === null;
      if (covered) found.push(`${name} has the focus and is covered by ${above.tagName}.${above.className}.`);
    }
  }
  return found;
}

/** Runs in the page: colours that only a background told are gone in forced colours, so a control needs an edge. */
function findEdgeless(): string[] {
  const found: string[] = [];
  for (const control of document.querySelectorAll<HTMLElement>(
    '.button-primary, .button-secondary, .input, .badge, .notice, dialog[open], .error-summary',
  )) {
    if (control.getClientRects().length === 0) continue;
    const { borderTopStyle, borderInlineStartStyle, borderInlineStartWidth } = getComputedStyle(control);
    const edged =
      [borderTopStyle, borderInlineStartStyle].some((style) => style !== 'none') &&
      Number.parseFloat(borderInlineStartWidth) > 0;
    if (!edged) found.push(`${control.outerHTML.slice(0, 100)} has no edge.`);
  }
  return found;
}

// A picture of every screen, wide and narrow, light and dark, from the right, and in each state, into build/screenshots with a page that
// shows them all. Somebody looks at them: what is ugly, unclear or cut off, no rule finds.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { startWorld } from './running-world.ts';
import { SCREENS } from './screen-list.ts';
import { visitScreens, type View, type Visit } from './visit-screens.ts';

const FOLDER = fileURLToPath(new URL('../../build/screenshots/', import.meta.url));
/** A regular expression over the names of screens, for work on a few. */
const ONLY = new RegExp(process.env['CASEWRIGHT_SCREENS'] ?? '');

const EVERY: readonly View[] = (['light', 'dark'] as const).flatMap((look) => [
  { width: 1280, look },
  { width: 320, look },
]);

/** In the language that is made to run that way. */
const FROM_RIGHT: readonly View[] = [
  { width: 1280, look: 'rtl' },
  { width: 320, look: 'rtl-dark' },
];

it('takes a picture of every screen', async () => {
  const screens = SCREENS.filter(({ name }) => ONLY.test(name));
  const visits = screens.flatMap((screen): Visit[] => [
    { screen, state: 'normal', views: EVERY },
    { screen, state: 'normal', views: FROM_RIGHT, language: 'ar-XB' },
    ...(screen.act === undefined && screen.refused === undefined
      ? (['error', 'empty', 'loading'] as const).map((state): Visit => ({ screen, state, views: EVERY.slice(0, 1) }))
      : []),
  ]);
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const taken: string[] = [];
  const running = await startWorld();
  try {
    const onSeen: Parameters<typeof visitScreens>[0]['onSeen'] = async (page, { screen, state }, { width, look }) => {
      const name = `${[screen.name, ...(state === 'normal' ? [] : [state]), width, look].join('-')}.png`;
      await page.screenshot({ path: join(FOLDER, name), fullPage: true });
      taken.push(name);
    };
    const { faults } = await visitScreens({ ...running, checks: false, onSeen }, visits);
    expect(faults).toEqual([]);
  } finally {
    await running.stop();
  }
  writeFileSync(join(FOLDER, 'index.html'), pageOf(taken.toSorted()));
  process.stdout.write(`${taken.length} pictures in build/screenshots; open index.html there.\n`);
  const wanted = visits.flatMap(({ screen, views }) => views.filter(({ width }) => (screen.width ?? width) === width));
  expect(taken.length).toBe(wanted.length);
});

function pageOf(names: readonly string[]): string {
  const pictures = names.map(
    (name) =>
      `<figure><a href="${name}"><img src="${name}" alt="" loading="lazy"></a><figcaption>${name}</figcaption></figure>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Screens</title>
<style>body{font:14px system-ui;display:flex;flex-wrap:wrap;gap:1rem}img{inline-size:20rem;border:1px solid #999}figure{margin:0}</style>
${pictures.join('\n')}</html>\n`;
}

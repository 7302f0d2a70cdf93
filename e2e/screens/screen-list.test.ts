import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SCREENS } from './screen-list.ts';
import { pairs, product } from './visit-screens.ts';

const ROUTER = readFileSync(new URL('../../web/src/app/router.tsx', import.meta.url), 'utf8');

it('has a visit for every route of the app, and names no route that is not there', () => {
  const routes = [...ROUTER.matchAll(/\bpath: '([^']*)'/g)].map(([, path = '']) => (path === '/' ? '/' : `/${path}`));
  expect(routes.length).toBeGreaterThan(20);
  const visited = new Set(SCREENS.flatMap(({ route }) => (route === null ? [] : [route])));
  expect([...visited].toSorted()).toEqual([...new Set(routes)].toSorted());
});

it('names each screen once', () => {
  expect(new Set(SCREENS.map(({ name }) => name)).size).toBe(SCREENS.length);
});

it('looks at every screen in every language, width and colours in the long way', () => {
  const wide = SCREENS.filter(({ width }) => width === undefined).map(({ name }) => name);
  const seen = new Set(
    product(SCREENS).flatMap(({ screen, state, language, views }) =>
      views.map(({ width, look }) => `${screen.name} ${state} ${language ?? ''} ${width} ${look}`),
    ),
  );
  const looks = [
    'en 1280 light',
    'en 320 dark',
    'fr 1280 dark',
    'fr 320 light',
    'ar-XB 1280 rtl',
    'ar-XB 320 rtl-dark',
  ];
  expect(wide.flatMap((name) => looks.map((look) => `${name} normal ${look}`)).filter((one) => !seen.has(one))).toEqual(
    [],
  );
  for (const state of ['error', 'empty', 'loading']) expect(seen.has(`cases ${state} fr 320 dark`), state).toBe(true);
});

it('looks at every pair of width, look and state in the short way too', () => {
  const seen = (visits: ReturnType<typeof pairs>) =>
    new Set(
      visits.flatMap(({ state, views }) =>
        views.flatMap(({ width, look }) => [`${state} ${width}`, `${state} ${look}`, `${width} ${look}`]),
      ),
    );
  // Where the direction is set by a script, it is in light alone.
  const whole = [...seen(product(SCREENS))].filter((pair) => !pair.endsWith('rtl-dark'));
  expect(seen(pairs(SCREENS))).toEqual(new Set(whole));
  const short = new Set(pairs(SCREENS).map(({ screen }) => screen.name));
  expect(short.size).toBe(SCREENS.length);
});

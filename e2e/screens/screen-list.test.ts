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

it('looks at every pair of width, look and state in the short way too', () => {
  const seen = (visits: ReturnType<typeof pairs>) =>
    new Set(
      visits.flatMap(({ state, views }) =>
        views.flatMap(({ width, look }) => [`${state} ${width}`, `${state} ${look}`, `${width} ${look}`]),
      ),
    );
  expect(seen(pairs(SCREENS))).toEqual(seen(product(SCREENS)));
  const short = new Set(pairs(SCREENS).map(({ screen }) => screen.name));
  expect(short.size).toBe(SCREENS.length);
});

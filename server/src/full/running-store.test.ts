import { afterAll, expect, it } from 'vitest';
import { startStore } from './running-store.ts';
import { suiteUnderTest } from './suites-under-test.ts';

const said: string[] = [];
const suite = suiteUnderTest(1);
const store = await startStore({ ...suite.options, say: (sentence) => said.push(sentence) });
afterAll(() => {
  store.stop();
  suite.remove();
});

const address = `${store.environment['CASEWRIGHT_S3_ENDPOINT']}/documents`;

/** False where the line broke. */
function send(method: string, path: string): Promise<boolean> {
  const body = method === 'PUT' ? { body: 'kept' } : {};
  return fetch(`${address}/${path}`, { method, ...body }).then(
    ({ ok }) => ok,
    () => false,
  );
}

it('is started again with what it kept where it was killed and where it ended by itself, which alone is counted', async () => {
  expect(await send('PUT', 'before/it')).toBe(true);
  await store.restart();
  expect([store.endedByItself(), said]).toEqual([0, []]);
  const lane = async (of: number): Promise<void> => {
    for (let at = 0; store.endedByItself() === 0; at += 1) {
      await send('PUT', `one/${of}-${at}`);
      await send('DELETE', `one/${of}-${at}`);
    }
  };
  await Promise.all([1, 2, 3, 4].map(lane));
  await expect.poll(() => send('GET', 'before/it'), { timeout: 10_000 }).toBe(true);
  expect([store.endedByItself(), said.length]).toEqual([1, 1]);
  expect(said[0]).toMatch(/^The store of objects ended by itself and is started again: Error: ENOENT: .*open/);
}, 60_000);

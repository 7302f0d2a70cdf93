import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../launch/test-database.ts';
import type { Papers } from '../papers/open-papers.ts';
import { papersUnderTest } from '../papers/papers-under-test.ts';
import { suiteUnderTest } from './suites-under-test.ts';
import { texts } from './texts.ts';

const suite = suiteUnderTest(1);
let test: TestDatabase;
let papers: Papers;
beforeAll(async () => {
  test = await startTestDatabase();
  papers = await papersUnderTest();
});
afterAll(async () => {
  papers.close();
  await test.close();
  suite.remove();
});

it('every known word of made-up papers is found by those who may and by nobody else', async () => {
  const { folder } = suite.options;
  const place = { connection: test.appConnection, contextKey: test.contextKey, masterKey: Buffer.alloc(32, 5) };
  const { counts, failures } = await texts({ ...suite.options, documents: 20, ground: { ...place, folder, papers } });
  expect(failures).toEqual([]);
  expect(counts).toMatchObject({ documents: 20 });
  expect(counts['found']).toBeGreaterThan(15);
  expect(counts['hidden']).toBeGreaterThan(40);
  expect(counts['moved']).toBeGreaterThan(0);
  expect(counts['common']).toBeGreaterThan(10);
});

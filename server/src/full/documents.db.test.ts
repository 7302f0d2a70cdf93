import { afterAll, expect, it } from 'vitest';
import { documents } from './documents.ts';
import { suiteUnderTest } from './suites-under-test.ts';

const suite = suiteUnderTest(5);
afterAll(() => suite.remove('documents-disk', 'documents-s3'));

it.each(['disk', 's3'] as const)(
  'documents that are brought to a store (%s) while everything is killed are all there, once, and as they were sent',
  { timeout: 200_000 },
  async (store) => {
    const asked = { documents: store === 'disk' ? 24 : 100, cases: 4, kills: 1, stores: [store], clients: 4 };
    const { failures, counts } = await documents({ ...suite.options, ...asked });
    expect(failures).toEqual([]);
    expect(counts[store]).toMatchObject({ lost: 0, orphaned: 0, unreadable: 0, kills: { server: 1, database: 1 } });
  },
);

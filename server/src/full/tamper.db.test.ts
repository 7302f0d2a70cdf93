import { afterAll, expect, it } from 'vitest';
import { suiteUnderTest } from './suites-under-test.ts';
import { tamper } from './tamper.ts';

const suite = suiteUnderTest(4);
afterAll(() => suite.remove('tamper'));

it(
  'verify names the event for each of fifteen kinds of tampering, also by somebody who holds every key',
  { timeout: 200_000 },
  async () => {
    const result = await tamper({ ...suite.options, tamperings: 60, agencies: 13, cases: 5 });
    expect(result.failures).toEqual([]);
    expect(result.counts).toMatchObject({ made: 60, detected: 60 });
    const kinds = Object.values(result.counts['kinds'] ?? {});
    expect(kinds).toEqual(Array.from({ length: 15 }, () => ({ made: 4, detected: 4 })));
  },
);

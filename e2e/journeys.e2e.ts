import { expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { runJourneys, tableOf } from './journeys/run-journeys.ts';

it(
  'does the ten commonest tasks by keys alone, with no more keys than they may take',
  { timeout: 240_000 },
  async () => {
    const browser = await launchBrowser();
    try {
      const results = await runJourneys(browser, { language: 'en', width: 1280, ways: ['keys'] });
      expect(results.length).toBe(11);
      expect(
        results.filter(({ fault }) => fault !== null).map(({ task, fault }) => `${task}: ${fault ?? ''}`),
        tableOf(results),
      ).toEqual([]);
    } finally {
      await browser.close();
    }
  },
);

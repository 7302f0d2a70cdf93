// `npm run journeys [-- --languages en,fr,ar-XB] [--widths 1280,320]`: the ten commonest tasks in a real browser on a real server, with
// the mouse and with keys, counted. Exit code 1 where one takes more than it may, or does not come to its end. A run of everything
// writes results/journeys.json.
import { writeFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { buildWithPseudo } from './build-languages.ts';
import { commitOf } from './commit-of.ts';
import { setup, teardown } from './demonstration.ts';
import { runJourneys, tableOf, type JourneyResult, type Setting } from './journeys/run-journeys.ts';
import { startServer } from './running-server.ts';

const RESULTS = new URL('../results/journeys.json', import.meta.url);
/** Those that people may choose, and the one that runs from right to left. */
const LANGUAGES = ['en', 'fr', 'ar-XB'];
const WIDTHS = ['1280', '320'];

/** @returns the exit code */
export async function main(args: readonly string[]): Promise<number> {
  const languages = listAfter(args, '--languages') ?? LANGUAGES;
  const widths = listAfter(args, '--widths') ?? WIDTHS;
  const commit = commitOf();
  const began = Date.now();
  if (languages.includes('ar-XB')) await buildWithPseudo();
  setup();
  const browser = await launchBrowser();
  try {
    const results: JourneyResult[] = [];
    for (const language of languages)
      for (const width of widths) {
        results.push(...(await inOwnWorld(browser, { language, width: Number(width), ways: ['mouse', 'keys'] })));
        process.stdout.write(`${language} at ${width} px is done.\n`);
      }
    const seconds = Math.round((Date.now() - began) / 1_000);
    if (LANGUAGES.every((one) => languages.includes(one)) && WIDTHS.every((one) => widths.includes(one)))
      writeFileSync(RESULTS, `${JSON.stringify(summaryOf(results, { commit, seconds }), null, 2)}\n`);
    const failed = results.filter(({ fault }) => fault !== null);
    const lines = failed.map(
      ({ language, width, way, task, fault }) => `NOT ${task}, ${language}, ${width} px, ${way}: ${fault ?? ''}`,
    );
    const sum = `${results.length - failed.length} passed, ${failed.length} failed`;
    process.stdout.write(`${[tableOf(results), '', ...lines, sum].join('\n')}\n`);
    return failed.length === 0 ? 0 : 1;
  } finally {
    await browser.close();
    teardown();
  }
}

async function inOwnWorld(browser: Browser, setting: Setting): Promise<readonly JourneyResult[]> {
  const server = await startServer();
  try {
    return await runJourneys(browser, server.url, setting);
  } finally {
    await server.stop();
  }
}

function summaryOf(
  results: readonly JourneyResult[],
  of: { readonly commit: string; readonly seconds: number },
): object {
  const failed = results.filter(({ fault }) => fault !== null).length;
  const counts = { journeys: results.length, passed: results.length - failed, failed };
  return { measuredOn: new Date().toISOString().slice(0, 10), ...of, ...counts, results };
}

function listAfter(args: readonly string[], name: string): readonly string[] | null {
  const at = args.indexOf(name);
  const text = at === -1 ? undefined : args[at + 1];
  return text === undefined ? null : text.split(',').filter((one) => one !== '');
}

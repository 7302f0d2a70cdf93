// How soon the first page of a document is on the screen, from the press on its name until it is drawn, and how many bytes that takes: in
// the browser, as a person meets it. The first opening is not counted: it loads what shows such documents.
import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** Names a file for the figures; then each document is opened more often. */
const FIGURES = 'CASEWRIGHT_FIGURES';

export interface FirstPages {
  readonly document: string;
  readonly openings: number;
  readonly medianMs: number;
  readonly worstMs: number;
  /** Of the file, in the last opening. */
  readonly bytes: number;
  readonly requests: number;
}

/** @param name of the link to it, on the screen before and after */
export async function firstPages(page: Page, name: string): Promise<FirstPages> {
  const openings = process.env[FIGURES] === undefined ? 2 : 9;
  const took: number[] = [];
  let last = { ms: 0, bytes: 0, requests: 0 };
  for (let opening = 0; opening <= openings; opening += 1) {
    last = await firstPage(page, name);
    if (opening > 0) took.push(last.ms);
    await page.goBack();
    await page.getByRole('link', { name }).waitFor();
  }
  const sorted = took.toSorted((a, b) => a - b);
  return {
    ...{ document: name, openings, medianMs: sorted[Math.floor(sorted.length / 2)] ?? 0, worstMs: sorted.at(-1) ?? 0 },
    ...{ bytes: last.bytes, requests: last.requests },
  };
}

async function firstPage(page: Page, name: string): Promise<{ ms: number; bytes: number; requests: number }> {
  await page.evaluate(() => {
    performance.setResourceTimingBufferSize(5_000);
    performance.clearResourceTimings();
    performance.clearMarks();
    addEventListener('click', () => performance.mark('pressed'), { capture: true, once: true });
  });
  await page.getByRole('link', { name }).click();
  // The viewer tells that a page was opened as soon as it is drawn.
  await page.waitForFunction(
    () => performance.getEntriesByType('resource').some((entry) => entry.name.endsWith('/opened')),
    undefined,
    { polling: 50, timeout: 60_000 },
  );
  return page.evaluate(() => {
    // Entries of this type have these members.
    const all = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const pressed = performance.getEntriesByName('pressed')[0]?.startTime ?? Number.NaN;
    const told = all.find((entry) => entry.name.endsWith('/opened'))?.startTime ?? Number.NaN;
    const ranges = all.filter((entry) => entry.name.includes('use=show'));
    const bytes = ranges.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
    return { ms: Math.round(told - pressed), bytes, requests: ranges.length };
  });
}

/** Where somebody asks for them, by naming a file. */
export function keepFigures(figures: readonly FirstPages[]): void {
  const file = process.env[FIGURES];
  if (file !== undefined)
    writeFileSync(file, `${JSON.stringify({ goalMs: 400, pages: 500, firstPage: figures }, null, 2)}\n`);
}

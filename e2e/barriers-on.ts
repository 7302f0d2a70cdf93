// What a machine finds wrong with a screen, wide and narrow, with pictures of both for whoever wants to look.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { findBarriers } from './staff-page.ts';

/** Names the folder for pictures of the screens; none are taken otherwise. */
const PICTURES = process.env['CASEWRIGHT_PICTURES'];

/** Sentences; none is what every test wants. */
export async function barriersOn(page: Page, screen: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    for (const barrier of await findBarriers(page)) found.push(`${screen} at ${width}: ${barrier}`);
    if (PICTURES === undefined) continue;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${screen}-${width}.png`), fullPage: true });
  }
  return found;
}

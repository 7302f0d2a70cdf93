// A demonstration with everything that the screens need, and a browser, for whoever goes through the screens. CASEWRIGHT_SCREENS_AT names
// a folder in which one was made before and a server that runs on it, as `<folder>,<address>`, for work on screens.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../browser.ts';
import { startServer } from '../running-server.ts';
import { makeWorld, type ScreenWorld } from './screen-world.ts';

export interface RunningWorld {
  readonly browser: Browser;
  readonly url: string;
  readonly world: ScreenWorld;
  readonly stop: () => Promise<void>;
}

export async function startWorld(): Promise<RunningWorld> {
  const [made, running] = process.env['CASEWRIGHT_SCREENS_AT']?.split(',') ?? [];
  if (made !== undefined && running !== undefined) {
    const browser = await launchBrowser();
    return { browser, url: running, world: await keptWorld(running, made), stop: () => browser.close() };
  }
  const folder = mkdtempSync(join(tmpdir(), 'casewright-screens-'));
  chmodSync(folder, 0o711);
  const [server, browser] = await Promise.all([startServer({ folder }), launchBrowser()]);
  const stop = async () => {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { browser, url: server.url, world: await makeWorld(server.url, folder), stop };
}

async function keptWorld(url: string, folder: string): Promise<ScreenWorld> {
  const kept = join(folder, 'screens.json');
  // Written by the line below.
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as ScreenWorld;
  const world = await makeWorld(url, folder);
  writeFileSync(kept, JSON.stringify(world));
  return world;
}

import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CLIENT, startProvider, type ProviderUnderTest } from '../server/src/identity/provider-under-test.ts';
import { launchBrowser } from './browser.ts';
import { freePort } from './free-port.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { openPage, type WatchedPage } from './staff-page.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const AGENCY = 'demo';

let folder: string;
let server: RunningServer;
let provider: ProviderUnderTest;
let browser: Browser;
let watched: WatchedPage;
let token: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-provider-'));
  chmodSync(folder, 0o711);
  // People and cases come from the demonstration; after it the same installation has a provider and no personas.
  await (await startServer({ folder })).stop();
  token = /^token (.+)$/m.exec(await makeDirectory())?.[1] ?? '';
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  provider = await startProvider(origin, AGENCY);
  provider.asks = true;
  writeFileSync(join(folder, 'secret'), CLIENT.clientSecret);
  const settings = {
    ...{ agency: AGENCY, title: 'Riverbend', issuer: provider.issuer, clientId: CLIENT.clientId },
    clientSecretFile: 'secret',
  };
  writeFileSync(join(folder, 'identity.json'), JSON.stringify({ providers: [settings] }));
  const identity = {
    ...{ CASEWRIGHT_DEMO: '0', CASEWRIGHT_IDENTITY: join(folder, 'identity.json') },
    ...{ CASEWRIGHT_PUBLIC_ORIGIN: origin, PORT: String(port) },
  };
  [server, browser] = await Promise.all([startServer({ folder, environment: identity }), launchBrowser()]);
  watched = await openPage(browser, { width: 1280, colours: 'light' });
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  await provider.close();
  rmSync(folder, { recursive: true, force: true });
});

it('whom the directory does not know is told so, and whom it brings signs in by the provider, and out again', async () => {
  const { page } = watched;
  await page.goto(`${server.url}/cases`);
  await page.getByRole('link', { name: 'Sign in: Riverbend' }).click();
  await page.getByRole('button', { name: 'Sign in at the provider' }).click();
  await page.getByText('You are not known here yet, or no longer.').waitFor();
  expect(page.url()).toContain(server.url);

  await linkByDirectory();
  await page.goto(`${server.url}/cases`);
  await page.getByRole('link', { name: 'Sign in: Riverbend' }).click();
  await page.getByRole('heading', { level: 1, name: 'Cases' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/cases');
  expect(await page.getByText('This is a demonstration').count()).toBe(0);

  await holdListUntilSignedOut(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(`${provider.issuer}/**`);
  await page.unrouteAll({ behavior: 'wait' });
  await page.goto(`${server.url}/cases`);
  await page.getByRole('link', { name: 'Sign in: Riverbend' }).waitFor();
  expect(watched.faults).toEqual([]);
});

/** A list that is on its way while somebody signs out reaches the server after it, and before the page leaves. */
async function holdListUntilSignedOut(page: Page): Promise<void> {
  const held: Route[] = [];
  await page.route('**/api/v1/case-types', (route) => void held.push(route));
  await page.route('**/api/v1/session', async (route) => {
    if (route.request().method() !== 'DELETE') return route.continue();
    const response = await route.fetch();
    await Promise.all(held.map((each) => each.continue().catch(() => undefined)));
    await new Promise((resolve) => setTimeout(resolve, 500));
    return route.fulfill({ response });
  });
  await page.goto(`${server.url}/cases`);
  await expect.poll(() => held.length).toBeGreaterThan(0);
}

/** The directory says which account at the provider is Anna's. */
async function linkByDirectory(): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' };
  const change = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', path: 'externalId', value: provider.account.sub }],
  };
  const list = await fetch(`${server.url}/scim/v2/Users?count=1`, { headers });
  // The answer of a list, by its standard.
  const { Resources } = (await list.json()) as { readonly Resources: readonly { readonly id: string }[] };
  const answer = await fetch(`${server.url}/scim/v2/Users/${Resources[0]?.id ?? ''}`, {
    ...{ method: 'PATCH', headers, body: JSON.stringify(change) },
  });
  expect(answer.status).toBe(200);
}

function makeDirectory(): Promise<string> {
  const args = ['systems', 'add', '--agency', AGENCY, '--name', 'Directory', '--actions', 'provision', '--token'];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(PROJECT, 'server', 'casewright.mjs'), ...args], {
      cwd: PROJECT,
      env: { ...process.env, CASEWRIGHT_DATA: folder, DATABASE_URL: '' },
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('exit', (code) => (code === 0 ? resolve(said) : reject(new Error(said))));
  });
}

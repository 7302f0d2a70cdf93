import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';

describe('the browser of the tests', () => {
  let browser: Browser;
  let server: Server;
  beforeAll(async () => {
    browser = await launchBrowser();
    server = createServer((_, response) =>
      response.end('<!doctype html><title>Here</title><h1>Text</h1><script>document.title += " " + (1 + 1)</script>'),
    );
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });

  it('renders a page, runs its script and lays out its text', async () => {
    const page = await browser.newPage();
    // A server that listens on a port has an address of this kind, not a path.
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/`);
    expect(await page.title()).toBe('Here 2');
    const box = await page.locator('h1').boundingBox();
    expect(box?.height).toBeGreaterThan(10);
    const picture = await page.screenshot();
    expect(picture.length).toBeGreaterThan(1000);
  });
});

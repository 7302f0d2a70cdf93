import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesOfBuffer, type Bytes } from '../files/bytes.ts';
import { madeXlsx, madeZip } from './made-office.ts';
import { madePdf } from './made-pdf.ts';
import { openPapers, type Papers } from './open-papers.ts';
import { papersUnderTest } from './papers-under-test.ts';
import { readerProgram } from './reader-program.ts';

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const ODT = 'application/vnd.oasis.opendocument.text';

let papers: Papers;
let folder: string;
beforeAll(async () => {
  papers = await papersUnderTest();
  folder = await mkdtemp(join(tmpdir(), 'casewright-papers-'));
});
afterAll(async () => {
  papers.close();
  await rm(folder, { recursive: true });
});

/** A reader that does as a program of the test's says, as one that was taken over might. */
async function taken(name: string, source: string): Promise<Papers> {
  const path = join(folder, `${name}.mjs`);
  await writeFile(path, source);
  return openPapers({ program: { ...readerProgram(), path }, pictures: null });
}

const FRAME = `const frame = (kind, text) => { const body = Buffer.from(text); const head = Buffer.alloc(5);
  head.writeUInt32BE(body.length, 0); head.writeUInt8(kind, 4); process.stdout.write(Buffer.concat([head, body])); };\n`;

function childrenOf(pid: number): readonly string[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8')
      .split(' ')
      .filter((each) => each !== ''),
  );
}

describe('a reader process', () => {
  const paper = bytesOfBuffer(Buffer.from('paper'));

  it('is killed at its time', async () => {
    const endless = await taken('endless', 'for (;;);');
    const began = performance.now();
    expect(await endless.textOf(paper, 'text/plain', { limits: { timeMs: 400 } })).toEqual({
      kind: 'unreadable',
      reason: 'time',
    });
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it.runIf(process.platform === 'linux')('is killed where its buffers grow beyond its memory', async () => {
    const growing = await taken('growing', 'const all = []; for (;;) all.push(Buffer.alloc(8 << 20, 1));');
    expect(await growing.textOf(paper, 'text/plain', { limits: { memoryMb: 200 } })).toEqual({
      kind: 'unreadable',
      reason: 'memory',
    });
  });

  it('is ended by V8 where its values grow beyond its heap', async () => {
    const growing = await taken('heap', 'const all = []; for (;;) all.push([Math.random(), {}, String(all.length)]);');
    expect(await growing.textOf(paper, 'text/plain', { limits: { heapMb: 40 } })).toEqual({
      kind: 'unreadable',
      reason: 'memory',
    });
  });

  it('is killed where it says too much', async () => {
    const talking = await taken(
      'talking',
      'const some = Buffer.alloc(1 << 16, 5); for (;;) process.stdout.write(some);',
    );
    expect(await talking.textOf(paper, 'text/plain', { limits: { outputBytes: 1 << 20 } })).toMatchObject({
      kind: 'unreadable',
      reason: /ended|size/,
    });
  });

  it.each([
    ['nothing', ''],
    ['no JSON', `${FRAME} frame(5, '{');`],
    ['another shape', `${FRAME} frame(5, '{"kind":"text","pages":[{"text":4}]}');`],
    ['an unknown reason', `${FRAME} frame(5, '{"kind":"unreadable","reason":"<b>"}');`],
    ['a range before the paper', `${FRAME} frame(4, '{"start":-1,"length":5}'); setTimeout(() => {}, 9e5);`],
    [
      'a range of everything at once',
      `${FRAME} frame(4, '{"start":0,"length":999999999}'); setTimeout(() => {}, 9e5);`,
    ],
    ['an unknown frame', `${FRAME} frame(99, '{}'); setTimeout(() => {}, 9e5);`],
  ])('that answers %s is not believed', async (_, source) => {
    const strange = await taken('strange', source);
    expect(await strange.textOf(paper, 'text/plain')).toEqual({ kind: 'unreadable', reason: 'ended' });
  });

  it('has no environment, no files, no programs and no addons', async () => {
    process.env['CASEWRIGHT_PAPERS_CANARY'] = 'canary';
    const source = `import { readFileSync, writeFileSync } from 'node:fs'; import { spawnSync } from 'node:child_process'; import { Worker } from 'node:worker_threads';
      ${FRAME} const tried = (act) => { try { act(); return 'done'; } catch (error) { return error.code; } };
      const text = JSON.stringify([process.env.CASEWRIGHT_PAPERS_CANARY ?? 'none', tried(() => readFileSync('/etc/hostname')), tried(() => writeFileSync('/tmp/x', '')),
        tried(() => spawnSync('true')), tried(() => new Worker('', { eval: true })), tried(() => process.dlopen({ exports: {} }, '/x.node'))]);
      frame(5, JSON.stringify({ kind: 'text', pages: [{ text }], pageCount: 1, title: null, language: null, partsRefused: [] }));`;
    const curious = await taken('curious', source);
    const text = await curious.textOf(paper, 'text/plain');
    delete process.env['CASEWRIGHT_PAPERS_CANARY'];
    const denied = 'ERR_ACCESS_DENIED';
    expect(text.kind === 'text' && JSON.parse(text.pages[0]!.text)).toEqual([
      'none',
      denied,
      denied,
      denied,
      denied,
      'ERR_DLOPEN_DISABLED',
    ]);
  });

  it('asks nobody on the network for what a paper names', async () => {
    let calls = 0;
    const server = createServer(() => (calls += 1));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const odt = madeZip({ 'content.xml': `<!DOCTYPE a SYSTEM "http://127.0.0.1:${port}/a.dtd"><a/>` });
    const html = `<link rel="stylesheet" href="http://127.0.0.1:${port}/"><img src="http://127.0.0.1:${port}/" alt="a picture">`;
    expect(await papers.textOf(bytesOfBuffer(odt), ODT)).toMatchObject({
      partsRefused: [{ part: 'content.xml', reason: 'damaged' }],
    });
    expect(await papers.textOf(bytesOfBuffer(Buffer.from(html)), 'text/html')).toMatchObject({
      pages: [{ text: 'a picture' }],
    });
    server.close();
    expect(calls).toBe(0);
  });

  it('ends with whoever waits for it, and leaves no process behind', async () => {
    const endless = await taken('stopped', 'for (;;);');
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 200);
    expect(await endless.textOf(paper, 'text/plain', { signal: stop.signal })).toEqual({
      kind: 'unreadable',
      reason: 'stopped',
    });
    expect(await endless.textOf(paper, 'text/plain', { signal: stop.signal })).toEqual({
      kind: 'unreadable',
      reason: 'stopped',
    });
    if (!existsSync('/proc')) return;
    await expect
      .poll(() => childrenOf(process.pid).filter((pid) => commandOf(pid).includes('stopped.mjs')))
      .toEqual([]);
  });
});

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

describe('a hostile paper', () => {
  it('that unpacks to more than may come out is refused, at its declared size or against it', async () => {
    const bomb = madeZip({ 'content.xml': Buffer.alloc(64 << 20, 0x20) });
    expect(bomb.length).toBeLessThan(100_000);
    const limits = { inflatedBytes: 8 << 20 };
    expect(await papers.textOf(bytesOfBuffer(bomb), ODT, { limits })).toEqual({ kind: 'unreadable', reason: 'size' });
    // The list of the archive says a hundred bytes.
    const lying = Buffer.from(bomb);
    lying.writeUInt32LE(100, lying.lastIndexOf(Buffer.from('504b0102', 'hex')) + 24);
    expect(await papers.textOf(bytesOfBuffer(lying), ODT, { limits })).toMatchObject({
      partsRefused: [{ reason: 'damaged' }],
    });
  });

  it('with more parts, or deeper, than may be is refused', async () => {
    const many = madeZip(Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`${at}.xml`, ''])));
    expect(await papers.textOf(bytesOfBuffer(many), ODT, { limits: { parts: 50 } })).toEqual({
      kind: 'unreadable',
      reason: 'size',
    });
    const deep = madeZip({ 'content.xml': `${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}` });
    expect(await papers.textOf(bytesOfBuffer(deep), ODT)).toMatchObject({ partsRefused: [{ reason: 'damaged' }] });
    const rtf = Buffer.from(`{\\rtf1 ${'{'.repeat(100_000)}`);
    expect(await papers.textOf(bytesOfBuffer(rtf), 'application/rtf')).toEqual({
      kind: 'unreadable',
      reason: 'damaged',
    });
  });

  it('with entities that grow by entities is stopped at its DOCTYPE', async () => {
    const laughs = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><text:p>&b;</text:p>';
    expect(await papers.textOf(bytesOfBuffer(madeZip({ 'content.xml': laughs })), ODT)).toMatchObject({
      pages: [],
      partsRefused: [{ part: 'content.xml', reason: 'damaged' }],
    });
  });

  it('that names one long text from many cells gives no more than may be given', async () => {
    const sheet = madeXlsx([Array.from({ length: 5_000 }, () => 'x'.repeat(500)).join('\n')]);
    const text = await papers.textOf(bytesOfBuffer(sheet), SHEET, { limits: { characters: 10_000 } });
    expect(text).toMatchObject({ kind: 'text', partsRefused: [{ part: 'page 1', reason: 'too-large' }] });
    expect(text.kind === 'text' && text.pages[0]!.text.length).toBe(10_000);
  });

  it('of more pages than may be gives the first, and says that there are more', async () => {
    const pdf = madePdf({ pages: Array.from({ length: 30 }, (_, at) => `page ${at + 1}`) });
    const text = await papers.textOf(bytesOfBuffer(pdf), 'application/pdf', { limits: { pages: 10 } });
    expect(text).toMatchObject({ pageCount: 30, partsRefused: [{ part: 'page 11 and after', reason: 'too-many' }] });
    expect(text.kind === 'text' && text.pages).toHaveLength(10);
  });

  it('whose bytes cannot be had is unreadable, and others are read beside and after it', async () => {
    const gone: Bytes = { size: 100, read: () => Promise.reject(new Error('gone')) };
    const endless = await taken('beside', 'for (;;);');
    const [first, second, third] = await Promise.all([
      papers.textOf(gone, 'text/plain'),
      endless.textOf(gone, 'text/plain', { limits: { timeMs: 500 } }),
      papers.textOf(bytesOfBuffer(Buffer.from('well')), 'text/plain'),
    ]);
    expect([first, second]).toEqual([
      { kind: 'unreadable', reason: 'ended' },
      { kind: 'unreadable', reason: 'time' },
    ]);
    expect(third).toMatchObject({ pages: [{ text: 'well' }] });
  });
});

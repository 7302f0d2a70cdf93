// The client of ClamAV against a peer that speaks its protocol in every way in which it may go wrong, and against a real clamd
// with signatures of our own where the machine has one. Whatever is not a plain OK is never clean.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bytesOfBuffer, type Bytes } from '../files/bytes.ts';
import { DEFAULT_LIMITS } from './budget.ts';
import { judgeFile, type Verdict } from './judge-file.ts';
import { openScanner, readScannerAddress, type Scanner } from './scanner.ts';
import { startPeer, type Peer, type PeerManners } from './scanner-under-test.ts';

const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
/** Behind other words, so that the gate itself does not know it. */
const INFECTED = Buffer.from(`Good day, here it is: ${EICAR}`);
const CLEAN = Buffer.from('Good day, here is my letter.\n');

const peers: Peer[] = [];
afterEach(async () => {
  for (const peer of peers.splice(0)) await peer.close();
});

async function scannerWith(manners: PeerManners): Promise<Scanner> {
  const peer = await startPeer(manners);
  peers.push(peer);
  return openScanner({ address: peer.address, silenceMs: 300, scanMs: 2_000 });
}

const judge = (bytes: Bytes, scanner: Scanner): Promise<Verdict> =>
  judgeFile(bytes, { name: 'letter.txt', limits: DEFAULT_LIMITS, scanner });

describe('a peer that speaks the protocol of clamd', () => {
  test('says clean, and is named in the verdict', async () => {
    const verdict = await judge(bytesOfBuffer(CLEAN), await scannerWith({}));
    expect(verdict).toMatchObject({ verdict: 'clean', scanner: 'ClamAV 1.4.0/peer' });
  });

  test('finds something, whose name is not told to whoever sent it', async () => {
    const verdict = await judge(bytesOfBuffer(INFECTED), await scannerWith({}));
    expect(verdict).toMatchObject({ verdict: 'refused', code: 'malware', retryAfterS: null });
    expect(JSON.stringify(verdict)).not.toContain('Eicar');
    expect(await (await scannerWith({})).scan(bytesOfBuffer(INFECTED))).toMatchObject({
      outcome: 'found',
      signature: 'Eicar-Peer',
    });
  });

  test('gets a large file whole, in pieces', async () => {
    const peer = await startPeer();
    peers.push(peer);
    const text = Buffer.alloc(3_000_001, 'words and words\n');
    const scanned = await openScanner({ address: peer.address }).scan(bytesOfBuffer(text));
    expect(scanned).toMatchObject({ outcome: 'clean' });
    expect(peer.received()).toBe(text.length);
    expect(peer.longest()).toBeLessThanOrEqual(256 * 1024);
  });

  test('may answer byte by byte', async () => {
    expect(await judge(bytesOfBuffer(CLEAN), await scannerWith({ slowly: true }))).toMatchObject({ verdict: 'clean' });
  });

  test('takes no more than its limit, which is a refusal that says so', async () => {
    const scanner = await scannerWith({ mostBytes: 1_000_000 });
    const verdict = await judge(bytesOfBuffer(Buffer.alloc(6_000_000, 'words\n')), scanner);
    expect(verdict).toMatchObject({ verdict: 'refused', code: 'scanner-limit' });
  });

  test.each<[string, PeerManners]>([
    ['hangs up at once', { onVersion: null }],
    ['is another program', { onVersion: 'SSH-2.0-OpenSSH' }],
    ['says nothing', { onVersion: 'silent' }],
    ['says nothing of the file', { onStream: 'silent' }],
    ['hangs up instead of answering', { onStream: null }],
    ['cuts the connection within the file', { cutAfter: 40 }],
    ['answers that it cannot', { onStream: "stream: Can't allocate memory ERROR" }],
    ['answers with nothing', { onStream: '' }],
    ['answers something else', { onStream: 'fine' }],
    ['answers half of it', { onStream: 'stream: O' }],
    ['says OK of something else', { onStream: 'UNKNOWN COMMAND OK' }],
    ['says OK and more', { onStream: 'stream: OK stream: Virus FOUND?' }],
    ['never stops', { onStream: 'x'.repeat(10_000) }],
  ])('that %s makes nothing clean: the file waits, with a time to try again', async (_title, manners) => {
    const verdict = await judge(bytesOfBuffer(CLEAN), await scannerWith(manners));
    expect(verdict).toMatchObject({ verdict: 'refused', code: 'scanner-unavailable', retryAfterS: 120 });
  });

  test('that is gone makes nothing clean', async () => {
    const peer = await startPeer();
    await peer.close();
    const scanner = openScanner({ address: peer.address });
    expect(await judge(bytesOfBuffer(CLEAN), scanner)).toMatchObject({
      verdict: 'refused',
      code: 'scanner-unavailable',
    });
    expect(await scanner.health()).toMatchObject({ up: false });
    expect(await judge(bytesOfBuffer(CLEAN), openScanner({ address: { path: '/nowhere/clamd.sock' } }))).toMatchObject({
      code: 'scanner-unavailable',
    });
  });

  test('is asked for its health', async () => {
    expect(await (await scannerWith({})).health()).toEqual({ up: true, version: 'ClamAV 1.4.0/peer' });
    expect(await (await scannerWith({ onPing: 'NO' })).health()).toMatchObject({ up: false });
  });

  test('is left when the caller gives up, and a file that cannot be read is not its fault', async () => {
    const scanner = await scannerWith({ onStream: 'silent' });
    await expect(scanner.scan(bytesOfBuffer(CLEAN), AbortSignal.timeout(50))).rejects.toThrow();
    const unreadable: Bytes = { size: 10, read: () => Promise.reject(new Error('the disk is gone')) };
    await expect((await scannerWith({})).scan(unreadable)).rejects.toThrow('the disk is gone');
  });
});

test.each([
  ['/run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
  ['127.0.0.1:3310', { host: '127.0.0.1', port: 3310 }],
  ['tcp://scanner.example:3310', { host: 'scanner.example', port: 3310 }],
  ['[::1]:3310', { host: '::1', port: 3310 }],
])('the address %s is read', (text, address) => {
  expect(readScannerAddress(text)).toEqual(address);
});

test.each(['', 'clamd', 'host:0', 'host:99999', 'http://host:1/', './clamd.sock', `/${'a'.repeat(200)}`])(
  'the address %j is refused with a sentence',
  (text) => {
    expect(readScannerAddress(text)).toMatch(/ .*\.$/);
  },
);

const CLAMD = ['/usr/sbin/clamd', '/usr/local/sbin/clamd', '/opt/homebrew/sbin/clamd'].find((path) => existsSync(path));

describe.skipIf(CLAMD === undefined)('a real clamd, where the machine has ClamAV', () => {
  const folder = mkdtempSync(join(tmpdir(), 'casewright-test-clamd-'));
  const socket = join(folder, 'clamd.sock');
  const scanner = openScanner({ address: { path: socket }, silenceMs: 20_000 });
  let clamd: ChildProcess | null = null;

  beforeAll(async () => {
    const signatures = join(folder, 'signatures');
    mkdirSync(signatures);
    const hash = createHash('md5').update(EICAR).digest('hex');
    writeFileSync(join(signatures, 'own.hdb'), `${hash}:${EICAR.length}:Own.Eicar\n`);
    writeFileSync(join(signatures, 'own.ndb'), `Own.Mark:0:*:${Buffer.from('casewright-test-mark').toString('hex')}\n`);
    const settings = [
      `LocalSocket ${socket}`,
      `DatabaseDirectory ${signatures}`,
      `LogFile ${join(folder, 'log')}`,
      'Foreground yes',
      'StreamMaxLength 2M',
      'MaxThreads 2',
    ];
    writeFileSync(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`);
    clamd = spawn(CLAMD ?? '', ['--config-file', join(folder, 'clamd.conf')], { stdio: 'ignore' });
    for (let tries = 0; tries < 200 && !(await scanner.health()).up; tries += 1) await wait(50);
  }, 30_000);

  afterAll(() => {
    clamd?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  test('is up and says what it is', async () => {
    expect(await scanner.health()).toMatchObject({ up: true, version: expect.stringMatching(/^ClamAV \d/) });
  });

  test('passes a letter and finds both signatures, also within a file', async () => {
    expect(await judge(bytesOfBuffer(CLEAN), scanner)).toMatchObject({
      verdict: 'clean',
      scanner: expect.stringMatching(/^ClamAV/),
    });
    expect(await scanner.scan(bytesOfBuffer(Buffer.from(EICAR)))).toMatchObject({
      outcome: 'found',
      signature: expect.stringContaining('Own.Eicar'),
    });
    const marked = bytesOfBuffer(Buffer.from('Good day casewright-test-mark and more'));
    expect(await judge(marked, scanner)).toMatchObject({ verdict: 'refused', code: 'malware' });
  });

  test('says when a file is over its limit', async () => {
    const verdict = await judge(bytesOfBuffer(Buffer.alloc(5_000_000, 'words\n')), scanner);
    expect(verdict).toMatchObject({ verdict: 'refused', code: 'scanner-limit' });
  });

  test('makes nothing clean once it was killed', async () => {
    clamd?.kill('SIGKILL');
    await wait(100);
    expect(await judge(bytesOfBuffer(CLEAN), scanner)).toMatchObject({
      verdict: 'refused',
      code: 'scanner-unavailable',
      retryAfterS: 120,
    });
  });
});

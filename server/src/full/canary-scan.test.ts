import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { canary, canaryScanner, type Encoding } from './canary-scan.ts';

const encodings: Readonly<Record<string, readonly [Encoding, (text: string) => string | Buffer]>> = {
  plain: ['utf8', (text) => text],
  'UTF-16, little end first': ['utf16', (text) => Buffer.from(text, 'utf16le')],
  'UTF-16, big end first': ['utf16', (text) => Buffer.from(text, 'utf16le').swap16()],
  hexadecimal: ['hex', (text) => Buffer.from(text).toString('hex')],
  HEXADECIMAL: ['hex', (text) => Buffer.from(text).toString('hex').toUpperCase()],
  'base64 from its beginning': ['base64', (text) => Buffer.from(text).toString('base64')],
  'base64 after one byte': ['base64', (text) => Buffer.from(`"${text}"`).toString('base64')],
  'base64 after two bytes': ['base64', (text) => Buffer.from(`{"${text}"}`).toString('base64url')],
};

it('finds a canary in every encoding, whose it is, across the edges of what it reads at a time, and nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'casewright-canary-'));
  mkdirSync(join(folder, 'deep'));
  const noise = Buffer.alloc(8 * 1024 * 1024 + 57, 'x');
  const found = Object.entries(encodings).map(([name, [encoding, encode]], at) => {
    const path = join(folder, 'deep', `file-${at}`);
    writeFileSync(
      path,
      Buffer.concat([noise.subarray(at), Buffer.from(encode(canary(at + 7, 'note'))), noise.subarray(0, 9)]),
    );
    const scanner = canaryScanner();
    scanner.file(path);
    const { numbers, hits } = scanner.found();
    return [name, [...numbers], hits[encoding]];
  });
  expect(found).toEqual(Object.keys(encodings).map((name, at) => [name, [at + 7], 1]));
  const all = canaryScanner();
  all.folder(folder);
  expect(all.found().numbers.size).toBe(found.length);
  const none = canaryScanner();
  none.bytes(noise, 'noise');
  expect([...none.found().numbers]).toEqual([]);
  rmSync(folder, { recursive: true });
});

// The gate's promises, on small files that are written out here; hostile ones by the hundred are in server/src/full.
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { bytesOfBuffer } from '../files/bytes.ts';
import { DEFAULT_LIMITS } from './budget.ts';
import { judgeFile, type Verdict } from './judge-file.ts';
import { REFUSALS } from './refusals.ts';

const judge = (content: string | Buffer, name: string): Promise<Verdict> =>
  judgeFile(bytesOfBuffer(Buffer.from(content as string)), { name, limits: DEFAULT_LIMITS, scanner: null });

test('a plain text passes, unscanned where there is no scanner', async () => {
  expect(await judge('I ask for a review.\n', 'letter.txt')).toEqual({
    verdict: 'unscanned',
    mediaType: 'text/plain',
    scanner: null,
    warnings: [],
    name: 'letter.txt',
  });
});

test.each([
  ['', 'a.txt', 'empty'],
  ['MZ\x90\0', 'a.pdf', 'not-a-document'],
  ['#!/bin/sh\n', 'a.txt', 'not-a-document'],
  ['hello', 'a.pdf.exe', 'name-of-a-program'],
  ['hello', 'photo.jpg', 'name-contradicts-content'],
  ['<html><script>alert(1)</script>', 'a.html', 'active-markup'],
  ['GIF89a/*\x01\x80\0\0*/=1;alert(1)', 'a.gif', 'hidden-content'],
  ['%PDF-1.7\n', 'a.pdf', 'truncated'],
  ['\x1f\x8b\x08\0\0\0\0\0', 'a.gz', 'name-of-a-program'],
  ['\x1f\x8b\x08\0\0\0\0\0', 'a', 'other-archive'],
])('%j called %s is refused as %s, with a sentence', async (content, name, code) => {
  const verdict = await judge(Buffer.from(content, 'latin1'), name);
  expect(verdict).toEqual({ verdict: 'refused', code, reason: REFUSALS[code as 'empty'], retryAfterS: null });
});

test('a caller who gives up is obeyed', async () => {
  const options = {
    name: 'a.txt',
    limits: DEFAULT_LIMITS,
    scanner: null,
    signal: AbortSignal.abort(new Error('gone')),
  };
  await expect(judgeFile(bytesOfBuffer(Buffer.from('a')), options)).rejects.toThrow('gone');
});

test('a budget of no time refuses and does not hang', async () => {
  const limits = { ...DEFAULT_LIMITS, milliseconds: -1 };
  const verdict = await judgeFile(bytesOfBuffer(Buffer.from('a')), { name: 'a.txt', limits, scanner: null });
  expect(verdict).toMatchObject({ verdict: 'refused', code: 'took-too-long' });
});

describe('a slow store', () => {
  const slow = (ms: number) => {
    const text = bytesOfBuffer(Buffer.from('A letter.\n'));
    return {
      size: text.size,
      read: async (start: number, length: number) => (await setTimeout(ms), text.read(start, length)),
    };
  };

  test('does not count as work on the file', async () => {
    const limits = { ...DEFAULT_LIMITS, milliseconds: 50 };
    const started = performance.now();
    const verdict = await judgeFile(slow(60), { name: 'a.txt', limits, scanner: null });
    expect(performance.now() - started).toBeGreaterThan(60);
    expect(verdict).toMatchObject({ verdict: 'unscanned' });
  });

  test('may be tried again when it was too slow', async () => {
    const limits = { ...DEFAULT_LIMITS, waitMilliseconds: 10 };
    const verdict = await judgeFile(slow(20), { name: 'a.txt', limits, scanner: null });
    expect(verdict).toMatchObject({ verdict: 'refused', code: 'read-too-slowly', retryAfterS: 60 });
  });
});

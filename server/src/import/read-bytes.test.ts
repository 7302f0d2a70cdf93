import { gzipSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { inFolder, writeLog } from './log-under-test.ts';
import { LogFault } from './log-row.ts';
import { readBytes } from './read-bytes.ts';

async function unpacked(
  content: Buffer | string,
): Promise<{ readonly bytes: Buffer; readonly fault: unknown; readonly count: number }> {
  return inFolder(async (folder) => {
    const chunks: Buffer[] = [];
    const read = { count: 0 };
    try {
      for await (const chunk of readBytes(writeLog(folder, 'log', content), read)) chunks.push(chunk);
      return { bytes: Buffer.concat(chunks), fault: null, count: read.count };
    } catch (fault) {
      return { bytes: Buffer.concat(chunks), fault, count: read.count };
    }
  });
}

/** Text that does not pack into nothing, larger than any buffer on the way. */
const TEXT = Buffer.from(
  Array.from({ length: 40_000 }, (_, at) => `${at},${randomBytes(12).toString('hex')}`).join('\n'),
);

test('a plain file and a gzip of it read the same, and the bytes of the file are counted', async () => {
  const packed = gzipSync(TEXT);
  expect((await unpacked(TEXT)).bytes.equals(TEXT)).toBe(true);
  const read = await unpacked(packed);
  expect(read.bytes.equals(TEXT)).toBe(true);
  expect(read.count).toBe(packed.length);
});

test('a gzip in several members is read as one', async () => {
  const read = await unpacked(Buffer.concat([gzipSync(TEXT), gzipSync('tail')]));
  expect(read.fault).toBeNull();
  expect(read.bytes.equals(Buffer.concat([TEXT, Buffer.from('tail')]))).toBe(true);
});

test('a truncated gzip gives what it has, the same each time, and then says that it ends too early', async () => {
  const packed = gzipSync(TEXT);
  for (const kept of [0.3, 0.7, 0.999]) {
    const cut = packed.subarray(0, Math.floor(packed.length * kept));
    const first = await unpacked(cut);
    expect(first.fault).toBeInstanceOf(LogFault);
    expect(String(first.fault)).toContain('ends too early');
    expect(TEXT.subarray(0, first.bytes.length).equals(first.bytes)).toBe(true);
    expect(first.bytes.length).toBeGreaterThan(TEXT.length * (kept - 0.1));
    expect((await unpacked(cut)).bytes.length).toBe(first.bytes.length);
  }
});

test('a gzip without its last bytes is truncated even if all text is there', async () => {
  const packed = gzipSync(TEXT);
  const read = await unpacked(packed.subarray(0, packed.length - 4));
  expect(read.bytes.equals(TEXT)).toBe(true);
  expect(String(read.fault)).toContain('ends too early');
});

test('a gzip with a damaged byte is refused there', async () => {
  const packed = gzipSync(TEXT);
  packed[packed.length - 6] = (packed[packed.length - 6] ?? 0) ^ 0xff;
  expect(String((await unpacked(packed)).fault)).toContain('damaged');
});

test('an empty file has no bytes', async () => {
  expect(await unpacked('')).toEqual({ bytes: Buffer.alloc(0), fault: null, count: 0 });
});

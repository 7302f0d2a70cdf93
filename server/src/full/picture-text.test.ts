// The text of pictures by tesseract itself, where the machine has it; and what is said where it is not there, hangs or speaks too much.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bytesOfBuffer } from '../files/bytes.ts';
import { PAPER_LIMITS, type PaperLimits } from '../papers/paper.ts';
import { pictureText } from '../papers/picture-text.ts';
import { scanOf } from './made-scans.ts';

const TESSERACT = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'tesseract'))
  .find((path) => existsSync(path));
const folder = mkdtempSync(join(tmpdir(), 'casewright-pictures-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const scan = (): Buffer =>
  scanOf(1400, 300, [{ text: 'Drainage works at Elm Street', x: 60, y: 160, size: 64 }]).toBuffer('image/png');

function read(path: string, limits: PaperLimits = PAPER_LIMITS) {
  return pictureText({ path, languages: 'eng' }, { bytes: bytesOfBuffer(scan()), limits });
}

/** A program in the place of tesseract. */
function program(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o700 });
  return path;
}

describe.skipIf(TESSERACT === undefined)('a real tesseract, where the machine has it', () => {
  it('reads the words of a scan, and says of what is no picture that it is damaged', async () => {
    const made = await read(TESSERACT ?? '');
    expect(made).toMatchObject({ kind: 'text' });
    expect('pages' in made ? JSON.stringify(made.pages) : '').toMatch(/Drainage works at Elm Street/);
    const job = { bytes: bytesOfBuffer(Buffer.from('no picture')), limits: PAPER_LIMITS };
    const none = await pictureText({ path: TESSERACT ?? '', languages: 'eng' }, job);
    expect(none).toEqual({ kind: 'unreadable', reason: 'damaged' });
  });
});

describe('a reader of pictures', () => {
  it('that is not there, hangs, or floods is given up', async () => {
    expect(await read(join(folder, 'nothing'))).toEqual({ kind: 'unreadable', reason: 'no-picture-reader' });
    const short = { ...PAPER_LIMITS, timeMs: 300 };
    expect(await read(program('hangs', 'exec sleep 20'), short)).toEqual({ kind: 'unreadable', reason: 'time' });
    expect(await read(program('floods', 'exec cat /dev/zero'))).toEqual({ kind: 'unreadable', reason: 'size' });
  });
});

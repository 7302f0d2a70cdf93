import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeTogether } from './write-together.ts';

let folder: string;
let path: string;
let handles: FileHandle;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-together-'));
  path = join(folder, 'file');
  writeFileSync(path, '');
  const handle = await open(path, 'r');
  // What all handles have their methods from, to watch and to strike them.
  handles = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** How many this process has of the file; nought where a system does not tell. */
function openHandles(): number {
  const own = '/proc/self/fd';
  if (!existsSync(own)) return 0;
  return readdirSync(own).filter((each) => {
    try {
      return readlinkSync(join(own, each)) === path;
    } catch {
      return false;
    }
  }).length;
}

const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const piece = (letter: string): Buffer => Buffer.alloc(100_000, letter);

describe('durable writes into one file', () => {
  it('go each to its place, with fewer syncs than writes, and leave no handle open', async () => {
    const datasync = vi.spyOn(handles, 'datasync');
    const { write } = writeTogether();
    await Promise.all(LETTERS.map((letter, at) => write(path, piece(letter), at * 100_000)));
    expect(readFileSync(path, 'latin1')).toBe(LETTERS.map((letter) => letter.repeat(100_000)).join(''));
    expect(datasync.mock.calls.length).toBeGreaterThan(0);
    expect(datasync.mock.calls.length).toBeLessThan(8);
    expect(openHandles()).toBe(0);
  });

  it('resolve only after a sync that began when they were written', async () => {
    const written = vi.spyOn(handles, 'write');
    let durable = 0;
    vi.spyOn(handles, 'datasync').mockImplementation(async () => {
      const before = written.mock.settledResults.filter(({ type }) => type === 'fulfilled').length;
      await pause(3);
      durable = before;
    });
    const { write } = writeTogether();
    const synced = await Promise.all(
      LETTERS.map(async (letter, at) => {
        await write(path, piece(letter), at * 100_000);
        return durable;
      }),
    );
    synced.forEach((writes, at) => expect(writes).toBeGreaterThan(at));
  });

  it('fail together with a sync that failed, and are tried anew on a handle of their own', async () => {
    const strike = Object.assign(new Error('input or output'), { code: 'EIO' });
    const datasync = vi.spyOn(handles, 'datasync').mockRejectedValueOnce(strike);
    const { write } = writeTogether();
    const ended = await Promise.allSettled([write(path, piece('a'), 0), write(path, piece('b'), 100_000)]);
    expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    // A later sync of the same handle would say nothing of what was lost.
    expect(datasync).toHaveBeenCalledTimes(1);
    await write(path, piece('c'), 0);
    expect(readFileSync(path, 'latin1').slice(0, 3)).toBe('ccc');
  });

  it('say that there is no such file', async () => {
    const { write } = writeTogether();
    await expect(write(join(folder, 'none'), piece('a'), 0)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

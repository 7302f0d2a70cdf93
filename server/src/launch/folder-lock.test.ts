import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withFolderLock } from './folder-lock.ts';

describe('the lock of a data folder', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'casewright-lock-'));
    path = join(folder, 'lock');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('lets one at a time work, and leaves nothing behind', async () => {
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await sleep(20);
      inside -= 1;
    };
    await Promise.all([1, 2, 3].map(() => withFolderLock(path, work)));
    expect(most).toBe(1);
    expect(existsSync(path)).toBe(false);
  });

  it('is taken over from a dead holder, also when its number belongs to another process now', async () => {
    for (const holder of ['4194304:1:x', `${process.pid}:1:x`]) {
      writeFileSync(path, holder);
      expect(await withFolderLock(path, async () => 'done')).toBe('done');
    }
  });

  it('is free again after the work failed', async () => {
    await expect(withFolderLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withFolderLock(path, async () => 'done')).toBe('done');
  });
});

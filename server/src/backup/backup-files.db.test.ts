import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { received, startFiles, type FilesUnderTest } from '../commands/files-under-test.ts';
import type { ObjectName } from '../files/object-store.ts';
import { backUpFiles, restoreFiles } from './backup-files.ts';

let files: FilesUnderTest;
let folder: string;

beforeAll(async () => {
  files = await startFiles();
  folder = mkdtempSync(join(tmpdir(), 'casewright-backup-files-'));
});
afterAll(async () => {
  await files.close();
  rmSync(folder, { recursive: true });
});

async function objects(): Promise<readonly ObjectName[]> {
  const found: ObjectName[] = [];
  for await (const each of files.store.list(null)) if (each.kind === 'object') found.push(each);
  return found.toSorted((a, b) => (a.cipher < b.cipher ? -1 : 1));
}

it('files come back from a backup as they were; what was damaged is counted, and what was destroyed since stays away', async () => {
  const caseId = await files.openCase();
  const kept = [];
  for (const size of [1, 5000, 9_000_000]) kept.push(await received(files, caseId, { bytes: randomBytes(size) }));
  expect((await files.file(caseId, kept[0] ?? '')).kind).toBe('applied');
  const deps = { database: files.agency.database, store: files.store };
  const before = await objects();
  const backedUp = await backUpFiles(deps, folder);
  expect(backedUp).toMatchObject({ kept: 'here', count: 3, missing: 0 });
  for (const object of before) await files.store.remove(object);
  await files.agency.test.query('delete from data_key where subject = $1', [kept[1]]);
  expect(await restoreFiles(deps, folder)).toEqual({ brought: 2, missing: 0 });
  expect(await restoreFiles(deps, folder)).toEqual({ brought: 0, missing: 0 });
  const after = await objects();
  expect(after).toHaveLength(2);
  expect(before.map(({ cipher }) => cipher)).toEqual(expect.arrayContaining(after.map(({ cipher }) => cipher)));
  const [one] = after;
  if (one === undefined) return;
  await files.store.remove(one);
  const path = join(folder, 'files', 'objects', String(one.tenant), one.cipher.slice(0, 2), one.cipher);
  const bytes = readFileSync(path);
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  expect(await restoreFiles(deps, folder)).toEqual({ brought: 0, missing: 1 });
  expect(await backUpFiles(deps, join(folder, 'again'))).toMatchObject({ count: 1, missing: 1 });
});

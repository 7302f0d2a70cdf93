// What the operator is told of texts that could not be read, and having them read again.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TOWN } from '../commands/agency-under-test.ts';
import { received, startFiles, type FilesUnderTest } from '../commands/files-under-test.ts';
import type { Papers } from '../papers/open-papers.ts';
import { papersUnderTest } from '../papers/papers-under-test.ts';
import { readTexts } from '../worker/texts.ts';
import { runCli } from './cli.ts';

let files: FilesUnderTest;
let papers: Papers;

beforeAll(async () => {
  files = await startFiles();
  papers = await papersUnderTest();
});
afterAll(async () => {
  papers.close();
  await files.close();
});

async function cli(...args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  const said: string[] = [];
  const { agency } = files;
  const code = await runCli(['texts', ...args, '--agency', 'town'], {
    open: async () => ({ database: agency.database, deps: agency.deps, witnessFolder: null, close: async () => {} }),
    ...{ caseTypesFolder: '', programFolder: '', nowMs: () => agency.clock.nowMs },
    print: (line) => void said.push(line),
    say: (line) => void said.push(line),
  });
  return { code, said: said.join('\n') };
}

test('says what was read, what waits and what could not be read, and has it read again', async () => {
  const read = () => readTexts({ ...files.agency.deps, papers, store: files.store }, TOWN);
  const caseId = await files.openCase();
  const good = await received(files, caseId, { bytes: Buffer.from('well written') });
  await files.file(caseId, good);
  expect(await cli('list')).toEqual({ code: 0, said: 'town: 0 read, 1 waiting, 0 not readable.' });
  expect(await read()).toMatchObject({ read: 1 });
  // A picture, as the gate would have judged it.
  const picture = await received(files, caseId, { bytes: Buffer.from('picture') });
  await files.agency.test.query("update stored_file set media_type = 'image/png' where file = $1", [picture]);
  await files.file(caseId, picture);
  expect(await read()).toMatchObject({ parked: 1 });
  expect(await cli('list')).toEqual({
    code: 0,
    said: 'town: 1 read, 0 waiting, 1 not readable (1 no-picture-reader).',
  });
  const failed = await cli('list', '--failed');
  expect(failed.code).toBe(1);
  expect(failed.said).toContain(`town: file ${picture}: no-picture-reader, tried 1×; set CASEWRIGHT_TESSERACT`);
  expect((await cli('rebuild', '--failed')).said).toMatch(/^1 text will be read again/);
  expect((await cli('list')).said).toBe('town: 1 read, 1 waiting, 0 not readable.');
  expect((await cli('rebuild')).said).toMatch(/^1 text will be read again/);
  const words = await files.agency.test.query('select * from file_word');
  expect(words).toEqual([]);
  expect(await read()).toMatchObject({ read: 1, parked: 1 });
  expect((await files.agency.test.query('select * from file_word')).length).toBe(2);
  expect((await cli('anything')).code).toBe(2);
});

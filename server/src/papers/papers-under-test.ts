// The reader program for tests: built when it is stale, as every start of the server does.
import { openPapers, type Papers, type PapersOptions } from './open-papers.ts';
import { readerProgram } from './reader-program.ts';

export async function papersUnderTest(options: Partial<PapersOptions> = {}): Promise<Papers> {
  // A path that the compiler does not follow: the script is JavaScript without types.
  const script: string = new URL('../../../scripts/set-up/build-server.mjs', import.meta.url).href;
  const { buildServer } = await import(script);
  await buildServer('server/src/main-papers.ts');
  return openPapers({ program: readerProgram(), pictures: null, ...options });
}

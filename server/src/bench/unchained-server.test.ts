import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { OMISSIONS, withOmissions } from './unchained-server.ts';

const PROJECT = fileURLToPath(new URL('../../..', import.meta.url));

describe('the copy of the server without chain and audit', () => {
  it('leaves out what stands in the sources today', () => {
    for (const { file, put } of OMISSIONS)
      expect(withOmissions(file, readFileSync(join(PROJECT, file), 'utf8'))).toContain(put);
  });

  it('is refused where something to leave out is not there any more', () => {
    expect(() => withOmissions('server/src/store/add-outbox.ts', 'another text')).toThrow('does not fit');
  });

  it('takes every other file as it is', () => {
    expect(withOmissions('server/src/store/keys.ts', 'any text')).toBe('any text');
  });
});

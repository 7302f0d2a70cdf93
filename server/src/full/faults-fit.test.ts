// The matrix tries a few of its faults in CI and all of them in full: one that fits no more would be found out only there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CODE_FAULTS } from './matrix-faults.ts';

const PROJECT = fileURLToPath(new URL('../../..', import.meta.url));

describe('faults that the matrix puts into the program', () => {
  it.each(CODE_FAULTS)('$name fits its file once', ({ file, find }) => {
    expect(readFileSync(join(PROJECT, file), 'utf8').split(find)).toHaveLength(2);
  });
});

import { describe, expect, it } from 'vitest';
import { sharedBuffersMb } from './embedded-postgres.ts';

const GB = 1024 ** 3;

describe('the pages that the database keeps in memory', () => {
  it.each([
    [512 * 1024 ** 2, 128],
    [2 * GB, 256],
    [6 * GB, 768],
    [64 * GB, 1024],
  ])('of %d bytes take %d MB', (bytes, megabytes) => {
    expect(sharedBuffersMb(bytes)).toBe(megabytes);
  });
});

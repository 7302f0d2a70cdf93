import { expect, it } from 'vitest';
import { uuidV7 } from './uuid-v7.ts';

it('has the time first, the version and the variant in their places, and is never given twice', () => {
  const ids = Array.from({ length: 2000 }, () => uuidV7(0x0123_4567_89ab));
  for (const id of ids) expect(id).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(2000);
  expect(uuidV7(1) < uuidV7(2)).toBe(true);
});

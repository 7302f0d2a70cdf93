// What people type when they look for somebody, and whom it finds.
import { describe, expect, test } from 'vitest';
import { type Known, matchPerson, soughtPerson, tracesOf, tracesOfSought } from './likeness.ts';

const RUTH: Known = {
  ...{ name: ['Ruth Sandberg', 'Ruthie'], born: ['1958-02-11'] },
  ...{ number: ['AB-123 456'], contact: ['ruth@example.org', '+39 347 123 4567'] },
};

const match = (text: string, known: Known = RUTH) => matchPerson(soughtPerson(text), known);

describe('looking for somebody', () => {
  test.each([
    ['Ruth Sandberg', 'same'],
    ['sandberg RUTH', 'same'],
    ['Sandberg', 'same'],
    ['ruthie', 'same'],
    ['ruth sand', 'beginning'],
    ['sandb', 'beginning'],
    ['Rut Sandberg', 'alike'],
    ['Sandborg', 'alike'],
    ['Sandberg 1958-02-11', 'same'],
    ['11.2.1958 sandberg', 'same'],
    ['11/02/1958 sandberg', 'same'],
    ['Sandberg 1958-11-02', 'alike'],
    ['AB123456', 'same'],
    ['ab-123', 'beginning'],
    ['ruth@example.org', 'same'],
    ['3471234567', 'same'],
    ['Ruth AB123456', 'same'],
    ['Рут Сандберг', 'alike'],
  ])('%s finds her as %s', (text, how) => {
    expect(match(text)).toBe(how);
  });

  test.each([
    '',
    '  ',
    '.',
    'Somebody',
    'Ruth Somebody',
    'Sandberg 1959-02-11',
    '1958-02-11',
    'AB999',
    'r',
    'sand ruth x',
  ])('“%s” does not find her', (text) => {
    expect(match(text)).toBeNull();
  });

  test('takes each word of a name for one word that was typed', () => {
    expect(match('Anna Anna', { name: ['Anna Ricci'] })).toBeNull();
    expect(match('Ricci Ricci', { name: ['Ricci Ricci'] })).toBe('same');
  });

  test('shares a trace with whoever is meant, unless one word of a longer name is all that was typed', () => {
    const own = new Set(tracesOf(RUTH));
    const shared = (text: string) => tracesOfSought(soughtPerson(text)).filter((trace) => own.has(trace)).length;
    for (const text of [
      'Rut Sandberg',
      'Sandberg 1958-02-11',
      'sandberg 2.11.1958',
      'AB123456',
      'ruth@example.org',
      'Ruthie',
    ])
      expect(shared(text), text).toBeGreaterThan(0);
    expect(shared('Sandberg')).toBe(0);
    expect(shared('1958-02-11')).toBe(0);
  });

  test('reads a day that the calendar has, and nothing else, as one', () => {
    expect(soughtPerson('31.2.1958 2026-02-30').born).toEqual([]);
    expect(soughtPerson('29.2.2024').born).toEqual(['2024-02-29']);
    expect(soughtPerson('a b c d e f g h i j').names).toHaveLength(8);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareKnown, LEVELS, LIKELY_FROM, type Level, POSSIBLE_FROM, weightOf } from './compare.ts';
import { type Known, tracesOf } from './known.ts';
import { edits, nameWords, soundOf } from './letters.ts';

const person = (name: string, born?: string, more: Known = {}): Known => ({
  ...{ name: [name], ...more },
  ...(born === undefined ? {} : { born: [born] }),
});
const parted = (given: string, family: string, born: string): Known => ({
  ...{ 'given-name': [given], 'family-name': [family], born: [born] },
});
const levels = (one: Known, other: Known): readonly Level[] =>
  compareKnown(one, other).reasons.map(({ level }) => level);
const meets = (one: Known, other: Known): boolean => tracesOf(one).some((trace) => tracesOf(other).includes(trace));

describe('a name', () => {
  test.each([
    ['José Núñez', 'jose NUNEZ'],
    ['Strauß', 'STRAUSS'],
    ["O'Brien, Seán", 'Sean OBrien'],
    ['Мария Коваленко', 'Maria Kovalenko'],
    ['Γιώργος Παπαδόπουλος', 'Giorgos Papadopoylos'],
    ['王小明', '小明 王'],
    ['Łukasz Wójcik', 'Lukasz Wojcik'],
    ['مُحَمَّد', 'محمد'],
    ['Jean-Luc Picard', 'Jean Luc Picard'],
  ])('%s is %s', (one, other) => {
    expect(nameWords(one).toSorted()).toEqual(nameWords(other).toSorted());
    expect(levels(person(one), person(other))).toEqual(['name-same']);
    expect(meets(person(one, '1970-01-02'), person(other, '1970-01-02'))).toBe(true);
  });

  test('keeps the vowels of scripts that write them as marks', () => {
    expect(nameWords('राम')).not.toEqual(nameWords('रमा'));
  });

  test.each([
    ['Schmidt', 'Schmitt'],
    ['Meier', 'Mayr'],
    ['Kowalski', 'Kovalsky'],
    ['Jusuf', 'Yusuf'],
    ['Catherine', 'Katharina'.slice(0, 8)],
    ['Филипп', 'Philip'],
  ])('%s sounds like %s', (one, other) => {
    const [a, b] = [nameWords(one)[0] ?? '', nameWords(other)[0] ?? ''];
    expect(soundOf(a)).toBe(soundOf(b));
  });

  test.each([
    ['ab', 'ba', 1],
    ['anna', 'ana', 1],
    ['anna', 'anna', 0],
    ['kitten', 'sitting', 3],
    ['', 'ab', 2],
  ])('from %s to %s are %i slips', (one, other, count) => {
    expect(edits(one, other, 5)).toBe(count);
    expect(edits(other, one, 5)).toBe(count);
    expect(edits(one, other, 0)).toBe(Math.min(count, 1));
  });
});

describe('what is known of two people', () => {
  test.each<[string, Known, Known, readonly Level[], string]>([
    [
      'the same',
      person('Ada Byron', '1815-12-10'),
      person('Ada Byron', '1815-12-10'),
      ['name-same', 'born-same'],
      'likely',
    ],
    [
      'a slip',
      person('Ada Byron', '1815-12-10'),
      person('Ada Bryon', '1815-12-10'),
      ['name-close', 'born-same'],
      'likely',
    ],
    [
      ...(['given and family name swapped', parted('Ada', 'Byron', '1815-12-10')] as const),
      ...([parted('Byron', 'Ada', '1815-12-10'), ['name-swapped', 'born-same'], 'likely'] as const),
    ],
    [
      ...(['day and month swapped', person('Ada Byron', '1815-12-10'), person('Ada Byron', '1815-10-12')] as const),
      ...([['name-same', 'born-swapped'], 'likely'] as const),
    ],
    [
      ...(['one more name', person('Ada Byron', '1815-12-10'), person('Ada King Byron', '1815-12-10')] as const),
      ...([['name-longer', 'born-same'], 'likely'] as const),
    ],
    [
      ...(['twins', person('Ada Byron', '1815-12-10', { address: ['1 Elm'] })] as const),
      ...([person('Medora Byron', '1815-12-10', { address: ['1 Elm'] })] as const),
      ...([['name-part', 'born-same', 'address-same'], 'unlikely'] as const),
    ],
    [
      ...([
        'father and son',
        person('John Fell', '1960-04-05', { address: ['2 Oak'], contact: ['555 123 456'] }),
      ] as const),
      ...([person('John Fell', '1988-07-19', { address: ['2 Oak'], contact: ['+44 555123456'] })] as const),
      ...([['name-same', 'born-other', 'contact-same', 'address-same'], 'possible'] as const),
    ],
    [
      'strangers',
      person('Ada Byron', '1815-12-10'),
      person('Mary Somer', '1780-12-26'),
      ['name-other', 'born-other'],
      'unlikely',
    ],
    ['a name alone', person('Ada Byron'), person('Ada Byron', '1815-12-10'), ['name-same'], 'possible'],
    ['nothing', {}, {}, [], 'unlikely'],
  ])('%s', (_what, one, other, expected, band) => {
    const found = compareKnown(one, other);
    expect(found.reasons.map(({ level }) => level)).toEqual(expected);
    expect(found.band).toBe(band);
    expect(found.score).toBeCloseTo(
      found.reasons.reduce((sum, { weight }) => sum + weight, 0),
      5,
    );
  });

  test('weighs the same in either order, and never more than what is wholly the same', () => {
    const words = fc.stringMatching(/^[a-e]{1,5}( [a-e]{1,5}){0,3}$/);
    const date = fc.date({ min: new Date('1950-01-01'), max: new Date('1951-12-31'), noInvalidDate: true });
    const known = fc
      .tuple(words, date)
      .map(([name, day]): Known => ({ name: [name], born: [day.toISOString().slice(0, 10)] }));
    fc.assert(
      fc.property(known, known, (one, other) => {
        expect(compareKnown(one, other)).toEqual(compareKnown(other, one));
        expect(compareKnown(one, other).score).toBeLessThanOrEqual(compareKnown(one, one).score);
      }),
      { numRuns: 2_000 },
    );
  });

  test('counts a contact without its country, and a number without its signs', () => {
    expect(levels({ contact: ['+31 20 555 1234'] }, { contact: ['020-5551234'] })).toEqual(['contact-same']);
    expect(levels({ number: ['AB-123.456'] }, { number: ['ab123456'] })).toEqual(['number-same']);
    expect(levels({ number: ['AB123456'] }, { number: ['AB123465'] })).toEqual(['number-near']);
  });
});

test('the chances of each kind add up to one, and agreement weighs more than its lack', () => {
  const kinds = new Set(Object.keys(LEVELS).map((level) => level.split('-')[0]));
  for (const kind of kinds) {
    const own = Object.entries(LEVELS).filter(([level]) => level.startsWith(`${kind}-`));
    expect(
      own.reduce((sum, [, { m }]) => sum + m, 0),
      kind,
    ).toBeCloseTo(1, 6);
    expect(
      own.reduce((sum, [, { u }]) => sum + u, 0),
      kind,
    ).toBeCloseTo(1, 6);
  }
  expect(weightOf('name-same')).toBeGreaterThan(weightOf('name-part'));
  expect(LIKELY_FROM).toBeGreaterThan(POSSIBLE_FROM);
});

test('a trace says nothing of a name that it does not rest on, and there are few', () => {
  const traces = tracesOf(
    person('Anna Bella Carla Dora Eva Fia Gina Hanna', '1990-05-06', { number: ['X1'], contact: ['a@b.example'] }),
  );
  expect(traces.length).toBeLessThan(25);
  expect(tracesOf({})).toEqual([]);
  expect(tracesOf({ number: ['X1'] })).toEqual([]);
});

// A product with one of the seeded faults would be caught on the damaged log, and one that took another reading of an
// unclear sentence would mostly not be blamed for it.

import { describe, expect, it } from 'vitest';

import { damage, predict, readFines } from './fines-log.ts';
import { hasRealLog, realLogText } from './real-log.ts';
import { differences, faults, otherReadings } from './seeded-faults.ts';

describe('two predictions', () => {
  it('differ in the rows and in the cases with a penalty of their own', () => {
    const rows = readFines(
      [
        'case_id,activity,timestamp',
        'A,Create Fine,2007-01-01',
        'A,Send Fine,2007-02-01',
        'A,Insert Fine Notification,2007-03-01',
        'A,Send for Credit Collection,2007-05-01',
      ].join('\n'),
    );
    const right = predict(rows);
    expect(differences(right, predict(rows))).toEqual({ rows: [], cases: [] });
    expect(differences(right, predict(rows, 'penalty-needs-its-row'))).toEqual({ rows: [4], cases: ['A'] });
  });
});

describe.skipIf(!hasRealLog)('the real log, where the shared data are here', () => {
  const rows = readFines(hasRealLog ? realLogText() : 'case_id,activity,timestamp\n');

  describe.each([1, 2, 3])('damaged from seed %i', (seed) => {
    const damaged = damage(rows, { seed, share: 0.05 }).rows;
    const right = predict(damaged);

    it.each(faults)('gives $name away', ({ predict: predictWrongly }) => {
      expect(differences(right, predictWrongly(damaged)).rows.length).toBeGreaterThan(0);
    });

    // The fourth does make a difference: about 130 rows. `predict` takes the reading that the text speaks for.
    const harmless = otherReadings.filter(({ name }) => name !== 'penalty-waits-for-later-row');
    it.each(harmless)('does not depend on $name', ({ predict: predictOtherwise }) => {
      expect(differences(right, predictOtherwise(damaged))).toEqual({ rows: [], cases: [] });
    });
  });
});

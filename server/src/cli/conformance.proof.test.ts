// The bars of the suites of others, held on the suites themselves where a machine has them.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDmn, writeDmn, type DmnReading, type DmnResolver } from '@casewright/engine/dmn';
import { describe, expect, test } from 'vitest';
import { conformanceCmmn } from './conformance-cmmn.ts';
import { conformanceDmn } from './conformance-dmn.ts';

const shared = process.env['CASEWRIGHT_SHARED'] ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const kit = join(shared, 'dmn-tck');
const scenarios = join(shared, 'cmmn-suite');

describe.skipIf(!existsSync(kit))('the Technology Compatibility Kit for DMN (skipped where it is not there)', () => {
  test('level 2 passes in full, level 3 but for functions of Java', () => {
    const levels = new Map(conformanceDmn(kit).map((level) => [level.level, level]));
    const second = levels.get('compliance-level-2');
    const third = levels.get('compliance-level-3');
    expect(second?.failures).toEqual([]);
    expect(second?.total).toBeGreaterThanOrEqual(116);
    expect(third?.failures.filter((failure) => !failure.path.includes('external-java'))).toEqual([]);
    expect((third?.passed ?? 0) / (third?.total ?? 1)).toBeGreaterThan(0.97);
    expect(third?.total).toBeGreaterThan(2600);
  });

  test('every model, written and read again, is the same model and answers every case the same', () => {
    let compared = 0;
    const readTwice = (text: string, resolver: DmnResolver): DmnReading => {
      const first = readDmn(text, resolver);
      if ('problems' in first) return first;
      const second = readDmn(writeDmn(first.model), (namespace, location) => {
        const imported = resolver(namespace, location);
        const reading = imported === null ? null : readDmn(imported, resolver);
        return reading !== null && 'model' in reading ? writeDmn(reading.model) : null;
      });
      expect(second).toEqual(first);
      compared += 1;
      return second;
    };
    expect(conformanceDmn(kit, readTwice)).toEqual(conformanceDmn(kit));
    expect(compared).toBeGreaterThan(100);
  });
});

test.skipIf(!existsSync(scenarios))(
  'every scenario of CMMN holds, decisions included (skipped where they are not there)',
  () => {
    const [level] = conformanceCmmn(scenarios);
    expect(level?.failures).toEqual([]);
    expect(level?.total).toBeGreaterThanOrEqual(28);
  },
);

test('our own scenarios of CMMN hold from the command line too', () => {
  const [level] = conformanceCmmn(fileURLToPath(new URL('../../../engine/scenarios', import.meta.url)));
  expect(level?.failures).toEqual([]);
  expect(level?.total).toBeGreaterThanOrEqual(40);
});

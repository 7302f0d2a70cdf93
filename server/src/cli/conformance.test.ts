// The bars of the Technology Compatibility Kit, held on the kit itself where a machine has it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDmn, writeDmn, type DmnReading, type DmnResolver } from '@casewright/engine/dmn';
import { describe, expect, test } from 'vitest';
import { conformanceDmn } from './conformance-dmn.ts';

const shared = process.env['CASEWRIGHT_SHARED'] ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const kit = join(shared, 'dmn-tck');

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

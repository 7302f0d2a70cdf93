// Every shipped kind of case that says what is published of it: made-up finished cases become releases that pass the gate, twice, in time.
import { describe, expect, it } from 'vitest';
import type { CaseType } from '../definition/definition.ts';
import { shippedCaseType, shippedNames } from '../definition/shipped-under-test.ts';
import type { FinishedCase } from './column-values.ts';
import { prepareRelease } from './prepare-release.ts';
import { writeRelease } from './release-files.ts';
import { type Chance, chanceOf } from './tables-under-test.ts';

const PUBLISHING = shippedNames.map(shippedCaseType).filter(({ publish }) => publish !== undefined);

function valueFor(caseType: CaseType, name: string, chance: Chance): string | number | boolean | null {
  const field = caseType.fields.get(name);
  if (field === undefined || chance() < 0.05) return null;
  if (field.kind === 'boolean') return chance() < 0.4;
  if (field.kind === 'number') return Math.floor(chance() * 8);
  if (field.kind === 'money') return (chance() ** 3 * 2_000_000).toFixed(2);
  const options = field.options ?? [];
  return options[Math.floor(chance() ** 2 * options.length)]?.value ?? null;
}

function made(caseType: CaseType, many: number, seed: number): readonly FinishedCase[] {
  const chance = chanceOf(seed);
  const columns = [...(caseType.publish?.columns.values() ?? [])];
  const fields = columns.flatMap(({ source }) => ('field' in source ? [source.field] : []));
  const { outcomes } = caseType.closing;
  return Array.from({ length: many }, (_, at) => ({
    unit: `${seed}-${at}`,
    data: Object.fromEntries(fields.map((field) => [field, valueFor(caseType, field, chance)])),
    outcome: outcomes[Math.floor(chance() ** 2 * outcomes.length)]?.value ?? null,
    openedOn: `2025-${String(1 + Math.floor(chance() * 12)).padStart(2, '0')}-10`,
    closedOn: `2026-${String(1 + Math.floor(chance() * 12)).padStart(2, '0')}-15`,
  }));
}

it('is true of at least five kinds', () => {
  expect(PUBLISHING.length).toBeGreaterThanOrEqual(5);
});

describe.each(PUBLISHING.map((caseType) => [caseType.name, caseType] as const))('%s', (_name, caseType) => {
  it('makes two releases of what is finished, of which the second adds to the first', () => {
    const { publish } = caseType;
    if (publish === undefined) throw new Error('Nothing is published.');
    const asked = { caseType, publish, from: '2026-01-01', until: '2026-12-31' };
    const cases = made(caseType, 300, 1);
    const first = prepareRelease({ ...asked, cases, earlier: [] });
    const more = [...cases.slice(3), ...made(caseType, 120, 2)];
    const second = prepareRelease({ ...asked, cases: more, earlier: [first.working] });
    const outcomes = [...first.periods, ...second.periods].map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'new').length).toBeGreaterThan(0);
    if (publish.rows === undefined) expect(outcomes).not.toContain('withheld');
    for (const { figures = 1, primary = 0, complementary = 0 } of first.periods)
      expect(primary + complementary).toBeLessThan(figures);
    const written = writeRelease({
      ...{ caseType, publish, working: second.working, publisher: 'Town' },
      ...{ digest: (text: string) => String(text.length), size: (text: string) => text.length },
    });
    expect(written.files.length).toBeGreaterThanOrEqual(4);
  }, 60_000);
});

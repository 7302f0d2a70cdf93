// What is shown of a period: nothing small can be reckoned from it, by somebody who tries every table there could be; changes that are
// small are not told; and the gate notices what is missing.
import { describe, expect, it } from 'vitest';
import { auditFigures, isPassed } from './audit.ts';
import { type CountedCase, type PeriodAsked, publishPeriod } from './publish-period.ts';
import { type Publication, totalOf } from './publication.ts';
import { type Figure, figuresOf, type TableShape } from './table-shape.ts';
import { casesOf, chanceOf, column, SHAPES } from './tables-under-test.ts';

const LIMITS = { threshold: 5, diversity: 2 };

function asked(shape: TableShape, cases: readonly CountedCase[], earlier: readonly Publication[] = []): PeriodAsked {
  return { shape, figures: figuresOf(shape), limits: LIMITS, cases, earlier };
}

/** Cases of the counts, each of a person of their own. */
function ofCounts(counts: readonly (readonly [number, number, number])[]): readonly CountedCase[] {
  return counts.flatMap(([a, b, many]) =>
    Array.from({ length: many }, (_, at) => ({ unit: `${a}-${b}-${at}`, categories: [a, b] })),
  );
}

const SMALL: TableShape = { columns: [column('a', 2), column('b', 3)], tables: [{ name: 't', columns: [0, 1] }] };

/** Every table of six counts that shows the same: tried one by one, knowing nothing of how it was made. */
function tablesLike(figures: readonly Figure[], { counts, hidden }: Publication): readonly (readonly number[])[] {
  const shown = figures.filter(({ key }) => !hidden.includes(key));
  const most = counts.reduce((sum, count) => sum + count, 0);
  const found: number[][] = [];
  const grow = (table: number[]): void => {
    const isOver = shown.some((figure) => {
      const known = figure.cells.filter((cell) => cell < table.length);
      const sum = known.reduce((total, cell) => total + (table[cell] ?? 0), 0);
      const wanted = totalOf(figure, counts);
      return known.length === figure.cells.length ? sum !== wanted : sum > wanted;
    });
    if (isOver) return;
    if (table.length === counts.length) found.push(table);
    else for (let count = 0; count <= most; count += 1) grow([...table, count]);
  };
  grow([]);
  return found;
}

/** By how much each figure that both show has moved. */
function movesBetween(shape: TableShape, before: Publication, after: Publication): readonly number[] {
  const shown = figuresOf(shape).filter(({ key }) => !before.hidden.includes(key) && !after.hidden.includes(key));
  return shown.map((figure) => Math.abs(totalOf(figure, after.counts) - totalOf(figure, before.counts)));
}

describe('a table', () => {
  it('that has a small cell keeps back others with it, and shows what it can', () => {
    const cases = ofCounts([
      [0, 0, 12],
      [0, 1, 2],
      [0, 2, 9],
      [1, 0, 8],
      [1, 1, 7],
      [1, 2, 11],
    ]);
    const { publication, primary, complementary, audit } = publishPeriod(asked(SMALL, cases));
    expect(primary).toBe(1);
    expect(complementary).toBe(3);
    expect(isPassed(audit)).toBe(true);
    expect(publication.hidden).not.toContain('*,*');
  });

  it('leaves each small cell open from nought to the threshold, whatever table one tries', () => {
    const chance = chanceOf(7);
    let [small, tried] = [0, 0];
    for (let seed = 0; seed < 40; seed += 1) {
      const cases = casesOf(SMALL, 12 + Math.floor(chance() * 16), chance);
      const { publication } = publishPeriod(asked(SMALL, cases));
      const figures = figuresOf(SMALL);
      if (publication.hidden.length > 9) continue;
      const tables = tablesLike(figures, publication);
      tried += tables.length;
      for (const figure of figures) {
        const value = totalOf(figure, publication.counts);
        if (value === 0 || value >= LIMITS.threshold) continue;
        small += 1;
        const values = tables.map((table) => totalOf(figure, table));
        expect([Math.min(...values), Math.max(...values) >= LIMITS.threshold]).toEqual([0, true]);
      }
    }
    expect(small).toBeGreaterThan(30);
    expect(tried).toBeGreaterThan(1_000);
  });

  it('whose group has one sensitive value alone does not tell it', () => {
    const shape: TableShape = {
      columns: [column('a', 2), column('s', 3, { isSensitive: true })],
      tables: [{ name: 't', columns: [0, 1] }],
    };
    const cases = ofCounts([
      [0, 1, 20],
      [1, 0, 15],
      [1, 1, 14],
      [1, 2, 13],
    ]);
    const { publication } = publishPeriod(asked(shape, cases));
    expect(publication.hidden).toEqual(expect.arrayContaining(['0.0,0.0', '0.0,0.1', '0.0,0.2']));
    expect(publication.hidden).not.toContain('0.0,*');
  });

  it('that counts many cases of few people does not show them', () => {
    const many = Array.from({ length: 30 }, (_, at) => ({ unit: `person-${at % 3}`, categories: [0, 0] }));
    const others = ofCounts([
      [0, 1, 20],
      [1, 0, 30],
      [1, 1, 40],
      [0, 2, 10],
      [1, 2, 9],
    ]);
    const { publication } = publishPeriod(asked(SMALL, [...many, ...others]));
    expect(publication.hidden).toContain('0.0,0.0');
  });
});

describe('the gate', () => {
  it.each(Object.entries(SHAPES))('finds proofs for every small figure of two releases of %s', (name, shape) => {
    const chance = chanceOf(name.length);
    let needs = 0;
    for (let seed = 0; seed < 12; seed += 1) {
      const cases = casesOf(shape, 20 + Math.floor(chance() * 200), chance);
      const first = publishPeriod(asked(shape, cases));
      const more = [...cases.slice(Math.floor(chance() * 8)), ...casesOf(shape, Math.floor(chance() * 80), chance)];
      const second = publishPeriod(asked(shape, more, [first.publication]));
      for (const { audit, outcome } of [first, second]) {
        expect(isPassed(audit)).toBe(true);
        expect(outcome).not.toBe('withheld');
        needs += audit.needs;
      }
    }
    expect(needs).toBeGreaterThan(20);
  });

  it('is not passed without what was kept back to protect, without proofs, or with a wrong one', () => {
    const chance = chanceOf(3);
    const cases = casesOf(SMALL, 60, chance);
    const period = asked(SMALL, cases);
    const { publication } = publishPeriod(period, { complements: true });
    const published = { ...period, publications: [publication] };
    const none = auditFigures(published, LIMITS, []);
    expect(none.open).toBeGreaterThan(0);
    const wrong = auditFigures(published, LIMITS, [publication.counts.map((count) => count + 1)]);
    expect([wrong.wrong, isPassed(wrong)]).toEqual([1, false]);
    const open = publishPeriod(period, { suppression: true });
    const shown = auditFigures({ ...period, publications: [open.publication] }, LIMITS, []);
    expect(shown.shown.length).toBeGreaterThan(0);
  });

  it('is not passed where a figure moved by few since the release before', () => {
    const cases = ofCounts([
      [0, 0, 12],
      [0, 1, 12],
      [0, 2, 12],
      [1, 0, 12],
      [1, 1, 12],
      [1, 2, 12],
    ]);
    const first = publishPeriod(asked(SMALL, cases)).publication;
    const later = asked(SMALL, [...cases, { unit: 'late', categories: [0, 0] }], [first]);
    const naive = publishPeriod(later, { differences: true }).publication;
    const audit = auditFigures({ ...later, publications: [first, naive] }, LIMITS, []);
    expect(audit.shown).toEqual(['0.0,0.0', '0.0,*', '*,0.0', '*,*']);
    expect(publishPeriod(later).outcome).toBe('as-published');
  });
});

describe('what came or went since a period was published', () => {
  it('moves no figure while it is few, and is told when it is many', () => {
    const chance = chanceOf(11);
    for (const shape of Object.values(SHAPES))
      for (let seed = 0; seed < 8; seed += 1) {
        const cases = casesOf(shape, 150, chance);
        const first = publishPeriod(asked(shape, cases));
        const hidden = publishPeriod(asked(shape, cases.slice(1), [first.publication]));
        const [other] = casesOf(shape, 1, chance);
        const late = publishPeriod(
          asked(shape, [...cases, { unit: 'late', categories: other?.categories ?? [] }], [first.publication]),
        );
        expect(hidden.publication).toEqual(first.publication);
        expect(late.publication).toEqual(first.publication);
        expect([hidden.heldBack, late.heldBack]).toEqual([1, 1]);
      }
    const full = ofCounts([
      [0, 0, 20],
      [0, 1, 20],
      [0, 2, 20],
      [1, 0, 20],
      [1, 1, 20],
      [1, 2, 20],
    ]);
    const first = publishPeriod(asked(SMALL, full));
    const many = Array.from({ length: 6 }, (_, at) => ({ unit: `new-${at}`, categories: [0, 0] }));
    const revised = publishPeriod(asked(SMALL, [...full, ...many], [first.publication]));
    expect(revised.outcome).toBe('revised');
    expect(revised.publication.counts[0]).toBe(26);
  });

  it('leaves a period as it was where a figure that people have would become small', () => {
    const cells = [0, 1].flatMap((a) => [0, 1, 2].map((b): readonly [number, number, number] => [a, b, 12]));
    const first = publishPeriod(asked(SMALL, ofCounts(cells)));
    expect(first.publication.hidden).toEqual([]);
    const fewer = cells.map(([a, b, many]): readonly [number, number, number] => [a, b, a + b === 0 ? 3 : many]);
    const later = publishPeriod(asked(SMALL, ofCounts(fewer), [first.publication]));
    expect(later).toMatchObject({ outcome: 'as-published', heldBack: 9 });
    expect(later.publication).toEqual(first.publication);
  });

  it('never lets a figure of any two releases differ by few', () => {
    const chance = chanceOf(23);
    let revised = 0;
    for (const shape of Object.values(SHAPES)) {
      const all = casesOf(shape, 600, chance);
      const earlier: Publication[] = [];
      for (let release = 0; release < 5; release += 1) {
        const cases = all.slice(release * 15, 100 + release * 90);
        const { publication, outcome } = publishPeriod(asked(shape, cases, earlier));
        if (outcome === 'revised') revised += 1;
        const moves = earlier.flatMap((before) => movesBetween(shape, before, publication));
        expect(moves.filter((moved) => moved > 0 && moved < LIMITS.threshold)).toEqual([]);
        earlier.push(publication);
      }
    }
    expect(revised).toBeGreaterThan(3);
  });
});

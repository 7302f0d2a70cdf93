// The categories of each step of a published column. They follow from the case type alone, so that which of them exist tells nothing of
// any case, and no text of a case is ever published: only names that stand in its definition, and periods.
import type { CaseType } from './case-type.ts';
import type { ColumnStep, PublishColumn } from './publish-definition.ts';

export interface Category {
  readonly name: string;
  readonly title: string;
}

export interface ColumnLevel {
  /** Null where they are periods, which follow from dates. */
  readonly categories: readonly Category[] | null;
  /** Of each category the one of the next level in which it is; empty at the last level, and for periods. */
  readonly parents: readonly number[];
}

/** What a column says where nothing is on record, and where a value is in no group. */
export const UNKNOWN: Category = { name: 'unknown', title: 'Not recorded' };
export const OTHER: Category = { name: 'other', title: 'Another' };
/** What stands in place of a category in a total. */
export const TOTAL = 'total';

type Known = Pick<CaseType, 'fields' | 'closing'>;

/** The levels of a column, finest first. Of what does not fit together parents are -1, which the checker has reported. */
export function levelsOf({ source, steps }: PublishColumn, known: Known): readonly ColumnLevel[] {
  const levels: { categories: readonly Category[] | null; parents: number[] }[] = [];
  for (const [at, step] of steps.entries()) {
    const finer = levels[at - 1];
    const categories = categoriesOf(step, at === 0 ? valuesOf(source, known) : (finer?.categories ?? []));
    levels.push({ categories, parents: [] });
    if (finer?.categories !== undefined && finer.categories !== null && categories !== null)
      finer.parents = finer.categories.map((category) =>
        parentOf(category, { step, finer: steps[at - 1], categories }),
      );
  }
  return levels;
}

/** Each value of what is coarsened first; empty for what is no choice. */
export function valuesOf(source: PublishColumn['source'], { fields, closing }: Known): readonly Category[] {
  if ('case' in source)
    return source.case === 'outcome' ? closing.outcomes.map(({ value, label }) => ({ name: value, title: label })) : [];
  const field = fields.get(source.field);
  if (field?.kind === 'boolean')
    return [
      { name: 'yes', title: 'Yes' },
      { name: 'no', title: 'No' },
    ];
  return (field?.options ?? []).map(({ value, label }) => ({ name: value, title: label }));
}

function categoriesOf(step: ColumnStep, before: readonly Category[]): readonly Category[] | null {
  switch (step.kind) {
    case 'period':
      return null;
    case 'values':
      return [...before.filter(({ name }) => name !== UNKNOWN.name), UNKNOWN];
    case 'groups': {
      const named = step.groups.map(({ name, title }) => ({ name, title }));
      const held = new Set(step.groups.flatMap(({ of }) => of));
      const isOpen = before.length === 0 || before.some(({ name }) => name !== UNKNOWN.name && !held.has(name));
      return [...named, ...(isOpen ? [OTHER] : []), UNKNOWN];
    }
    case 'bands':
    case 'ages':
    case 'days':
      return [...bandsOf(step).map((name) => ({ name, title: name })), UNKNOWN];
  }
}

type Banded = Extract<ColumnStep, { readonly bounds: readonly number[] }>;

/** One more than there are bounds: below the first, between each two, and from the last on. */
function bandsOf({ kind, bounds }: Banded): readonly string[] {
  const between = bounds.slice(1).map((until, at) => {
    const from = bounds[at] ?? until;
    if (kind === 'bands') return `${from} to under ${until}`;
    return until - from === 1 ? String(from) : `${from} to ${until - 1}`;
  });
  return [`under ${bounds[0] ?? 0}`, ...between, `${bounds.at(-1) ?? 0} and more`];
}

/** In which band a number is: as many bounds as are not above it. */
export function bandOf(bounds: readonly number[], value: number): number {
  return bounds.filter((bound) => bound <= value).length;
}

interface Above {
  readonly step: ColumnStep;
  readonly finer: ColumnStep | undefined;
  readonly categories: readonly Category[];
}

function parentOf(category: Category, { step, finer, categories }: Above): number {
  const named = (name: string): number => categories.findIndex((one) => one.name === name);
  if (category.name === UNKNOWN.name) return named(UNKNOWN.name);
  if (step.kind === 'groups') {
    const group = step.groups.findIndex(({ of }) => of.includes(category.name));
    return group >= 0 ? group : named(OTHER.name);
  }
  if (finer === undefined || !('bounds' in finer) || !('bounds' in step) || finer.kind !== step.kind) return -1;
  const at = bandsOf(finer).indexOf(category.name);
  return at === 0 ? 0 : bandOf(step.bounds, finer.bounds[at - 1] ?? 0);
}

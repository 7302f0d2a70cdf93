// The lists of what the cases of a case type keep besides fields and work, under the names that conditions know them by.
import type { CaseType } from './case-type.ts';
import type { EntryKind } from './entry-definition.ts';

/** The part of a case type that describes it. */
export type EntryKinds = Pick<CaseType, 'issues' | 'parties' | 'goals' | 'obligations'>;

/** Each list with its kinds, in an order that never changes. */
export function keptLists({
  issues,
  parties,
  goals,
  obligations,
}: EntryKinds): readonly (readonly [string, ReadonlyMap<string, unknown>])[] {
  return [
    ['issues', issues],
    ['parties', parties],
    ['goals', goals],
    ['obligations', obligations],
  ];
}

/** The kinds of one primitive that a case type describes. */
export function keptKinds(
  { issues, parties, goals, obligations }: EntryKinds,
  primitive: EntryKind,
): ReadonlyMap<string, unknown> {
  return { issue: issues, party: parties, goal: goals, obligation: obligations }[primitive];
}

/** Kinds that keep a case open while one of them is, with the list in which they are. */
export function blockingKinds({ issues, goals, obligations }: EntryKinds): readonly BlockingKind[] {
  const lists = [['issues', issues] as const, ['goals', goals] as const, ['obligations', obligations] as const];
  return lists.flatMap(([list, kinds]) =>
    [...kinds.values()].flatMap(({ name, blocksClosing }) => (blocksClosing ? [{ list, of: name }] : [])),
  );
}

interface BlockingKind {
  readonly list: string;
  readonly of: string;
}

// The lists of what the cases of a case type keep besides fields and work, under the names that conditions know them by.
import type { CaseType } from './case-type.ts';

/** The part of a case type that describes it. */
export type EntryKinds = Pick<CaseType, 'issues' | 'parties' | 'goals' | 'obligations' | 'determinations'>;

/** Each list with its kinds, in an order that never changes. */
export function keptLists({
  issues,
  parties,
  goals,
  obligations,
  determinations,
}: EntryKinds): readonly (readonly [string, ReadonlyMap<string, unknown>])[] {
  return [
    ['issues', issues],
    ['parties', parties],
    ['goals', goals],
    ['obligations', obligations],
    ['determinations', determinations],
  ];
}

/** Kinds that keep a case open while one of them is, with the list in which they are. */
export function blockingKinds(caseType: EntryKinds): readonly BlockingKind[] {
  const { issues, goals, obligations, determinations } = caseType;
  const blocking = (list: string, kinds: ReadonlyMap<string, Blocking>): readonly BlockingKind[] =>
    [...kinds.values()].flatMap(({ name, blocksClosing }) => (blocksClosing ? [{ list, of: name }] : []));
  return [
    ...blocking('issues', issues),
    ...blocking('goals', goals),
    ...blocking('obligations', obligations),
    ...blocking('determinations', determinations),
  ];
}

interface Blocking {
  readonly name: string;
  readonly blocksClosing: boolean;
}

interface BlockingKind {
  readonly list: string;
  readonly of: string;
}

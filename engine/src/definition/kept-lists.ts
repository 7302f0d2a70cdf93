// The lists of what the cases of a case type keep besides fields and work, under the names that conditions know them by.
import type { CaseType } from './case-type.ts';
import type { EntryKind } from './entry-definition.ts';

/** The part of a case type that describes it. */
export type EntryKinds = Pick<
  CaseType,
  'issues' | 'parties' | 'goals' | 'obligations' | 'determinations' | 'evidence' | 'referrals' | 'communications'
>;

/** Each list with its kinds, in an order that never changes. */
export function keptLists({
  issues,
  parties,
  goals,
  obligations,
  determinations,
  evidence,
  referrals,
  communications,
}: EntryKinds): readonly (readonly [string, ReadonlyMap<string, unknown>])[] {
  return [
    ['issues', issues],
    ['parties', parties],
    ['goals', goals],
    ['obligations', obligations],
    ['determinations', determinations],
    ['evidence', withAudiences(evidence)],
    ['referrals', referrals],
    ['communications', communications],
  ];
}

/** The kinds of one primitive that a case type describes. */
export function keptKinds(
  { issues, parties, goals, obligations, determinations, evidence, referrals, communications }: EntryKinds,
  primitive: EntryKind,
): ReadonlyMap<string, unknown> {
  const first = { issue: issues, party: parties, goal: goals, obligation: obligations };
  const further = { determination: determinations, evidence, referral: referrals, communication: communications };
  return { ...first, ...further }[primitive];
}

/** Kinds that keep a case open while one of them is, with the list in which they are. */
export function blockingKinds(caseType: EntryKinds): readonly BlockingKind[] {
  const { issues, goals, obligations, determinations, evidence, referrals, communications } = caseType;
  const blocking = (list: string, kinds: ReadonlyMap<string, Blocking>): readonly BlockingKind[] =>
    [...kinds.values()].flatMap(({ name, blocksClosing }) => (blocksClosing ? [{ list, of: name }] : []));
  return [
    ...blocking('issues', issues),
    ...blocking('goals', goals),
    ...blocking('obligations', obligations),
    ...blocking('determinations', determinations),
    ...blocking('evidence', withAudiences(evidence)),
    ...blocking('referrals', referrals),
    ...blocking('communications', communications),
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

/** Kinds of exhibits, and each for each of its audiences: `exhibit.sealed` may be of another section than `exhibit`. */
function withAudiences(evidence: EntryKinds['evidence']): ReadonlyMap<string, Blocking> {
  const kinds = [...evidence.values()].flatMap(({ name, audiences, blocksClosing }) => {
    const names = [name, ...audiences.map((audience) => `${name}.${audience.name}`)];
    return names.map((each) => [each, { name: each, blocksClosing }] as const);
  });
  return new Map(kinds);
}

/** Lists whose elements say something of those of another: how much admissible evidence there is for an issue. */
export const SEEN_IN: Readonly<Record<string, readonly string[]>> = { issues: ['evidence'] };

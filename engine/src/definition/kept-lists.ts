// The lists of what the cases of a case type keep besides fields and work, under the names that conditions know them by.
import type { CaseType } from './case-type.ts';
import type { EntryKind } from './entry-definition.ts';

/** The part of a case type that describes it. */
export type EntryKinds = Pick<
  CaseType,
  | 'issues'
  | 'parties'
  | 'goals'
  | 'obligations'
  | 'determinations'
  | 'evidence'
  | 'referrals'
  | 'communications'
  | 'documents'
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
  documents,
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
    ['documents', withAudiences(documents)],
  ];
}

/** The kinds of one primitive that a case type describes. */
export function keptKinds(
  { issues, parties, goals, obligations, determinations, evidence, ...others }: EntryKinds,
  primitive: EntryKind,
): ReadonlyMap<string, unknown> {
  const first = { issue: issues, party: parties, goal: goals, obligation: obligations };
  const further = { determination: determinations, evidence, referral: others.referrals };
  const written = { communication: others.communications, document: others.documents };
  return { ...first, ...further, ...written }[primitive];
}

/** Kinds that keep a case open while one of them is, with the list in which they are. */
export function blockingKinds(caseType: EntryKinds): readonly BlockingKind[] {
  const { issues, goals, obligations, determinations, evidence, referrals, communications, documents } = caseType;
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
    ...blocking('documents', withAudiences(documents)),
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

/**
 * Kinds of exhibits and documents, and each for each of its audiences: `exhibit.sealed` may be of another section than `exhibit`.
 * A document is never unsettled; that none of a required kind is there keeps the case open.
 */
function withAudiences(described: EntryKinds['evidence'] | EntryKinds['documents']): ReadonlyMap<string, Blocking> {
  const kinds = [...described.values()].flatMap((kind) => {
    const { name, audiences } = kind;
    const blocksClosing = 'required' in kind ? kind.required : kind.blocksClosing;
    const names = [name, ...audiences.map((audience) => `${name}.${audience.name}`)];
    return names.map((each) => [each, { name: each, blocksClosing }] as const);
  });
  return new Map(kinds);
}

/** Primitives whose entries are each for an audience, with their lists. */
export const WITH_AUDIENCES: Readonly<Partial<Record<EntryKind, string>>> = {
  evidence: 'evidence',
  document: 'documents',
};

/** Lists whose elements say something of those of another: how much admissible evidence there is for an issue. */
export const SEEN_IN: Readonly<Record<string, readonly string[]>> = { issues: ['evidence'] };

// What a draft of a delegate's decision says so that it can be made: the issues it decides, what was looked at, and who is told. And
// whether one that was drafted before still says that.
import type { CaseCommand } from '../case/case.ts';
import type { CaseType, DeterminationDefinition, ReviewRight } from '../definition/definition.ts';
import { isAdmissible } from '../entries/entries.ts';
import { type Acting, currentIn, kept, type Named, type Of } from './acting.ts';
import type { EvidenceNeeds } from './evidence-acts.ts';
import { someOf, wordsOn } from './made-words.ts';

type Determination = Of<'determination'>;
type Determined = Named<'determination'>;

export type Proposal = Pick<
  Extract<CaseCommand, { type: 'DraftDetermination' }>,
  'outcome' | 'reasons' | 'issues' | 'manifest' | 'notice'
>;

/** Whether decisions of that kind are made in answer to a review, and in no other way. */
export function isAnswer({ determinations }: CaseType, { name }: DeterminationDefinition): boolean {
  return [...determinations.values()].some(({ review }) => review.some(({ decidedAs }) => decidedAs === name));
}

/** The right by which a review is asked for and not answered; undefined where none is. */
export function rightOf({ caseType }: Acting, { of, review }: Determination): ReviewRight | undefined {
  if (review === null || review.answer !== null) return undefined;
  return caseType.determinations.get(of)?.review.find(({ name }) => name === review.right);
}

/** Decisions whose review is to be answered by one of this kind. */
export function openReviewsFor(acting: Acting, { name }: DeterminationDefinition): readonly Determined[] {
  return kept(acting, 'determination').filter(([, one]) => rightOf(acting, one)?.decidedAs === name);
}

/** Whether an answer to the review of that decision is drafted already. */
export function isDrafted(acting: Acting, reviewOf: string): boolean {
  return kept(acting, 'determination').some(([, one]) => one.status === 'drafted' && one.reviewOf === reviewOf);
}

/** Everybody who had a part in a decision, and in those that it reviewed in its turn. */
export function involvedIn(acting: Acting, id: string): readonly string[] {
  return chainOf(acting, id).flatMap(([, { involved }]) => involved);
}

function chainOf(acting: Acting, id: string | null): readonly Determined[] {
  const one = id === null ? undefined : acting.entries[id];
  if (id === null || one?.kind !== 'determination') return [];
  return [[id, one], ...chainOf(acting, one.reviewOf)];
}

/** Kinds of evidence that a decision needs which is to be made, and those of them of which none is there that is admissible. */
export function evidenceWanted(acting: Acting): EvidenceNeeds {
  const kinds = [...acting.caseType.determinations.values()].filter((kind) => kind.evidence.length > 0);
  const wanted = new Set(kinds.filter((kind) => isToBeMade(acting, kind)).flatMap(({ evidence }) => evidence));
  return { wanted, missing: new Set([...wanted].filter((kind) => admissibleOf(acting, kind).length === 0)) };
}

function isToBeMade(acting: Acting, kind: DeterminationDefinition): boolean {
  const all = kept(acting, 'determination', kind.name);
  if (all.some(([, { status }]) => status === 'drafted')) return true;
  if (isAnswer(acting.caseType, kind)) return openReviewsFor(acting, kind).length > 0;
  return kind.decides.length === 0 ? !acting.isEnding && all.length === 0 : undecided(acting, kind, null).length > 0;
}

function admissibleOf(acting: Acting, kind: string): readonly string[] {
  return kept(acting, 'evidence', kind).flatMap(([id, exhibit]) => (isAdmissible(exhibit) ? [id] : []));
}

/** Issues that one of this kind may decide, by id; in an answer, those that stand on what it reviews. */
function undecided(
  acting: Acting,
  { decides }: DeterminationDefinition,
  reviewed: Determined | null,
): readonly string[] {
  const issues = kept(acting, 'issue').filter(([, { of }]) => decides.includes(of));
  if (reviewed !== null) {
    const chain = chainOf(acting, reviewed[0]).map(([id]) => id);
    return issues.flatMap(([id, { determination = '' }]) => (chain.includes(determination) ? [id] : []));
  }
  return issues.flatMap(([id, { status }]) => (status === 'open' && acting.mustSettle(id) ? [id] : []));
}

/** A draft that can be made as it is; null where something of it is not there. */
export function proposalOf(
  acting: Acting,
  kind: DeterminationDefinition,
  reviewed: Determined | null,
): Proposal | null {
  const { chance, caseType, state, entries } = acting;
  const outcome = chance.maybe(kind.outcomes)?.value;
  const open = undecided(acting, kind, reviewed);
  if (outcome === undefined || (reviewed === null && kind.decides.length > 0 && open.length === 0)) return null;
  // Only what a review varies is decided anew in the same breath.
  const decided = reviewed === null ? someOf(chance, open) : outcome === 'varied' ? open : [];
  const issues = decided.flatMap((issue) => {
    const value = chance.maybe(caseType.issues.get(entries[issue]?.of ?? '')?.outcomes ?? [])?.value;
    return value === undefined ? [] : [{ issue, outcome: value }];
  });
  const exhibits = kind.evidence.map((one) => chance.maybe(admissibleOf(acting, one)));
  if (exhibits.includes(undefined)) return null;
  const { version } = state;
  const fields = kind.considers.length > 0 ? kind.considers : [...caseType.fields.keys()].slice(0, 1);
  const read = kept(acting, 'document').filter(
    ([, { of, status }]) => status === 'filed' && kind.mustBeRead.includes(of),
  );
  const papers = read.flatMap(([, { title, versions }]) => {
    const content = versions.at(-1)?.content;
    return content === undefined ? [] : [{ document: content, words: title }];
  });
  const manifest = [
    ...fields.map((field) => ({ field, version })),
    ...exhibits.flatMap((entry) => (entry === undefined ? [] : [{ entry, version }])),
    ...papers,
  ];
  const notice = currentIn(acting, kind.notify).map((party) =>
    chance.share(0.03) ? { party, withheld: wordsOn(chance, 'reasons') } : { party },
  );
  return { outcome, reasons: wordsOn(chance, 'reasons'), issues, manifest, notice };
}

/** Whether a draft can be made as it stands: nothing that it names has changed since. */
export function isMakable(acting: Acting, kind: DeterminationDefinition, draft: Determination): boolean {
  const { entries } = acting;
  const { reviewOf, issues, manifest, notice } = draft;
  const told = currentIn(acting, kind.notify);
  const isToldRight = told.length === notice.length && notice.every(({ party }) => told.includes(party));
  const isShown = kind.evidence.every((of) => {
    const there = admissibleOf(acting, of);
    return manifest.some((one) => 'entry' in one && there.includes(one.entry));
  });
  if (!isToldRight || !isShown) return false;
  if (reviewOf === null) return issues.every(({ issue }) => statusOf(entries, issue) === 'open');
  const reviewed = entries[reviewOf];
  if (reviewed?.kind !== 'determination' || rightOf(acting, reviewed)?.decidedAs !== kind.name) return false;
  const standing = undecided(acting, kind, [reviewOf, reviewed]);
  return issues.every(({ issue }) => standing.includes(issue));
}

function statusOf(entries: Acting['entries'], id: string): string | undefined {
  return entries[id]?.status;
}

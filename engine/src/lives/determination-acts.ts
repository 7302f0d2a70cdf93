// What people do with decisions of delegates: draft one on what is open, make it when all of it is there, tell whom it concerns, ask for
// a review and answer it. Whoever had a part in a decision does not answer its review.
import type { CaseCommand } from '../case/case.ts';
import type { DeterminationDefinition } from '../definition/definition.ts';
import { type Acting, currentIn, type Doing, duty, kept, type Named, option, type PossibleAct } from './acting.ts';
import { wordsOn } from './made-words.ts';
import { isAnswer, isDrafted, isMakable, involvedIn, openReviewsFor, proposalOf, rightOf } from './proposals.ts';

type Determined = Named<'determination'>;

const STANDS: readonly string[] = ['made', 'notified', 'affirmed'];

export function determinationActs(acting: Acting): readonly PossibleAct[] {
  return [...acting.caseType.determinations.values()].flatMap((kind) => [
    ...(isAnswer(acting.caseType, kind) ? answering(acting, kind) : drafting(acting, kind)),
    ...kept(acting, 'determination', kind.name).flatMap((one) => movesOf(acting, kind, one)),
  ]);
}

function drafting(acting: Acting, kind: DeterminationDefinition): readonly PossibleAct[] {
  const all = kept(acting, 'determination', kind.name);
  // One is drafted at a time, and another one where there is something new to decide.
  if (all.some(([, { status }]) => status === 'drafted')) return [];
  const decidesNone = kind.decides.length === 0;
  if (decidesNone && (acting.isEnding || all.some(([, { status }]) => STANDS.includes(status)))) return [];
  const proposal = proposalOf(acting, kind, null);
  if (proposal === null) return [];
  const command: CaseCommand = { type: 'DraftDetermination', of: kind.name, ...proposal };
  return [decidesNone ? option(0.5, command) : duty(1.2, command)];
}

function answering(acting: Acting, kind: DeterminationDefinition): readonly PossibleAct[] {
  return openReviewsFor(acting, kind).flatMap(([reviewOf, reviewed]) => {
    const proposal = isDrafted(acting, reviewOf) ? null : proposalOf(acting, kind, [reviewOf, reviewed]);
    if (proposal === null) return [];
    const command: CaseCommand = { type: 'DraftDetermination', of: kind.name, reviewOf, ...proposal };
    return [duty(2, command, keptOff(acting, kind, reviewOf))];
  });
}

/** Whoever had a part in what is reviewed, unless a body outside reviews it. */
function keptOff(acting: Acting, { body }: DeterminationDefinition, reviewOf: string | null): Omit<Doing, 'command'> {
  return reviewOf === null || body !== undefined ? {} : { notBy: involvedIn(acting, reviewOf) };
}

function movesOf(acting: Acting, kind: DeterminationDefinition, named: Determined): readonly PossibleAct[] {
  const [entry, determination] = named;
  const { status, notice } = determination;
  if (status === 'drafted') return movesOfDraft(acting, kind, named);
  if (!STANDS.includes(status)) return [];
  const on = { of: kind.name, entry };
  const telling = notice.flatMap(({ party, on: told, withheld }) =>
    told === null && withheld === null ? [duty(4, { type: 'NotifyDetermination', ...on, party })] : [],
  );
  const reviewing = movesOfReview(acting, kind, named);
  if (acting.isEnding) return [...telling, ...reviewing];
  const revoked: CaseCommand = { type: 'RevokeDetermination', ...on, reasons: wordsOn(acting.chance, 'reasons') };
  return [...telling, ...reviewing, option(0.03, revoked)];
}

function movesOfDraft(
  acting: Acting,
  kind: DeterminationDefinition,
  [entry, draft]: Determined,
): readonly PossibleAct[] {
  const { chance, entries } = acting;
  const { reviewOf } = draft;
  const on = { of: kind.name, entry };
  const who = keptOff(acting, kind, reviewOf);
  if (isMakable(acting, kind, draft)) return [duty(3, { type: 'MakeDetermination', ...on, draft: draft.draft }, who)];
  const reviewed = reviewOf === null ? undefined : entries[reviewOf];
  const isAsked = reviewed?.kind === 'determination' && rightOf(acting, reviewed)?.decidedAs === kind.name;
  const again =
    reviewOf === null
      ? proposalOf(acting, kind, null)
      : isAsked
        ? proposalOf(acting, kind, [reviewOf, reviewed])
        : null;
  // What it was to decide is decided, or no longer asked.
  if (again === null) return [duty(0.6, { type: 'DiscardDetermination', ...on, reason: wordsOn(chance, 'reasons') })];
  return [duty(3, { type: 'ReviseDetermination', ...on, ...again }, who)];
}

function movesOfReview(
  acting: Acting,
  kind: DeterminationDefinition,
  [entry, one]: Determined,
): readonly PossibleAct[] {
  const { chance, isEnding, today } = acting;
  const on = { of: kind.name, entry };
  if (one.review !== null && one.review.answer === null) {
    const reason = wordsOn(chance, 'reasons');
    return [duty(isEnding ? 0.3 : 0.05, { type: 'WithdrawReview', ...on, reason })];
  }
  if (isEnding) return [];
  return kind.review.flatMap((right) => {
    const asking = [...(right.asks.includes('agency') ? ['agency'] : []), ...currentIn(acting, right.asks)];
    const party = chance.maybe(asking);
    const until = one.windows.find((window) => window.right === right.name && window.party === party)?.until;
    const isLate = until !== undefined && today > until;
    if (party === undefined || !one.rights.includes(right.name) || (isLate && !right.late)) return [];
    const words = wordsOn(chance, 'asked');
    const late = isLate ? { late: wordsOn(chance, 'reasons') } : {};
    const asked: CaseCommand = { type: 'RequestReview', ...on, right: right.name, party, words, ...late };
    return [option(isLate ? 0.05 : 0.3, asked)];
  });
}

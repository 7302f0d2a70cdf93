// The life of a draft of a case type: folded from what was done with it, and what may be done next. Everything is about a text
// by its hash, so what was said of one text says nothing of another. It knows roles as little as where anything is kept.
import type { CaseType } from '../definition/definition.ts';
import type { DraftRefusal } from './draft-refusals.ts';
import { beginningOf, beginsAfter, type PublishedVersion, versionInForce } from './in-force.ts';
import type { JudgedDraft } from './judge-draft.ts';

/** Whoever does something with a draft, and for whom they stand in. */
export interface DraftActor {
  readonly person: string;
  readonly onBehalfOf: string | null;
}

interface Done extends DraftActor {
  /** 1 for the first. */
  readonly number: number;
  /** UTC with milliseconds. */
  readonly at: string;
  /** What they said to it; empty where nothing. */
  readonly words: string;
}

/** What was done with a draft, in its order. A storage format. */
export type DraftStep = Done &
  (
    | { readonly kind: 'saved'; /** Null where the text could not be made whole. */ readonly hash: string | null }
    | { readonly kind: 'sent'; readonly hash: string; readonly effectiveOn: string | null }
    | { readonly kind: 'approved'; readonly hash: string }
    | { readonly kind: 'acknowledged'; readonly hash: string; readonly difference: string }
    | { readonly kind: 'published'; readonly hash: string }
    | { readonly kind: 'returned' | 'withdrawn'; readonly hash: string | null }
  );

export type DraftState = 'draft' | 'in-review' | 'approved' | 'published' | 'withdrawn';

export interface Draft {
  readonly state: DraftState;
  readonly hash: string | null;
  /** How many steps were seen. */
  readonly steps: number;
  /** Everybody who wrote in it, and for whom they did. */
  readonly writers: ReadonlySet<string>;
  /** The day on which it is to begin, of the kind of case's own zone; null: at once. */
  readonly effectiveOn: string | null;
  /** Ids of differences that were acknowledged, each of which has the text's hash in it. */
  readonly acknowledged: ReadonlySet<string>;
}

/** What somebody wants to do with it. Saving gives the text that is to be there. */
export type DraftAct =
  | { readonly kind: 'save' | 'return' | 'withdraw' }
  | { readonly kind: 'send'; readonly hash: string; readonly effectiveOn: string | null }
  | { readonly kind: 'approve' | 'publish'; readonly hash: string }
  | { readonly kind: 'acknowledge'; readonly hash: string; readonly difference: string };

export interface DraftFacts {
  /** Of the kind of case that the draft is of. */
  readonly name: string;
  /** Its text as it stands. */
  readonly judged: JudgedDraft;
  /** Of that kind of case, in this agency. */
  readonly versions: readonly PublishedVersion[];
  /** UTC with milliseconds. */
  readonly now: string;
  /** Ids of the differences that ask to be acknowledged, to the version that it would follow. */
  readonly toAcknowledge: readonly string[];
}

const NEW: Draft = {
  ...{ state: 'draft', hash: null, steps: 0, writers: new Set<string>() },
  ...{ effectiveOn: null, acknowledged: new Set<string>() },
};

export function draftOf(steps: readonly DraftStep[]): Draft {
  return steps.reduce(after, NEW);
}

function after(draft: Draft, step: DraftStep): Draft {
  const next = { ...draft, steps: step.number };
  switch (step.kind) {
    case 'saved':
      return { ...next, state: 'draft', hash: step.hash, writers: new Set([...draft.writers, ...namesOf(step)]) };
    case 'sent':
      return { ...next, state: 'in-review', effectiveOn: step.effectiveOn };
    case 'approved':
      return { ...next, state: 'approved' };
    case 'returned':
      return { ...next, state: 'draft' };
    case 'acknowledged':
      return { ...next, acknowledged: new Set([...draft.acknowledged, step.difference]) };
    case 'published':
    case 'withdrawn':
      return { ...next, state: step.kind };
  }
}

/** Whoever stands in and the colleague are one. */
function namesOf({ person, onBehalfOf }: DraftActor): readonly string[] {
  return onBehalfOf === null ? [person] : [person, onBehalfOf];
}

/** The version that a text would follow, and from when it would be in force. */
export interface Place {
  readonly follows: PublishedVersion | null;
  /** Null where its day has passed. */
  readonly inForceAt: string | null;
}

/** Where a text would stand among the versions if it were published now. */
export function placeOf(
  caseType: CaseType,
  effectiveOn: string | null,
  { versions, now }: Pick<DraftFacts, 'versions' | 'now'>,
): Place {
  const inForceAt = beginningOf(effectiveOn, now, caseType.zone);
  return { follows: versionInForce(versions, inForceAt ?? now), inForceAt };
}

/** @returns why it may not be done, by anybody or by them; null where it may */
export function whyNotDone(
  draft: Draft,
  act: DraftAct,
  { by, facts }: { readonly by: DraftActor; readonly facts: DraftFacts },
): DraftRefusal | null {
  if (draft.state === 'published' || draft.state === 'withdrawn') return 'draft-closed';
  if ('hash' in act && draft.hash === null) return 'draft-problems';
  if ('hash' in act && act.hash !== draft.hash) return 'draft-text-changed';
  const isReviewed = draft.state === 'in-review' || draft.state === 'approved';
  const isWriter = namesOf(by).some((name) => draft.writers.has(name));
  switch (act.kind) {
    case 'save':
    case 'withdraw':
      return null;
    case 'send':
      return whyUnfit(draft, facts) ?? whyNoPlace(act.effectiveOn, facts);
    case 'return':
      return isReviewed ? null : 'draft-not-in-review';
    case 'approve':
      if (!isReviewed) return 'draft-not-in-review';
      if (draft.state === 'approved') return 'draft-approved-already';
      return isWriter ? 'draft-own' : null;
    case 'acknowledge':
      if (!isReviewed) return 'draft-not-in-review';
      if (isWriter) return 'draft-own';
      if (!facts.toAcknowledge.includes(act.difference)) return 'draft-no-such-difference';
      return draft.acknowledged.has(act.difference) ? 'draft-acknowledged-already' : null;
    case 'publish':
      if (draft.state !== 'approved') return 'draft-not-approved';
      return whyUnfit(draft, facts) ?? whyNoPlace(draft.effectiveOn, facts) ?? whyUnseen(draft, facts);
  }
}

/** The program may have become stricter since it was sent, so this is asked again before it is published. */
function whyUnfit(draft: Draft, { name, judged, versions }: DraftFacts): DraftRefusal | null {
  const { caseType, scenarios } = judged;
  if (draft.hash === null || caseType === null) return 'draft-problems';
  if (caseType.name !== name) return 'draft-other-kind';
  if (versions.some(({ version }) => version === caseType.version)) return 'draft-version-taken';
  if (scenarios.length === 0) return 'draft-no-scenarios';
  return scenarios.some(({ failures }) => failures.length > 0) ? 'draft-scenarios-fail' : null;
}

function whyNoPlace(effectiveOn: string | null, facts: DraftFacts): DraftRefusal | null {
  const { caseType } = facts.judged;
  if (caseType === null) return 'draft-problems';
  const { inForceAt } = placeOf(caseType, effectiveOn, facts);
  if (inForceAt === null) return 'draft-day-passed';
  // What begins later was compared with the version that it was to follow, so nothing comes between the two.
  return beginsAfter(facts.versions, inForceAt) ? 'draft-before-another' : null;
}

function whyUnseen({ acknowledged }: Draft, { toAcknowledge }: DraftFacts): DraftRefusal | null {
  return toAcknowledge.every((difference) => acknowledged.has(difference)) ? null : 'draft-not-acknowledged';
}

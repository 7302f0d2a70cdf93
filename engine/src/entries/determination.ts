// Determinations: what a delegate decides. One is drafted and changed, made by somebody who holds the delegation, told to those to
// whom it must be, and revoked with reasons. What is asked of it by review is in `determination-review.ts`.
import { say, type Said } from '../sentences/say.ts';
import type { DeterminationDefinition } from '../definition/entry-definition.ts';
import { type Considered, consideredAs, consideredFault } from './considered.ts';
import { type Delegation, delegationFor, type HeldDelegation } from './delegation.ts';
import { isAdmissible } from './evidence.ts';
import {
  dayFault,
  dayOf,
  type Doer,
  type Entries,
  firstFault,
  type Kept,
  type Moment,
  moveFrom,
  type Moves,
  peopleOf,
  type Ruled,
  wordsFault,
} from './entry.ts';

export type ReviewEffect = 'affirmed' | 'varied' | 'set-aside';
export type DeterminationStatus = 'drafted' | 'discarded' | 'made' | 'notified' | ReviewEffect | 'revoked';

export interface Determination extends Kept<'determination', DeterminationStatus>, Proposed {
  /** The number of the event that last changed the draft, which is what its maker has read. */
  readonly draft: number;
  /** Everybody who drafted, changed or made it, and those for whom they stood in. */
  readonly involved: readonly string[];
  readonly made: Made | null;
  /** Rights of review that were stated with it, by name. */
  readonly rights: readonly string[];
  /** The determination that it reviews, by id. */
  readonly reviewOf: string | null;
  /** The review that was asked for last. */
  readonly review: AskedReview | null;
  /** Last days for asking for one. */
  readonly windows: readonly ReviewWindow[];
  /** The first day on which nobody may ask any more. */
  readonly reviewClosedOn: string | null;
  /** Why it was given up as a draft, or revoked. */
  readonly why: string | null;
}

/** What a draft says. All of it must be there when it is made. */
export interface Proposed {
  readonly outcome: string | null;
  readonly reasons: string | null;
  /** The issues that it decides, and how. */
  readonly issues: readonly DecidedIssue[];
  /** What was looked at, as it was then. */
  readonly manifest: readonly Considered[];
  readonly notice: readonly Notice[];
}

export interface DecidedIssue {
  readonly issue: string;
  readonly outcome: string;
}

/** A party is told, or there are reasons why not. */
export interface Notice {
  readonly party: string;
  readonly on: string | null;
  readonly withheld: string | null;
}

interface Made {
  readonly by: string;
  readonly onBehalfOf: string | null;
  /** Null where a body outside has made it. */
  readonly delegation: HeldDelegation | null;
}

interface AskedReview {
  readonly right: string;
  /** A party, by id, or `agency`. */
  readonly party: string;
  readonly on: string;
  readonly words: string;
  /** Why it could be asked for after the last day. */
  readonly late: string | null;
  /** The determination by which it was answered, or `withdrawn`, or `revoked`; null while it is open. */
  readonly answer: string | null;
}

interface ReviewWindow {
  readonly right: string;
  readonly party: string;
  readonly until: string;
}

type Move = 'draft' | 'revise' | 'discard' | 'make' | 'notify' | 'notice' | 'ask' | ReviewEffect | 'revoke';

const STANDS: readonly DeterminationStatus[] = ['made', 'notified', 'affirmed'];

export const DETERMINATION_MOVES: Moves<Move, DeterminationStatus> = {
  draft: { from: [], to: 'drafted' },
  revise: { from: ['drafted'], to: 'drafted' },
  discard: { from: ['drafted'], to: 'discarded' },
  make: { from: ['drafted'], to: 'made' },
  // Notice to one party of several, and to the last.
  notice: { from: STANDS, to: 'made' },
  notify: { from: ['made'], to: 'notified' },
  ask: { from: STANDS, to: 'made' },
  affirmed: { from: STANDS, to: 'affirmed' },
  varied: { from: STANDS, to: 'varied' },
  'set-aside': { from: STANDS, to: 'set-aside' },
  revoke: { from: STANDS, to: 'revoked' },
};

/** A statement of reasons is longer than other words. */
const MOST_REASONS = 10_000;
const MOST_LISTED = 100;

/** A part of a draft as it is given; what is not given stays as it was. */
export type ToPropose = {
  readonly [K in keyof Proposed]?: (K extends 'notice' ? readonly NoticeToGive[] : Proposed[K]) | undefined;
};

export interface NoticeToGive {
  readonly party: string;
  /** Why they are not told; absent: they are. */
  readonly withheld?: string | undefined;
}

/** What rules on a determination are given. */
export interface Determining {
  readonly at: Moment;
  readonly entries: Entries;
  readonly doer: Doer;
  /** Number of the event that is being decided. */
  readonly event: number;
}

const NOTHING_PROPOSED: Proposed = { outcome: null, reasons: null, issues: [], manifest: [], notice: [] };

/** @param reviewOf the determination that it answers a review of, by id */
export function draftDetermination(
  definition: DeterminationDefinition,
  { reviewOf, ...given }: ToPropose & { readonly reviewOf: string | null },
  determining: Determining,
): Ruled<Determination> {
  const { at, doer, event } = determining;
  const reason = proposalFault(definition, given, determining);
  if (reason !== null) return { reason };
  const { to: status } = DETERMINATION_MOVES.draft;
  const entry: Determination = {
    ...{ kind: 'determination', of: definition.name, status, from: dayOf(at), until: null },
    ...proposedBy(NOTHING_PROPOSED, given),
    ...{ draft: event, involved: [...peopleOf(doer)], made: null, rights: [] },
    ...{ reviewOf, review: null, windows: [], reviewClosedOn: null, why: null },
  };
  return { entry };
}

/** A draft can be changed, and what was made cannot. */
export function reviseDetermination(
  definition: DeterminationDefinition,
  { determination, given }: { readonly determination: Determination; readonly given: ToPropose },
  determining: Determining,
): Ruled<Determination> {
  const moved = moveFrom(DETERMINATION_MOVES.revise, determination.status);
  if ('reason' in moved) return moved;
  const reason = proposalFault(definition, given, determining);
  if (reason !== null) return { reason };
  const { doer, event } = determining;
  const involved = together(determination.involved, peopleOf(doer));
  return { entry: { ...determination, ...proposedBy(determination, given), draft: event, involved } };
}

export function discardDetermination(determination: Determination, why: string, at: Moment): Ruled<Determination> {
  const moved = moveFrom(DETERMINATION_MOVES.discard, determination.status);
  if ('reason' in moved) return moved;
  const reason = wordsFault(why, say('the-reason'));
  return reason === null ? { entry: { ...determination, status: moved.to, until: dayOf(at), why } } : { reason };
}

/**
 * A draft becomes final: whoever makes it has read it as it is, holds the delegation, and all of it is there.
 *
 * @param draft the number of the event that last changed the draft, as its maker has read it
 */
export function makeDetermination(
  definition: DeterminationDefinition,
  { determination, draft }: { readonly determination: Determination; readonly draft: number },
  { delegations, ...determining }: Determining & { readonly delegations: readonly Delegation[] },
): Ruled<Determination> {
  const moved = moveFrom(DETERMINATION_MOVES.make, determination.status);
  if ('reason' in moved) return moved;
  const { doer, at, entries } = determining;
  const today = dayOf(at);
  const held = delegationFor(definition, { doer, on: today }, delegations);
  if ('reason' in held) return held;
  const missing = definition.evidence.filter((kind) => !namesEvidence(determination.manifest, kind, entries));
  const reason = firstFault(
    missing.length > 0 ? say('name-among-what-was-considered-admissible', { missing: list(missing) }) : null,
    draft === determination.draft ? null : say('the-draft-was-changed-by-event', { draft: determination.draft }),
    unsaidFault(definition, determination),
    noticeFault(definition, determination.notice, entries),
  );
  if (reason !== null) return { reason };
  const made: Made = { by: doer.actor, onBehalfOf: doer.onBehalfOf ?? null, delegation: held.delegation };
  const involved = together(determination.involved, peopleOf(doer));
  const rights = definition.review.map(({ name }) => name);
  const isTold = determination.notice.every(({ withheld }) => withheld !== null);
  const status = isTold ? DETERMINATION_MOVES.notify.to : moved.to;
  return { entry: { ...determination, status, from: today, involved, made, rights } };
}

/** One of those who must be told was told, on a day. Its last notice makes it notified. */
export function notifyDetermination(
  determination: Determination,
  { party, on }: { readonly party: string; readonly on?: string | undefined },
  at: Moment,
): Ruled<Determination> {
  const moved = moveFrom(DETERMINATION_MOVES.notice, determination.status);
  if ('reason' in moved) return moved;
  const today = dayOf(at);
  const day = on ?? today;
  const line = determination.notice.find((one) => one.party === party);
  const reason = firstFault(
    line === undefined ? say('notice-to-them-was-not-decided') : null,
    line !== undefined && line.on !== null ? say('they-were-told-on', { on: line.on }) : null,
    dayFault(on, say('the-day-of-notice')),
    day > today ? say('notice-is-recorded-when-it-was') : null,
    day < determination.from ? say('it-was-not-made-then') : null,
  );
  if (reason !== null) return { reason };
  const notice = determination.notice.map((one) => (one.party === party ? { ...one, on: day } : one));
  const isTold = notice.every((one) => one.on !== null || one.withheld !== null);
  const { to, from } = DETERMINATION_MOVES.notify;
  const status = isTold && from.includes(determination.status) ? to : determination.status;
  return { entry: { ...determination, status, notice } };
}

/** It holds no longer, from today. */
export function revokeDetermination(
  definition: DeterminationDefinition,
  { determination, reasons }: { readonly determination: Determination; readonly reasons: string },
  { at, doer, delegations }: Pick<Determining, 'at' | 'doer'> & { readonly delegations: readonly Delegation[] },
): Ruled<Determination> {
  const moved = moveFrom(DETERMINATION_MOVES.revoke, determination.status);
  if ('reason' in moved) return moved;
  const held = delegationFor(definition, { doer, on: dayOf(at) }, delegations);
  if ('reason' in held) return held;
  const reason = wordsFault(reasons, say('the-reasons'), MOST_REASONS);
  if (reason !== null) return { reason };
  const { review } = determination;
  const ended = review !== null && review.answer === null ? { review: { ...review, answer: 'revoked' } } : {};
  return { entry: { ...determination, ...ended, status: moved.to, until: dayOf(at), why: reasons } };
}

/** A draft waits for its maker, notice is still to be given, or a review was asked for and not answered. */
export function isDeterminationOpen({ status, review }: Determination): boolean {
  return status === 'drafted' || status === 'made' || (review !== null && review.answer === null);
}

function proposedBy(before: Proposed, { outcome, reasons, issues, manifest, notice }: ToPropose): Proposed {
  return {
    outcome: outcome === undefined ? before.outcome : outcome,
    reasons: reasons === undefined ? before.reasons : reasons,
    issues: issues === undefined ? before.issues : issues.map((one) => ({ issue: one.issue, outcome: one.outcome })),
    manifest: manifest?.map(consideredAs) ?? before.manifest,
    notice: notice?.map(({ party, withheld = null }) => ({ party, on: null, withheld })) ?? before.notice,
  };
}

function together(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])];
}

/** What is wrong with what was given of a draft; what was not given may come later. */
function proposalFault(
  definition: DeterminationDefinition,
  { outcome = null, reasons = null, issues = [], manifest = [], notice = [] }: ToPropose,
  { entries, event }: Determining,
): Said | null {
  const { title, outcomes } = definition;
  const isKnown = outcome === null || outcomes.some(({ value }) => value === outcome);
  return firstFault(
    isKnown ? null : say('ends-with-one-of', { title, outcomes: outcomes.map(({ value }) => value).join(', ') }),
    reasons === null ? null : wordsFault(reasons, say('the-reasons'), MOST_REASONS),
    [issues, manifest, notice].some((list) => list.length > MOST_LISTED)
      ? say('it-names-at-most-of-each', { most: MOST_LISTED })
      : null,
    ...issues.map((one) => issueFault(definition, one.issue, entries)),
    isEachOnce(issues.map(({ issue }) => issue)) ? null : say('it-decides-each-issue-once'),
    ...manifest.map((one) => consideredFault(one, { entries, before: event })),
    ...notice.map(({ party, withheld }) =>
      firstFault(
        isToBeTold(definition, party, entries)
          ? null
          : say('notice-is-given-to-current-parties', { notify: list(definition.notify) }),
        withheld === undefined ? null : wordsFault(withheld, say('why-they-are-not-told')),
      ),
    ),
    isEachOnce(notice.map(({ party }) => party)) ? null : say('it-says-of-each-party-once'),
  );
}

function issueFault({ title, decides }: DeterminationDefinition, id: string, entries: Entries): Said | null {
  const issue = Object.hasOwn(entries, id) ? entries[id] : undefined;
  if (issue?.kind === 'issue' && decides.includes(issue.of)) return null;
  return decides.length === 0
    ? say('decides-no-issues', { title })
    : say('decides-issues-of', { title, decides: list(decides) });
}

function namesEvidence(manifest: readonly Considered[], kind: string, entries: Entries): boolean {
  return manifest.some((one) => {
    const entry = 'entry' in one ? entries[one.entry] : undefined;
    return entry?.kind === 'evidence' && entry.of === kind && isAdmissible(entry);
  });
}

/** What must be said before it can be made. */
function unsaidFault({ title, considers, decides }: DeterminationDefinition, proposed: Determination): Said | null {
  const { outcome, reasons, manifest, issues, reviewOf } = proposed;
  const named = manifest.flatMap((one) => ('field' in one ? [one.field] : []));
  const missing = considers.filter((field) => !named.includes(field));
  return firstFault(
    outcome === null ? say('say-how-ends', { title }) : null,
    reasons === null ? say('give-the-reasons') : null,
    manifest.length === 0 ? say('name-what-was-considered') : null,
    missing.length > 0 ? say('name-among-what-was-considered', { missing: list(missing) }) : null,
    // On review, what was decided may stay as it is.
    decides.length > 0 && issues.length === 0 && reviewOf === null ? say('name-the-issues-that-it-decides') : null,
  );
}

/** Of each party that must be told it is decided whether they are. */
function noticeFault(definition: DeterminationDefinition, notice: readonly Notice[], entries: Entries): Said | null {
  const told = Object.keys(entries).filter((id) => isToBeTold(definition, id, entries));
  const missing = told.filter((id) => notice.every(({ party }) => party !== id));
  const gone = notice.find(({ party }) => !told.includes(party));
  return firstFault(
    missing.length > 0 ? say('say-whether-notice-is-given-to', { missing: list(missing) }) : null,
    gone === undefined ? null : say('is-not-a-current-party-to', { party: gone.party }),
  );
}

function isToBeTold({ notify }: DeterminationDefinition, id: string, entries: Entries): boolean {
  const party = Object.hasOwn(entries, id) ? entries[id] : undefined;
  return party?.kind === 'party' && party.status === 'current' && notify.includes(party.of);
}

function isEachOnce(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}

function list(names: readonly string[]): string {
  return names.join(', ');
}

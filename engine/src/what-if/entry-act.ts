// What somebody asked for when something happened to an issue or the like: the command again, read from the event that it became. What
// time does by itself (a day that passed) was nobody's act.
import { dateOf } from '../calendar/calendar.ts';
import type { CaseCommand, CaseEvent, CaseState } from '../case/case.ts';
import type { CaseType } from '../definition/definition.ts';
import type { Entry, ToPropose } from '../entries/entries.ts';
import { DOCUMENT_ACTS } from './document-acts.ts';

type EntryEvent = Extract<CaseEvent, { readonly entry: string }>;
type Of<K extends Entry['kind']> = Extract<Entry, { readonly kind: K }>;
type Kind = Entry['kind'];

/** What the makers of commands are given: the entry after the event, and what the event itself says. */
interface Happened<K extends Kind> {
  readonly entry: string;
  readonly is: Of<K>;
  readonly before: Of<K> | null;
  readonly reason: string;
  /** A day of the entry, unless it is that of the event, which the command need not say. */
  readonly day: (stated: string | null) => string | undefined;
  /** Whether its kind reckons by when it is due. */
  readonly hasClock: boolean;
  readonly event: EntryEvent;
}

type Acts<K extends Kind> = Partial<Record<EntryEvent['type'], (happened: Happened<K>) => CaseCommand | null>>;

/**
 * @param before and `after` the case before and after the event
 * @returns null where nobody asked for it
 */
export function entryActOf(
  event: EntryEvent,
  { before, after, caseType }: { readonly before: CaseState; readonly after: CaseState; readonly caseType: CaseType },
): CaseCommand | null {
  const { entry, reason = '' } = event;
  const is = after.entries?.[entry];
  if (is === undefined) return null;
  const today = dateOf(event.occurred, caseType.zone);
  const day = (stated: string | null): string | undefined => (stated === null || stated === today ? undefined : stated);
  const hasClock = is.kind === 'obligation' && caseType.obligations.get(is.of)?.clock !== undefined;
  // Each kind has its own table, and an entry keeps its kind.
  const acts = ACTS[is.kind] as Acts<Kind>;
  const happened = { entry, is, before: before.entries?.[entry] ?? null, reason, day, event, hasClock };
  return acts[event.type]?.(happened) ?? null;
}

const issues: Acts<'issue'> = {
  IssueRaised: ({ is: { of, words, from, within }, day }) =>
    given({ type: 'RaiseIssue', of, words, from: day(from), within }),
  IssueDecided: ({ entry, is: { of, outcome, reasons } }) => ({
    type: 'DecideIssue',
    of,
    entry,
    outcome: outcome ?? '',
    reasons: reasons ?? '',
  }),
  IssueReopened: ({ entry, is: { of }, reason }) => ({ type: 'ReopenIssue', of, entry, reason }),
};

const parties: Acts<'party'> = {
  PartyAdded: ({ is: { of, subject, from, until, represents, scope }, day }) =>
    given({
      ...{ type: 'AddParty', of, subject, from: day(from), until: until ?? undefined },
      ...(represents === null ? {} : { represents, scope: [...scope] }),
    }),
  // One that ends on its last day is ended by time, and has no reason.
  PartyEnded: ({ entry, is: { of, until }, reason, day }) =>
    reason === '' ? null : given({ type: 'EndParty', of, entry, until: day(until), reason }),
  PartyReplaced: ({ entry, is: { of }, reason, event }) => {
    const follower = event.changes.flatMap((change) =>
      'entry' in change && change.is.kind === 'party' && change.is.replaces === entry ? [change.is] : [],
    )[0];
    return follower === undefined ? null : { type: 'ReplaceParty', of, entry, subject: follower.subject, reason };
  },
};

const goals: Acts<'goal'> = {
  GoalSet: ({ is: { of, words, owner, baseline, target } }) => ({
    type: 'SetGoal',
    of,
    words,
    owner,
    baseline,
    target,
  }),
  GoalReviewed: ({ entry, is: { of, reviews }, day }) => {
    const last = reviews.at(-1);
    if (last === undefined) return null;
    return given({ type: 'ReviewGoal', of, entry, value: last.value, note: last.note ?? undefined, on: day(last.on) });
  },
  GoalConcluded: ({ entry, is: { of, status, reasons } }) =>
    // A goal that is concluded has as its status how far it was reached.
    given({ type: 'ConcludeGoal', of, entry, attainment: status as never, reasons: reasons ?? undefined }),
};

const obligations: Acts<'obligation'> = {
  ObligationImposed: ({ is, day, hasClock }) => {
    const { of, words, owedBy, arisesFrom, agreement, from } = is;
    const because = { arisesFrom: arisesFrom ?? undefined, agreement: agreement ?? undefined };
    const dueOn = hasClock ? undefined : is.dueOn;
    return given({ type: 'ImposeObligation', of, words, owedBy, ...because, from: day(from), dueOn });
  },
  ObligationMet: ({ entry, is: { of, until, reasons }, day }) =>
    given({ type: 'MeetObligation', of, entry, metOn: day(until), reasons: reasons ?? undefined }),
  ObligationWaived: ({ entry, is: { of, reasons } }) => ({
    type: 'WaiveObligation',
    of,
    entry,
    reasons: reasons ?? '',
  }),
};

const determinations: Acts<'determination'> = {
  DeterminationDrafted: ({ is }) =>
    given({ type: 'DraftDetermination', of: is.of, ...proposedIn(is), reviewOf: is.reviewOf ?? undefined }),
  DeterminationRevised: ({ entry, is }) => given({ type: 'ReviseDetermination', of: is.of, entry, ...proposedIn(is) }),
  DeterminationDiscarded: ({ entry, is: { of, why } }) => ({
    type: 'DiscardDetermination',
    of,
    entry,
    reason: why ?? '',
  }),
  DeterminationMade: ({ entry, is: { of, draft } }) => ({ type: 'MakeDetermination', of, entry, draft }),
  DeterminationNotified: ({ entry, is: { of, notice }, before, day }) => {
    const told = notice.find(
      ({ party, on }) => on !== null && before?.notice.some((was) => was.party === party && was.on === null),
    );
    return told === undefined
      ? null
      : given({ type: 'NotifyDetermination', of, entry, party: told.party, on: day(told.on) });
  },
  ReviewRequested: ({ entry, is: { of, review }, day }) =>
    review === null
      ? null
      : given({
          ...{ type: 'RequestReview', of, entry, right: review.right, party: review.party, words: review.words },
          ...{ on: day(review.on), late: review.late ?? undefined },
        }),
  ReviewWithdrawn: ({ entry, is: { of }, reason }) => ({ type: 'WithdrawReview', of, entry, reason }),
  DeterminationRevoked: ({ entry, is: { of, why } }) => ({
    type: 'RevokeDetermination',
    of,
    entry,
    reasons: why ?? '',
  }),
};

function proposedIn({ outcome, reasons, issues: decided, manifest, notice }: Of<'determination'>): ToPropose {
  return given({
    ...{ outcome: outcome ?? undefined, reasons: reasons ?? undefined, issues: [...decided], manifest: [...manifest] },
    notice: notice.map(({ party, withheld }) => given({ party, withheld: withheld ?? undefined })),
  });
}

const evidence: Acts<'evidence'> = {
  EvidenceRegistered: ({ is, event }) => {
    const { of, words, audience, document, offeredFor, custody } = is;
    const holding =
      custody === null
        ? {}
        : {
            ...{ receivedFrom: custody.from ?? undefined, receipt: custody.receipt ?? undefined },
            since: custody.since === event.occurred ? undefined : custody.since,
          };
    return given({
      ...{ type: 'RegisterEvidence', of, words, audience, document: document ?? undefined },
      ...{ offeredFor: [...offeredFor], ...holding },
    });
  },
  EvidenceOffered: ({ entry, is: { of, audience, offeredFor } }) => ({
    type: 'OfferEvidence',
    of,
    audience,
    entry,
    offeredFor: [...offeredFor],
  }),
  AudienceChanged: ({ entry, is: { of, audience: to }, before, reason }) => ({
    type: 'ChangeAudience',
    of,
    audience: before?.audience ?? to,
    entry,
    to,
    reason,
  }),
  EvidenceAdmitted: ({ entry, is: { of, audience, reasons } }) =>
    given({ type: 'AdmitEvidence', of, audience, entry, reasons: reasons ?? undefined }),
  EvidenceExcluded: ({ entry, is: { of, audience, reasons } }) => ({
    type: 'ExcludeEvidence',
    of,
    audience,
    entry,
    reasons: reasons ?? '',
  }),
  EvidenceReturned: ({ entry, is: { of, audience, returnedTo, reasons, returnReceipt = '' } }) =>
    returnedTo === null
      ? null
      : { type: 'ReturnEvidence', of, audience, entry, to: returnedTo, reasons: reasons ?? '', receipt: returnReceipt },
  EvidenceDisposed: ({ entry, is: { of, audience, reasons } }) => ({
    type: 'DisposeEvidence',
    of,
    audience,
    entry,
    reasons: reasons ?? '',
  }),
  CustodyOffered: ({ entry, is: { of, audience, custody }, event }) => {
    const last = custody?.transfers.at(-1);
    if (last === undefined) return null;
    const at = last.at === event.occurred ? undefined : last.at;
    return given({ type: 'OfferCustody', of, audience, entry, to: last.to, at, receipt: last.receipt ?? undefined });
  },
  CustodyConfirmed: ({ entry, is: { of, audience, custody }, event }) => {
    const last = custody?.transfers.at(-1);
    const at = last?.receivedAt ?? null;
    const receipt = last?.receipt ?? undefined;
    return given({
      type: 'ConfirmCustody',
      of,
      audience,
      entry,
      at: at === event.occurred ? undefined : (at ?? undefined),
      receipt,
    });
  },
  CustodyDeclined: ({ entry, is: { of, audience, custody } }) => ({
    type: 'DeclineCustody',
    of,
    audience,
    entry,
    reason: custody?.transfers.at(-1)?.declined ?? '',
  }),
  CustodyGapReported: ({ entry, is: { of, audience, custody } }) => {
    const gap = custody?.reported.at(-1);
    if (gap === undefined) return null;
    const { from, until, words } = gap;
    return given({ type: 'ReportCustodyGap', of, audience, entry, from, until: until ?? undefined, words });
  },
};

const referrals: Acts<'referral'> = {
  ReferralOffered: ({ is: { of, to, words, sections, endsOn, share } }) =>
    given({ type: 'OfferReferral', of, to, words, sections: [...sections], endsOn, share: share ?? undefined }),
  ReferralAccepted: ({ entry, is: { of } }) => ({ type: 'AcceptReferral', of, entry }),
  ReferralDeclined: ({ entry, is: { of, declined, reasons } }) =>
    given({ type: 'DeclineReferral', of, entry, because: declined ?? '', note: reasons ?? undefined }),
  ReferralAnswered: ({ entry, is: { of, answer } }) => ({ type: 'AnswerReferral', of, entry, answer: answer ?? '' }),
  ReferralWithdrawn: ({ entry, is: { of, reasons } }) => ({
    type: 'WithdrawReferral',
    of,
    entry,
    reasons: reasons ?? '',
  }),
};

const communications: Acts<'communication'> = {
  CommunicationDrafted: ({ is }) => given({ type: 'DraftCommunication', of: is.of, ...partsOf(is) }),
  CommunicationRecorded: ({ is, day }) =>
    given({ type: 'RecordCommunication', of: is.of, ...partsOf(is), direction: is.direction, on: day(is.from) }),
  CommunicationRevised: ({ entry, is }) => given({ type: 'ReviseCommunication', of: is.of, entry, ...partsOf(is) }),
  CommunicationDiscarded: ({ entry, is: { of, reasons } }) => ({
    type: 'DiscardCommunication',
    of,
    entry,
    reason: reasons ?? '',
  }),
  CommunicationApproved: ({ entry, is: { of, approved } }) => ({
    type: 'ApproveCommunication',
    of,
    entry,
    content: approved?.content ?? '',
  }),
  CommunicationSent: ({ entry, is: { of, from }, day }) =>
    given({ type: 'SendCommunication', of, entry, on: day(from) }),
  CommunicationDelivered: ({ entry, is: { of, until }, day }) =>
    given({ type: 'DeliverCommunication', of, entry, on: day(until) }),
  CommunicationBounced: ({ entry, is: { of, reasons } }) => ({
    type: 'BounceCommunication',
    of,
    entry,
    reason: reasons ?? '',
  }),
};

function partsOf({ channel, with: whom, subject, content, answers }: Of<'communication'>) {
  return given({ channel, with: [...whom], subject, content: content ?? undefined, answers: answers ?? undefined });
}

const ACTS: { readonly [K in Kind]: Acts<K> } = {
  ...{ issue: issues, party: parties, goal: goals, obligation: obligations },
  ...{ determination: determinations, evidence, referral: referrals, communication: communications },
  document: DOCUMENT_ACTS,
};

type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without the members that are absent, since a command says only what was said. */
function given<T extends object>(said: T): Given<T> {
  // What is left has no undefined member.
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Given<T>;
}

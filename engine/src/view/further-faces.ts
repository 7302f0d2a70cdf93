// Determinations, exhibits, referrals and communications as a person sees them: what they name of other sections is left out, and
// so is how much of that there is.
import {
  type Considered,
  custodyHolder,
  type Entry,
  isAdmissible,
  type KeptAppointment,
  pendingTransfer,
  type Holder,
} from '../entries/entries.ts';
import type { DeterminationCommand } from '../case/determination-command.ts';
import type { DeterminationDefinition } from '../definition/definition.ts';
import { sectionTitle } from './access-words.ts';
import {
  AGENCY,
  baseOf,
  type EntryMove,
  type FaceOfEntry,
  labelOf,
  type Looking,
  maySettle,
  type Of,
  onlyShown,
  shown,
  tellsHidden,
} from './entry-face.ts';
import { mayReadField } from './hidden.ts';

type Determination = Of<'determination'>;
type Evidence = Of<'evidence'>;
type Custody = NonNullable<Evidence['custody']>;

export interface DeterminationFace extends FaceOfEntry, Pick<Determination, 'status' | 'reasons' | 'draft' | 'made'> {
  /** Label of the outcome. */
  readonly outcome: string | null;
  /** What of the following the reader may know. */
  readonly issues: readonly { readonly issue: string; readonly outcome: string | null }[];
  readonly manifest: readonly Considered[];
  readonly notice: Determination['notice'];
  readonly windows: readonly { readonly right: string; readonly party: string; readonly until: string }[];
  /** Rights of review that were stated with it. */
  readonly rights: readonly { readonly right: string; readonly title: string }[];
  /** Id of the determination that it reviews; null also where that may not be known. */
  readonly reviewOf: string | null;
  readonly review: ReviewFace | null;
  readonly reviewClosedOn: string | null;
  readonly why: string | null;
}

interface ReviewFace extends Pick<NonNullable<Determination['review']>, 'on' | 'words' | 'late'> {
  readonly title: string;
  /** Id of a party, or `agency`; null where that may not be known. */
  readonly party: string | null;
  readonly isOpen: boolean;
  /** Id of the determination by which it was answered; null also where that may not be known. */
  readonly answer: string | null;
}

export interface EvidenceFace
  extends FaceOfEntry, Pick<Evidence, 'status' | 'exhibit' | 'words' | 'document' | 'audience' | 'hasGap' | 'reasons'> {
  /** What people call those for whom it is. */
  readonly audienceTitle: string;
  /** Ids of the issues of which the reader may know. */
  readonly offeredFor: readonly string[];
  readonly isAdmissible: boolean;
  readonly custody: CustodyFace | null;
  readonly returnedTo: Holder | null;
  /** What they signed for it, by its SHA-256; null where it was not returned. */
  readonly returnReceipt: string | null;
}

/** Where a party may not be known, nobody is named. */
interface CustodyFace extends Pick<Custody, 'since' | 'reported'> {
  readonly from: Holder | null;
  readonly first: Holder | null;
  readonly holder: Holder | null;
  readonly isPending: boolean;
  readonly transfers: readonly (Omit<Custody['transfers'][number], 'from' | 'to'> & {
    readonly from: Holder | null;
    readonly to: Holder | null;
  })[];
}

export interface ReferralFace
  extends
    FaceOfEntry,
    Pick<Of<'referral'>, 'status' | 'to' | 'purpose' | 'authority' | 'words' | 'answerBy' | 'endsOn'>,
    Pick<Of<'referral'>, 'answer' | 'reasons'> {
  /** Titles of the sections that go with it, of those that the reader may read. */
  readonly sections: readonly string[];
  /** Label of the reason for which it was declined. */
  readonly declined: string | null;
}

export interface CommunicationFace
  extends
    FaceOfEntry,
    Pick<Of<'communication'>, 'status' | 'direction' | 'subject' | 'content' | 'approved' | 'reasons'> {
  /** Label of the channel. */
  readonly channel: string;
  /** Ids of the parties of whom the reader may know. */
  readonly with: readonly string[];
  readonly answers: string | null;
  /** The letter that it was made of, by title, and for whom; null also where that may not be known. */
  readonly made: { readonly title: string; readonly party: string | null; readonly language: string } | null;
  /** Of a meeting: when and where, and who of those that the reader may know did not come. */
  readonly appointment: KeptAppointment | null;
}

export function faceOfDetermination(looking: Looking, id: string, entry: Determination): readonly DeterminationFace[] {
  const { caseType, parts } = looking;
  const definition = caseType.determinations.get(entry.of);
  if (definition === undefined) return [];
  const { status, reasons, draft, made, reviewClosedOn, why, issues, manifest, notice, windows } = entry;
  const isKnown = (one: Considered): boolean =>
    'document' in one ||
    ('field' in one ? mayReadField(caseType, one.field, parts) : shown(looking, one.entry) !== null);
  const titleOf = (right: string): string => definition.review.find(({ name }) => name === right)?.title ?? right;
  const mayKnow = ({ party }: { readonly party: string }): boolean => shownOrAgency(looking, party) !== null;
  const face = {
    ...baseOf(id, entry, { title: definition.title, may: movesOfDetermination(looking, id, entry) }),
    ...{ status, reasons, draft, made, reviewClosedOn, why },
    outcome: labelOf(definition.outcomes, entry.outcome),
    issues: issues.filter(({ issue }) => shown(looking, issue) !== null).map((one) => decidedAs(looking, one)),
    ...{ manifest: manifest.filter(isKnown), notice: notice.filter(mayKnow), windows: windows.filter(mayKnow) },
    rights: entry.rights.map((right) => ({ right, title: titleOf(right) })),
    reviewOf: shown(looking, entry.reviewOf),
    review: reviewFace(looking, entry, titleOf),
  };
  return [face];
}

function decidedAs(
  { caseType, entries }: Looking,
  { issue, outcome }: Determination['issues'][number],
): DeterminationFace['issues'][number] {
  const outcomes = caseType.issues.get(entries[issue]?.of ?? '')?.outcomes ?? [];
  return { issue, outcome: labelOf(outcomes, outcome) };
}

function reviewFace(
  looking: Looking,
  { review }: Determination,
  titleOf: (right: string) => string,
): ReviewFace | null {
  if (review === null) return null;
  const { right, party, on, words, late, answer } = review;
  const isOpen = answer === null;
  const said = { on, words, late, isOpen, answer: shown(looking, answer) };
  return { ...said, title: titleOf(right), party: shownOrAgency(looking, party) };
}

function shownOrAgency(looking: Looking, party: string): string | null {
  return party === AGENCY ? party : shown(looking, party);
}

const STANDS: readonly Determination['status'][] = ['made', 'notified', 'affirmed'];

function movesOfDetermination(looking: Looking, entry: string, determination: Determination): readonly EntryMove[] {
  const { of, status, notice, rights, review, reviewOf, draft } = determination;
  const definition = looking.caseType.determinations.get(of);
  if (definition === undefined) return [];
  const { by } = definition;
  const isDraft = status === 'drafted';
  const stands = STANDS.includes(status);
  const isAsked = review !== null && review.answer === null;
  const isUntold = notice.some(({ on, withheld }) => on === null && withheld === null);
  const maker = makerOf(definition);
  const on = { of, entry };
  const asked: readonly (readonly [EntryMove, boolean, string | undefined, DeterminationCommand])[] = [
    ['revise', isDraft, by, { type: 'ReviseDetermination', ...on }],
    ['discard', isDraft, by, { type: 'DiscardDetermination', ...on, reason: '' }],
    ['make', isDraft && (!looking.isClosed || reviewOf !== null), maker, { type: 'MakeDetermination', ...on, draft }],
    ['notify', stands && isUntold, by, { type: 'NotifyDetermination', ...on, party: '' }],
    [
      'request-review',
      stands && rights.length > 0 && !isAsked,
      by,
      { type: 'RequestReview', ...on, right: '', party: '', words: '' },
    ],
    ['withdraw-review', stands && isAsked, by, { type: 'WithdrawReview', ...on, reason: '' }],
    ['revoke', stands, maker, { type: 'RevokeDetermination', ...on, reasons: '' }],
  ];
  return asked.flatMap(([move, isThen, role, command]) =>
    isThen && looking.mayDo(role) && !tellsHidden(looking, command) ? [move] : [],
  );
}

/** What a body outside has decided is recorded by whoever drafts. */
function makerOf({ delegation, by }: DeterminationDefinition): string | undefined {
  return delegation?.role ?? by;
}

export function faceOfEvidence(looking: Looking, id: string, entry: Evidence): readonly EvidenceFace[] {
  const definition = looking.caseType.evidence.get(entry.of);
  if (definition === undefined) return [];
  const {
    status,
    exhibit,
    words,
    document,
    audience,
    hasGap,
    reasons,
    custody,
    returnedTo,
    returnReceipt = null,
  } = entry;
  return [
    {
      ...baseOf(id, entry, { title: definition.title, may: movesOfEvidence(looking, entry) }),
      ...{ status, exhibit, words, document, audience, hasGap, reasons, isAdmissible: isAdmissible(entry) },
      audienceTitle: definition.audiences.find(({ name }) => name === audience)?.title ?? audience,
      offeredFor: onlyShown(looking, entry.offeredFor),
      custody: custody === null ? null : custodyFace(looking, custody),
      ...{ returnedTo: holderShown(looking, returnedTo), returnReceipt },
    },
  ];
}

function custodyFace(looking: Looking, custody: Custody): CustodyFace {
  const { from, first, since, transfers, reported } = custody;
  return {
    ...{ since, reported, isPending: pendingTransfer(custody) !== null },
    ...{ from: holderShown(looking, from), first: holderShown(looking, first) },
    holder: holderShown(looking, custodyHolder(custody)),
    transfers: transfers.map((one) => ({
      ...one,
      from: holderShown(looking, one.from),
      to: holderShown(looking, one.to),
    })),
  };
}

function holderShown(looking: Looking, holder: Holder | null): Holder | null {
  return holder !== null && 'party' in holder && shown(looking, holder.party) === null ? null : holder;
}

/** Whose hands it is in is asked when it is done. */
function movesOfEvidence(looking: Looking, entry: Evidence): readonly (EntryMove | null)[] {
  const { status, hasGap, custody, of, offeredFor } = entry;
  const definition = looking.caseType.evidence.get(of);
  if (definition === undefined || status === 'returned' || status === 'disposed') return [];
  const { by, admittedBy, blocksClosing } = definition;
  const may = (role: string | undefined): boolean => maySettle(looking, role, blocksClosing);
  const isPending = custody !== null && pendingTransfer(custody) !== null;
  const isHeld = custody !== null && may(undefined);
  const offered = { type: 'OfferEvidence', of, entry: '', audience: entry.audience, offeredFor: [] } as const;
  return [
    may(by) && !tellsHidden(looking, offered) ? 'offer' : null,
    may(admittedBy) ? 'change-audience' : null,
    isHeld && !isPending ? 'hand-over' : null,
    ...(isHeld && isPending ? (['receive', 'refuse'] as const) : []),
    custody !== null && may(by) ? 'report-gap' : null,
    status !== 'admitted' && !hasGap && offeredFor.length > 0 && may(admittedBy) ? 'admit' : null,
    status !== 'excluded' && may(admittedBy) ? 'exclude' : null,
    ...(!isPending && may(by) ? (['return', 'dispose'] as const) : []),
  ];
}

export function faceOfReferral(looking: Looking, id: string, entry: Of<'referral'>): readonly ReferralFace[] {
  const { caseType, parts } = looking;
  const definition = caseType.referrals.get(entry.of);
  if (definition === undefined) return [];
  const { title, by, answeredBy, blocksClosing, declineReasons } = definition;
  const { status, to, purpose, authority, words, answerBy, endsOn, declined, answer, reasons, sections } = entry;
  const [theirs, ours] = [answeredBy, by].map((role) => maySettle(looking, role, blocksClosing));
  const [isOffered, isTaken] = [status === 'offered', status === 'accepted'];
  const may = [
    ...(isOffered && theirs === true ? (['accept', 'decline'] as const) : []),
    isTaken && theirs === true ? ('answer' as const) : null,
    (isOffered || isTaken) && ours === true ? ('withdraw' as const) : null,
  ];
  const readable = sections.filter((section) => parts === null || parts.has(section));
  return [
    {
      ...baseOf(id, entry, { title, may }),
      ...{ status, to, purpose, authority, words, answerBy, endsOn, answer, reasons },
      ...{
        sections: readable.map((name) => sectionTitle(caseType, name)),
        declined: labelOf(declineReasons, declined),
      },
    },
  ];
}

export function faceOfCommunication(
  looking: Looking,
  id: string,
  entry: Of<'communication'>,
): readonly CommunicationFace[] {
  const definition = looking.caseType.communications.get(entry.of);
  if (definition === undefined) return [];
  const { title, channels } = definition;
  const { status, direction, subject, content, approved, reasons, channel, answers, appointment } = entry;
  return [
    {
      ...baseOf(id, entry, { title, may: movesOfCommunication(looking, entry) }),
      ...{ status, direction, subject, content, approved, reasons, channel: labelOf(channels, channel) ?? channel },
      ...{ with: onlyShown(looking, entry.with), answers: shown(looking, answers) },
      made: madeFace(looking, entry),
      appointment:
        appointment === undefined ? null : { ...appointment, missedBy: onlyShown(looking, appointment.missedBy) },
    },
  ];
}

function madeFace(looking: Looking, { made }: Of<'communication'>): CommunicationFace['made'] {
  if (made === undefined) return null;
  const title = looking.caseType.letters.get(made.letter)?.title ?? made.letter;
  return { title, party: shown(looking, made.party), language: made.language };
}

function movesOfCommunication(looking: Looking, { of, status, approved }: Entry & { kind: 'communication' }) {
  const definition = looking.caseType.communications.get(of);
  if (definition === undefined) return [];
  const { by, approvedBy, blocksClosing } = definition;
  const mine = maySettle(looking, by, blocksClosing);
  const isOurs = status === 'drafted' || status === 'approved' || status === 'bounced';
  const maySend = approvedBy === undefined ? isOurs : isOurs && approved !== null;
  const revised = { type: 'ReviseCommunication', of, entry: '' } as const;
  const isApprover = approvedBy !== undefined && maySettle(looking, approvedBy, blocksClosing);
  const may: readonly (EntryMove | null)[] = [
    isOurs && mine && !tellsHidden(looking, revised) ? 'revise' : null,
    isOurs && mine ? 'discard' : null,
    status === 'drafted' && isApprover ? 'approve' : null,
    maySend && mine ? 'send' : null,
    ...(status === 'sent' && mine ? (['deliver', 'bounce'] as const) : []),
  ];
  return may;
}

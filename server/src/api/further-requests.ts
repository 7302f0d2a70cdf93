// What is asked of determinations, exhibits, referrals and communications, as it comes over the wire. Whether it may be is for the rules
// of each to say; here is only of what form it is.
import { Type } from 'typebox';
import { closed, Considered, DateOnly, EntryId, Hash, Holder, KindName, orNull, When, Words } from './entry-shapes.ts';

const of = KindName;
/** A statement of reasons is longer than other words. */
const Reasons = Type.String({ minLength: 1, maxLength: 10_000 });
const Issues = Type.Array(EntryId, { maxItems: 100 });
const Parties = Type.Array(EntryId, { maxItems: 50 });
const Subject = Type.String({ minLength: 1, maxLength: 200 });
const DecidedIssue = Type.Object({ issue: EntryId, outcome: KindName }, closed);
const NoticeToGive = Type.Object({ party: EntryId, withheld: Type.Optional(Words) }, closed);
/** A part of a draft; what is not given stays as it was. */
const proposed = {
  outcome: Type.Optional(orNull(KindName)),
  reasons: Type.Optional(orNull(Reasons)),
  issues: Type.Optional(Type.Array(DecidedIssue, { maxItems: 100 })),
  manifest: Type.Optional(Type.Array(Considered, { maxItems: 100 })),
  notice: Type.Optional(Type.Array(NoticeToGive, { maxItems: 100 })),
};
/** Both say who may know of it. */
const exhibit = { of, audience: KindName };
const TeamId = Type.String({ minLength: 1, maxLength: 64 });
const ReferTo = Type.Union([
  Type.Object({ team: TeamId }, closed),
  Type.Object({ agency: TeamId, unit: orNull(TeamId) }, closed),
]);
const said = {
  channel: KindName,
  with: Parties,
  subject: Subject,
  content: Type.Optional(Hash),
  answers: Type.Optional(EntryId),
};

export const DraftDeterminationRequest = Type.Object(
  { of, ...proposed, reviewOf: Type.Optional(EntryId) },
  { $id: 'DraftDeterminationRequest', ...closed },
);
export const ReviseDeterminationRequest = Type.Object(
  { of, ...proposed },
  { $id: 'ReviseDeterminationRequest', ...closed },
);
export const DiscardDeterminationRequest = Type.Object(
  { of, reason: Words },
  { $id: 'DiscardDeterminationRequest', ...closed },
);
export const MakeDeterminationRequest = Type.Object(
  { of, draft: Type.Integer({ minimum: 1 }) },
  { $id: 'MakeDeterminationRequest', ...closed },
);
export const NotifyDeterminationRequest = Type.Object(
  { of, party: EntryId, on: Type.Optional(DateOnly) },
  { $id: 'NotifyDeterminationRequest', ...closed },
);
export const RequestReviewRequest = Type.Object(
  {
    of,
    right: KindName,
    party: Type.Union([EntryId, Type.Literal('agency')]),
    words: Words,
    on: Type.Optional(DateOnly),
    late: Type.Optional(Words),
  },
  { $id: 'RequestReviewRequest', ...closed },
);
export const WithdrawReviewRequest = Type.Object({ of, reason: Words }, { $id: 'WithdrawReviewRequest', ...closed });
export const RevokeDeterminationRequest = Type.Object(
  { of, reasons: Reasons },
  { $id: 'RevokeDeterminationRequest', ...closed },
);
export const RegisterEvidenceRequest = Type.Object(
  {
    ...exhibit,
    words: Words,
    document: Type.Optional(Hash),
    offeredFor: Type.Optional(Issues),
    receivedFrom: Type.Optional(Holder),
    since: Type.Optional(When),
    receipt: Type.Optional(Hash),
  },
  { $id: 'RegisterEvidenceRequest', ...closed },
);
export const OfferEvidenceRequest = Type.Object(
  { ...exhibit, offeredFor: Issues },
  { $id: 'OfferEvidenceRequest', ...closed },
);
export const ChangeAudienceRequest = Type.Object(
  { ...exhibit, to: KindName, reason: Words },
  { $id: 'ChangeAudienceRequest', ...closed },
);
export const OfferCustodyRequest = Type.Object(
  { ...exhibit, to: Holder, at: Type.Optional(When), receipt: Type.Optional(Hash) },
  { $id: 'OfferCustodyRequest', ...closed },
);
export const ConfirmCustodyRequest = Type.Object(
  { ...exhibit, at: Type.Optional(When), receipt: Type.Optional(Hash) },
  { $id: 'ConfirmCustodyRequest', ...closed },
);
export const DeclineCustodyRequest = Type.Object(
  { ...exhibit, reason: Words },
  { $id: 'DeclineCustodyRequest', ...closed },
);
export const ReportCustodyGapRequest = Type.Object(
  { ...exhibit, from: When, until: Type.Optional(When), words: Words },
  { $id: 'ReportCustodyGapRequest', ...closed },
);
export const AdmitEvidenceRequest = Type.Object(
  { ...exhibit, reasons: Type.Optional(Words) },
  { $id: 'AdmitEvidenceRequest', ...closed },
);
export const ExcludeEvidenceRequest = Type.Object(
  { ...exhibit, reasons: Words },
  { $id: 'ExcludeEvidenceRequest', ...closed },
);
export const ReturnEvidenceRequest = Type.Object(
  { ...exhibit, to: Holder, reasons: Words, receipt: Hash },
  { $id: 'ReturnEvidenceRequest', ...closed },
);
export const DisposeEvidenceRequest = Type.Object(
  { ...exhibit, reasons: Words },
  { $id: 'DisposeEvidenceRequest', ...closed },
);
export const OfferReferralRequest = Type.Object(
  {
    of,
    to: ReferTo,
    words: Words,
    sections: Type.Array(KindName, { maxItems: 99 }),
    endsOn: DateOnly,
    share: Type.Optional(Type.String({ maxLength: 40 })),
  },
  { $id: 'OfferReferralRequest', ...closed },
);
export const AcceptReferralRequest = Type.Object({ of }, { $id: 'AcceptReferralRequest', ...closed });
export const DeclineReferralRequest = Type.Object(
  { of, because: KindName, note: Type.Optional(Words) },
  { $id: 'DeclineReferralRequest', ...closed },
);
export const AnswerReferralRequest = Type.Object({ of, answer: Words }, { $id: 'AnswerReferralRequest', ...closed });
export const WithdrawReferralRequest = Type.Object(
  { of, reasons: Words },
  { $id: 'WithdrawReferralRequest', ...closed },
);
export const DraftCommunicationRequest = Type.Object({ of, ...said }, { $id: 'DraftCommunicationRequest', ...closed });
export const RecordCommunicationRequest = Type.Object(
  { of, ...said, direction: Type.Enum(['out', 'in']), on: Type.Optional(DateOnly) },
  { $id: 'RecordCommunicationRequest', ...closed },
);
export const ReviseCommunicationRequest = Type.Object(
  {
    of,
    channel: Type.Optional(KindName),
    with: Type.Optional(Parties),
    subject: Type.Optional(Subject),
    content: Type.Optional(Hash),
    answers: Type.Optional(EntryId),
  },
  { $id: 'ReviseCommunicationRequest', ...closed },
);
export const DiscardCommunicationRequest = Type.Object(
  { of, reason: Words },
  { $id: 'DiscardCommunicationRequest', ...closed },
);
export const ApproveCommunicationRequest = Type.Object(
  { of, content: Hash },
  { $id: 'ApproveCommunicationRequest', ...closed },
);
export const SendCommunicationRequest = Type.Object(
  { of, on: Type.Optional(DateOnly) },
  { $id: 'SendCommunicationRequest', ...closed },
);
export const DeliverCommunicationRequest = Type.Object(
  { of, on: Type.Optional(DateOnly) },
  { $id: 'DeliverCommunicationRequest', ...closed },
);
export const BounceCommunicationRequest = Type.Object(
  { of, reason: Words },
  { $id: 'BounceCommunicationRequest', ...closed },
);

const Appointment = Type.Object(
  {
    ...{ startsAt: When, endsAt: When, place: orNull(Type.String({ minLength: 1, maxLength: 300 })) },
    ...{ link: orNull(Type.String({ maxLength: 500 })), interpreter: orNull(Type.String({ maxLength: 6 })) },
  },
  closed,
);
export const ArrangeMeetingRequest = Type.Object(
  { of, channel: KindName, with: Parties, subject: Subject, appointment: Appointment },
  { $id: 'ArrangeMeetingRequest', ...closed },
);
export const MoveMeetingRequest = Type.Object(
  { of, appointment: Appointment, reason: Words },
  { $id: 'MoveMeetingRequest', ...closed },
);
export const CancelMeetingRequest = Type.Object({ of, reason: Words }, { $id: 'CancelMeetingRequest', ...closed });
export const ConcludeMeetingRequest = Type.Object(
  { of, missedBy: Parties, reasons: Words },
  { $id: 'ConcludeMeetingRequest', ...closed },
);

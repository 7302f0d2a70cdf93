// The shapes on the wire of determinations, exhibits, referrals and communications. What is asked of them stands in `further-requests.ts`.
import { Type } from 'typebox';
import {
  Choices,
  closed,
  Considered,
  DateOnly,
  entry,
  EntryId,
  Hash,
  Holder,
  kind,
  KindName,
  Names,
  orNull,
  When,
} from './entry-shapes.ts';

const Text = Type.String();
/** Channels, and by which way of a party each goes. */
const Ways = Type.Array(Type.Object({ value: Text, label: Text, way: Type.Enum(['mail', 'post']) }, closed));
const Party = orNull(Type.Union([EntryId, Type.Literal('agency')]));

const Delegation = Type.Object(
  { id: Text, instrument: Text, law: Text, from: DateOnly, until: orNull(DateOnly) },
  closed,
);
const Review = Type.Object(
  {
    ...{ title: Text, party: Party, on: DateOnly, words: Text, late: orNull(Text) },
    isOpen: Type.Boolean(),
    answer: orNull(EntryId),
  },
  closed,
);

export const DeterminationFace = Type.Object(
  {
    ...entry,
    status: Type.Enum([...['drafted', 'discarded', 'made', 'notified', 'affirmed', 'varied', 'set-aside', 'revoked']]),
    outcome: orNull(Text),
    reasons: orNull(Text),
    /** The event that last changed the draft: whoever makes it says this number. */
    draft: Type.Integer(),
    made: orNull(Type.Object({ by: Text, onBehalfOf: orNull(Text), delegation: orNull(Delegation) }, closed)),
    issues: Type.Array(Type.Object({ issue: EntryId, outcome: orNull(Text) }, closed)),
    manifest: Type.Array(Considered),
    notice: Type.Array(Type.Object({ party: EntryId, on: orNull(DateOnly), withheld: orNull(Text) }, closed)),
    windows: Type.Array(Type.Object({ right: KindName, party: Text, until: DateOnly }, closed)),
    rights: Type.Array(Type.Object({ right: KindName, title: Text }, closed)),
    reviewOf: orNull(EntryId),
    review: orNull(Review),
    reviewClosedOn: orNull(DateOnly),
    why: orNull(Text),
  },
  { $id: 'DeterminationFace', ...closed },
);

const Transfer = Type.Object(
  {
    ...{ from: orNull(Holder), to: orNull(Holder), at: When, offeredBy: Text, receivedAt: orNull(When) },
    ...{ confirmedBy: orNull(Text), receipt: orNull(Hash), declined: orNull(Text) },
  },
  closed,
);
const Custody = Type.Object(
  {
    ...{ from: orNull(Holder), first: orNull(Holder), holder: orNull(Holder), since: When, isPending: Type.Boolean() },
    transfers: Type.Array(Transfer),
    reported: Type.Array(Type.Object({ from: When, until: orNull(When), words: Text }, closed)),
  },
  closed,
);

export const EvidenceFace = Type.Object(
  {
    ...entry,
    status: Type.Enum(['registered', 'admitted', 'excluded', 'returned', 'disposed']),
    exhibit: Type.Integer(),
    words: Text,
    document: orNull(Hash),
    audience: KindName,
    audienceTitle: Text,
    offeredFor: Type.Array(EntryId),
    hasGap: Type.Boolean(),
    isAdmissible: Type.Boolean(),
    custody: orNull(Custody),
    ...{ returnedTo: orNull(Holder), returnReceipt: orNull(Hash) },
    reasons: orNull(Text),
  },
  { $id: 'EvidenceFace', ...closed },
);

export const ReferredTo = Type.Union([
  Type.Object({ team: Text }, closed),
  Type.Object({ agency: Text, unit: orNull(Text) }, closed),
]);

export const ReferralFace = Type.Object(
  {
    ...entry,
    status: Type.Enum(['offered', 'accepted', 'declined', 'answered', 'withdrawn', 'lapsed']),
    ...{ to: ReferredTo, purpose: Text, authority: Text, sections: Names, words: Text },
    ...{ answerBy: DateOnly, endsOn: DateOnly, declined: orNull(Text), answer: orNull(Text), reasons: orNull(Text) },
  },
  { $id: 'ReferralFace', ...closed },
);

export const CommunicationFace = Type.Object(
  {
    ...entry,
    status: Type.Enum([
      ...(['drafted', 'approved', 'discarded', 'sent', 'delivered', 'bounced', 'recorded'] as const),
      ...(['arranged', 'cancelled', 'held', 'missed'] as const),
    ]),
    direction: Type.Enum(['out', 'in']),
    ...{ channel: Text, with: Type.Array(EntryId), subject: Text, content: orNull(Hash), answers: orNull(EntryId) },
    approved: orNull(Type.Object({ by: Text, onBehalfOf: orNull(Text), content: Hash }, closed)),
    reasons: orNull(Text),
    made: orNull(Type.Object({ title: Text, party: orNull(EntryId), language: Text }, closed)),
    appointment: orNull(
      Type.Object(
        {
          ...{ startsAt: Text, endsAt: Text, place: orNull(Text), link: orNull(Text), interpreter: orNull(Text) },
          ...{ changes: Type.Integer(), missedBy: Type.Array(EntryId) },
        },
        closed,
      ),
    ),
  },
  { $id: 'CommunicationFace', ...closed },
);

/** Kinds of which the reader may know, and whether they may add one. */
export const KINDS = {
  determinations: Type.Array(
    Type.Object(
      {
        ...{ ...kind, outcomes: Choices, decides: Names, notify: Names, mustBeRead: Names },
        ...{ instrument: orNull(Text), body: orNull(Text) },
      },
      closed,
    ),
  ),
  evidence: Type.Array(
    Type.Object({ ...kind, audiences: Choices, offeredFor: Names, hasCustody: Type.Boolean() }, closed),
  ),
  referrals: Type.Array(
    Type.Object(
      { ...kind, to: Type.Enum(['team', 'agency']), purpose: Text, sections: Choices, declineReasons: Choices },
      closed,
    ),
  ),
  communications: Type.Array(
    Type.Object(
      {
        ...{ ...kind, form: Type.Enum(['letter', 'message', 'call', 'meeting']) },
        ...{ direction: Type.Enum(['out', 'in', 'both']), with: Names, channels: Choices },
        /** Letters that become one of these, of those that the reader may read in full. */
        letters: Type.Array(
          Type.Object({ letter: KindName, title: Text, to: Names, channels: Ways, mayMake: Type.Boolean() }, closed),
        ),
      },
      closed,
    ),
  ),
};

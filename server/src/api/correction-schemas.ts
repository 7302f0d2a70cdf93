// The shapes of corrections, statements of disagreement and consents; see `schemas.ts`.
import { Type } from 'typebox';
import { closed, DateOnly, EntryId, KindName, orNull, Words } from './entry-shapes.ts';

const FieldName = Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,59}$' });
const CorrectionId = Type.String({ pattern: '^correction\\.[1-9][0-9]{0,9}$', examples: ['correction.7'] });
const Authority = Type.String({ minLength: 1, maxLength: 500, examples: ['GDPR art. 16'] });
const Standing = Type.Enum(['accepted', 'attached'], {
  description: 'Accepted: what is on record is wrong. Attached: it stays as it is, with what the person says of it.',
});
const Recipient = Type.String({
  maxLength: 200,
  pattern: '^(party|team|agency|package|transfer):[A-Za-z0-9._/-]{1,180}$',
  examples: ['party:party.9', 'agency:7'],
});

export const CorrectionParams = Type.Object(
  { caseId: Type.String({ format: 'uuid' }), correction: CorrectionId },
  closed,
);
export const RecordCorrectionRequest = Type.Object(
  {
    about: Type.Union([
      Type.Object({ field: FieldName }, closed),
      Type.Object({ entry: EntryId, of: KindName }, closed),
    ]),
    standing: Standing,
    /** What is right, or the statement. */
    words: Words,
    authority: Authority,
    /** The party who asked for it; without it, the agency noticed it itself. */
    askedBy: Type.Optional(EntryId),
    askedOn: Type.Optional(DateOnly),
    /** Why it is attached and not accepted. */
    reasons: Type.Optional(Words),
  },
  { $id: 'RecordCorrectionRequest', ...closed },
);
export const SettleRecipientRequest = Type.Object(
  { recipient: Recipient, how: Type.Enum(['told', 'excused']), words: Words, on: Type.Optional(DateOnly) },
  { $id: 'SettleRecipientRequest', ...closed },
);

const SETTLED = Type.Object(
  { how: Type.Enum(['told', 'excused']), on: DateOnly, words: Type.String(), by: Type.String() },
  closed,
);
const FACE = {
  correction: CorrectionId,
  /** The field or the entry on which it stands: one of the two. */
  field: orNull(Type.String()),
  entry: orNull(EntryId),
  title: Type.String(),
  standing: Standing,
  words: Type.String(),
  reasons: orNull(Type.String()),
  askedBy: orNull(EntryId),
  askedOn: DateOnly,
  on: DateOnly,
  by: Type.String(),
  authority: Type.String(),
  /** It is on a fact that was taken from another case. */
  isReceived: Type.Boolean(),
  /** Another value stands there since. */
  isPast: Type.Boolean(),
  /** Everybody who may have been told what is wrong. */
  recipients: Type.Array(
    Type.Object(
      {
        ...{ key: Recipient, through: Type.Array(Type.String()), settled: orNull(SETTLED) },
        /** The day on which a package or transfer left. */
        left: Type.Optional(DateOnly),
      },
      closed,
    ),
  ),
};
export const Correction = Type.Object(FACE, { $id: 'Correction', ...closed });

const TAKER = { caseId: Type.String({ format: 'uuid' }), reference: Type.String(), field: Type.String() };
const CorrectionWithTakers = Type.Object(
  { ...FACE, takers: Type.Array(Type.Object({ ...TAKER, isTold: Type.Boolean() }, closed)) },
  closed,
);
const ConsentUse = Type.Object(
  { kind: Type.Enum(['share', 'referral']), use: Type.String(), on: Type.String(), to: Type.String() },
  closed,
);
const ConsentWithUses = Type.Object(
  {
    consent: Type.String(),
    purpose: Type.String(),
    title: Type.String(),
    of: orNull(EntryId),
    /** Null: all of the case, and anybody for this purpose. */
    sections: orNull(Type.Array(Type.String())),
    recipients: orNull(Type.Array(Type.String())),
    given: orNull(
      Type.Object(
        { how: Type.Enum(['written', 'spoken', 'electronic']), on: DateOnly, document: orNull(EntryId) },
        closed,
      ),
    ),
    from: Type.String(),
    until: orNull(Type.String()),
    withdrawn: orNull(Type.String()),
    uses: Type.Array(ConsentUse),
    takers: Type.Array(Type.Object({ ...TAKER, purpose: Type.String() }, closed)),
  },
  closed,
);
export const Rights = Type.Object(
  {
    corrections: Type.Array(CorrectionWithTakers),
    consents: Type.Array(ConsentWithUses),
    purposes: Type.Array(Type.Object({ purpose: Type.String(), title: Type.String(), of: Type.String() }, closed)),
    sections: Type.Array(Type.Object({ section: Type.String(), title: Type.String() }, closed)),
  },
  { $id: 'Rights', ...closed },
);

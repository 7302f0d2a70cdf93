// The shapes on the wire of what a case keeps besides fields and work: issues, parties in roles, goals and obligations, and what
// is asked of them, and `Kept` with all primitives. What is asked of the others stands in `further-schemas.ts`.
import { Type } from 'typebox';
import { DOCUMENT_KINDS, DocumentFace, DUTIES } from './document-schemas.ts';
import { Choices, closed, DateOnly, entry, EntryId, kind, KindName, Names, orNull, Words } from './entry-shapes.ts';
import * as further from './further-schemas.ts';

const Amount = Type.String({ maxLength: 20, examples: ['12', '12.5'] });
const SubjectId = Type.String({
  pattern: '^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$',
  description: 'Id of the person or organisation, as whoever asks knows them.',
});

const Measure = Type.Object(
  { title: Type.String(), unit: Type.String(), direction: Type.Enum(['more', 'less']) },
  closed,
);

export const IssueFace = Type.Object(
  {
    ...entry,
    status: Type.Enum(['open', 'decided']),
    words: Type.String(),
    outcome: orNull(Type.String()),
    reasons: orNull(Type.String()),
    within: orNull(EntryId),
    determination: orNull(EntryId),
  },
  { $id: 'IssueFace', ...closed },
);
const Contact = Type.Object(
  {
    name: orNull(Type.String({ maxLength: 200 })),
    email: orNull(Type.String({ maxLength: 254 })),
    phone: orNull(Type.String({ maxLength: 40 })),
    address: orNull(Type.String({ maxLength: 500 })),
    language: orNull(Type.String({ maxLength: 6 })),
    prefers: orNull(Type.Enum(['mail', 'post', 'phone'])),
    isSafe: Type.Boolean(),
    isSecret: Type.Boolean(),
  },
  closed,
);
export const PartyFace = Type.Object(
  {
    ...entry,
    status: Type.Enum(['current', 'ended', 'replaced']),
    subject: Type.String(),
    represents: orNull(EntryId),
    scope: Type.Array(Type.String()),
    replaces: orNull(EntryId),
    contact: orNull(Contact),
    /** Ways by which something came back from there. */
    failing: Type.Array(Type.Enum(['mail', 'post'])),
    /** Year of birth. */
    bornIn: orNull(Type.String({ maxLength: 4 })),
  },
  { $id: 'PartyFace', ...closed },
);
export const GoalFace = Type.Object(
  {
    ...entry,
    status: Type.Enum(['pursued', 'attained', 'partly-attained', 'not-attained', 'withdrawn']),
    words: Type.String(),
    owner: orNull(EntryId),
    measure: Measure,
    baseline: Type.String(),
    target: Type.String(),
    reviews: Type.Array(Type.Object({ on: DateOnly, value: Type.String(), note: orNull(Type.String()) }, closed)),
    reasons: orNull(Type.String()),
  },
  { $id: 'GoalFace', ...closed },
);
export const ObligationFace = Type.Object(
  {
    ...entry,
    status: Type.Enum(['owed', 'breached', 'met', 'waived']),
    words: Type.String(),
    /** A party, or `agency`. */
    owedBy: orNull(Type.Union([EntryId, Type.Literal('agency')])),
    dueOn: DateOnly,
    arisesFrom: orNull(EntryId),
    agreement: orNull(Type.String()),
    breachedOn: orNull(DateOnly),
    reasons: orNull(Type.String()),
  },
  { $id: 'ObligationFace', ...closed },
);

/** What of this the reader may know: what is in other sections is not there. */
export const Kept = Type.Object(
  {
    issues: Type.Array(IssueFace),
    parties: Type.Array(PartyFace),
    goals: Type.Array(GoalFace),
    obligations: Type.Array(ObligationFace),
    determinations: Type.Array(further.DeterminationFace),
    evidence: Type.Array(further.EvidenceFace),
    referrals: Type.Array(further.ReferralFace),
    communications: Type.Array(further.CommunicationFace),
    documents: Type.Array(DocumentFace),
    kinds: Type.Object(
      {
        issues: Type.Array(Type.Object({ ...kind, outcomes: Choices, within: orNull(KindName) }, closed)),
        parties: Type.Array(Type.Object({ ...kind, represents: Names, scope: Choices }, closed)),
        goals: Type.Array(Type.Object({ ...kind, owner: Names, measure: Measure }, closed)),
        obligations: Type.Array(Type.Object({ ...kind, owedBy: Names, hasClock: Type.Boolean() }, closed)),
        ...further.KINDS,
        documents: DOCUMENT_KINDS,
        disclosures: DUTIES,
      },
      closed,
    ),
  },
  { $id: 'Kept', ...closed },
);

const of = KindName;

export const RaiseIssueRequest = Type.Object(
  { of, words: Words, from: Type.Optional(DateOnly), within: Type.Optional(EntryId) },
  { $id: 'RaiseIssueRequest', ...closed },
);
export const DecideIssueRequest = Type.Object(
  { of, outcome: KindName, reasons: Words },
  { $id: 'DecideIssueRequest', ...closed },
);
export const ReopenIssueRequest = Type.Object({ of, reason: Words }, { $id: 'ReopenIssueRequest', ...closed });

export const AddPartyRequest = Type.Object(
  {
    of,
    subject: SubjectId,
    from: Type.Optional(DateOnly),
    until: Type.Optional(DateOnly),
    represents: Type.Optional(EntryId),
    scope: Type.Optional(Type.Array(KindName, { maxItems: 99 })),
  },
  { $id: 'AddPartyRequest', ...closed },
);
export const EndPartyRequest = Type.Object(
  { of, until: Type.Optional(DateOnly), reason: Words },
  { $id: 'EndPartyRequest', ...closed },
);
export const ReplacePartyRequest = Type.Object(
  { of, subject: SubjectId, reason: Words },
  { $id: 'ReplacePartyRequest', ...closed },
);

export const SetContactRequest = Type.Object({ of, contact: Contact }, { $id: 'SetContactRequest', ...closed });

export const SetGoalRequest = Type.Object(
  { of, words: Words, owner: EntryId, baseline: Amount, target: Amount },
  { $id: 'SetGoalRequest', ...closed },
);
export const ReviewGoalRequest = Type.Object(
  { of, value: Amount, note: Type.Optional(Words), on: Type.Optional(DateOnly) },
  { $id: 'ReviewGoalRequest', ...closed },
);
export const ConcludeGoalRequest = Type.Object(
  {
    of,
    attainment: Type.Enum(['attained', 'partly-attained', 'not-attained', 'withdrawn']),
    reasons: Type.Optional(Words),
  },
  { $id: 'ConcludeGoalRequest', ...closed },
);

export const ImposeObligationRequest = Type.Object(
  {
    of,
    words: Words,
    owedBy: Type.Union([EntryId, Type.Literal('agency')]),
    arisesFrom: Type.Optional(EntryId),
    agreement: Type.Optional(Words),
    from: Type.Optional(DateOnly),
    dueOn: Type.Optional(DateOnly),
  },
  { $id: 'ImposeObligationRequest', ...closed },
);
export const MeetObligationRequest = Type.Object(
  { of, metOn: Type.Optional(DateOnly), reasons: Type.Optional(Words) },
  { $id: 'MeetObligationRequest', ...closed },
);
export const WaiveObligationRequest = Type.Object({ of, reasons: Words }, { $id: 'WaiveObligationRequest', ...closed });

export const EntryParams = Type.Object({ caseId: Type.String({ format: 'uuid' }), entry: EntryId }, closed);

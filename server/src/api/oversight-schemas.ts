// The shapes on the wire of who looked at what, of reviews and of audits; see `schemas.ts`.
import { Type } from 'typebox';
import { CaseView } from './schemas.ts';

const closed = { additionalProperties: false } as const;
const Id = Type.String({ format: 'uuid' });
const Names = Type.Array(Type.String());
const NullableText = Type.Union([Type.String(), Type.Null()]);
const PersonId = Type.String({ pattern: '^[A-Za-z0-9_.-]{1,64}$' });
const Cursor = Type.Optional(Type.String({ maxLength: 300 }));
/** A date, which is a day of UTC, or an instant. */
const Time = Type.String({ maxLength: 40, pattern: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z)?$' });
const Next = NullableText;

export const PersonParams = Type.Object({ person: PersonId }, closed);
export const ReviewParams = Type.Object({ reviewId: Id }, closed);
export const PeriodQuery = Type.Object({ from: Time, to: Time, after: Cursor }, closed);
export const ReviewQuery = Type.Object({ state: Type.Enum(['open', 'decided']), after: Cursor }, closed);
export const ReplayQuery = Type.Object({ asOf: Time, by: Type.Optional(Type.Enum(['recorded', 'occurred'])) }, closed);
export const DifferenceQuery = Type.Object({ from: Time, to: Time }, closed);
export const ExploreQuery = Type.Object(
  {
    kind: Type.Enum(['events', 'reads']),
    from: Time,
    to: Time,
    person: Type.Optional(PersonId),
    caseId: Type.Optional(Id),
    action: Type.Optional(Type.String({ pattern: '^[A-Za-z][A-Za-z:-]{0,63}$' })),
    denied: Type.Optional(Type.Enum(['yes', 'no'])),
    after: Cursor,
  },
  closed,
);

export const Look = Type.Object(
  {
    at: Type.String(),
    person: Type.String(),
    name: Type.String(),
    onBehalfOf: NullableText,
    action: Type.String(),
    denied: Type.Boolean(),
    purpose: NullableText,
    /** The rule of the policy that allowed it. */
    rule: NullableText,
    parts: Names,
  },
  { $id: 'Look', ...closed },
);
export const ReaderOfCase = Type.Object(
  {
    person: Type.String(),
    name: Type.String(),
    looks: Type.Integer(),
    refused: Type.Integer(),
    firstAt: Type.String(),
    lastAt: Type.String(),
  },
  { $id: 'ReaderOfCase', ...closed },
);
export const CaseReaders = Type.Object(
  { people: Type.Array(ReaderOfCase), items: Type.Array(Look), next: Next },
  { $id: 'CaseReaders', ...closed },
);
/** For the person whom the case is about: offices and not names. */
export const SubjectLooks = Type.Object(
  {
    items: Type.Array(
      Type.Object({ day: Type.String(), teams: Names, purposes: Names, looks: Type.Integer() }, closed),
    ),
  },
  { $id: 'SubjectLooks', ...closed },
);

export const ReachedCase = Type.Object(
  {
    caseId: Id,
    reference: Type.String(),
    firstAt: Type.String(),
    lastAt: Type.String(),
    reads: Type.Integer(),
    refused: Type.Integer(),
    actions: Names,
    parts: Names,
  },
  { $id: 'ReachedCase', ...closed },
);
export const PersonReads = Type.Object(
  {
    person: Type.String(),
    from: Type.String(),
    until: Type.String(),
    lines: Type.Integer(),
    /** How many cases, or ids that are none, may not be told to you. */
    withheld: Type.Integer(),
    items: Type.Array(ReachedCase),
    next: Next,
  },
  { $id: 'PersonReads', ...closed },
);

const review = {
  reviewId: Id,
  kind: Type.String(),
  says: Type.String(),
  person: Type.String(),
  name: Type.String(),
  day: Type.String(),
  openedAt: Type.String(),
  dueOn: Type.String(),
  overdue: Type.Boolean(),
  state: Type.Enum(['open', 'decided']),
  lines: Type.Integer(),
};
export const Review = Type.Object(review, { $id: 'Review', ...closed });
export const ReviewPage = Type.Object({ items: Type.Array(Review), next: Next }, { $id: 'ReviewPage', ...closed });
const Finding = Type.Enum(['justified', 'unjustified', 'referred']);
export const WholeReview = Type.Object(
  {
    ...review,
    looks: Type.Array(
      Type.Object(
        {
          at: Type.String(),
          action: Type.String(),
          caseIds: Names,
          /** Of how many cases it was that may not be told to you. */
          withheld: Type.Integer(),
          denied: Type.Boolean(),
          purpose: NullableText,
          why: Type.String(),
        },
        closed,
      ),
    ),
    decisions: Type.Array(
      Type.Object(
        {
          number: Type.Integer(),
          finding: Type.String(),
          reason: Type.String(),
          decidedBy: Type.String(),
          decidedAt: Type.String(),
          lines: Type.Integer(),
        },
        closed,
      ),
    ),
  },
  { $id: 'WholeReview', ...closed },
);
export const ReviewDecisionRequest = Type.Object(
  {
    finding: Finding,
    reason: Type.String({ minLength: 10, maxLength: 4_000 }),
    /** How many lines you have seen; where there are more by now, nothing is decided. */
    lines: Type.Integer({ minimum: 1 }),
  },
  { $id: 'ReviewDecisionRequest', ...closed },
);
export const ReviewDecided = Type.Object({ reviewId: Id, number: Type.Integer() }, { $id: 'ReviewDecided', ...closed });

const NullableNames = Type.Union([Names, Type.Null()]);
export const AuditSeat = Type.Object(
  {
    seatId: Id,
    purpose: Type.String(),
    givenBy: Type.String(),
    from: Type.String(),
    until: Type.String(),
    scope: Type.Object(
      {
        caseTypes: NullableNames,
        teams: NullableNames,
        caseId: NullableText,
        periodFrom: NullableText,
        periodUntil: NullableText,
      },
      closed,
    ),
  },
  { $id: 'AuditSeat', ...closed },
);
export const AuditEntry = Type.Object(
  {
    kind: Type.Enum(['event', 'read']),
    at: Type.String(),
    person: Type.String(),
    name: Type.String(),
    onBehalfOf: NullableText,
    authority: Type.String(),
    action: Type.String(),
    denied: Type.Boolean(),
    purpose: NullableText,
    rule: NullableText,
    parts: Names,
    caseIds: Names,
    /** What the cases are called, in their order. */
    references: Names,
    /** How many cases it was about that may not be told to you. */
    withheld: Type.Integer(),
    seq: Type.Union([Type.Integer(), Type.Null()]),
    occurred: NullableText,
  },
  { $id: 'AuditEntry', ...closed },
);
export const AuditPage = Type.Object(
  {
    items: Type.Array(AuditEntry),
    /** Of events, on the first page: of how many cases the latest ones may not be told to you. */
    withheld: Type.Integer(),
    next: Next,
  },
  { $id: 'AuditPage', ...closed },
);
export const CaseReplay = Type.Object(
  {
    caseId: Id,
    asOf: Type.String(),
    by: Type.Enum(['recorded', 'occurred']),
    events: Type.Integer(),
    total: Type.Integer(),
    view: Type.Union([CaseView, Type.Null()]),
    stoppedAt: Type.Union([Type.Integer(), Type.Null()]),
    items: Type.Array(
      Type.Object(
        {
          seq: Type.Integer(),
          type: Type.String(),
          occurred: NullableText,
          recordedAt: Type.String(),
          actor: Type.String(),
        },
        closed,
      ),
    ),
  },
  { $id: 'CaseReplay', ...closed },
);
export const CaseDifference = Type.Object(
  {
    from: Type.String(),
    until: Type.String(),
    items: Type.Array(
      Type.Object(
        {
          where: Type.Enum(['case', 'fact', 'task', 'clock']),
          name: Type.String(),
          title: Type.String(),
          before: NullableText,
          after: NullableText,
        },
        closed,
      ),
    ),
  },
  { $id: 'CaseDifference', ...closed },
);
export const CaseVerdict = Type.Object(
  {
    verified: Type.Boolean(),
    events: Type.Integer(),
    proved: Type.Integer(),
    waiting: Type.Integer(),
    problems: Type.Array(Type.Object({ seq: Type.Integer(), code: Type.String(), reason: Type.String() }, closed)),
    checkpoint: Type.String(),
  },
  { $id: 'CaseVerdict', ...closed },
);
export const CaseProofFile = Type.Object(
  {
    format: Type.String(),
    tenant: Type.Integer(),
    caseId: Id,
    key: Type.String(),
    events: Type.Array(
      Type.Object(
        {
          envelope: Type.Array(Type.Union([Type.String(), Type.Number()])),
          hash: Type.String(),
          index: Type.Integer(),
          proof: Names,
        },
        closed,
      ),
    ),
    checkpoint: Type.String(),
    size: Type.Integer(),
    earlier: Type.Array(Type.Object({ checkpoint: Type.String(), proof: Names }, closed)),
  },
  { $id: 'CaseProofFile', ...closed },
);

export const DaysQuery = Type.Object(
  { from: Type.String({ format: 'date' }), to: Type.String({ format: 'date' }) },
  closed,
);
const emergencyCounts = {
  total: Type.Integer(),
  /** Waits for a review whose day has not passed. */
  due: Type.Integer(),
  overdue: Type.Integer(),
  justified: Type.Integer(),
  notJustified: Type.Integer(),
};
export const EmergencyStatistics = Type.Object(
  {
    from: Type.String({ format: 'date' }),
    to: Type.String({ format: 'date' }),
    all: Type.Object(emergencyCounts, closed),
    items: Type.Array(
      Type.Object({ team: Type.String(), title: Type.String(), category: Type.String(), ...emergencyCounts }, closed),
    ),
  },
  { $id: 'EmergencyStatistics', ...closed },
);

// The shapes on the wire of what those who keep records look at and do: how long cases are kept, lists of disposal, holds; see `schemas.ts`.
import { Type } from 'typebox';
import { closed, DateOnly, orNull } from './entry-shapes.ts';

const Id = Type.String({ format: 'uuid' });
const Words = Type.String();
const NullableWords = orNull(Words);
/** SHA-256 in hexadecimal. */
const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Count = Type.Integer({ minimum: 0 });
const Name = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$' });
/** Something that somebody said, and not nothing. */
const Said = Type.String({ minLength: 3, maxLength: 2_000 });
const Code = orNull(Type.String());

export const RunParams = Type.Object({ runId: Id }, closed);
export const RunItemParams = Type.Object(
  { runId: Id, position: Type.String({ pattern: '^[1-9][0-9]{0,8}$' }) },
  closed,
);
export const HoldParams = Type.Object({ holdId: Id }, closed);
const After = Type.Optional(Type.String({ maxLength: 300 }));
export const YearsQuery = Type.Object({ years: Type.Optional(Type.String({ pattern: '^[1-9][0-9]?$' })) }, closed);
export const AfterQuery = Type.Object({ after: After }, closed);
export const RecordsQuery = Type.Object(
  {
    status: Type.Optional(Type.Enum(['no-schedule', 'no-class', 'unknown', 'waiting', 'permanent', 'due'])),
    caseType: Type.Optional(Name),
    class: Type.Optional(Name),
    action: Type.Optional(Type.Enum(['destroy', 'transfer', 'retain', 'review'])),
    /** Days, both included. */
    from: Type.Optional(DateOnly),
    to: Type.Optional(DateOnly),
    held: Type.Optional(Type.Enum(['yes', 'no'])),
    after: After,
  },
  closed,
);
export const ItemsQuery = Type.Object(
  { only: Type.Optional(Type.Enum(['all', 'left', 'differs', 'left-out', 'destroyed'])), after: After },
  closed,
);
export const CertificateQuery = Type.Object({ format: Type.Optional(Type.Enum(['json', 'csv'])) }, closed);

const counts = { due: Count, later: Count, held: Count, waiting: Count, permanent: Count, unsettled: Count };
export const RetentionClass = Type.Object(
  {
    ...{ caseType: Words, caseTypeTitle: Words, name: NullableWords, title: NullableWords, authority: NullableWords },
    ...{ number: NullableWords, version: NullableWords, period: NullableWords, action: NullableWords },
    counts: Type.Object(counts, closed),
  },
  { $id: 'RetentionClass', ...closed },
);
export const RetentionYear = Type.Object(
  {
    /** Null: those that are due already. */
    year: orNull(Type.Integer()),
    from: orNull(DateOnly),
    to: DateOnly,
    ...{ cases: Count, held: Count, destroy: Count, transfer: Count, review: Count },
  },
  { $id: 'RetentionYear', ...closed },
);
export const RetentionOverview = Type.Object(
  {
    today: DateOnly,
    classes: Type.Array(RetentionClass),
    years: Type.Array(RetentionYear),
    /** Due after the last of these years. */
    later: Count,
    /** Cases that may not be told to you; they are counted nowhere else. */
    withheld: Count,
  },
  { $id: 'RetentionOverview', ...closed },
);

export const RetentionClassRef = Type.Object(
  { name: Words, title: Words, authority: Words, number: Words, version: Words, period: Words },
  { $id: 'RetentionClassRef', ...closed },
);
const CountsFrom = Type.Array(Type.Enum(['closing', 'parent', 'linked', 'field', 'entry', 'recorded', 'reckoned']));
export const RecordsCase = Type.Object(
  {
    ...{ caseId: Id, reference: Words, caseType: Words, caseTypeTitle: Words, team: Words, status: Words },
    ...{ class: orNull(RetentionClassRef), action: NullableWords, countsFrom: CountsFrom, triggerOn: orNull(DateOnly) },
    ...{ dueOn: orNull(DateOnly), floor: NullableWords, missing: NullableWords, held: Type.Boolean() },
    isBeingReckoned: Type.Boolean(),
  },
  { $id: 'RecordsCase', ...closed },
);
export const RecordsCasePage = Type.Object(
  { items: Type.Array(RecordsCase), cases: Count, withheld: Count, next: NullableWords },
  { $id: 'RecordsCasePage', ...closed },
);

const line = {
  ...{ runId: Id, proposedBy: Words, proposedByName: Words, proposedAt: Words, reason: Words },
  state: Type.Enum(['draft', 'in-review', 'approved', 'running', 'stopped', 'done', 'withdrawn']),
  ...{ items: Count, left: Count, destroyed: Count, leftOut: Count, takenOut: Count, approvals: Count },
};
export const DisposalRunLine = Type.Object(line, { $id: 'DisposalRunLine', ...closed });
export const DisposalRunList = Type.Object(
  { items: Type.Array(DisposalRunLine) },
  { $id: 'DisposalRunList', ...closed },
);
export const DisposalRun = Type.Object(
  {
    ...line,
    asked: orNull(
      Type.Object({ to: DateOnly, caseType: NullableWords, class: NullableWords, team: NullableWords }, closed),
    ),
    /** What is approved now; the other is of the list as it was proposed. */
    ...{ list: Hash, listAsProposed: Hash },
    approvedBy: Type.Array(Type.Object({ person: Words, name: Words, at: Words, counts: Type.Boolean() }, closed)),
    different: Type.Array(Type.Object({ now: Words, cases: Count }, closed)),
    ...{
      startedBy: NullableWords,
      startedAt: NullableWords,
      finishedAt: NullableWords,
      record: orNull(Type.Integer()),
    },
    withdrawn: orNull(Type.Object({ by: Words, at: Words, why: Words }, closed)),
    may: Type.Object({ takeOut: Code, submit: Code, approve: Code, withdraw: Code, start: Code }, closed),
  },
  { $id: 'DisposalRun', ...closed },
);
export const DisposalItem = Type.Object(
  {
    ...{
      position: Type.Integer({ minimum: 1 }),
      caseId: Id,
      reference: NullableWords,
      caseType: Words,
      class: RetentionClassRef,
    },
    ...{ countsFrom: CountsFrom, triggerOn: orNull(DateOnly), dueOn: DateOnly, floor: NullableWords },
    /** What is different now from what was reviewed. */
    now: NullableWords,
    outcome: orNull(Type.Enum(['destroyed', 'left-out'])),
    ...{ reason: NullableWords, why: NullableWords, takenOutBy: NullableWords, record: orNull(Type.Integer()) },
  },
  { $id: 'DisposalItem', ...closed },
);
export const DisposalItemPage = Type.Object(
  { items: Type.Array(DisposalItem), withheld: Count, next: NullableWords },
  { $id: 'DisposalItemPage', ...closed },
);
export const DisposalCertificate = Type.Object(
  {
    ...{ runId: Id, record: Type.Integer(), recordHash: Hash, recordedAt: Words, withheld: Count },
    certificate: Type.Object(
      {
        ...{
          runId: Id,
          list: Hash,
          proposedBy: Words,
          approvedBy: Type.Array(Words),
          destroyed: Count,
          leftOut: Count,
        },
        ...{ records: Type.Array(Type.Integer()), hash: Hash },
      },
      closed,
    ),
    people: Type.Array(Type.Object({ person: Words, name: Words }, closed)),
    items: Type.Array(
      Type.Object(
        {
          ...{ position: Type.Integer(), caseId: Id, caseType: Words, class: Words, authority: Words, dueOn: DateOnly },
          ...{ outcome: Words, reason: NullableWords, record: orNull(Type.Integer()), recordHash: orNull(Hash) },
        },
        closed,
      ),
    ),
  },
  { $id: 'DisposalCertificate', ...closed },
);

export const DisposalProposal = Type.Object(
  {
    /** Made by whoever asks, so that asking again proposes nothing twice. */
    ...{ runId: Id, reason: Said, to: DateOnly },
    ...{ caseType: orNull(Name), class: orNull(Name), team: orNull(Name) },
  },
  { $id: 'DisposalProposal', ...closed },
);
export const DisposalProposed = Type.Object(
  { runId: Id, list: Hash, items: Count, held: Count, stale: Count, withheld: Count },
  { $id: 'DisposalProposed', ...closed },
);
export const DisposalReason = Type.Object({ why: Said }, { $id: 'DisposalReason', ...closed });
export const DisposalListSeen = Type.Object({ list: Hash }, { $id: 'DisposalListSeen', ...closed });
export const DisposalStart = Type.Object(
  { list: Hash, items: Type.Integer({ minimum: 1 }) },
  { $id: 'DisposalStart', ...closed },
);
export const DisposalStepTaken = Type.Object(
  { runId: Id, list: Hash, items: Count },
  { $id: 'DisposalStepTaken', ...closed },
);

const Names = Type.Array(Type.String({ minLength: 1, maxLength: 120 }), { minItems: 1, maxItems: 500 });
export const HoldPredicate = Type.Object(
  {
    ...{ caseTypes: Type.Optional(Names), teams: Type.Optional(Names), outcomes: Type.Optional(Names) },
    ...{ subjects: Type.Optional(Names), openedFrom: Type.Optional(DateOnly), openedTo: Type.Optional(DateOnly) },
    fields: Type.Optional(
      Type.Array(
        Type.Object(
          {
            field: Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,59}$' }),
            is: Type.Enum(['=', '<', '>']),
            value: Type.Union([Type.String({ maxLength: 500 }), Type.Number(), Type.Boolean()]),
          },
          closed,
        ),
        { maxItems: 50 },
      ),
    ),
  },
  { $id: 'HoldPredicate', ...closed },
);
const kinds = Type.Array(Type.Object({ caseType: Words, title: Words, cases: Count }, closed));
export const HoldPreviewRequest = Type.Object({ predicate: HoldPredicate }, { $id: 'HoldPreviewRequest', ...closed });
export const HoldPreview = Type.Object({ kinds, cases: Count, withheld: Count }, { $id: 'HoldPreview', ...closed });

const held = {
  ...{ holdId: Id, kind: Type.Enum(['case', 'query']), title: Words, caseId: orNull(Id), reason: Words },
  ...{
    authority: NullableWords,
    addedBy: NullableWords,
    addedAt: Words,
    owner: NullableWords,
    ownerName: NullableWords,
  },
  ...{ reviewOn: orNull(DateOnly), isOverdue: Type.Boolean(), endedAt: NullableWords, cases: Count },
  isReleaseAsked: Type.Boolean(),
};
export const HoldLine = Type.Object(held, { $id: 'HoldLine', ...closed });
const Person = Type.Object({ person: Words, name: Words }, closed);
export const HoldList = Type.Object(
  {
    ...{ items: Type.Array(HoldLine), withheld: Count, managers: Type.Array(Person) },
    kinds: Type.Array(Type.Object({ caseType: Words, title: Words }, closed)),
  },
  { $id: 'HoldList', ...closed },
);
export const Hold = Type.Object(
  {
    ...held,
    predicate: orNull(HoldPredicate),
    custodians: Type.Array(Type.Object({ person: Words, name: Words, acknowledgedAt: NullableWords }, closed)),
    releases: Type.Array(
      Type.Object(
        {
          ...{ number: Type.Integer(), askedBy: Words, askedAt: Words, reason: Words, authority: Words },
          decision: orNull(Type.Enum(['released', 'kept'])),
          ...{ decidedBy: NullableWords, decidedAt: NullableWords, words: NullableWords },
        },
        closed,
      ),
    ),
    covered: Type.Array(
      Type.Object({ caseId: Id, reference: Words, caseType: Words, status: Words, since: Words, holds: Count }, closed),
    ),
    ...{ withheld: Count, next: NullableWords },
    may: Type.Object({ review: Code, ask: Code, decide: Code }, closed),
  },
  { $id: 'Hold', ...closed },
);
export const HoldToPlace = Type.Object(
  {
    /** Made by whoever asks, so that asking again places nothing twice. */
    holdId: Id,
    on: Type.Union([
      Type.Object({ kind: Type.Literal('case'), caseId: Id }, closed),
      Type.Object(
        { kind: Type.Literal('query'), title: Type.String({ minLength: 3, maxLength: 200 }), predicate: HoldPredicate },
        closed,
      ),
    ]),
    ...{ reason: Said, authority: Said, owner: Name, reviewOn: DateOnly },
    custodians: Type.Array(Name, { maxItems: 500 }),
  },
  { $id: 'HoldToPlace', ...closed },
);
export const HoldReview = Type.Object({ reviewOn: DateOnly, owner: Name }, { $id: 'HoldReview', ...closed });
export const HoldReleaseRequest = Type.Object(
  { reason: Said, authority: Said },
  { $id: 'HoldReleaseRequest', ...closed },
);
export const HoldReleaseDecision = Type.Object(
  { number: Type.Integer({ minimum: 1 }), decision: Type.Enum(['released', 'kept']), words: Said },
  { $id: 'HoldReleaseDecision', ...closed },
);
export const HoldStepTaken = Type.Object({ holdId: Id, cases: orNull(Count) }, { $id: 'HoldStepTaken', ...closed });

export const CaseRecords = Type.Object(
  {
    ...{ caseId: Id, reference: Words, caseType: Words, caseTypeTitle: Words },
    status: Type.Enum(['open', 'closed', 'destroyed']),
    retention: orNull(RecordsCase),
    holds: Type.Array(
      Type.Object({ holdId: Id, kind: Type.Enum(['case', 'query']), title: Words, since: Words }, closed),
    ),
    lists: Type.Array(
      Type.Object({ runId: Id, proposedAt: Words, outcome: NullableWords, reason: NullableWords }, closed),
    ),
    destroyed: orNull(
      Type.Object(
        {
          ...{ record: Type.Integer(), recordHash: Hash, at: Words, authority: Words, class: Words },
          ...{ approvers: Type.Array(Words), keys: Count },
        },
        closed,
      ),
    ),
  },
  { $id: 'CaseRecords', ...closed },
);

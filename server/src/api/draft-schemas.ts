// The shapes on the wire of drafts of case types, of versions, and of what differs between two; see `schemas.ts`.
import { Type } from 'typebox';
import { FormFace } from './form-schemas.ts';

const closed = { additionalProperties: false } as const;
const Id = Type.String({ format: 'uuid' });
const NullableText = Type.Union([Type.String(), Type.Null()]);
/** SHA-256 in hexadecimal. */
const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' });
const NullableHash = Type.Union([Hash, Type.Null()]);
const Name = Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$' });
const Version = Type.String({ minLength: 1, maxLength: 40, pattern: '^[0-9A-Za-z.+-]+$' });
/** A day, of the zone in which the kind of case counts; null: at once. */
const Day = Type.Union([Type.String({ format: 'date' }), Type.Null()]);
const State = Type.Enum(['draft', 'in-review', 'approved', 'published', 'withdrawn']);
const Words = Type.String({ minLength: 10, maxLength: 4_000 });
const AnyWords = Type.String({ maxLength: 4_000 });
/** How many steps you have seen; where there are more by now, nothing is done. */
const Seen = Type.Integer({ minimum: 1 });

const TEXT_MAX = 500_000;
const source = {
  /** The case type as YAML; it may import blocks. */
  source: Type.String({ minLength: 1, maxLength: TEXT_MAX }),
  scenarios: Type.Array(
    Type.Object(
      { name: Type.String({ minLength: 1, maxLength: 120 }), source: Type.String({ maxLength: 100_000 }) },
      closed,
    ),
    { maxItems: 200 },
  ),
};

export const DraftParams = Type.Object({ draftId: Id }, closed);
export const KindParams = Type.Object({ name: Name }, closed);
export const VersionParams = Type.Object({ name: Name, version: Version }, closed);
export const ComparisonQuery = Type.Object({ from: Version, to: Version }, closed);

export const DraftBeginRequest = Type.Object(
  {
    /** Made by whoever asks, so that asking again begins nothing twice. */
    draftId: Id,
    name: Name,
    ...source,
  },
  { $id: 'DraftBeginRequest', ...closed },
);
export const DraftSaveRequest = Type.Object({ seen: Seen, ...source }, { $id: 'DraftSaveRequest', ...closed });
export const DraftSendRequest = Type.Object(
  { seen: Seen, hash: Hash, effectiveOn: Day, words: AnyWords },
  { $id: 'DraftSendRequest', ...closed },
);
export const DraftApproveRequest = Type.Object(
  { seen: Seen, hash: Hash, words: AnyWords },
  { $id: 'DraftApproveRequest', ...closed },
);
export const DraftWordsRequest = Type.Object({ seen: Seen, words: Words }, { $id: 'DraftWordsRequest', ...closed });
export const DraftAcknowledgeRequest = Type.Object(
  { seen: Seen, hash: Hash, difference: Hash, words: Words },
  { $id: 'DraftAcknowledgeRequest', ...closed },
);
export const DraftStepTaken = Type.Object(
  { draftId: Id, number: Type.Integer(), hash: NullableHash, state: State },
  { $id: 'DraftStepTaken', ...closed },
);

export const DraftLine = Type.Object(
  {
    draftId: Id,
    name: Type.String(),
    state: State,
    hash: NullableHash,
    begunBy: Type.String(),
    begunAt: Type.String(),
    changedAt: Type.String(),
  },
  { $id: 'DraftLine', ...closed },
);
export const DraftList = Type.Object({ items: Type.Array(DraftLine) }, { $id: 'DraftList', ...closed });

const ref = { version: Type.String(), hash: Hash, inForceAt: Type.String() };
const VersionRef = Type.Object(ref, closed);
const difference = {
  path: Type.String(),
  change: Type.Enum(['added', 'removed', 'changed', 'reordered']),
  before: NullableText,
  after: NullableText,
  concern: Type.String(),
  /** Why a privacy assessment has to look at it. */
  privacy: NullableText,
  id: NullableHash,
};
const Refusal = NullableText;
export const DraftOfCaseType = Type.Object(
  {
    draftId: Id,
    name: Type.String(),
    state: State,
    steps: Type.Integer(),
    hash: NullableHash,
    version: NullableText,
    effectiveOn: Day,
    inForceAt: NullableText,
    source: Type.String(),
    /** With what it imports in it, where that is another text: this is what is published. */
    whole: NullableText,
    problems: Type.Array(
      Type.Object(
        {
          line: Type.Integer(),
          column: Type.Integer(),
          path: Type.String(),
          reason: Type.String(),
          block: NullableText,
        },
        closed,
      ),
    ),
    scenarios: Type.Array(
      Type.Object({ name: Type.String(), source: Type.String(), failures: Type.Array(Type.String()) }, closed),
    ),
    /** The forms of each role, and what it is not shown; none where the text has problems. */
    roles: Type.Array(
      Type.Object(
        {
          role: Type.String(),
          title: Type.String(),
          forms: Type.Array(Type.Object({ task: NullableText, form: FormFace }, closed)),
          hidden: Type.Array(Type.String()),
        },
        closed,
      ),
    ),
    follows: Type.Union([VersionRef, Type.Null()]),
    differences: Type.Array(
      Type.Object(
        {
          ...difference,
          acknowledged: Type.Union([
            Type.Object({ name: Type.String(), at: Type.String(), words: Type.String() }, closed),
            Type.Null(),
          ]),
        },
        closed,
      ),
    ),
    history: Type.Array(
      Type.Object(
        {
          number: Type.Integer(),
          kind: Type.String(),
          person: Type.String(),
          name: Type.String(),
          onBehalfOf: NullableText,
          at: Type.String(),
          words: Type.String(),
          hash: NullableHash,
          effectiveOn: Day,
        },
        closed,
      ),
    ),
    /** What you may do with it; the code of the refusal where you may not. */
    may: Type.Object(
      {
        ...{ save: Refusal, send: Refusal, withdraw: Refusal, approve: Refusal },
        ...{ return: Refusal, acknowledge: Refusal, publish: Refusal },
      },
      closed,
    ),
  },
  { $id: 'DraftOfCaseType', ...closed },
);

export const VersionList = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          ...ref,
          publishedAt: Type.String(),
          publishedBy: NullableText,
          /** Null: published with the set-up of the agency or an import. */
          draftId: Type.Union([Id, Type.Null()]),
          state: Type.Enum(['in-force', 'later', 'earlier']),
          running: Type.Integer(),
        },
        closed,
      ),
    ),
  },
  { $id: 'VersionList', ...closed },
);
export const VersionText = Type.Object({ ...ref, source: Type.String() }, { $id: 'VersionText', ...closed });
export const VersionComparison = Type.Object(
  {
    from: VersionRef,
    to: VersionRef,
    differences: Type.Array(Type.Object(difference, closed)),
    /** Cases that run under the first. */
    running: Type.Integer(),
  },
  { $id: 'VersionComparison', ...closed },
);

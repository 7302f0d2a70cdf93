// The shapes on the wire of samples of finished work; see `schemas.ts`.
import { Type } from 'typebox';
import { closed, DateOnly, orNull } from './entry-shapes.ts';
import { Name } from './schemas.ts';

const Id = Type.String({ format: 'uuid' });
const Count = Type.Integer({ minimum: 0 });
const Instant = Type.String({ format: 'date-time' });
const Basis = Type.Enum(['closing', 'decision'], {
  description: 'Cases that were closed in the period, or in which a determination of a kind was made.',
});
const Answer = Type.Enum(['met', 'not-met', 'not-applicable']);
const Words = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' });
const asked = {
  team: Name,
  caseType: Name,
  basis: Basis,
  from: DateOnly,
  to: DateOnly,
};
const Size = Type.Integer({ minimum: 1, maximum: 500 });
const Percent = Type.Integer({ minimum: 1, maximum: 100 });

export const SampleParams = Type.Object({ sample: Id }, { $id: 'SampleParams', ...closed });
export const SampledCaseParams = Type.Object({ sample: Id, caseId: Id }, { $id: 'SampledCaseParams', ...closed });
export const SamplePreviewQuery = Type.Object(
  {
    ...asked,
    of: Type.Optional(Name),
    /** One of the two. */
    size: Type.Optional(Type.String({ pattern: '^([1-9][0-9]?|[1-4][0-9]{2}|500)$' })),
    percent: Type.Optional(Type.String({ pattern: '^([1-9][0-9]?|100)$' })),
    byOutcome: Type.Optional(Type.Enum(['yes'])),
  },
  closed,
);
export const SamplePreview = Type.Object(
  {
    population: Count,
    drawn: Count,
    strata: Type.Array(
      Type.Object({ outcome: Type.String(), label: Type.String(), population: Count, drawn: Count }, closed),
    ),
    /** Why nothing can be drawn. */
    fault: orNull(Type.Enum(['sample-nothing', 'sample-too-many', 'not-yours'])),
  },
  { $id: 'SamplePreview', ...closed },
);
export const DrawSampleRequest = Type.Object(
  {
    ...asked,
    of: orNull(Name),
    size: orNull(Size),
    percent: orNull(Percent),
    byOutcome: Type.Boolean(),
    reason: Words,
    questions: Type.Array(Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' }), { minItems: 1, maxItems: 12 }),
    /** Null: one is made. */
    seed: orNull(Type.String({ pattern: '^[A-Za-z0-9._-]{1,100}$' })),
  },
  { $id: 'DrawSampleRequest', ...closed },
);
export const SampleDrawn = Type.Object({ sample: Type.String() }, { $id: 'SampleDrawn', ...closed });

const head = {
  ...{ sample: Type.String(), team: Type.String(), caseType: Type.String(), kind: Type.String(), basis: Basis },
  ...{ decision: orNull(Type.String()), from: DateOnly, to: DateOnly, byOutcome: Type.Boolean() },
  ...{ reason: Type.String(), questions: Type.Array(Type.String()), algorithm: Type.String(), seed: Type.String() },
  ...{ drawnBy: Type.String(), drawnAt: Instant },
  /** For whoever drew it. */
  asked: orNull(Type.Object({ population: Count, size: orNull(Count), percent: orNull(Count) }, closed)),
};
export const SampleHead = Type.Object(head, { $id: 'SampleHead', ...closed });
export const SampleList = Type.Object(
  {
    items: Type.Array(SampleHead),
    offers: Type.Array(
      Type.Object(
        {
          ...{ caseType: Type.String(), title: Type.String(), teams: Type.Array(Type.String()) },
          decisions: Type.Array(Type.Object({ of: Type.String(), title: Type.String() }, closed)),
        },
        closed,
      ),
    ),
  },
  { $id: 'SampleList', ...closed },
);
const review = { by: Type.String(), isOwn: Type.Boolean(), at: Instant };
export const SampledCase = Type.Object(
  {
    ...{ caseId: Id, reference: Type.String(), isOwnWork: Type.Boolean() },
    review: orNull(Type.Object({ ...review, answers: Type.Array(Answer) }, closed)),
  },
  { $id: 'SampledCase', ...closed },
);
export const Sample = Type.Object({ ...head, cases: Type.Array(SampledCase) }, { $id: 'Sample', ...closed });
const AnswerGiven = Type.Object({ answer: Answer, note: Type.String({ maxLength: 2000 }) }, closed);
export const CaseReview = Type.Object(
  {
    ...{ sample: Type.String(), caseId: Id, reference: Type.String(), questions: Type.Array(Type.String()) },
    /** Names of those who worked on it, of what you may know. */
    ...{ workedOn: Type.Array(Type.String()), isOwnWork: Type.Boolean() },
    review: orNull(
      Type.Object({ ...review, version: Type.Integer({ minimum: 1 }), answers: Type.Array(AnswerGiven) }, closed),
    ),
  },
  { $id: 'CaseReview', ...closed },
);
export const ReviewSampledCaseRequest = Type.Object(
  { answers: Type.Array(AnswerGiven, { minItems: 1, maxItems: 12 }), version: Count },
  { $id: 'ReviewSampledCaseRequest', ...closed },
);
export const CaseReviewed = Type.Object({ version: Count }, { $id: 'CaseReviewed', ...closed });
export const SampleRecomputed = Type.Object(
  {
    /** The members come out as they were drawn. */
    isSame: Type.Boolean(),
    /** All of it is as the log of the agency has it since it was drawn. */
    isAsRecorded: Type.Boolean(),
  },
  { $id: 'SampleRecomputed', ...closed },
);

// The shapes on the wire of what is said about who may read a case; see `schemas.ts`.
import { Type } from 'typebox';
import { DateOnly, EntryId } from './entry-shapes.ts';

const closed = { additionalProperties: false } as const;
const FactName = Type.String({ pattern: '^[A-Za-z0-9_.-]{1,64}$' });
const Names = Type.Array(FactName, { maxItems: 100 });
const Reason = Type.String({ minLength: 1, maxLength: 2_000 });
const Instant = Type.String({ maxLength: 40, examples: ['2026-06-30T17:00:00+10:00'] });
const Sections = Type.Array(FactName, { minItems: 1, maxItems: 100 });
/** Id of a fact or a request: its kind, and the number of the event that gave it. */
const AccessId = Type.String({ pattern: '^[a-z-]{1,20}\\.[1-9][0-9]{0,9}$' });

const Classification = Type.Object(
  { scale: FactName, level: Type.String({ minLength: 1, maxLength: 200 }), markers: Names },
  closed,
);

export const AccessParams = Type.Object({ caseId: Type.String({ format: 'uuid' }), access: AccessId }, closed);

export const ClassifyRequest = Type.Object(
  {
    classification: Type.Union([Classification, Type.Null()]),
    compartments: Names,
    /** What the case may be read for; null: anything. */
    purposes: Type.Union([Type.Array(FactName, { minItems: 1, maxItems: 100 }), Type.Null()]),
    matters: Names,
    reason: Reason,
  },
  { $id: 'ClassifyRequest', ...closed },
);

const Wall = Type.Object(
  {
    kind: Type.Literal('wall'),
    person: Type.Union([FactName, Type.Null()]),
    unit: Type.Union([FactName, Type.Null()]),
    standing: Type.Enum(['declared', 'suggested']),
  },
  closed,
);
const Seal = Type.Object(
  {
    kind: Type.Literal('seal'),
    /** Null seals the whole case. */
    section: Type.Union([FactName, Type.Null()]),
    openTo: Type.Array(FactName, { minItems: 1, maxItems: 1_000 }),
  },
  closed,
);
const Share = Type.Object(
  {
    kind: Type.Literal('share'),
    /** Number of the agency that receives. */
    to: Type.String({ pattern: '^[1-9][0-9]{0,8}$' }),
    unit: Type.Union([FactName, Type.Null()]),
    sections: Sections,
    purpose: FactName,
    authority: Type.String({ minLength: 1, maxLength: 500 }),
    consent: Type.Union([AccessId, Type.Null()]),
    until: Instant,
  },
  closed,
);
const Consent = Type.Object(
  {
    kind: Type.Literal('consent'),
    purpose: FactName,
    /** Whose it is: a party of the case. Needed where the kind of case says that the purpose rests on consent. */
    of: Type.Optional(EntryId),
    /** What of the case it covers; without it, all. */
    sections: Type.Optional(Type.Union([Sections, Type.Null()])),
    /** Whom: an agency by number, a team, a kind of case, or the public; without it, anybody for this purpose. */
    recipients: Type.Optional(
      Type.Union([
        Type.Array(
          Type.String({
            pattern: '^(agency:[1-9][0-9]{0,8}|team:[A-Za-z0-9_.-]{1,64}|case:[a-z][a-z0-9-]{0,59}|public)$',
          }),
          { minItems: 1, maxItems: 100 },
        ),
        Type.Null(),
      ]),
    ),
    given: Type.Optional(
      Type.Object(
        {
          how: Type.Enum(['written', 'spoken', 'electronic']),
          on: DateOnly,
          /** The document of the case that shows it. */
          document: Type.Union([EntryId, Type.Null()]),
        },
        closed,
      ),
    ),
    until: Type.Union([Instant, Type.Null()]),
  },
  closed,
);

/** What may be given in a case. */
export const AccessToGive = Type.Union([Wall, Seal, Share, Consent]);

export const GiveAccessRequest = Type.Object({ fact: AccessToGive }, { $id: 'GiveAccessRequest', ...closed });
export const EndAccessRequest = Type.Object({ reason: Reason }, { $id: 'EndAccessRequest', ...closed });
export const AskAccessRequest = Type.Object(
  {
    /** Null asks for all. */
    sections: Type.Union([Sections, Type.Null()]),
    until: Instant,
    reason: Reason,
  },
  { $id: 'AskAccessRequest', ...closed },
);
export const DecideAccessRequest = Type.Object(
  {
    granted: Type.Boolean(),
    /** Null gives it for as long as was asked. */
    until: Type.Union([Instant, Type.Null()]),
    reason: Reason,
  },
  { $id: 'DecideAccessRequest', ...closed },
);
export const BreakGlassRequest = Type.Object(
  {
    /** Four where nothing is said. */
    hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 24 })),
    category: Type.String({ minLength: 1, maxLength: 60 }),
    reason: Type.String({ minLength: 20, maxLength: 2_000 }),
  },
  { $id: 'BreakGlassRequest', ...closed },
);
export const ReviewRequest = Type.Object(
  { finding: Type.Enum(['justified', 'not-justified']), reason: Reason },
  { $id: 'ReviewRequest', ...closed },
);

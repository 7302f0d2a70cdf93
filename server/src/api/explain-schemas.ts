// The shapes on the wire of questions about access, and of their answers; see `schemas.ts`.
import { Type, type TSchema } from 'typebox';
import { AccessToGive } from './access-schemas.ts';

const closed = { additionalProperties: false } as const;
const Name = Type.String({ pattern: '^[A-Za-z0-9_.-]{1,64}$' });
const Text = Type.String();
const Count = Type.Integer({ minimum: 0 });
/** In UTC or with its offset; what is asked about is how it was then. */
const At = Type.String({ format: 'date-time', maxLength: 40, examples: ['2026-06-30T17:00:00+10:00'] });
const Cursor = Type.String({ maxLength: 400 });

export const WhyQuery = Type.Object(
  { person: Type.Optional(Name), part: Type.Optional(Name), at: Type.Optional(At) },
  closed,
);
export const WhoQuery = Type.Object(
  { part: Type.Optional(Name), at: Type.Optional(At), after: Type.Optional(Cursor) },
  closed,
);
export const FindCaseQuery = Type.Object({ name: Type.String({ minLength: 1, maxLength: 100 }) }, closed);
export const FoundCase = Type.Object({ caseId: Text, reference: Text }, { $id: 'FoundCase', ...closed });
export const ReachParams = Type.Object({ person: Name }, closed);
export const ReachQuery = Type.Object(
  { status: Type.Optional(Type.Enum(['open', 'closed'])), after: Type.Optional(Cursor) },
  closed,
);

const fact = {
  kind: Text,
  says: Text,
  from: orNull(Text),
  until: orNull(Text),
  /** Number of the event of the case that gave it. */
  event: orNull(Count),
};
const Fact = Type.Object(fact, closed);

export const WhyAccess = Type.Object(
  {
    person: Name,
    name: Text,
    part: orNull(Text),
    at: Text,
    onBehalfOf: orNull(Text),
    /** The seat by which they may look at it, whatever the rest says. */
    seat: orNull(Type.Object({ rule: Text, ...fact }, closed)),
    allowed: Type.Boolean(),
    unknown: orNull(Text),
    grants: Type.Array(
      Type.Object({ rule: Text, holds: Type.Boolean(), says: Text, missing: Type.Array(Text), fact: Fact }, closed),
    ),
    terms: Type.Array(
      Type.Object(
        { term: Text, holds: Type.Boolean(), says: Text, against: Type.Array(Text), facts: Type.Array(Fact) },
        closed,
      ),
    ),
  },
  { $id: 'WhyAccess', ...closed },
);

export const WhoMayRead = Type.Object(
  {
    part: orNull(Text),
    at: Text,
    total: Count,
    by: Type.Array(Type.Object({ rule: Text, says: Text, people: Count }, closed)),
    shares: Type.Array(Fact),
    items: Type.Array(
      Type.Object(
        {
          person: Text,
          name: Text,
          onBehalfOf: orNull(Text),
          purpose: orNull(Text),
          by: Type.Array(Type.Object({ rule: Text, ...fact }, closed)),
        },
        closed,
      ),
    ),
    next: orNull(Text),
  },
  { $id: 'WhoMayRead', ...closed },
);

export const WhatIfRequest = Type.Object(
  {
    add: Type.Array(AccessToGive, { maxItems: 20 }),
    /** Ids of what would be ended. */
    end: Type.Array(Type.String({ pattern: '^[a-z-]{1,20}\\.[1-9][0-9]{0,9}$' }), { maxItems: 20 }),
  },
  { $id: 'WhatIfRequest', ...closed },
);

const PartChange = Type.Object(
  {
    part: orNull(Text),
    total: Count,
    people: Type.Array(Type.Object({ person: Text, name: Text }, closed)),
  },
  closed,
);
export const WhatIf = Type.Object(
  { refused: orNull(Text), gained: Type.Array(PartChange), lost: Type.Array(PartChange) },
  { $id: 'WhatIf', ...closed },
);

/** What each member may be is said by whoever reads them, in a sentence for each that is wrong. */
const Condition = Type.Object(
  { if: Text, hours: Type.Optional(Type.Number()), characters: Type.Optional(Type.Number()) },
  closed,
);
const GrantRule = Type.Object(
  {
    ...{ rule: Text, fact: Text, binds: Text, conditions: Type.Array(Condition), sections: Text },
    ...{ namedReaders: Text, handedOn: Text, kept: Text, says: Text },
  },
  closed,
);
const TermRule = Type.Object({ term: Text, of: Text, column: Text, test: Text, says: Text }, closed);
const Rules = Type.Object(
  {
    version: Text,
    grants: Type.Array(GrantRule),
    terms: Type.Array(TermRule),
    standingWalls: Type.Array(Text),
    unknownRole: Type.Object({ below: Type.Boolean(), delegable: Type.Boolean() }, closed),
  },
  closed,
);
export const RulesInForce = Type.Object({ rules: Rules }, { $id: 'RulesInForce', ...closed });
export const CompareRules = Type.Object(
  {
    /** In the form of those in force, with another version; what is wrong with them is said. */
    rules: Rules,
    after: Type.Optional(Cursor),
  },
  { $id: 'CompareRules', ...closed },
);

const RuleChange = Type.Object(
  {
    ...{ caseId: Text, reference: Text, part: orNull(Text), total: Count },
    people: Type.Array(Type.Object({ person: Text, name: Text }, closed)),
  },
  closed,
);
export const RulesCompared = Type.Object(
  {
    ...{ from: Text, to: Text, cases: Count },
    /** Cases of this page that may not be told to you. */
    withheld: Count,
    gained: Type.Array(RuleChange),
    lost: Type.Array(RuleChange),
    next: orNull(Text),
  },
  { $id: 'RulesCompared', ...closed },
);

export const Reach = Type.Object(
  {
    person: Text,
    name: Text,
    /** On the first page: how many of the latest may not be told to you. */
    withheld: Count,
    items: Type.Array(
      Type.Object(
        {
          ...{ caseId: Text, reference: Text, caseType: Text, title: Text, team: Text },
          status: Type.Enum(['open', 'closed']),
          by: Type.Array(Text),
          parts: Type.Object({ read: Count, all: Count }, closed),
        },
        closed,
      ),
    ),
    next: orNull(Text),
  },
  { $id: 'Reach', ...closed },
);

export const AccessOfCase = Type.Object(
  {
    manages: Type.Boolean(),
    classification: orNull(Text),
    compartments: Type.Array(Text),
    purposes: orNull(Type.Array(Text)),
    matters: Type.Array(Text),
    parts: Type.Array(Type.Object({ part: Text, title: Text, isSection: Type.Boolean() }, closed)),
    given: Type.Array(
      Type.Object(
        {
          id: Text,
          kind: Type.Enum(['wall', 'seal', 'share', 'consent', 'specific', 'break-glass']),
          says: Text,
          from: Text,
          until: orNull(Text),
          inForce: Type.Boolean(),
          review: orNull(Type.Enum(['due', 'overdue', 'justified', 'not-justified'])),
          reason: orNull(Text),
          own: Type.Boolean(),
        },
        closed,
      ),
    ),
    requests: Type.Array(
      Type.Object(
        {
          ...{ id: Text, name: Text, sections: orNull(Type.Array(Text)), until: Text },
          answer: Type.Enum(['open', 'granted', 'refused']),
          reason: orNull(Text),
          own: Type.Boolean(),
        },
        closed,
      ),
    ),
    people: Type.Array(Type.Object({ person: Text, name: Text }, closed)),
    units: Type.Array(Type.Object({ unit: Text, title: Text }, closed)),
  },
  { $id: 'AccessOfCase', ...closed },
);

function orNull<T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()]);
}

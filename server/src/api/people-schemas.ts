// The shapes on the wire of who somebody in a case may be and is held to be; see `schemas.ts`.
import { LEVELS } from '@casewright/engine/likeness';
import { Type } from 'typebox';
import { EntryId } from './entry-shapes.ts';

const closed = { additionalProperties: false } as const;
const Id = Type.String({ format: 'uuid' });
const Reason = Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' });

export const PartyParams = Type.Object({ caseId: Id, entry: EntryId }, closed);
export const NamedParty = Type.Object({ caseId: Id, entry: EntryId }, { $id: 'NamedParty', ...closed });

const RECORD = {
  caseId: Type.String(),
  reference: Type.String(),
  caseTitle: Type.String(),
  caseStatus: Type.Enum(['open', 'closed']),
  names: Type.Array(Type.String(), { description: 'As they were recorded there, of what you may read.' }),
  born: Type.Union([Type.String(), Type.Null()]),
  entry: Type.String(),
  title: Type.String(),
  status: Type.Enum(['current', 'ended', 'replaced']),
  from: Type.String(),
  until: Type.Union([Type.String(), Type.Null()]),
  member: Type.Integer({ description: 'The same for records that name one person by one id.' }),
};

export const RecordedFact = Type.Object(
  {
    field: Type.String(),
    label: Type.String(),
    value: Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]),
    words: Type.String({ description: 'The value in plain words.' }),
    seq: Type.Integer(),
    occurred: Type.String(),
    recordedAt: Type.String(),
    actor: Type.String(),
  },
  { $id: 'RecordedFact', ...closed },
);
const Place = Type.Object({ caseId: Type.String(), member: Type.Integer() }, closed);
export const PeopleAct = Type.Object(
  {
    act: Type.Integer(),
    kind: Type.Enum(['merged', 'unmerged']),
    at: Type.String(),
    by: Type.String(),
    byName: Type.String(),
    reason: Type.String(),
    first: Place,
    other: Place,
  },
  { $id: 'PeopleAct', ...closed },
);
export const Identity = Type.Object(
  {
    records: Type.Array(Type.Object({ ...RECORD, facts: Type.Array(RecordedFact) }, closed)),
    acts: Type.Array(PeopleAct),
    isCut: Type.Boolean({ description: 'There are more cases than are shown.' }),
  },
  { $id: 'Identity', ...closed },
);

export const Candidates = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          ...RECORD,
          score: Type.Number({ description: 'In bits: the sum of the weights of the reasons.' }),
          band: Type.Enum(['likely', 'possible']),
          reasons: Type.Array(
            Type.Object({ level: Type.Enum(Object.keys(LEVELS)), weight: Type.Number(), says: Type.String() }, closed),
          ),
          heldApart: Type.Boolean({ description: 'Somebody has said before that the two are not one person.' }),
        },
        closed,
      ),
    ),
    isCut: Type.Boolean({ description: 'More may be alike than were looked at.' }),
  },
  { $id: 'Candidates', ...closed },
);

export const MergeRequest = Type.Object({ with: NamedParty, reason: Reason }, { $id: 'MergeRequest', ...closed });
export const UnmergeRequest = Type.Object(
  { together: Type.Optional(Type.Array(NamedParty, { maxItems: 20 })), reason: Reason },
  { $id: 'UnmergeRequest', ...closed },
);
export const PeopleLinked = Type.Object(
  { act: Type.Union([Type.Integer(), Type.Null()], { description: 'Its number; null where it was so already.' }) },
  { $id: 'PeopleLinked', ...closed },
);

// The shapes of facts that are collected once: what is offered, and what is taken.
import { Type } from 'typebox';
import { closed, orNull } from './entry-shapes.ts';
import { FieldValue } from './form-schemas.ts';

const FieldName = Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,59}$' });
const Id = Type.String({ format: 'uuid' });
const Version = Type.Integer({ minimum: 1 });

export const OfferedFactsQuery = Type.Object(
  {
    task: Type.Optional(
      Type.String({ maxLength: 200, description: 'A task of the case, whose form asks; without it, every field.' }),
    ),
  },
  closed,
);
export const OfferedFact = Type.Object(
  {
    field: FieldName,
    label: Type.String(),
    value: FieldValue,
    /** Where it was collected: the case, and the number of the event that recorded it there. */
    from: Type.Object({ caseId: Id, reference: Type.String(), title: Type.String(), version: Version }, closed),
    /** Null where you may not know when and by whom. */
    collectedAt: orNull(Type.String()),
    collectedBy: orNull(Type.String()),
    /** For what it is needed here, and under which law it may serve that. */
    purpose: Type.String(),
    authority: Type.String(),
    /** Why it may not be taken, in a sentence about consent; its value is null then. */
    refused: orNull(Type.String()),
    /** What is said there of it being wrong: it goes with it where it is taken. */
    corrections: Type.Array(
      Type.Object(
        {
          standing: Type.Enum(['accepted', 'attached']),
          words: Type.String(),
          on: Type.String({ format: 'date' }),
          authority: Type.String(),
        },
        closed,
      ),
    ),
  },
  { $id: 'OfferedFact', ...closed },
);
export const OfferedFacts = Type.Object({ items: Type.Array(OfferedFact) }, { $id: 'OfferedFacts', ...closed });
export const TakeFactRequest = Type.Object(
  { field: FieldName, from: Type.Object({ caseId: Id, version: Version }, closed) },
  { $id: 'TakeFactRequest', ...closed },
);

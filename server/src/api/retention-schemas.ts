// The shapes on the wire of when a case may be disposed of, and why.
import { Type } from 'typebox';
import { closed, DateOnly, orNull } from './entry-shapes.ts';

const Words = Type.String();
const Because = Type.Object(
  {
    from: Type.Enum(['closing', 'parent', 'linked', 'field', 'entry', 'recorded', 'reckoned']),
    what: Words,
    /** A day; the year alone where the day would say something of a person. */
    on: Type.String({ pattern: '^[0-9]{4}(-[0-9]{2}-[0-9]{2})?$' }),
  },
  closed,
);

export const CaseRetention = Type.Object(
  {
    /** `hidden`: you may not read all of the case, and then nothing else is said. */
    status: Type.Enum(['open', 'hidden', 'no-schedule', 'no-class', 'unknown', 'waiting', 'permanent', 'due']),
    class: orNull(
      Type.Object(
        { name: Words, title: Words, authority: Words, number: Words, version: Words, period: Words, action: Words },
        closed,
      ),
    ),
    /** The first day on which it may be disposed of. */
    dueOn: orNull(DateOnly),
    /** The floor that moved it. */
    floor: orNull(Words),
    missing: orNull(Words),
    steps: Type.Array(
      Type.Object(
        {
          rule: Words,
          of: Type.Enum(['class', 'floor']),
          period: Words,
          because: Type.Array(Because),
          dueOn: DateOnly,
        },
        closed,
      ),
    ),
    holds: Type.Integer({ minimum: 0 }),
    /** True while it is being reckoned anew, since another case has changed. */
    isBeingReckoned: Type.Boolean(),
  },
  { $id: 'CaseRetention', ...closed },
);

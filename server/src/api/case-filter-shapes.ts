// The shapes on the wire of the filters of lists of cases; see `schemas.ts`.
import { Type } from 'typebox';
import { DateOnly } from './entry-shapes.ts';

const Name = Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' });

/** What a list of cases may be cut to. */
export const CASE_FILTERS = {
  caseType: Type.Optional(Name),
  team: Type.Optional(Name),
  openedFrom: Type.Optional(DateOnly),
  openedTo: Type.Optional(DateOnly),
  dueBy: Type.Optional(
    Type.String({ format: 'date', description: 'Has work, of what you may know, that is due on this day or before.' }),
  ),
  mine: Type.Optional(Type.Enum(['yes'], { description: 'Has work that is yours.' })),
};

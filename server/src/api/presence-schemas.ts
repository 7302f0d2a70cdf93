// The shapes on the wire of who else has a case open; see `schemas.ts`.
import { Type } from 'typebox';
import { DOINGS } from '../commands/be-here.ts';
import { closed, orNull } from './entry-shapes.ts';

const DoingNow = Type.Enum([...DOINGS]);

export const BeHereRequest = Type.Object(
  {
    /** Yours to choose, one for each window. */
    window: Type.String({ format: 'uuid' }),
    /** Null when you leave. */
    doing: orNull(DoingNow),
  },
  { $id: 'BeHereRequest', ...closed },
);
export const OthersHere = Type.Object(
  { others: Type.Array(Type.Object({ name: Type.String(), doing: DoingNow }, closed)) },
  { $id: 'OthersHere', ...closed },
);

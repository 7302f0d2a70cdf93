// The shapes on the wire of phrases; see `schemas.ts`.
import { Type } from 'typebox';
import { closed, orNull } from './entry-shapes.ts';
import { Name } from './schemas.ts';

const Id = Type.String({ format: 'uuid' });

export const PhraseParams = Type.Object({ phrase: Id }, { $id: 'PhraseParams', ...closed });
export const Phrases = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          ...{ phrase: Type.String(), title: Type.String(), words: Type.String() },
          /** Whose it is; null: your own. */
          team: orNull(Type.String()),
          mayChange: Type.Boolean(),
        },
        closed,
      ),
    ),
    /** Teams whose phrases are yours to make. */
    answersFor: Type.Array(Type.String()),
  },
  { $id: 'Phrases', ...closed },
);
export const KeepPhraseRequest = Type.Object(
  {
    /** The one that is changed; absent: a new one. */
    phrase: Type.Optional(Id),
    title: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
    words: Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' }),
    /** Whose it is; absent: your own. */
    team: Type.Optional(Name),
  },
  { $id: 'KeepPhraseRequest', ...closed },
);
export const PhraseKept = Type.Object({ phrase: Type.String() }, { $id: 'PhraseKept', ...closed });

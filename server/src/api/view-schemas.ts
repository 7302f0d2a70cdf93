// The shapes on the wire of saved views; see `schemas.ts`.
import { Type } from 'typebox';
import { VIEW_PLACES } from '../commands/view-steps.ts';
import { closed, orNull } from './entry-shapes.ts';
import { Name } from './schemas.ts';

const Id = Type.String({ format: 'uuid' });
const Place = Type.Enum([...VIEW_PLACES]);
const Instant = Type.String({ format: 'date-time' });
/** As the address of the list has them. Not `Type.Record`, whose pattern of names the OpenAPI generator drops. */
const Filters = Type.Unsafe<Readonly<Record<string, string>>>({
  type: 'object',
  propertyNames: { type: 'string', pattern: '^[a-z]{1,20}$' },
  additionalProperties: { type: 'string', maxLength: 64 },
  maxProperties: 10,
});

export const ViewParams = Type.Object({ view: Id }, { $id: 'ViewParams', ...closed });
export const SavedView = Type.Object(
  {
    ...{ view: Type.String(), place: Place, title: Type.String(), filters: Filters },
    isOwn: Type.Boolean(),
    madeAt: Instant,
    shared: orNull(Type.Object({ team: Type.String(), by: Type.String(), at: Instant }, closed)),
  },
  { $id: 'SavedView', ...closed },
);
export const SavedViews = Type.Object({ items: Type.Array(SavedView) }, { $id: 'SavedViews', ...closed });
export const KeepViewRequest = Type.Object(
  {
    place: Place,
    title: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
    filters: Filters,
    team: Type.Optional(Name),
  },
  { $id: 'KeepViewRequest', ...closed },
);
export const ShareViewRequest = Type.Object({ team: orNull(Name) }, { $id: 'ShareViewRequest', ...closed });
export const ViewKept = Type.Object({ view: Type.String() }, { $id: 'ViewKept', ...closed });

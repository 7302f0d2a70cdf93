// The shapes on the wire of what somebody typed and has not sent; see `schemas.ts`.
import { Type } from 'typebox';
import { closed, orNull } from './entry-shapes.ts';
import { PLACE, PLACE_MOST } from './unsent-place.ts';

const Place = Type.String({ pattern: PLACE, maxLength: PLACE_MOST });
/** What stands in the inputs, by field. Not `Type.Record`, whose pattern of names the OpenAPI generator drops. */
const Fields = Type.Unsafe<Readonly<Record<string, string>>>({
  type: 'object',
  maxProperties: 300,
  propertyNames: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_.:-]{0,99}$' },
  additionalProperties: { type: 'string', maxLength: 100_000 },
});
const Version = Type.Integer({ minimum: 0, maximum: 2_000_000_000 });
const Instant = Type.String({ format: 'date-time' });

export const UnsentQuery = Type.Object({ place: Place }, closed);
export const UnsentText = Type.Object(
  {
    /** Null where nothing is kept. */
    text: orNull(Type.Object({ fields: Fields, version: Version, savedAt: Instant }, closed)),
  },
  { $id: 'UnsentText', ...closed },
);
export const KeepUnsentRequest = Type.Object(
  {
    place: Place,
    /** What stands in the inputs, by field; null discards it. */
    fields: orNull(Fields),
    /** That which you have seen; 0 where there was none. */
    version: Version,
    /** Whose text it is; refused where somebody else is signed in by now. */
    person: Type.String({ pattern: '^[A-Za-z0-9_.-]{1,64}$' }),
  },
  { $id: 'KeepUnsentRequest', ...closed },
);
export const UnsentKept = Type.Object(
  {
    /** 0 where nothing is kept any more. */
    version: Version,
    savedAt: orNull(Instant),
  },
  { $id: 'UnsentKept', ...closed },
);

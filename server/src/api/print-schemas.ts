// The shapes on the wire of letters on paper; see `schemas.ts`.
import { Type } from 'typebox';
import { AGAIN_REASONS, RETURN_REASONS } from '../commands/print-steps.ts';
import { Hash, orNull } from './entry-shapes.ts';

const closed = { additionalProperties: false } as const;
const Text = Type.String();
const Count = Type.Integer({ minimum: 0 });
const Instant = Type.String({ format: 'date-time' });
const Day = Type.String({ format: 'date' });
const Label = Type.String({ pattern: '^[1-9][0-9]{0,8}(-[1-9][0-9]{0,8})?$', maxLength: 19 });
const Again = Type.Enum([...AGAIN_REASONS]);

export const BatchParams = Type.Object(
  // Text, as all of an address: nothing is made a number before it is checked.
  { number: Type.String({ pattern: '^[1-9][0-9]{0,8}$' }) },
  { $id: 'BatchParams', ...closed },
);

const Batch = Type.Object(
  {
    ...{ number: Count, askedBy: Text, askedAt: Instant, again: orNull(Again) },
    ...{ state: Type.Enum(['asked', 'printed']), endedAt: orNull(Instant) },
    ...{ written: Count, stopped: Count, unknown: Count, returned: Count },
    ...{ postedOn: orNull(Day), postedBy: orNull(Text), manifest: orNull(Hash) },
  },
  closed,
);

export const PrintQueue = Type.Object(
  { waiting: Count, since: orNull(Instant), printing: Count, batches: Type.Array(Batch) },
  { $id: 'PrintQueue', ...closed },
);

export const AskPrintRequest = Type.Object(
  { again: Type.Optional(Type.Object({ label: Label, reason: Again }, closed)) },
  { $id: 'AskPrintRequest', ...closed },
);
export const PrintAsked = Type.Object({ number: Count, letters: Count }, { $id: 'PrintAsked', ...closed });

export const PostedRequest = Type.Object({ on: Day }, { $id: 'PostedRequest', ...closed });
export const BatchPosted = Type.Object({ number: Count }, { $id: 'BatchPosted', ...closed });

export const ReturnedRequest = Type.Object(
  { label: Label, reason: Type.Enum([...RETURN_REASONS]) },
  { $id: 'ReturnedRequest', ...closed },
);
export const LetterReturned = Type.Object({ label: Text }, { $id: 'LetterReturned', ...closed });

// The shapes on the wire of the room of whoever administers an agency; see `schemas.ts`.
import { Type } from 'typebox';
import { PROGRAM_JOBS } from '../queries/administration.ts';
import { orNull } from './entry-shapes.ts';

const closed = { additionalProperties: false } as const;
const Text = Type.String();
const Count = Type.Integer({ minimum: 0 });
const Instant = Type.String({ format: 'date-time' });
const PersonId = Type.String({ pattern: '^[A-Za-z0-9_.-]{1,64}$' });
const Slug = Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' });
const Reference = Type.String({ minLength: 1, maxLength: 100 });

export const StaffParams = Type.Object({ person: PersonId }, { $id: 'StaffParams', ...closed });
export const StaffQuery = Type.Object(
  { like: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })), team: Type.Optional(Slug) },
  closed,
);

const StaffRole = Type.Object({ team: Text, title: Text, role: Text, kept: Type.Boolean() }, closed);
const StaffPerson = Type.Object(
  {
    ...{ person: Text, name: Text, active: Type.Boolean(), kept: Type.Boolean(), own: Type.Boolean() },
    roles: Type.Array(StaffRole),
  },
  closed,
);

export const Staff = Type.Object(
  {
    items: Type.Array(StaffPerson),
    total: Count,
    teams: Type.Array(Type.Object({ team: Text, title: Text, people: Count }, closed)),
    roles: Type.Array(Text),
  },
  { $id: 'Staff', ...closed },
);

export const RoleRequest = Type.Object({ team: Slug, role: Slug }, { $id: 'RoleRequest', ...closed });
export const AccountRequest = Type.Object({ locked: Type.Boolean() }, { $id: 'AccountRequest', ...closed });
export const PersonNamed = Type.Object({ person: Text }, { $id: 'PersonNamed', ...closed });

export const SimulationQuery = Type.Object({ person: PersonId, reference: Reference }, closed);
export const SimulatedAccess = Type.Object(
  {
    ...{ person: Text, name: Text, reference: Text, allowed: Type.Boolean(), unknown: orNull(Text) },
    grants: Type.Array(
      Type.Object(
        { rule: Text, holds: Type.Boolean(), says: Text, missing: Type.Array(Text), by: orNull(Text) },
        closed,
      ),
    ),
    terms: Type.Array(Type.Object({ term: Text, holds: Type.Boolean(), says: Text }, closed)),
  },
  { $id: 'SimulatedAccess', ...closed },
);

export const Jobs = Type.Object(
  {
    at: Instant,
    items: Type.Array(
      Type.Object(
        {
          ...{ job: Type.Enum([...PROGRAM_JOBS]), waiting: Count, since: orNull(Instant) },
          ...{ failed: Count, doneAt: orNull(Instant) },
        },
        closed,
      ),
    ),
  },
  { $id: 'Jobs', ...closed },
);
export const RetryRequest = Type.Object({}, { $id: 'RetryRequest', ...closed });
export const TextsRetried = Type.Object({ texts: Count }, { $id: 'TextsRetried', ...closed });

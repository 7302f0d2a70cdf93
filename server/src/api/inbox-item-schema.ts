// An item of the inbox as lists and notices show it.
import { Type } from 'typebox';
import { closed, DateOnly, orNull } from './entry-shapes.ts';

const Text = Type.String();

export const InboxItem = Type.Object(
  {
    item: Type.String({ format: 'uuid' }),
    queue: Text,
    channel: Type.Enum(['mail', 'scan', 'portal', 'api', 'import']),
    state: Type.Enum(['waiting', 'filed', 'rejected']),
    ...{ receivedAt: Text, dueOn: DateOnly, owner: orNull(Text) },
    isWhole: Type.Boolean({ description: 'False while not all of it has come.' }),
    ...{ from: orNull(Text), subject: orNull(Text) },
  },
  { $id: 'InboxItem', ...closed },
);

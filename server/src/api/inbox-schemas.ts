// The shapes on the wire of the inbox: its queues, what waits in them, one item with its parts, and what is asked of it.
import { Type } from 'typebox';
import { closed, DateOnly, EntryId, KindName, orNull, Words } from './entry-shapes.ts';
import { InboxItem } from './inbox-item-schema.ts';
import { Fields, Name } from './schemas.ts';

const Id = Type.String({ format: 'uuid' });
const Text = Type.String();
const Count = Type.Integer({ minimum: 0 });
/** Team or person, as the directory names them. */
const Who = Type.String({ pattern: '^[A-Za-z0-9_.-]{1,64}$' });
const Title = Type.String({ minLength: 1, maxLength: 200 });

export const InboxItemParams = Type.Object({ item: Id }, closed);
export const InboxQueueParams = Type.Object({ queue: Who }, closed);
export const InboxPartParams = Type.Object(
  { item: Id, number: Type.String({ pattern: '^[0-9]{1,4}$', description: 'Nought is the whole as it came.' }) },
  closed,
);
export const InboxPartQuery = Type.Object({ use: Type.Optional(Type.Enum(['show', 'save'])) }, closed);

export const InboxListQuery = Type.Object(
  {
    queue: Type.Optional(Who),
    state: Type.Optional(Type.Enum(['waiting', 'filed', 'rejected'])),
    channel: Type.Optional(Type.Enum(['mail', 'scan', 'portal', 'api', 'import'])),
    mine: Type.Optional(Type.Enum(['yes'], { description: 'Only what you have taken.' })),
    after: Type.Optional(Type.String({ maxLength: 60 })),
  },
  closed,
);

export const BringQuery = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 300, description: 'As the file is called where it comes from.' }),
    from: Type.Optional(Type.String({ minLength: 1, maxLength: 320 })),
    subject: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
  },
  closed,
);

export const InboxQueue = Type.Object(
  {
    queue: Type.Unsafe<string>({ ...Text, description: 'The team whose it is.' }),
    days: Type.Unsafe<number>({ ...Count, description: 'Working days that an item may take.' }),
    ...{ waiting: Count, overdue: Count },
  },
  { $id: 'InboxQueue', ...closed },
);
export const InboxQueueList = Type.Object(
  {
    items: Type.Array(InboxQueue),
    /** Queues to which you may hand an item, by the titles of their teams, and who may be given it there. */
    handTo: Type.Array(
      Type.Object(
        { queue: Text, title: Text, people: Type.Array(Type.Object({ person: Text, name: Text }, closed)) },
        closed,
      ),
    ),
  },
  { $id: 'InboxQueueList', ...closed },
);

export const InboxPage = Type.Object(
  { items: Type.Array(InboxItem), next: orNull(Text) },
  { $id: 'InboxPage', ...closed },
);

const Refused = Type.Object({ code: Text, reason: Text }, closed);

export const InboxPart = Type.Object(
  {
    ...{ number: Count, name: Text, state: Type.Enum(['waiting', 'filed', 'left', 'refused']) },
    ...{ mediaType: orNull(Text), size: orNull(Count), verdict: orNull(Type.Enum(['clean', 'unscanned'])) },
    /** Why it cannot be filed. */
    refused: orNull(Refused),
    ...{ caseId: orNull(Id), seq: orNull(Count) },
  },
  { $id: 'InboxPart', ...closed },
);

export const WholeInboxItem = Type.Object(
  {
    ...InboxItem.properties,
    to: Type.Array(Text),
    envelope: Type.Unsafe<string | null>({
      ...orNull(Text),
      description: 'Who sent it as the server that brought it says. Nobody has proved this, nor what the mail says.',
    }),
    ...{ text: orNull(Text), sentAt: orNull(Text), warnings: Type.Array(Text) },
    ...{ who: orNull(Text), endedAt: orNull(Text), reason: orNull(Text), duplicateOf: orNull(Id) },
    hints: Type.Object({ references: Type.Array(Text), sender: orNull(Text) }, closed),
    parts: Type.Array(InboxPart),
  },
  { $id: 'WholeInboxItem', ...closed },
);

export const ClaimItemRequest = Type.Object({}, { $id: 'ClaimItemRequest', ...closed });
export const HandItemRequest = Type.Object(
  {
    queue: Who,
    person: Type.Optional(
      orNull(Type.Unsafe<string>({ ...Who, description: 'Somebody of the team, who has it then.' })),
    ),
  },
  { $id: 'HandItemRequest', ...closed },
);
export const RejectItemRequest = Type.Object({ reason: Words }, { $id: 'RejectItemRequest', ...closed });
export const DuplicateItemRequest = Type.Object({ of: Id, reason: Words }, { $id: 'DuplicateItemRequest', ...closed });

const Documents = Type.Array(
  Type.Object(
    {
      number: Type.Unsafe<number>({ ...Count, description: 'Of the part.' }),
      kind: Type.Unsafe<string>({ ...KindName, description: 'Of the document that it is to be.' }),
      ...{ audience: Type.Optional(KindName), title: Title, sender: Type.Optional(EntryId) },
      ...{ about: Type.Optional(Type.Array(EntryId, { maxItems: 50 })), receivedOn: Type.Optional(DateOnly) },
    },
    closed,
  ),
  { minItems: 1, maxItems: 100 },
);
const filing = {
  documents: Documents,
  isAll: Type.Boolean({ description: 'Leaves the other parts with the item, so that it is done with.' }),
};
export const FileItemRequest = Type.Object({ caseId: Id, ...filing }, { $id: 'FileItemRequest', ...closed });
export const OpenCaseOfItemRequest = Type.Object(
  { caseType: Name, data: Fields, ...filing },
  { $id: 'OpenCaseOfItemRequest', ...closed },
);

export const InboxDone = Type.Object({ item: Id }, { $id: 'InboxDone', ...closed });

const filed = {
  filed: Type.Array(Type.Object({ number: Count, seq: Count }, closed)),
  /** The part at which it stopped, and why; what comes after it waits. */
  stopped: orNull(Type.Object({ number: orNull(Count), code: Text, detail: Text }, closed)),
};
export const ItemFiled = Type.Object({ item: Id, ...filed }, { $id: 'ItemFiled', ...closed });
export const CaseOpenedOfItem = Type.Object(
  { item: Id, caseId: Id, reference: Text, ...filed },
  { $id: 'CaseOpenedOfItem', ...closed },
);

export const ItemBrought = Type.Object(
  {
    ...{ item: Id, isNew: Type.Boolean() },
    rejected: orNull(Refused),
    heldBack: Type.Array(Type.Object({ number: Count, code: Text }, closed)),
  },
  { $id: 'ItemBrought', ...closed },
);

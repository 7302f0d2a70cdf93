// The shapes on the wire of documents, and what is asked of them. The bytes of their files go another way.
import { Type } from 'typebox';
import {
  Choices,
  closed,
  DateOnly,
  entry,
  EntryId,
  Hash,
  kind,
  KindName,
  Names,
  orNull,
  When,
  Words,
} from './entry-shapes.ts';

const of = KindName;
const Text = Type.String();
const Title = Type.String({ minLength: 1, maxLength: 200 });
const Parties = Type.Array(EntryId, { maxItems: 50 });
const FileId = Type.String({
  format: 'uuid',
  description: 'A file that the installation keeps and nothing names yet.',
});
const How = Type.Enum(['redaction', 'bundle', 'letter', 'copy']);
/** For whom it is; absent, or null, where its kind tells none apart. Both say who may know of it. */
const known = { of, audience: Type.Optional(orNull(KindName)) };

const Version = Type.Object(
  {
    ...{ file: Text, content: Hash, size: Type.Integer(), mediaType: Text, name: Text, pages: orNull(Type.Integer()) },
    check: Type.Object({ verdict: Type.Enum(['clean', 'unscanned']), scanner: orNull(Text) }, closed),
    ...{ at: When, by: Text },
  },
  closed,
);

export const DocumentFace = Type.Object(
  {
    ...entry,
    status: Type.Enum(['filed', 'withdrawn']),
    number: Type.Integer(),
    words: Text,
    audience: orNull(KindName),
    audienceTitle: orNull(Text),
    category: Text,
    channel: Type.Enum(['staff', 'portal', 'mail', 'scan', 'api', 'import', 'made']),
    receivedOn: DateOnly,
    sender: orNull(EntryId),
    about: Type.Array(EntryId),
    /** The last is the current one. */
    versions: Type.Array(Version),
    derivedFrom: orNull(Type.Object({ how: How, entry: orNull(EntryId), content: orNull(Hash) }, closed)),
    reasons: orNull(Text),
  },
  { $id: 'DocumentFace', ...closed },
);

export const DOCUMENT_KINDS = Type.Array(
  Type.Object(
    {
      ...{ ...kind, audiences: Choices, category: Text, accepts: Names, maxSize: orNull(Type.Integer()) },
      ...{ about: Names, required: Type.Boolean() },
    },
    closed,
  ),
);

export const FileDocumentRequest = Type.Object(
  {
    ...known,
    title: Title,
    file: FileId,
    receivedOn: Type.Optional(DateOnly),
    sender: Type.Optional(orNull(EntryId)),
    about: Type.Optional(Parties),
    derivedFrom: Type.Optional(orNull(Type.Object({ entry: EntryId, content: Hash, how: How }, closed))),
  },
  { $id: 'FileDocumentRequest', ...closed },
);
export const AddDocumentVersionRequest = Type.Object(
  { ...known, file: FileId },
  { $id: 'AddDocumentVersionRequest', ...closed },
);
export const RetitleDocumentRequest = Type.Object(
  { ...known, title: Title, reason: Words },
  { $id: 'RetitleDocumentRequest', ...closed },
);
export const ReclassifyDocumentRequest = Type.Object(
  {
    ...known,
    to: KindName,
    toAudience: Type.Optional(orNull(KindName)),
    about: Type.Optional(Parties),
    reason: Words,
  },
  { $id: 'ReclassifyDocumentRequest', ...closed },
);
export const ChangeDocumentAudienceRequest = Type.Object(
  { ...known, to: KindName, reason: Words },
  { $id: 'ChangeDocumentAudienceRequest', ...closed },
);
export const WithdrawDocumentRequest = Type.Object(
  { ...known, reason: Words },
  { $id: 'WithdrawDocumentRequest', ...closed },
);

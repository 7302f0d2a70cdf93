// The shapes on the wire of files of what is held about a person; see `schemas.ts`.
import { Type } from 'typebox';
import { EntryId } from './entry-shapes.ts';

const closed = { additionalProperties: false } as const;
const Id = Type.String({ format: 'uuid' });
const Nullable = Type.Union([Type.String(), Type.Null()]);
const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Item = Type.String({ pattern: '^[0-9a-f]{12}$' });

export const RequestParams = Type.Object({ caseId: Id }, closed);
export const SubjectFileParams = Type.Object({ caseId: Id, fileId: Id }, closed);

const LINE = {
  fileId: Type.String(),
  requestCase: Type.String({ description: 'The case in which they ask.' }),
  openedBy: Type.String(),
  openedAt: Type.String(),
};
export const SubjectFiles = Type.Object(
  { items: Type.Array(Type.Object(LINE, closed)) },
  { $id: 'SubjectFiles', ...closed },
);

const SubjectPaper = Type.Object(
  { file: Type.String(), content: Type.String(), name: Type.String(), mediaType: Type.String() },
  closed,
);
const SubjectDecision = Type.Object(
  {
    decision: Type.Enum(['release', 'redact', 'withhold']),
    code: Type.String({ description: 'The exemption, of what is withheld.' }),
    person: Type.String(),
    at: Type.String(),
    words: Nullable,
    copy: Nullable,
    content: Nullable,
  },
  closed,
);
export const SubjectItem = Type.Object(
  {
    item: Type.String(),
    caseId: Type.String(),
    reference: Type.String(),
    caseTitle: Type.String(),
    what: Type.String(),
    kind: Type.Enum(['fact', 'field', 'entry', 'document', 'note', 'correction']),
    title: Type.String(),
    detail: Type.Array(Type.String()),
    entry: Nullable,
    file: Type.Union([SubjectPaper, Type.Null()]),
    namesOthers: Type.Boolean({ description: 'Its words name somebody else of the case.' }),
    isNew: Type.Boolean({ description: 'Held about them, and not on the file yet.' }),
    isToRedact: Type.Boolean({ description: 'To be redacted, and without a redacted copy.' }),
    decision: Type.Union([SubjectDecision, Type.Null()]),
  },
  { $id: 'SubjectItem', ...closed },
);
export const SubjectFile = Type.Object(
  {
    ...LINE,
    items: Type.Array(SubjectItem),
    approvals: Type.Array(Type.Object({ person: Type.String(), at: Type.String() }, closed)),
    given: Type.Array(Type.Object({ by: Type.String(), at: Type.String(), bag: Type.String() }, closed)),
    whole: Type.Union([
      Type.Object(
        {
          list: Type.String({ description: 'The hash that is approved.' }),
          hidden: Type.Integer({ description: 'How many items you may not read.' }),
          gone: Type.Integer(),
          refusal: Type.Union([
            Type.Object(
              {
                code: Type.String(),
                items: Type.Optional(Type.Union([Type.Integer(), Type.Array(Type.String())])),
              },
              closed,
            ),
            Type.Null(),
          ]),
        },
        closed,
      ),
      Type.Null(),
    ]),
  },
  { $id: 'SubjectFile', ...closed },
);

export const OpenSubjectFile = Type.Object(
  { about: Type.Object({ caseId: Id, entry: EntryId }, closed) },
  { $id: 'OpenSubjectFile', ...closed },
);
export const SubjectFileOpened = Type.Object({ fileId: Type.String() }, { $id: 'SubjectFileOpened', ...closed });
const DRY_RUN = Type.Optional(Type.Boolean({ description: 'Tell what would be done, and do nothing.' }));
export const CompleteSubjectFile = Type.Object({ dryRun: DRY_RUN }, { $id: 'CompleteSubjectFile', ...closed });
export const SubjectFileCompleted = Type.Object({ added: Type.Integer() }, { $id: 'SubjectFileCompleted', ...closed });
export const DecideSubjectItems = Type.Object(
  {
    items: Type.Array(Item, { minItems: 1, maxItems: 1_000 }),
    decision: Type.Enum(['release', 'redact', 'withhold']),
    code: Type.Optional(Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' })),
    words: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' })),
    copy: Type.Optional(EntryId),
    namesOthers: Type.Optional(Type.Boolean()),
  },
  { $id: 'DecideSubjectItems', ...closed },
);
export const SubjectItemsDecided = Type.Object({ decided: Type.Integer() }, { $id: 'SubjectItemsDecided', ...closed });
export const ApproveSubjectFile = Type.Object(
  { hash: Hash, dryRun: DRY_RUN },
  { $id: 'ApproveSubjectFile', ...closed },
);
export const SubjectFileApproved = Type.Object({ items: Type.Integer() }, { $id: 'SubjectFileApproved', ...closed });
export const ExportSubjectFile = Type.Object(
  { hash: Hash, language: Type.Enum(['en', 'fr']) },
  { $id: 'ExportSubjectFile', ...closed },
);
export const SubjectFileExported = Type.Object(
  {
    name: Type.String(),
    bag: Type.String({ description: 'SHA-256 of the tag manifest, which names every file in the bag.' }),
    items: Type.Integer(),
    zip: Type.String({ description: 'The archive, base64.' }),
  },
  { $id: 'SubjectFileExported', ...closed },
);

// The shapes on the wire of files on their way in, and of pages that were opened.
import { Type } from 'typebox';
import { closed, EntryId, Hash, KindName, orNull } from './entry-shapes.ts';

const Text = Type.String();
const Count = Type.Integer({ minimum: 0 });
const FileId = Type.String({ format: 'uuid' });
const CaseId = Type.String({ format: 'uuid' });

export const UploadParams = Type.Object({ caseId: CaseId, file: FileId }, closed);

export const StartUploadRequest = Type.Object(
  {
    of: Type.Unsafe<string>({ ...KindName, description: 'The kind of document that it is to be.' }),
    audience: Type.Optional(orNull(KindName)),
    document: Type.Optional(
      orNull(Type.Unsafe<string>({ ...EntryId, description: 'The document of which it is to be a further version.' })),
    ),
    name: Type.String({ minLength: 1, maxLength: 300, description: 'As the file is called where it comes from.' }),
    size: Type.Integer({ minimum: 0, maximum: 1_000_000_000_000, description: 'In bytes.' }),
  },
  { $id: 'StartUploadRequest', ...closed },
);

export const FinishUploadRequest = Type.Object(
  {
    content: Type.Optional(
      Type.Unsafe<string>({ ...Hash, description: 'SHA-256 of the whole file; where it is not that, it is refused.' }),
    ),
  },
  { $id: 'FinishUploadRequest', ...closed },
);

const Reason = Type.String({ minLength: 1, maxLength: 40 });

export const RedactionRequest = Type.Object(
  {
    of: Type.Unsafe<string>({ ...KindName, description: 'The kind of document that the copy is to be.' }),
    audience: Type.Optional(orNull(KindName)),
    reasons: Type.Array(Reason, { minItems: 1, maxItems: 100, description: 'The codes that boxes may have.' }),
    unit: Type.Optional(
      Type.Enum(['points', 'fractions'], {
        description: 'Of places: points (1/72 inch), or parts of the page from 0 to 1; from its upper left corner.',
      }),
    ),
    boxes: Type.Array(
      Type.Object(
        {
          ...{ page: Type.Integer({ minimum: 1 }), x: Type.Number(), y: Type.Number() },
          ...{ width: Type.Number(), height: Type.Number(), reason: Reason },
        },
        closed,
      ),
      { minItems: 1, maxItems: 5000 },
    ),
    keepRecognised: Type.Optional(
      Type.Boolean({
        description: 'Keeps invisible text over ink, as scanners lay it; whoever asks for it has read it.',
      }),
    ),
  },
  { $id: 'RedactionRequest', ...closed },
);

const DraftBoxes = Type.Array(
  Type.Object(
    {
      ...{ page: Type.Integer({ minimum: 1 }), x: Type.Number(), y: Type.Number() },
      ...{ width: Type.Number(), height: Type.Number() },
      reason: Type.String({ maxLength: 40, description: 'Empty while nobody has given one.' }),
    },
    closed,
  ),
  { maxItems: 5000, description: 'In parts of the page from 0 to 1, from its upper left corner.' },
);
const DraftVersion = Type.Integer({ minimum: 0, maximum: 1_000_000 });

export const DraftParams = Type.Object(
  { caseId: CaseId, entry: EntryId, content: Hash, draft: Type.String({ format: 'uuid' }) },
  closed,
);

export const RedactionDraftRequest = Type.Object(
  {
    of: Type.Unsafe<string>({ ...KindName, description: 'The kind of document that the copy is to be.' }),
    audience: Type.Optional(orNull(KindName)),
    title: Type.String({ maxLength: 200, description: 'Of the copy. It must not say what is taken out.' }),
    boxes: DraftBoxes,
    keepRecognised: Type.Optional(Type.Boolean()),
    version: Type.Unsafe<number>({ ...DraftVersion, description: 'The one that was seen; 0 for a new draft.' }),
  },
  { $id: 'RedactionDraftRequest', ...closed },
);

export const RedactionStepRequest = Type.Object(
  {
    step: Type.Enum(['submit', 'return', 'discard', 'approve']),
    version: DraftVersion,
    digest: Type.Optional(
      orNull(Type.Unsafe<string>({ ...Hash, description: 'Of the draft as it is seen, to submit or approve it.' })),
    ),
    remark: Type.Optional(orNull(Type.String({ minLength: 1, maxLength: 2000 }))),
  },
  { $id: 'RedactionStepRequest', ...closed },
);

const DraftState = Type.Enum(['open', 'submitted', 'approved', 'filed', 'discarded']);

export const RedactionStep = Type.Object(
  {
    ...{ draft: Type.String({ format: 'uuid' }), state: DraftState, version: DraftVersion, digest: Hash },
    filed: orNull(EntryId),
  },
  { $id: 'RedactionStep', ...closed },
);

export const Redactions = Type.Object(
  {
    people: Type.Integer({ minimum: 1, maximum: 2, description: 'How many a copy takes.' }),
    drafts: Type.Array(
      Type.Object(
        {
          ...{ draft: Type.String({ format: 'uuid' }), of: KindName, audience: orNull(KindName), title: Text },
          ...{ state: DraftState, version: DraftVersion, digest: Hash, boxes: DraftBoxes },
          ...{ keepRecognised: Type.Boolean(), remark: orNull(Text), drawnBy: Type.Array(Text) },
          ...{ isOwn: Type.Boolean(), changedAt: Type.String({ format: 'date-time' }) },
        },
        closed,
      ),
    ),
  },
  { $id: 'Redactions', ...closed },
);

export const SuggestRequest = Type.Object(
  {
    phrases: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 100 }),
    parties: Type.Boolean({ description: 'Also what is known of the parties, as far as you may read it in the case.' }),
  },
  { $id: 'SuggestRequest', ...closed },
);

export const SuggestedBoxes = Type.Object(
  {
    boxes: Type.Array(
      Type.Object(
        {
          ...{ page: Type.Integer({ minimum: 1 }), x: Type.Number(), y: Type.Number() },
          ...{ width: Type.Number(), height: Type.Number(), words: Text, because: Text },
        },
        closed,
      ),
      { description: 'In parts of the page from 0 to 1. A person decides on each.' },
    ),
    pagesWithoutText: Type.Array(Type.Integer({ minimum: 1 })),
    problem: orNull(Text),
  },
  { $id: 'SuggestedBoxes', ...closed },
);

export const TextLeft = Type.Object({ pages: Type.Array(Text), problem: orNull(Text) }, { $id: 'TextLeft', ...closed });

export const Upload = Type.Object(
  {
    ...{ file: FileId, name: Text, size: Count },
    state: Type.Enum(['arriving', 'received', 'filed', 'rejected', 'disposed']),
    offset: Type.Unsafe<number>({ ...Count, description: 'How many bytes are kept; the file goes on there.' }),
    part: Type.Unsafe<number>({
      ...Count,
      description: 'Each piece has a whole number of parts of this many bytes, but for the last.',
    }),
    found: orNull(
      Type.Object(
        {
          ...{ content: Hash, mediaType: Text, verdict: Type.Enum(['clean', 'unscanned']), scanner: orNull(Text) },
          warnings: Type.Array(Text),
        },
        closed,
      ),
    ),
    refused: orNull(Type.Object({ code: Text, reason: orNull(Text) }, closed)),
  },
  { $id: 'Upload', ...closed },
);

export const UploadLimits = Type.Object(
  {
    bytes: Type.Unsafe<number>({ ...Count, description: 'Most bytes of one file; a kind of document may take fewer.' }),
    atOnce: Type.Unsafe<number>({ ...Count, description: 'Most files that one person has begun and not filed.' }),
    part: Count,
    scanner: Type.Enum(['on', 'off'], {
      description: 'Whether files are looked at for malware. Say so wherever files are taken.',
    }),
  },
  { $id: 'UploadLimits', ...closed },
);

export const VersionParams = Type.Object({ caseId: CaseId, entry: EntryId, content: Hash }, closed);

export const VersionQuery = Type.Object(
  {
    use: Type.Optional(
      Type.Enum(['show', 'save'], { description: '`show` for a viewer that draws it; some types are only saved.' }),
    ),
  },
  closed,
);

export const PagesOpenedRequest = Type.Object(
  {
    pages: Type.Array(Type.Integer({ minimum: 1, maximum: 100_000 }), {
      maxItems: 1_000,
      uniqueItems: true,
      description: 'From 1. None for a file that has no pages: then the whole of it.',
    }),
  },
  { $id: 'PagesOpenedRequest', ...closed },
);

export const PagesOpened = Type.Object({ pages: Type.Array(Type.Integer()) }, { $id: 'PagesOpened', ...closed });

// The shapes on the wire of letters; see `schemas.ts`.
import { Type } from 'typebox';
import { EntryId, Hash, KindName, orNull } from './entry-shapes.ts';

const closed = { additionalProperties: false } as const;
const Text = Type.String();
const Texts = Type.Array(Text);

export const LetterParams = Type.Object(
  { caseId: Type.String({ format: 'uuid' }), letter: KindName },
  { $id: 'LetterParams', ...closed },
);
export const LetterQuery = Type.Object({ party: EntryId }, { $id: 'LetterQuery', ...closed });

const Part = Type.Union([
  Type.Object({ part: Type.Enum(['heading', 'paragraph']), text: Text }, closed),
  Type.Object({ part: Type.Literal('list'), isOrdered: Type.Boolean(), items: Texts }, closed),
  Type.Object({ part: Type.Literal('table'), caption: Text, header: Texts, rows: Type.Array(Texts) }, closed),
]);

export const Letter = Type.Object(
  {
    ...{ letter: Text, language: Text, direction: Type.Enum(['ltr', 'rtl']), from: Text },
    to: Type.Object({ party: Text, role: Text, name: Text }, closed),
    ...{ reference: Text, date: Text, subject: Text, parts: Type.Array(Part) },
  },
  { $id: 'Letter', ...closed },
);

export const LetterProblem = Type.Object(
  {
    code: Type.Enum([
      ...(['unknown-letter', 'not-a-recipient', 'not-safe', 'missing'] as const),
      ...(['wrong-kind', 'protected', 'not-sent-so'] as const),
    ]),
    reason: Text,
  },
  { $id: 'LetterProblem', ...closed },
);

export const LetterPreview = Type.Object(
  {
    letter: orNull(Letter),
    problems: Type.Array(LetterProblem),
    /** Who it goes to, told apart from others of the same name. */
    recipient: orNull(
      Type.Object(
        {
          ...{ party: Text, role: Text, name: orNull(Text), address: orNull(Text), email: orNull(Text) },
          isSecret: Type.Boolean(),
        },
        closed,
      ),
    ),
    /** Years of school that it takes to read. */
    grade: orNull(Type.Number()),
    isHard: Type.Boolean(),
    /** What is said to be wrong of what it says: corrections and statements of disagreement. */
    corrections: Type.Array(
      Type.Object({ title: Text, standing: Type.Enum(['accepted', 'attached']), words: Text, on: Text }, closed),
    ),
  },
  { $id: 'LetterPreview', ...closed },
);

export const MakeLetterRequest = Type.Object(
  { letter: KindName, party: EntryId, channel: KindName },
  { $id: 'MakeLetterRequest', ...closed },
);
export const MadeLetter = Type.Object(
  {
    version: Type.Integer(),
    communication: EntryId,
    document: EntryId,
    /** What whoever approves it has read, by its hash. */
    content: Hash,
    language: Text,
    /** Corrections and statements of disagreement on what it prints, which it says as it is on record: look before it goes. */
    noted: Type.Array(
      Type.Object(
        { correction: Text, field: orNull(Text), entry: orNull(Text), standing: Type.Enum(['accepted', 'attached']) },
        closed,
      ),
    ),
  },
  { $id: 'MadeLetter', ...closed },
);

export const MeetingFile = Type.Object({ name: Text, text: Text }, { $id: 'MeetingFile', ...closed });

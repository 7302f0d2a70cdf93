// The shapes of search, count and export of cases.
import { Type } from 'typebox';
import { CASE_FILTERS } from './case-filter-shapes.ts';
import { CaseRow, Cursor, Fields, Name, Status } from './schemas.ts';

const closed = { additionalProperties: false } as const;

export const SearchQuery = Type.Object(
  {
    q: Type.String({
      maxLength: 200,
      description: 'Words, all of which must stand in a case. A star behind the last one: it is the beginning of one.',
    }),
    status: Type.Optional(Status),
    caseType: Type.Optional(Name),
    team: Type.Optional(Name),
    openedFrom: Type.Optional(Type.String({ format: 'date' })),
    openedTo: Type.Optional(Type.String({ format: 'date' })),
    after: Type.Optional(Cursor),
  },
  closed,
);
export const CaseCountQuery = Type.Object({ status: Type.Optional(Status), ...CASE_FILTERS }, closed);
export const CaseExportQuery = Type.Object(
  {
    caseType: Name,
    status: Type.Optional(Status),
    format: Type.Optional(
      Type.Enum(['json', 'csv'], { description: 'Before what is accepted, for whoever cannot say that.' }),
    ),
    after: Type.Optional(Cursor),
  },
  closed,
);

const row = CaseRow.properties;
const Next = Type.Union([Type.String(), Type.Null()]);

export const SearchRow = Type.Object(
  {
    ...row,
    /** Words of the case by which it was found. */
    matched: Type.Array(Type.String()),
  },
  { $id: 'SearchRow', ...closed },
);
export const SearchPage = Type.Object(
  {
    /** What was looked for, as words: without case and accents. */
    words: Type.Array(Type.String()),
    /** Whether the last of them is the beginning of one. */
    isPrefix: Type.Boolean(),
    items: Type.Array(SearchRow),
    next: Next,
    /** True: not everything that might match was looked at. Another word, a status or a kind of case leaves less. */
    isCut: Type.Boolean(),
  },
  { $id: 'SearchPage', ...closed },
);
export const DocumentSearchQuery = Type.Object(
  {
    q: Type.String({ maxLength: 200, description: 'Words, all of which must stand in the text of a document.' }),
    after: Type.Optional(Cursor),
  },
  closed,
);
export const FoundDocument = Type.Object(
  {
    ...{ caseId: row.caseId, reference: row.reference, caseType: row.caseType, team: row.team },
    /** Id of the document in its case. */
    document: Type.String(),
    title: Type.String(),
    status: Type.Enum(['filed', 'withdrawn']),
    /** Id of the file in which the words stand, of this or of an older version. */
    file: Type.String({ format: 'uuid' }),
    name: Type.String(),
    mediaType: Type.String(),
    filedAt: Type.String({ format: 'date-time' }),
    isCurrent: Type.Boolean(),
    /** The page that has most of the words, from one. */
    page: Type.Integer({ minimum: 1 }),
    /** A piece of that page. */
    excerpt: Type.String(),
    /** Where in the piece words stand that were sought: from, to, in UTF-16 units. */
    marks: Type.Array(Type.Object({ from: Type.Integer(), to: Type.Integer() }, closed)),
  },
  { $id: 'FoundDocument', ...closed },
);
export const DocumentSearchPage = Type.Object(
  {
    /** What was looked for, as words: without case and accents. */
    words: Type.Array(Type.String()),
    items: Type.Array(FoundDocument),
    next: Next,
    /** True: not everything that might match was looked at. Another word leaves less. */
    isCut: Type.Boolean(),
  },
  { $id: 'DocumentSearchPage', ...closed },
);
export const FindRequest = Type.Object(
  {
    q: Type.String({
      maxLength: 200,
      description: 'Words, all of which must stand in what is found; the last may be the beginning of one.',
    }),
  },
  { $id: 'FindRequest', ...closed },
);
const IsCut = Type.Boolean({ description: 'More may match than is shown.' });
export const FoundPerson = Type.Object(
  {
    caseId: Type.String(),
    /** Id of the party in that case. */
    entry: Type.String(),
    names: Type.Array(Type.String(), { description: 'As they were recorded there, the first for showing.' }),
    born: Type.Union([Type.String(), Type.Null()]),
    /** The role. */
    title: Type.String(),
    reference: Type.String(),
    caseTitle: Type.String(),
    match: Type.Enum(['same', 'beginning', 'alike'], { description: 'The worst of how each word is met.' }),
    cases: Type.Integer({ description: 'Cases in which they were found by this, that one included.' }),
  },
  { $id: 'FoundPerson', ...closed },
);
export const Found = Type.Object(
  {
    /** What was looked for, as words: without case and accents. */
    words: Type.Array(Type.String()),
    people: Type.Object({ items: Type.Array(FoundPerson), isCut: IsCut }, closed),
    cases: Type.Object({ items: Type.Array(SearchRow), isCut: IsCut }, closed),
    documents: Type.Object({ items: Type.Array(FoundDocument), isCut: IsCut }, closed),
  },
  { $id: 'Found', ...closed },
);
export const CaseCount = Type.Object(
  {
    count: Type.Integer(),
    /** False: there are at least so many. */
    isExact: Type.Boolean(),
  },
  { $id: 'CaseCount', ...closed },
);
export const ExportedCase = Type.Object(
  {
    ...row,
    /** Values that you may read; a field without one is left out. */
    data: Fields,
    /** What is said to be wrong of it: the field or the entry, and a line. */
    corrections: Type.Array(Type.Object({ about: Type.String(), says: Type.String() }, closed)),
  },
  { $id: 'ExportedCase', ...closed },
);
export const CaseExport = Type.Object(
  {
    /** The fields of this kind of case, in the order of the table's columns. */
    fields: Type.Array(Type.String()),
    items: Type.Array(ExportedCase),
    next: Next,
  },
  { $id: 'CaseExport', ...closed },
);

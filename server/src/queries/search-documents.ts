// Searching documents by what is in them. What the index gives are candidates: a document is shown where, at this moment, its reader may
// know of it and all words stand in its text, which is opened for that and of which a piece is shown.
import type { CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import type { Document, DocumentVersion } from '@casewright/engine/entries';
import { cutToParts, excerptOf, mayReadEntry, soughtIn, type Sought } from '@casewright/engine/view';
import { programContext } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import type { KeyProvider } from '../store/keys.ts';
import type { CaseFileRecord } from '../store/list-cases.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import { readFoundCases } from '../store/search-cases.ts';
import { readFoundTexts, searchFiles, type FileSearchRecord, type FoundTextRow } from '../store/search-files.ts';
import { hashOfWord, openText } from '../store/text-words.ts';
import { answerRead, type ReadAnswer, type Shown } from './answer-read.ts';
import { allOf, following, type AtOnce } from './at-once.ts';
import type { CaseTypes } from './case-types.ts';
import { isUtcInstant, isUuid, readCursor, writeCursor } from './cursor.ts';
import type { SendReading } from './read-flights.ts';
import { inScope, type Asker } from './sessions.ts';

export interface FoundDocumentView {
  readonly caseId: string;
  readonly reference: string;
  readonly caseType: string;
  readonly team: string;
  /** Id of the document in its case. */
  readonly document: string;
  readonly title: string;
  readonly status: 'filed' | 'withdrawn';
  /** Id of the file in which the words stand. */
  readonly file: string;
  readonly name: string;
  readonly mediaType: string;
  readonly filedAt: string;
  /** Whether this is the version that is in force. */
  readonly isCurrent: boolean;
  /** The page that has most of the words, from one, and a piece of it around them. */
  readonly page: number;
  readonly excerpt: string;
  /** Where in the piece the words stand: from, to. */
  readonly marks: readonly { readonly from: number; readonly to: number }[];
}

export interface DocumentSearchView {
  readonly words: readonly string[];
  readonly items: readonly FoundDocumentView[];
  readonly next: string | null;
  /** More may match than was looked at; another word makes fewer. */
  readonly isCut: boolean;
}

export interface DocumentSearchAsked {
  readonly text: string;
  readonly after: string | undefined;
}

export interface DocumentSearchOptions extends DocumentSearchAsked {
  readonly database: Database;
  readonly caseTypes: CaseTypes;
  readonly keys: Pick<KeyProvider, 'unwrap' | 'requestMac'>;
}

/** Texts are opened for each. */
const PAGE_FILES = 20;
const PLACE = [isUtcInstant, isUuid];

export async function searchDocuments(
  send: SendReading,
  reader: Asker,
  options: DocumentSearchOptions,
): Promise<ReadAnswer<DocumentSearchView>> {
  const { tenant } = reader.principal;
  const place = options.after === undefined ? [] : readCursor(options.after, PLACE);
  if (place === null) return { kind: 'invalid-cursor' };
  const [filedAt, file] = place;
  const after = filedAt === undefined || file === undefined ? null : { filedAt, file };
  // Words are kept as hashes, of which none is the beginning of another.
  const sought = { words: soughtIn(options.text).words, isPrefix: false };
  const words = sought.words.map((word) => hashOfWord(options.keys, tenant, word));
  return answerRead(send, reader, {
    action: { type: 'search-cases' },
    name: 'search-documents',
    asked: [],
    filter: JSON.stringify(sought.words),
    statements: [searchFiles({ tenant, words, after, limit: PAGE_FILES + 1 })],
    fold: ([answer]) => {
      const [found] = answer.rows;
      if (found === undefined) throw new Error('The function that searches gave no row.');
      return page(reader, { sought, found, options });
    },
  });
}

interface Found {
  readonly sought: Sought;
  readonly found: FileSearchRecord;
  readonly options: Pick<DocumentSearchOptions, 'database' | 'caseTypes' | 'keys'>;
}

function page(reader: Asker, of: Found): AtOnce<Shown<DocumentSearchView>> {
  const files = of.found.found.slice(0, PAGE_FILES);
  return following(files.length === 0 ? NOTHING : readFoundDocuments(reader, files, of), ({ items, last }) => {
    const isMore = of.found.found.length > PAGE_FILES && last !== null;
    const next = isMore ? writeCursor([last.filed_at, last.file]) : null;
    const view = { words: of.sought.words, items, next, isCut: of.found.is_cut && !isMore };
    // Each item says of its case only what is in a document that its reader may read.
    return {
      view: cutToParts(null, () => view),
      caseIds: [...new Set(items.map(({ caseId }) => caseId))],
      results: items.length,
    };
  });
}

export interface ItemsFound {
  readonly items: readonly FoundDocumentView[];
  /** Where the page ends, whether or not that is shown. */
  readonly last: Pick<FoundTextRow, 'file' | 'filed_at'> | null;
}

const NOTHING: ItemsFound = { items: [], last: null };

/**
 * First the cases as the reader sees them; then, of documents that they may know of, the texts.
 * @param files at most a page of those that were found
 */
export async function readFoundDocuments(reader: Asker, files: readonly string[], of: Found): Promise<ItemsFound> {
  const { principal } = reader;
  const { tenant, person, holding } = principal;
  const { database, caseTypes, keys } = of.options;
  const caseIds = [...new Set(of.found.cases.slice(0, files.length))];
  const [read] = await database.once({ tenant, person, holding }, [readFoundCases(tenant, caseIds)]);
  const rows = inScope(reader, read.rows);
  const types = await allOf(rows.map((row) => caseTypes.byHash(principal, row.case_type_hash)));
  const known = new Map(
    rows.flatMap((row, at) => documentsOf(row, types[at]).map((each) => [each.version.file, each])),
  );
  const program = programContext(tenant, 'system.search');
  const [texts] = await database.once(program, [readFoundTexts(tenant, [...files])]);
  const byFile = new Map(texts.rows.map((row) => [row.file, row]));
  const items = files.flatMap((file) => {
    const [found, text] = [known.get(file), byFile.get(file)];
    return found === undefined || text === undefined
      ? []
      : itemOf(tenant, { found, text }, { sought: of.sought, keys });
  });
  const lastFile = files.at(-1);
  return { items, last: (lastFile === undefined ? undefined : byFile.get(lastFile)) ?? null };
}

/** The files of a case's documents of which its reader may know. */
function documentsOf(row: CaseFileRecord, caseType: CaseType | undefined): readonly InCase[] {
  if (caseType === undefined) return [];
  // The store keeps exactly what the engine made.
  const { entries = {} } = JSON.parse(row.state) as CaseState;
  const parts = readablePartsOf(row, caseType);
  return Object.entries(entries).flatMap(([id, document]) =>
    document.kind === 'document' && mayReadEntry(caseType, document, parts)
      ? document.versions.map((version) => ({ row, id, document, version }))
      : [],
  );
}

interface Looking {
  readonly sought: Sought;
  readonly keys: Pick<KeyProvider, 'unwrap'>;
}

function itemOf(
  tenant: number,
  { found, text }: { readonly found: InCase; readonly text: FoundTextRow },
  { sought, keys }: Looking,
): readonly FoundDocumentView[] {
  const { row, id, document, version } = found;
  const owner = { tenant, caseId: row.case_id, subject: text.subject };
  const key = keys.unwrap(owner, { by: text.wrapped_by, wrapped: text.wrapped });
  const excerpt = excerptOf(openText(key, { tenant, file: text.file }, text.sealed).pages, sought);
  if (excerpt === null) return [];
  return [
    {
      ...{ caseId: row.case_id, reference: row.reference, caseType: row.case_type, team: row.team },
      ...{ document: id, title: document.title, status: document.status, file: text.file, filedAt: text.filed_at },
      ...{ name: version.name, mediaType: version.mediaType, isCurrent: document.versions.at(-1) === version },
      ...{ page: excerpt.page, excerpt: excerpt.text, marks: excerpt.marks.map(([from, to]) => ({ from, to })) },
    },
  ];
}

interface InCase {
  readonly row: CaseFileRecord;
  readonly id: string;
  readonly document: Document;
  readonly version: DocumentVersion;
}

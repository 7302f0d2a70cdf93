// The bytes of a version of a document, for whoever may read the document, and that its pages were opened. The line of the access log
// says which range, and is durable before the first byte leaves.
import type { CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import type { Document, DocumentVersion } from '@casewright/engine/entries';
import { cutToParts, mayReadEntry, type CutToParts, type ReadableParts } from '@casewright/engine/view';
import { Corrupt } from '../errors.ts';
import type { ObjectStore } from '../files/object-store.ts';
import { streamOfSealed, type SealedFile } from '../files/sealed-bytes.ts';
import { programContext } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import type { KeyProvider } from '../store/keys.ts';
import { WHOLE } from '../store/pages-opened.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import { readCase, type CaseRecord } from '../store/read-case.ts';
import { readFile, readKeyOfFile } from '../store/stored-files.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import type { CaseTypes } from './case-types.ts';
import type { SendReading } from './read-flights.ts';
import { requireRow } from './show-case.ts';
import type { Reader } from './sessions.ts';

export interface DocumentDeps {
  readonly database: Database;
  readonly caseTypes: CaseTypes;
  readonly keys: Pick<KeyProvider, 'unwrap'>;
  readonly files: Pick<ObjectStore, 'read'>;
}

export interface AskedVersion {
  readonly caseId: string;
  /** Of the document. */
  readonly entry: string;
  /** SHA-256 of the bytes of the version. */
  readonly content: string;
}

/** What of a file is asked for, in bytes; both ends are part of it. */
export type ByteRange =
  | { readonly from: number; readonly to: number | null }
  /** So many bytes at its end. */
  | { readonly last: number };

/** A file that may leave. */
export interface FileView {
  readonly name: string;
  readonly mediaType: string;
  readonly content: string;
  readonly size: number;
  /** Null for all of it. */
  readonly range: { readonly start: number; readonly length: number } | null | 'unsatisfiable';
  /** What was asked for and nothing else, piece by piece; throws `Corrupt` where it is not what was stored. */
  readonly pieces: () => AsyncGenerator<Buffer>;
}

export function readDocument(
  send: SendReading,
  reader: Reader,
  options: DocumentDeps & { readonly asked: AskedVersion; readonly range: ByteRange | null },
): Promise<ReadAnswer<FileView>> {
  const { asked, range } = options;
  return withVersion<FileView>(send, reader, {
    ...{ ...options, name: 'read-document', filter: JSON.stringify(range) },
    fold: async (found) => {
      const sealed = await sealedFile(options, reader.principal.tenant, {
        caseId: asked.caseId,
        file: found.version.file,
      });
      if (sealed === null) return null;
      const { name, mediaType, content, size } = found.version;
      const cut = rangeOf(range, size);
      const shown = cut === 'unsatisfiable' ? { start: 0, length: 0 } : (cut ?? { start: 0, length: size });
      const words = cut === null ? 'all' : `bytes:${shown.start}-${shown.start + shown.length - 1}`;
      const pieces = (): AsyncGenerator<Buffer> => streamOfSealed(sealed, shown);
      return { view: found.cut({ name, mediaType, content, size, range: cut, pieces }), told: words };
    },
  });
}

/** Somebody opened pages of a version; what they decide on it may ask for that. */
export function openPages(
  send: SendReading,
  reader: Reader,
  options: DocumentDeps & { readonly asked: AskedVersion; readonly pages: readonly number[] },
): Promise<ReadAnswer<{ readonly pages: readonly number[] }>> {
  const { asked, pages } = options;
  return withVersion<{ readonly pages: readonly number[] }>(send, reader, {
    ...{ ...options, name: 'open-pages', filter: pages.join() },
    fold: async ({ version, cut }) => {
      const most = version.pages;
      const fits = most === null ? pages.length === 0 : pages.length > 0 && pages.every((page) => page <= most);
      // Of a file that can be opened no more nobody opened a page.
      const isThere =
        fits &&
        (await sealedFile(options, reader.principal.tenant, { caseId: asked.caseId, file: version.file })) !== null;
      if (!isThere) return null;
      const opened = pages.length === 0 ? [WHOLE] : pages;
      const { person } = reader.principal;
      return {
        view: cut({ pages: [...pages] }),
        told: pages.length === 0 ? 'all' : `pages:${pages.join()}`,
        opened: { caseId: asked.caseId, file: version.file, person, pages: opened },
      };
    },
  });
}

export interface FoundVersion {
  readonly document: Document;
  readonly version: DocumentVersion;
  readonly caseType: CaseType;
  readonly state: CaseState;
  /** Which parts the reader may read. */
  readonly parts: ReadableParts;
  /** Makes a view of what its reader may read. */
  readonly cut: <V>(view: V) => CutToParts<V>;
}

interface ShownVersion<V> {
  readonly view: CutToParts<V>;
  /** What of it, for the access log. */
  readonly told: string;
  readonly opened?: {
    readonly caseId: string;
    readonly file: string;
    readonly person: string;
    readonly pages: readonly number[];
  };
}

export interface WithVersion<V> extends DocumentDeps {
  readonly asked: AskedVersion;
  readonly name: string;
  readonly filter: string;
  readonly fold: (found: FoundVersion) => Promise<ShownVersion<V> | null>;
}

/** A version of a document, for whoever may read it; absent where it is not there for them. */
export function withVersion<V>(send: SendReading, reader: Reader, options: WithVersion<V>): Promise<ReadAnswer<V>> {
  const { asked, name, filter, caseTypes, fold } = options;
  const { caseId, entry, content } = asked;
  return answerRead<[ReturnType<typeof readCase>], V>(send, reader, {
    action: { type: 'read-case' },
    ...{ name, asked: [caseId], filter: `${entry} ${content} ${filter}` },
    statements: [readCase(reader.principal.tenant, caseId)],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: async ([rows]) => {
      const row = requireRow(rows.rows);
      const caseType = await caseTypes.byHash(reader.principal, row.case_type_hash);
      const found = versionIn(row, caseType, asked);
      const shown = found === null ? null : await fold(found);
      if (found === null || shown === null) return null;
      const number = found.document.versions.indexOf(found.version) + 1;
      const parts = [entry, `version:${number}`, shown.told];
      const { view, opened } = shown;
      return { view, caseIds: [caseId], parts, results: 1, ...(opened === undefined ? {} : { opened }) };
    },
  });
}

/** The last version with that content of a document that the reader may know of. */
function versionIn(row: CaseRecord, caseType: CaseType, { entry, content }: AskedVersion): FoundVersion | null {
  // The store keeps exactly what the engine made.
  const state = JSON.parse(row.state) as CaseState;
  const { entries = {} } = state;
  const document = Object.hasOwn(entries, entry) ? entries[entry] : undefined;
  const parts: ReadableParts = readablePartsOf(row, caseType);
  if (document?.kind !== 'document' || !mayReadEntry(caseType, document, parts)) return null;
  const version = document.versions.findLast((one) => one.content === content);
  return version === undefined
    ? null
    : { document, version, caseType, state, parts, cut: (view) => cutToParts(parts, () => view) };
}

/** A file of a case that somebody was let read. Null where its key was lawfully destroyed. */
export async function sealedFile(
  { database, keys, files }: Pick<DocumentDeps, 'database' | 'keys' | 'files'>,
  tenant: number,
  { caseId, file }: { readonly caseId: string; readonly file: string },
): Promise<SealedFile | null> {
  const context = programContext(tenant, 'read-document');
  const [found, wrapped] = await database.once(context, [readFile(tenant, file), readKeyOfFile(tenant, file)]);
  const [row, key] = [found.rows[0], wrapped.rows[0]];
  if (row === undefined) throw new Corrupt(`An event names file ${file}, of which nothing is known.`);
  if (key === undefined || row.state === 'disposed') return null;
  const { cipher, size, subject } = row;
  if (row.state !== 'filed' || row.case_id !== caseId || cipher === null || size === null)
    throw new Corrupt(`An event names file ${file}, which is not filed in its case.`);
  const owner = { tenant, caseId, subject };
  const documentKey = keys.unwrap(owner, { by: key.wrapped_by, wrapped: key.wrapped });
  const object = { tenant, cipher: cipher.toString('hex') };
  return { place: { tenant, file, size }, documentKey, read: (start, length) => files.read(object, start, length) };
}

export function rangeOf(range: ByteRange | null, size: number): FileView['range'] {
  if (range === null) return null;
  const start = 'last' in range ? Math.max(0, size - range.last) : range.from;
  const end = 'last' in range ? size : Math.min(size, (range.to ?? size) + 1);
  const isEmpty = 'last' in range && range.last === 0;
  return isEmpty || start >= end ? 'unsatisfiable' : { start, length: end - start };
}

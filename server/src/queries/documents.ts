// Questions about files: the bytes of documents, what was opened of them, and what is taken here. As one part of the queries.
import type { ObjectStore } from '../files/object-store.ts';
import type { ReadAnswer } from './answer-read.ts';
import type { ReadManifest } from '../bundle/read-manifest.ts';
import { readBundleManifest } from './bundle-manifest.ts';
import { showBundles, type BundlesAsked, type BundlesView } from './show-bundles.ts';
import {
  openPages,
  readDocument,
  type AskedVersion,
  type ByteRange,
  type DocumentDeps,
  type FileView,
} from './read-document.ts';
import type { RedactionTools } from '../redaction/redaction-tools.ts';
import type { SendReading } from './read-flights.ts';
import {
  listRedactions,
  showTextLeft,
  suggestRedactions,
  type RedactionsView,
  type SuggestionsView,
  type TextLeftView,
  type WordsSought,
} from './redactions.ts';
import type { Reader } from './sessions.ts';
import { showUploadLimits, type UploadLimitsView } from './upload-limits.ts';

export interface DocumentQueries {
  /** The bytes of a version of a document, or a range of them. */
  readonly readDocument: (
    reader: Reader,
    of: { readonly asked: AskedVersion; readonly range: ByteRange | null },
  ) => Promise<ReadAnswer<FileView>>;
  /** They opened pages of it. */
  readonly openPages: (
    reader: Reader,
    of: { readonly asked: AskedVersion; readonly pages: readonly number[] },
  ) => Promise<ReadAnswer<{ readonly pages: readonly number[] }>>;
  /** What was in a bundle. */
  readonly readBundleManifest: (reader: Reader, asked: AskedVersion) => Promise<ReadAnswer<ReadManifest>>;
  /** The bundles of a case, and what may go into the next. */
  readonly showBundles: (reader: Reader, asked: BundlesAsked) => Promise<ReadAnswer<BundlesView>>;
  /** What is being prepared to be taken out of copies of it. */
  readonly listRedactions: (
    reader: Reader,
    of: { readonly asked: AskedVersion },
  ) => Promise<ReadAnswer<RedactionsView>>;
  /** What text a draft would leave. */
  readonly showTextLeft: (
    reader: Reader,
    of: { readonly asked: AskedVersion; readonly draft: string },
  ) => Promise<ReadAnswer<TextLeftView>>;
  /** Where words, or the parties of the case, stand in it. */
  readonly suggestRedactions: (
    reader: Reader,
    of: { readonly asked: AskedVersion; readonly sought: WordsSought },
  ) => Promise<ReadAnswer<SuggestionsView>>;
  /** What of files is taken here. */
  readonly showUploadLimits: (reader: Reader, limits: UploadLimitsView) => Promise<ReadAnswer<UploadLimitsView>>;
}

interface Options extends Omit<DocumentDeps, 'files'> {
  /** Undefined where their bytes are not read. */
  readonly files: Pick<ObjectStore, 'read'> | undefined;
  /** Undefined where nothing is redacted. */
  readonly tools: RedactionTools | undefined;
}

export function openDocuments(send: SendReading, { files, tools, ...others }: Options): DocumentQueries {
  const deps: DocumentDeps = { ...others, files: files ?? { read: readNone } };
  const redacting = { ...deps, tools: tools ?? { suggest: redactNone, textLeft: redactNone } };
  return {
    readDocument: (reader, of) => readDocument(send, reader, { ...deps, ...of }),
    openPages: (reader, of) => openPages(send, reader, { ...deps, ...of }),
    readBundleManifest: (reader, asked) => readBundleManifest(send, reader, { ...deps, asked }),
    showBundles: (reader, asked) => showBundles(send, reader, { ...asked, caseTypes: deps.caseTypes }),
    listRedactions: (reader, of) => listRedactions(send, reader, { ...redacting, ...of }),
    showTextLeft: (reader, of) => showTextLeft(send, reader, { ...redacting, ...of }),
    suggestRedactions: (reader, of) => suggestRedactions(send, reader, { ...redacting, ...of }),
    showUploadLimits: (reader, limits) => showUploadLimits(send, reader, limits),
  };
}

function readNone(): Promise<never> {
  return Promise.reject(new Error('This program reads no files.'));
}

function redactNone(): Promise<never> {
  return Promise.reject(new Error('This program redacts no files.'));
}

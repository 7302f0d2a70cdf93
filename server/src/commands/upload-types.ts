// What is known of files on their way in: what is asked, what is answered, what one process remembers. Types only.
import type { Bytes } from '../files/bytes.ts';
import type { ObjectStore } from '../files/object-store.ts';
import type { Verdict } from '../gate/judge-file.ts';
import type { StoredFileRow } from '../store/stored-files.ts';
import type { FilingAsked } from './filing-command.ts';
import type { RollingMemory } from './rolling-memory.ts';
import type { StepDeps } from './upload-step.ts';

export interface FileToJudge {
  readonly name: string;
  readonly signal: AbortSignal;
}

/** What is made of the content of a file before it may be filed. */
export type JudgeFile = (bytes: Bytes, about: FileToJudge) => Promise<Verdict>;

/** How many pages a file has that was let pass; null for one that has none, or of which nobody can tell. */
export type CountPages = (bytes: Bytes, mediaType: string, signal: AbortSignal) => Promise<number | null>;

export interface UploadLimits {
  /** Most plain bytes of one file. */
  readonly bytes: number;
  /** Most files that one person has begun and not ended. */
  readonly atOnce: number;
}

export interface UploadDeps extends StepDeps {
  readonly store: ObjectStore;
  readonly judge: JudgeFile;
  /** Absent: no pages are counted. */
  readonly countPages?: CountPages;
  readonly limits: UploadLimits;
}

export interface UploadToStart extends FilingAsked {
  readonly caseId: string;
  readonly name: string;
  /** Plain bytes. */
  readonly size: number;
  /** How it comes, as the document will say. */
  readonly channel: string;
  /** The same for the same request, for whoever sends it again. */
  readonly key: string;
}

/** An upload as whoever brings the file sees it. */
export interface UploadView {
  readonly file: string;
  readonly name: string;
  readonly state: StoredFileRow['state'];
  readonly size: number;
  /** Plain bytes that are kept; the file goes on there. */
  readonly offset: number;
  /** How many bytes each piece but the last has. */
  readonly part: number;
  /** What was found, when all is there and was looked at. */
  readonly found: {
    readonly content: string;
    readonly mediaType: string;
    readonly verdict: 'clean' | 'unscanned';
    readonly scanner: string | null;
    /** What whoever brought it is told, as codes. */
    readonly warnings: readonly string[];
  } | null;
  /** Why it was refused. */
  readonly refused: { readonly code: string; readonly reason: string | null } | null;
}

/** What one process knows of uploads beside their rows. */
export interface UploadMemory {
  readonly rolling: RollingMemory;
  /** Appends under way, by file: a new one ends the one before, whose line may be dead. */
  readonly appending: Map<string, { readonly stop: AbortController; readonly ended: Promise<unknown> }>;
  /** Files that are being looked at, so that asking again waits for the same. */
  readonly finishing: Map<string, Promise<void>>;
}

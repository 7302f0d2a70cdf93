// Reads the text of files that were filed, and keeps it with its words, so that they are found. What cannot be read is tried again a
// bounded number of times and then parked with its reason. Any number of processes may do it.
import { openFile, type OpenFileDeps } from '../commands/open-file.ts';
import type { Papers } from '../papers/open-papers.ts';
import type { PaperText, Unreadable, UnreadableReason } from '../papers/paper.ts';
import { programContext } from '../store/context.ts';
import { claimTexts, keepText, parkText, putOffText, type ClaimedTextRow } from '../store/file-texts.ts';
import type { KeyProvider } from '../store/keys.ts';
import { hashOfWord, sealText, wordsOfText, type KeptText } from '../store/text-words.ts';

export interface TextDeps extends Omit<OpenFileDeps, 'keys'> {
  readonly keys: Pick<KeyProvider, 'unwrap' | 'requestMac'>;
  readonly papers: Pick<Papers, 'textOf'>;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  /** Ends the one that is being read, which waits again. */
  readonly signal?: AbortSignal;
}

export interface TextsRead {
  readonly read: number;
  readonly parked: number;
  /** To be tried again. */
  readonly putOff: number;
  readonly pages: number;
  readonly problems: readonly TextProblem[];
}

/** A file whose text could not be read, by its id. */
export interface TextProblem {
  readonly file: string;
  readonly error: unknown;
}

const PROGRAM = 'system.texts';
/** Two are read at once, for two minutes at most, so that a batch ends before its claim. */
const BATCH = 8;
/** Whoever claimed a text and died has not read it. */
const LEASE_MS = 10 * 60_000;
/** How often a text is tried before it is parked. */
export const TEXT_TRIES = 3;
/** A second try soon, a third after the machine may have become quiet. */
const AGAIN_MS = [30_000, 10 * 60_000];
/** Another try may end otherwise: the machine was busy, or the reader was killed. The rest is of the paper itself. */
const PASSING: readonly UnreadableReason[] = ['time', 'memory', 'ended'];

/** One batch of one agency. */
export async function readTexts(deps: TextDeps, tenant: number): Promise<TextsRead> {
  const now = deps.nowMs();
  const [claimed] = await deps.database.once(programContext(tenant, PROGRAM), [
    claimTexts(tenant, { at: instant(now), lease: instant(now + LEASE_MS), limit: BATCH }),
  ]);
  const outcomes = await Promise.all(claimed.rows.map((row) => readOne(deps, tenant, row)));
  const count = (kind: Outcome['kind']): number => outcomes.filter((each) => each.kind === kind).length;
  return {
    ...{ read: count('read'), parked: count('parked'), putOff: count('put-off') },
    pages: outcomes.reduce((sum, each) => sum + (each.kind === 'read' ? each.pages : 0), 0),
    problems: outcomes.flatMap((each) => (each.kind === 'failed' ? [{ file: each.file, error: each.error }] : [])),
  };
}

type Outcome =
  | { readonly kind: 'read'; readonly pages: number }
  | { readonly kind: 'parked' | 'put-off' }
  | { readonly kind: 'failed'; readonly file: string; readonly error: unknown };

/** What fails for another reason than the paper waits until its claim has run out. */
async function readOne(deps: TextDeps, tenant: number, row: ClaimedTextRow): Promise<Outcome> {
  try {
    const opened = await openFile(deps, tenant, { file: row.file, program: PROGRAM });
    // Its row has gone with its key, or goes with the next look at what it lacks.
    if (opened === null) return await notRead(deps, tenant, { row, reason: 'missing' });
    const { bytes, mediaType, documentKey } = opened;
    const text = await deps.papers.textOf(bytes, mediaType, deps.signal === undefined ? {} : { signal: deps.signal });
    if (text.kind === 'unreadable') return await notRead(deps, tenant, { row, reason: text.reason });
    return await keep(deps, tenant, { file: row.file, documentKey, text });
  } catch (error) {
    return { kind: 'failed', file: row.file, error };
  }
}

interface NotRead {
  readonly row: ClaimedTextRow;
  readonly reason: Unreadable['reason'] | 'missing';
}

async function notRead({ database, nowMs }: TextDeps, tenant: number, { row, reason }: NotRead): Promise<Outcome> {
  const { file, tries } = row;
  const now = nowMs();
  const isPassing = reason === 'stopped' || (PASSING.some((each) => each === reason) && tries < TEXT_TRIES);
  const pauseMs = reason === 'stopped' ? 0 : (AGAIN_MS[tries - 1] ?? 0);
  await database.once(programContext(tenant, PROGRAM), [
    isPassing ? putOffText(tenant, file, instant(now + pauseMs)) : parkText(tenant, { file, reason, at: instant(now) }),
  ]);
  return { kind: isPassing ? 'put-off' : 'parked' };
}

interface Read {
  readonly file: string;
  readonly documentKey: Buffer;
  readonly text: PaperText;
}

async function keep({ database, keys, nowMs }: TextDeps, tenant: number, read: Read): Promise<Outcome> {
  const { file, documentKey, text } = read;
  const kept: KeptText = { title: text.title, pages: text.pages.map((page) => page.text) };
  const words = wordsOfText(kept).map((word) => hashOfWord(keys, tenant, word));
  const sealed = sealText(documentKey, { tenant, file }, kept);
  const at = instant(nowMs());
  await database.once(
    programContext(tenant, PROGRAM),
    keepText(tenant, { file, pages: text.pageCount, sealed, words, at }),
  );
  return { kind: 'read', pages: text.pages.length };
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}

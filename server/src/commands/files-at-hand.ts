// Files that a command names: looked up with the case, in the same flight, and only for commands that name one. A file is at hand where
// all of it is there and was looked at, where it came for this case and this document, and where whoever names it brought it.
import type { CaseCommand, CaseState } from '@casewright/engine/case';
import type { DocumentChannel, FileFacts, Files, Opened } from '@casewright/engine/entries';
import type { Principal } from '@casewright/engine/policy';
import type { MoveCommand } from '@casewright/engine/versions';
import { openFileWords } from '../store/file-words.ts';
import type { KeyProvider } from '../store/keys.ts';
import type { KeyRow } from '../store/load-case.ts';
import type { Statement } from '../store/statement.ts';
import { WHOLE, type PagesOpenedRow } from '../store/pages-opened.ts';
import { fileFile, lockFiles, type StoredFileRow } from '../store/stored-files.ts';
import { fileNamedBy, firstFileOf } from './filing-command.ts';
import type { InboundAtHand } from './inbound-at-hand.ts';
import type { Prepared } from './prepared.ts';

const NO_FILES: Files = new Map();
const NOTHING_OPENED: Opened = new Map();
const FILE_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The file that is to be looked up; null for most commands. What is no id is at hand nowhere. */
export function fileAsked({ request }: Pick<Prepared, 'request'>): string | null {
  const file = 'command' in request ? fileNamedBy(request.command) : null;
  return file !== null && FILE_ID.test(file) ? file : null;
}

/** Locks it until the transaction ends: so it is filed once, and neither discarded nor swept meanwhile. */
export function askForFile(tenant: number, file: string): Statement<StoredFileRow> {
  return lockFiles(tenant, [file]);
}

interface Finding {
  readonly principal: Principal;
  readonly caseId: string;
  readonly command: CaseCommand | MoveCommand;
  readonly state: CaseState;
  readonly keys: readonly KeyRow[];
  /** What the inbox has of it, where it comes from there. */
  readonly inbound: InboundAtHand | null;
}

/** @param rows what `askForFile` found */
export function filesAtHand(
  provider: Pick<KeyProvider, 'unwrap'>,
  rows: readonly StoredFileRow[],
  { principal, caseId, command, state, keys, inbound }: Finding,
): Files {
  const [row] = rows;
  if (inbound !== null) return row === undefined ? NO_FILES : filesOfInbox(row, inbound, principal.tenant);
  if (row === undefined || row.state !== 'received' || row.case_id !== caseId) return NO_FILES;
  if (row.person !== principal.person || row.on_behalf_of !== (principal.onBehalfOf ?? null)) return NO_FILES;
  const subject = command.type === 'AddDocumentVersion' ? firstFileOf(state, command.entry) : row.file;
  const wrapped = keys.find((key) => key.subject === row.subject);
  if (row.subject !== subject || wrapped === undefined) return NO_FILES;
  const { tenant } = principal;
  const owner = { tenant, caseId, subject: row.subject };
  const key = provider.unwrap(owner, { by: wrapped.wrapped_by, wrapped: wrapped.wrapped });
  const facts = factsOf(row, key, tenant);
  return facts === null ? NO_FILES : new Map([[row.file, facts]]);
}

/** The queue's people file it, not whoever brought it. */
function filesOfInbox(row: StoredFileRow, { item, file, documentKey }: InboundAtHand, tenant: number): Files {
  if (row.file !== file || row.case_id !== item || row.state !== 'received') return NO_FILES;
  const facts = factsOf(row, documentKey, tenant);
  return facts === null ? NO_FILES : new Map([[row.file, facts]]);
}

/** What the case is told of a file; null while not all of it is known. */
export function factsOf(row: StoredFileRow, documentKey: Buffer, tenant: number): FileFacts | null {
  const { file, cipher, size, media_type: mediaType, pages, verdict, scanner } = row;
  const { name, content } = openFileWords(documentKey, { tenant, file }, row.sealed);
  if (cipher === null || size === null || mediaType === null || verdict === null || content === null) return null;
  return {
    ...{ file, content, cipher: cipher.toString('hex'), size, mediaType, name, pages, check: { verdict, scanner } },
    // Only what an upload or the program itself says is written there.
    channel: row.channel as DocumentChannel,
  };
}

/** What is written with the event of a command that names a file. */
export function filingStatements(
  tenant: number,
  { prepared, seq }: { readonly prepared: Prepared; readonly seq: number },
): readonly Statement[] {
  const file = fileAsked(prepared);
  return file === null ? [] : [fileFile(tenant, file, { seq, at: prepared.recordedAt })];
}

/** What somebody has opened, by content, as the documents of the case name their files. */
export function openedBy(rows: readonly PagesOpenedRow[], { entries = {} }: CaseState): Opened {
  if (rows.length === 0) return NOTHING_OPENED;
  const pagesOf = new Map(rows.map(({ file, pages }) => [file, pages]));
  const opened = new Map<string, ReadonlySet<number> | 'whole'>();
  for (const entry of Object.values(entries)) {
    for (const { file, content } of entry.kind === 'document' ? entry.versions : []) {
      const pages = pagesOf.get(file);
      const before = opened.get(content) ?? [];
      if (pages === undefined || before === 'whole') continue;
      opened.set(content, pages.includes(WHOLE) ? 'whole' : new Set([...before, ...pages]));
    }
  }
  return opened;
}

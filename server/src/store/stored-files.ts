// Rows of files: what an installation keeps of each beside its sealed bytes. Every change says in which state the row must be, so that
// whoever comes second changes nothing and learns it from the count.
import type { KeyRow } from './load-case.ts';
import type { Statement } from './statement.ts';

export type FileState = 'arriving' | 'received' | 'filed' | 'rejected' | 'disposed';

export interface StoredFileRow {
  readonly file: string;
  readonly case_id: string;
  readonly subject: string;
  readonly kind: string;
  readonly document: string | null;
  readonly audience: string | null;
  readonly state: FileState;
  readonly channel: string;
  readonly person: string;
  readonly on_behalf_of: string | null;
  readonly start_key: Buffer;
  readonly request_hash: Buffer;
  readonly size: number | null;
  readonly received: number;
  readonly upload: string | null;
  readonly parts: readonly string[];
  readonly algorithm: number;
  readonly cipher: Buffer | null;
  readonly sealed: Buffer;
  readonly media_type: string | null;
  readonly pages: number | null;
  readonly verdict: 'clean' | 'unscanned' | null;
  readonly scanner: string | null;
  readonly warnings: readonly string[];
  readonly reason: string | null;
  readonly said: string | null;
  readonly seq: number | null;
  readonly started_at: string;
  readonly changed_at: string;
}

const COLUMNS = `file, case_id, subject, kind, document, audience, state, channel, person, on_behalf_of, start_key, request_hash, size, received,
  upload, parts, algorithm, cipher, sealed, media_type, pages, verdict, scanner, warnings, reason, said, seq, started_at, changed_at`;

export function readFile(tenant: number, file: string): Statement<StoredFileRow> {
  return {
    name: 'read-stored-file',
    text: `select ${COLUMNS} from stored_file where tenant = $1 and file = $2`,
    values: [tenant, file],
  };
}

/** The key that opens a file, while it is there. */
export function readKeyOfFile(tenant: number, file: string): Statement<KeyRow> {
  return {
    name: 'read-key-of-file',
    text: `select k.subject, k.key_id, k.wrapped, k.wrapped_by from stored_file f
             join data_key k on k.tenant = $1 and k.case_id = f.case_id and k.subject = f.subject
           where f.tenant = $1 and f.file = $2`,
    values: [tenant, file],
  };
}

/** For a command that names them: nobody changes them until its transaction ends. In the order of their ids, so that two never wait for each other. */
export function lockFiles(tenant: number, files: readonly string[]): Statement<StoredFileRow> {
  return {
    name: 'lock-stored-files',
    text: `select ${COLUMNS} from stored_file where tenant = $1 and file = any ($2::uuid[]) order by file for update`,
    values: [tenant, files],
  };
}

/** What the same request began before. */
export function readFileByKey(tenant: number, startKey: Buffer): Statement<StoredFileRow> {
  return {
    name: 'read-stored-file-by-key',
    text: `select ${COLUMNS} from stored_file where tenant = $1 and start_key = $2`,
    values: [tenant, startKey],
  };
}

/** How many files somebody has begun and not ended. */
export function countOpenFiles(tenant: number, person: string): Statement<{ readonly count: number }> {
  return {
    name: 'count-open-files',
    text: `select count(*)::int as count from stored_file where tenant = $1 and person = $2 and state in ('arriving', 'received')`,
    values: [tenant, person],
  };
}

export interface FileToStore {
  readonly file: string;
  readonly caseId: string;
  readonly subject: string;
  readonly kind: string;
  readonly document: string | null;
  readonly audience: string | null;
  readonly channel: string;
  readonly person: string;
  readonly onBehalfOf: string | null;
  readonly startKey: Buffer;
  readonly requestHash: Buffer;
  readonly size: number | null;
  readonly algorithm: number;
  readonly sealed: Buffer;
  readonly at: string;
}

export function addFile(tenant: number, row: FileToStore): Statement {
  const { file, caseId, subject, kind, document, audience, channel, person, onBehalfOf, startKey, requestHash } = row;
  return {
    name: 'add-stored-file',
    text: `insert into stored_file (tenant, file, case_id, subject, kind, document, audience, channel, person, on_behalf_of, start_key,
             request_hash, size, algorithm, sealed, started_at, state, received, parts, warnings, changed_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 'arriving', 0, '{}', '{}', $16)`,
    values: [
      ...[tenant, file, caseId, subject, kind, document, audience, channel, person, onBehalfOf, startKey, requestHash],
      ...[row.size, row.algorithm, row.sealed, row.at],
    ],
  };
}

/** The store has begun to take it. */
export function beginFile(tenant: number, file: string, upload: string): Statement {
  return {
    name: 'begin-stored-file',
    text: `update stored_file set upload = $3 where tenant = $1 and file = $2 and state = 'arriving' and upload is null`,
    values: [tenant, file, upload],
  };
}

export interface FileProgress {
  readonly from: number;
  readonly to: number;
  /** What the store calls the parts that were added. */
  readonly parts: readonly string[];
  readonly at: string;
}

/** More of it is kept durably. None is changed where somebody else went on meanwhile. */
export function advanceFile(tenant: number, file: string, { from, to, parts, at }: FileProgress): Statement {
  return {
    name: 'advance-stored-file',
    text: `update stored_file set received = $4, parts = parts || $5::text[], changed_at = $6
           where tenant = $1 and file = $2 and state = 'arriving' and received = $3 and cipher is null`,
    values: [tenant, file, from, to, parts, at],
  };
}

export interface WholeFile {
  readonly size: number;
  readonly cipher: Buffer;
  readonly sealed: Buffer;
  readonly at: string;
}

/** It is whole, and will have this name. */
export function nameFile(tenant: number, file: string, { size, cipher, sealed, at }: WholeFile): Statement {
  return {
    name: 'name-stored-file',
    text: `update stored_file set size = $3, cipher = $4, sealed = $5, changed_at = $6
           where tenant = $1 and file = $2 and state = 'arriving' and cipher is null and received = $3`,
    values: [tenant, file, size, cipher, sealed, at],
  };
}

export interface FileVerdict {
  readonly mediaType: string;
  readonly pages: number | null;
  readonly verdict: 'clean' | 'unscanned';
  readonly scanner: string | null;
  readonly warnings: readonly string[];
  /** Its words with the name made safe. */
  readonly sealed: Buffer;
  readonly at: string;
}

export function receiveFile(tenant: number, file: string, verdict: FileVerdict): Statement {
  return {
    name: 'receive-stored-file',
    text: `update stored_file set state = 'received', media_type = $3, pages = $4, verdict = $5, scanner = $6, warnings = $7, sealed = $8,
             changed_at = $9
           where tenant = $1 and file = $2 and state = 'arriving' and cipher is not null`,
    values: [
      ...[tenant, file, verdict.mediaType, verdict.pages, verdict.verdict, verdict.scanner, verdict.warnings],
      ...[verdict.sealed, verdict.at],
    ],
  };
}

export interface FileRefusal {
  readonly reason: string;
  readonly said: string | null;
  readonly at: string;
}

/** It was refused, discarded or given up, and is named by no event. */
export function rejectFile(tenant: number, file: string, { reason, said, at }: FileRefusal): Statement {
  return {
    name: 'reject-stored-file',
    text: `update stored_file set state = 'rejected', reason = $3, said = $4, changed_at = $5
           where tenant = $1 and file = $2 and state in ('arriving', 'received')`,
    values: [tenant, file, reason, said, at],
  };
}

/** An event names it. One that was not received fails by a check of the table, and the event with it. */
export function fileFile(tenant: number, file: string, by: { readonly seq: number; readonly at: string }): Statement {
  return {
    name: 'file-stored-file',
    text: `update stored_file set state = 'filed', seq = case when state = 'received' then $3::integer end, changed_at = $4
           where tenant = $1 and file = $2`,
    values: [tenant, file, by.seq, by.at],
  };
}

/** Its key was lawfully destroyed and its bytes are gone. */
export function disposeFile(tenant: number, file: string, at: string): Statement {
  return {
    name: 'dispose-stored-file',
    text: `update stored_file set state = 'disposed', reason = null, said = null, changed_at = $3
           where tenant = $1 and file = $2 and state in ('arriving', 'received', 'filed')`,
    values: [tenant, file, at],
  };
}

export interface SweptFileRow extends StoredFileRow {
  /** Whether the key that opens it is there. */
  readonly has_key: boolean;
  /** When the key was destroyed, by the record of custody; null where it was not. */
  readonly destroyed: boolean;
  /** Whether it is of something that waits in the inbox: that is given up by people only. */
  readonly in_inbox: boolean;
}

/** All files of an agency in the order of their ids, some at a time. */
export function filesAfter(tenant: number, after: string, most: number): Statement<SweptFileRow> {
  return {
    name: 'stored-files-after',
    text: `select ${COLUMNS},
             exists (select from data_key k where k.tenant = $1 and k.case_id = f.case_id and k.subject = f.subject) as has_key,
             exists (select from destruction d where d.tenant = $1 and d.case_id = f.case_id and d.subject = f.subject) as destroyed,
             exists (select from inbound_item i where i.tenant = $1 and i.item_id = f.case_id and i.state = 'waiting') as in_inbox
           from stored_file f where tenant = $1 and file > $2 order by file limit $3`,
    values: [tenant, after, most],
  };
}

/** Which of these names the agency knows of, and in which state. */
export function filesByCipher(
  tenant: number,
  ciphers: readonly Buffer[],
): Statement<{ readonly cipher: Buffer; readonly state: FileState }> {
  return {
    name: 'stored-files-by-cipher',
    text: 'select cipher, state from stored_file where tenant = $1 and cipher = any ($2::bytea[])',
    values: [tenant, ciphers],
  };
}

// Finding files by their words: the ids of files that have the words with the cases they are of, in a function that is called alone,
// and the texts of those of them that the reader may know of.
import type { Statement } from './statement.ts';

export interface FilePlaceInTime {
  readonly filedAt: string;
  readonly file: string;
}

export interface FileSearchRecord {
  /** Newest first. */
  readonly found: readonly string[];
  /** The case of each. */
  readonly cases: readonly string[];
  readonly is_cut: boolean;
}

export function searchFiles(question: {
  readonly tenant: number;
  /** As `hashOfWord` gives them. */
  readonly words: readonly Buffer[];
  readonly after: FilePlaceInTime | null;
  readonly limit: number;
}): Statement<FileSearchRecord> {
  const { tenant, words, after, limit } = question;
  const { filedAt, file } = after ?? { filedAt: 'infinity', file: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
  return {
    name: 'search-files',
    text: 'select files::text[] as found, cases::text[] as cases, is_cut from app.search_files($1, $2, $3, $4, $5)',
    values: [tenant, words, filedAt, file, limit],
  };
}

/** A text with what opens it, for the program: it was asked before who may read it. */
export interface FoundTextRow {
  readonly file: string;
  readonly filed_at: string;
  readonly sealed: Buffer;
  readonly subject: string;
  readonly wrapped: Buffer;
  readonly wrapped_by: string;
}

export function readFoundTexts(tenant: number, files: readonly string[]): Statement<FoundTextRow> {
  return {
    name: 'read-found-texts',
    text: `select t.file, t.filed_at, t.sealed, k.subject, k.wrapped, k.wrapped_by
             from file_text t join data_key k on k.tenant = $1 and k.case_id = t.case_id and k.subject = t.subject
            where t.tenant = $1 and t.file = any ($2::uuid[]) and t.state = 'read'`,
    values: [tenant, files],
  };
}

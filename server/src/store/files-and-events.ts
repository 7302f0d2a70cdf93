// Whether every event that names a file has its row, and every row its event: told by the envelopes of events, which are the ground
// truth, and not by anything derived from them.
import type { Statement } from './statement.ts';

const NAMES_A_FILE = "('DocumentFiled', 'DocumentVersionAdded')";

export interface FileOfEventRow {
  readonly case_id: string;
  readonly seq: number;
}

/** Events that name a file of which no row says so. */
export function eventsWithoutFile(tenant: number): Statement<FileOfEventRow> {
  return {
    name: 'events-without-file',
    text: `select e.case_id, e.seq from event e
           where e.tenant = $1 and e.type in ${NAMES_A_FILE}
             and not exists (select from stored_file f where f.tenant = $1 and f.case_id = e.case_id and f.seq = e.seq)
           order by e.case_id, e.seq limit 1000`,
    values: [tenant],
  };
}

/** Files that were filed by an event that there is not. */
export function filesWithoutEvent(tenant: number): Statement<FileOfEventRow & { readonly file: string }> {
  return {
    name: 'files-without-event',
    text: `select f.file, f.case_id, f.seq from stored_file f
           where f.tenant = $1 and f.seq is not null
             and not exists (select from event e where e.tenant = $1 and e.case_id = f.case_id and e.seq = f.seq
                               and e.type in ${NAMES_A_FILE})
           order by f.case_id, f.seq limit 1000`,
    values: [tenant],
  };
}

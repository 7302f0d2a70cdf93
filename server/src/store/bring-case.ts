// Bringing one case in from elsewhere: what must be known before, and the rows of its files as they were filed there.
import type { Statement } from './statement.ts';

/** What would be in the way of a case, and whether its team is here. */
export function findInTheWay(
  tenant: number,
  { caseId, reference, team }: { readonly caseId: string; readonly reference: string; readonly team: string },
): Statement<{
  readonly events: number;
  readonly hash: Buffer | null;
  readonly other: string | null;
  readonly team: boolean;
}> {
  return {
    name: 'find-in-the-way',
    text: `select (select count(*)::int from event where tenant = $1 and case_id = $2) as events,
             (select hash from event where tenant = $1 and case_id = $2 order by seq desc limit 1) as hash,
             (select case_id::text from case_head where tenant = $1 and reference = $3 and case_id <> $2 limit 1) as other,
             exists (select from team where tenant = $1 and team = $4) as team`,
    values: [tenant, caseId, reference, team],
  };
}

export interface FiledElsewhere {
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
  readonly size: number | null;
  readonly received: number;
  readonly algorithm: number;
  readonly cipher: Buffer;
  readonly sealed: Buffer;
  readonly mediaType: string | null;
  readonly pages: number | null;
  readonly verdict: string | null;
  readonly scanner: string | null;
  readonly warnings: readonly string[];
  readonly seq: number | null;
  readonly startedAt: string;
  readonly changedAt: string;
}

/** A file that was filed elsewhere, with the event that names it; its bytes are in the store by now. */
export function addFiled(tenant: number, row: FiledElsewhere): Statement {
  return {
    name: 'add-filed',
    text: `insert into stored_file (tenant, file, case_id, subject, kind, document, audience, channel, person, on_behalf_of, start_key,
             request_hash, size, received, parts, algorithm, cipher, sealed, media_type, pages, verdict, scanner, warnings, seq,
             started_at, changed_at, state)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13, '{}', $14, $15, $16, $17, $18, $19, $20, $21, $22,
             $23, $24, 'filed')`,
    values: [
      ...[tenant, row.file, row.caseId, row.subject, row.kind, row.document, row.audience, row.channel, row.person],
      ...[row.onBehalfOf, row.startKey, row.size, row.received, row.algorithm, row.cipher, row.sealed, row.mediaType],
      ...[row.pages, row.verdict, row.scanner, row.warnings, row.seq, row.startedAt, row.changedAt],
    ],
  };
}

/** Files of a case that events name, by their ids. */
export function filedOfCase(tenant: number, caseId: string): Statement<{ readonly file: string }> {
  return {
    name: 'filed-of-case',
    text: `select file from stored_file where tenant = $1 and case_id = $2 and state = 'filed' order by file`,
    values: [tenant, caseId],
  };
}

/** When each data key of a case was made. */
export function keyTimes(
  tenant: number,
  caseId: string,
): Statement<{ readonly subject: string; readonly created_at: string }> {
  return {
    name: 'key-times',
    text: 'select subject, created_at from data_key where tenant = $1 and case_id = $2',
    values: [tenant, caseId],
  };
}

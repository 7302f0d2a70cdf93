// Files of what is held about a person, as they are stored: what belongs to each, what was decided on every item, who approved which list
// and what was given out. Rows are only added; the program alone reads them, and says to whom what may be told.
import { holdsOffice } from './disposal-runs.ts';
import type { Statement } from './statement.ts';

export interface SubjectFileRow {
  readonly file_id: string;
  readonly request_case: string;
  readonly of_case: string;
  readonly of_party: string;
  /** As the register of people calls them. */
  readonly member: string;
  readonly opened_by: string;
  readonly opened_at: string;
}

const FILE = 'file_id, request_case, of_case, of_party, member, opened_by, opened_at';

export function readSubjectFile(tenant: number, fileId: string): Statement<SubjectFileRow> {
  return {
    name: 'read-subject-file',
    text: `select ${FILE} from subject_file where tenant = $1 and file_id = $2`,
    values: [tenant, fileId],
  };
}

/** Those of one case in which somebody asks, the newest first. */
export function listSubjectFiles(tenant: number, requestCase: string): Statement<SubjectFileRow> {
  return {
    name: 'list-subject-files',
    text: `select ${FILE} from subject_file where tenant = $1 and request_case = $2 order by opened_at desc, file_id`,
    values: [tenant, requestCase],
  };
}

export function addSubjectFile(tenant: number, row: SubjectFileRow): Statement {
  return {
    name: 'add-subject-file',
    text: 'insert into subject_file (tenant, file_id, request_case, of_case, of_party, member, opened_by, opened_at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    values: [
      tenant,
      row.file_id,
      row.request_case,
      row.of_case,
      row.of_party,
      row.member,
      row.opened_by,
      row.opened_at,
    ],
  };
}

/** Every case in which there are some members of the register of people, whoever may know of them. */
export function placesOfMembers(tenant: number, traces: readonly Buffer[]): Statement<{ readonly case_id: string }> {
  return {
    // Steps from one token to the next, since a trace is found below its token alone.
    name: 'places-of-members',
    text: `
      with recursive step (token) as (
        (select c.token from case_trace c where c.tenant = $1 order by c.token limit 1)
        union all
        select (select c.token from case_trace c where c.tenant = $1 and c.token > step.token order by c.token limit 1)
          from step where step.token is not null)
      select distinct c.case_id from step join case_trace c on c.tenant = $1 and c.token = step.token and c.trace = any ($2)
       order by c.case_id`,
    values: [tenant, traces],
  };
}

export interface SubjectItemRow {
  readonly item: string;
  readonly case_id: string;
  readonly what: string;
}

export function readSubjectItems(tenant: number, fileId: string): Statement<SubjectItemRow> {
  return {
    name: 'read-subject-items',
    text: 'select item, case_id, what from subject_item where tenant = $1 and file_id = $2 order by item',
    values: [tenant, fileId],
  };
}

interface OfFile {
  readonly tenant: number;
  readonly fileId: string;
  readonly at: string;
}

/** What is there already stays as it is. */
export function addSubjectItems({ tenant, fileId, at }: OfFile, items: readonly SubjectItemRow[]): Statement {
  return {
    name: 'add-subject-items',
    text: `insert into subject_item (tenant, file_id, item, case_id, what, added_at)
           select $1, $2, i.item, i.case_id, i.what, $3 from unnest($4::text[], $5::uuid[], $6::text[]) as i (item, case_id, what)
           on conflict do nothing`,
    values: [
      ...[tenant, fileId, at, items.map(({ item }) => item), items.map((one) => one.case_id)],
      items.map(({ what }) => what),
    ],
  };
}

export interface SubjectDecisionRow {
  readonly item: string;
  readonly number: number;
  readonly person: string;
  readonly decided_at: string;
  readonly decision: 'release' | 'redact' | 'withhold';
  readonly code: string;
  readonly words: Buffer | null;
  readonly copy: string | null;
  readonly content: Buffer | null;
}

/** All that was ever decided, in its order. */
export function readSubjectDecisions(tenant: number, fileId: string): Statement<SubjectDecisionRow> {
  return {
    name: 'read-subject-decisions',
    text: `select item, number, person, decided_at, decision, code, words, copy, content from subject_decision
            where tenant = $1 and file_id = $2 order by item, number`,
    values: [tenant, fileId],
  };
}

export function addSubjectDecision(tenant: number, fileId: string, row: SubjectDecisionRow): Statement {
  return {
    name: 'add-subject-decision',
    text: `insert into subject_decision (tenant, file_id, item, number, person, decided_at, decision, code, words, copy, content)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    values: [
      ...[tenant, fileId, row.item, row.number, row.person, row.decided_at, row.decision, row.code],
      ...[row.words, row.copy, row.content],
    ],
  };
}

export interface SubjectApprovalRow {
  readonly person: string;
  readonly list_hash: Buffer;
  readonly approved_at: string;
  /** Whether they are active and still have the role. */
  readonly stands: boolean;
}

export function readSubjectApprovals(tenant: number, fileId: string, role: string): Statement<SubjectApprovalRow> {
  return {
    name: 'read-subject-approvals',
    text: `select a.person, a.list_hash, a.approved_at,
                  exists (select from person p where p.tenant = $1 and p.person = a.person and ${holdsOffice('p', '$3')}) as stands
             from subject_approval a where a.tenant = $1 and a.file_id = $2 order by a.approved_at, a.person`,
    values: [tenant, fileId, role],
  };
}

export function addSubjectApproval(
  { tenant, fileId, at }: OfFile,
  { person, hash }: { readonly person: string; readonly hash: Buffer },
): Statement {
  return {
    name: 'add-subject-approval',
    text: `insert into subject_approval (tenant, file_id, person, list_hash, approved_at) values ($1, $2, $3, $4, $5)
           on conflict do nothing`,
    values: [tenant, fileId, person, hash, at],
  };
}

export interface SubjectGivenRow {
  readonly given_by: string;
  readonly given_at: string;
  readonly list_hash: Buffer;
  readonly bag_hash: Buffer;
}

export function readSubjectGiven(tenant: number, fileId: string): Statement<SubjectGivenRow> {
  return {
    name: 'read-subject-given',
    text: 'select given_by, given_at, list_hash, bag_hash from subject_given where tenant = $1 and file_id = $2 order by given_at',
    values: [tenant, fileId],
  };
}

export function addSubjectGiven(tenant: number, fileId: string, row: SubjectGivenRow): Statement {
  return {
    name: 'add-subject-given',
    text: 'insert into subject_given (tenant, file_id, given_by, given_at, list_hash, bag_hash) values ($1, $2, $3, $4, $5, $6)',
    values: [tenant, fileId, row.given_by, row.given_at, row.list_hash, row.bag_hash],
  };
}

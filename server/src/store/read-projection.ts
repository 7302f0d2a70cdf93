// Reads the derived rows of one case as they stand, for comparing them with what its events say.
import type { AccessColumns, PartAccess } from './case-access.ts';
import { TERM_COLUMNS } from './save-access.ts';
import type { Statement } from './statement.ts';

export interface StoredHeadRow extends AccessColumns {
  readonly version: number;
  readonly last_hash: Buffer;
  readonly case_type: string;
  readonly case_type_hash: Buffer;
  readonly reference: string;
  readonly team: string;
  readonly status: string;
  readonly opened_at: string;
  readonly changed_by: string;
  readonly changed_at: string;
  readonly state: string;
}

const HEAD = `select version, last_hash, case_type, case_type_hash, reference, team, status, opened_at, changed_by, changed_at, state,
  tokens, ${TERM_COLUMNS} from case_head where tenant = $1 and case_id = $2`;

export function readHead(tenant: number, caseId: string): Statement<StoredHeadRow> {
  return { name: 'read-head', text: HEAD, values: [tenant, caseId] };
}

/** The same, and no command gets past until the transaction ends. */
export function lockHead(tenant: number, caseId: string): Statement<StoredHeadRow> {
  return { name: 'lock-head', text: `${HEAD} for update`, values: [tenant, caseId] };
}

export interface StoredAccessRow extends Omit<AccessColumns, 'tokens'> {
  readonly token: string;
  readonly status: string;
  readonly opened_at: string;
}

export function readAccess(tenant: number, caseId: string, tokens: readonly string[]): Statement<StoredAccessRow> {
  return {
    name: 'read-access',
    text: `select token, status, opened_at, ${TERM_COLUMNS} from case_access
           where tenant = $1 and case_id = $2 and token = any ($3) order by token`,
    values: [tenant, caseId, tokens],
  };
}

export interface StoredTaskRow extends AccessColumns {
  readonly task: string;
  readonly lane: string;
  readonly due_on: string;
  readonly since_at: string;
  readonly since: string;
  readonly priority: number;
  readonly title: string;
  readonly role: string;
  readonly team: string;
  readonly case_type: string;
  readonly reference: string;
}

export function readTasks(tenant: number, caseId: string): Statement<StoredTaskRow> {
  return {
    name: 'read-tasks',
    text: `select task, lane, due_on, since_at, since, priority, title, role, team, case_type, reference,
             tokens, ${TERM_COLUMNS} from task where tenant = $1 and case_id = $2 order by task`,
    values: [tenant, caseId],
  };
}

export interface StoredTimerRow {
  readonly timer: string;
  readonly due_at: string;
}

export function readTimers(tenant: number, caseId: string): Statement<StoredTimerRow> {
  return {
    name: 'read-timers',
    text: 'select timer, due_at from timer where tenant = $1 and case_id = $2 order by timer',
    values: [tenant, caseId],
  };
}

export function readParts(tenant: number, caseId: string): Statement<PartAccess> {
  return {
    name: 'read-parts',
    text: `select part, tokens, ${TERM_COLUMNS} from case_part where tenant = $1 and case_id = $2 order by part`,
    values: [tenant, caseId],
  };
}

export interface StoredGrantRow {
  readonly holder: string;
  readonly fact_id: string;
  readonly fact: string;
}

export function readGrants(tenant: number, caseId: string): Statement<StoredGrantRow> {
  return {
    name: 'read-grants',
    text: 'select holder, fact_id, fact from case_grant where tenant = $1 and case_id = $2 order by fact_id, holder',
    values: [tenant, caseId],
  };
}

// Finds published case types of an agency: by the hash that events name, or by name for opening a case.
import { CURRENT_HOLIDAYS } from './holiday-table.ts';
import type { Statement } from './statement.ts';

export interface CaseTypeRow {
  readonly name: string;
  readonly version: string;
  readonly hash: Buffer;
  readonly published_at: string;
}

/** A case type to open a case of, with what else opening must know. */
export interface OpenableRow extends CaseTypeRow {
  /** Number of the agency's table of public holidays, null where it has none of its own. */
  readonly holidays: number | null;
}

export interface CaseTypeSourceRow {
  readonly source: string;
}

export function findCaseTypeSource(tenant: number, hash: Buffer): Statement<CaseTypeSourceRow> {
  return {
    name: 'find-case-type-source',
    text: 'select source from case_type where tenant = $1 and hash = $2',
    values: [tenant, hash],
  };
}

/** The one that has begun last comes first; what was published without a day began when it was published. */
const LAST_BEGUN = 'coalesce(in_force_at, published_at) desc, published_at desc, version desc';

export interface CaseTypeSought {
  readonly name: string;
  /** Absent: the one in force. */
  readonly version: string | undefined;
  /** Milliseconds since 1970; one that begins later is not found. */
  readonly nowMs: number;
}

export function findCaseType(tenant: number, { name, version, nowMs }: CaseTypeSought): Statement<OpenableRow> {
  return {
    name: 'find-case-type',
    text: `select name, version, hash, published_at, ${CURRENT_HOLIDAYS} from case_type
           where tenant = $1 and name = $2 and ($3::text is null or version = $3) and (in_force_at is null or in_force_at <= $4)
           order by ${LAST_BEGUN} limit 1`,
    values: [tenant, name, version ?? null, new Date(nowMs).toISOString()],
  };
}

/** A version whether it has begun or not. */
export function findCaseTypeVersion(tenant: number, name: string, version: string): Statement<CaseTypeRow> {
  return {
    name: 'find-case-type-version',
    text: 'select name, version, hash, published_at from case_type where tenant = $1 and name = $2 and version = $3',
    values: [tenant, name, version],
  };
}

/** The version in force of each case type. */
export function listCaseTypes(tenant: number, nowMs: number): Statement<CaseTypeRow> {
  return {
    name: 'list-case-types',
    text: `select distinct on (name) name, version, hash, published_at from case_type
           where tenant = $1 and (in_force_at is null or in_force_at <= $2) order by name, ${LAST_BEGUN}`,
    values: [tenant, new Date(nowMs).toISOString()],
  };
}

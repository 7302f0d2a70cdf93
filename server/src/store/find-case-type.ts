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

/** @param version absent: the one published last. */
export function findCaseType(tenant: number, name: string, version: string | undefined): Statement<OpenableRow> {
  return {
    name: 'find-case-type',
    text: `select name, version, hash, published_at, ${CURRENT_HOLIDAYS} from case_type
           where tenant = $1 and name = $2 and ($3::text is null or version = $3)
           order by published_at desc, version desc limit 1`,
    values: [tenant, name, version ?? null],
  };
}

/** The version published last of each case type. */
export function listCaseTypes(tenant: number): Statement<CaseTypeRow> {
  return {
    name: 'list-case-types',
    text: `select distinct on (name) name, version, hash, published_at from case_type
           where tenant = $1 order by name, published_at desc, version desc`,
    values: [tenant],
  };
}

// Reads what a command needs of one case: its head with the state, and the wrapped data keys.
import type { AccessColumns } from './case-access.ts';
import { CURRENT_HOLIDAYS } from './holiday-table.ts';
import { SEEN_PARTS } from './read-case.ts';
import { inGroups, listOfParameters } from './row-parameters.ts';
import type { Statement } from './statement.ts';

export interface HeadRow extends AccessColumns {
  readonly version: number;
  readonly last_hash: Buffer;
  readonly case_type_hash: Buffer;
  readonly reference: string;
  readonly team: string;
  readonly changed_by: string;
  readonly changed_at: string;
  /** The exact JSON text of the state. */
  readonly state: string;
  /** Number of the agency's table of public holidays, null where it has none of its own. */
  readonly holidays: number | null;
  /** Units above its team, the nearest first. */
  readonly above: readonly string[];
  /** Its parts that the reader of the transaction sees. */
  readonly parts: readonly string[];
}

/** The units above the team of the row at hand. */
const ABOVE = `coalesce((select t.above from team t where t.tenant = $1 and t.team = case_head.team), '{}') as above`;
const ACCESS = 'tokens, needs, purposes, walls, access_until';

/** Of a head, what a command is decided on. */
const COLUMNS = `version, last_hash, case_type_hash, reference, team, changed_by, changed_at, state, ${ACCESS}, ${CURRENT_HOLIDAYS}`;
/** What of one case is looked up elsewhere. */
const OF_ONE = `${ABOVE}, ${SEEN_PARTS}`;

export interface KeyRow {
  /** Empty for the case's own key. */
  readonly subject: string;
  readonly key_id: string;
  readonly wrapped: Buffer;
  /** Id of the agency key that wrapped it. */
  readonly wrapped_by: string;
}

/** Of a case that was destroyed there is no head: nothing can be done with it any more. */
export function loadHead(tenant: number, caseId: string): Statement<HeadRow> {
  return {
    name: 'load-head',
    text: `select ${COLUMNS}, ${OF_ONE} from case_head where tenant = $1 and case_id = $2 and status <> 'destroyed'`,
    values: [tenant, caseId],
  };
}

/** The same, also of a case that was destroyed: an id is never used twice. */
export function loadAnyHead(tenant: number, caseId: string): Statement<HeadRow & { readonly destroyed: boolean }> {
  return {
    name: 'load-any-head',
    text: `select ${COLUMNS}, ${OF_ONE}, status = 'destroyed' as destroyed
           from case_head where tenant = $1 and case_id = $2`,
    values: [tenant, caseId],
  };
}

export function loadKeys(tenant: number, caseId: string): Statement<KeyRow> {
  return {
    name: 'load-keys',
    text: 'select subject, key_id, wrapped, wrapped_by from data_key where tenant = $1 and case_id = $2',
    values: [tenant, caseId],
  };
}

/** Whoever has many cases knows the units anyway, and is no reader from whom parts are hidden. */
export interface ManyHeadsRow extends Omit<HeadRow, 'above' | 'parts'> {
  readonly case_id: string;
}

/** Heads of several cases; those that do not exist are absent. */
export function loadHeads(tenant: number, caseIds: readonly string[]): readonly Statement<ManyHeadsRow>[] {
  return inGroups(caseIds).map((group) => ({
    name: `load-heads-${group.length}`,
    text: `select ${COLUMNS}, case_id from case_head where tenant = $1 and case_id in (${listOfParameters(2, group.length)})
             and status <> 'destroyed'`,
    values: [tenant, ...group],
  }));
}

/** The keys of several cases. */
export function loadKeysOfCases(
  tenant: number,
  caseIds: readonly string[],
): readonly Statement<KeyRow & { readonly case_id: string }>[] {
  return inGroups(caseIds).map((group) => ({
    name: `load-keys-of-cases-${group.length}`,
    text: `select case_id, subject, key_id, wrapped, wrapped_by
           from data_key where tenant = $1 and case_id in (${listOfParameters(2, group.length)})`,
    values: [tenant, ...group],
  }));
}

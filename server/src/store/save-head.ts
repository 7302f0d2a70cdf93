// Writes the head of a case: where it stands now. An update is guarded by the version it was decided on.
import type { CaseType } from '@casewright/engine/definition';
import type { AccessColumns } from './case-access.ts';
import { inGroups, rowsOfParameters } from './row-parameters.ts';
import { TERM_COLUMNS, termValues } from './save-access.ts';
import type { Statement } from './statement.ts';

export interface HeadToStore {
  readonly tenant: number;
  readonly caseId: string;
  readonly version: number;
  readonly lastHash: Buffer;
  readonly status: 'open' | 'closed' | 'destroyed';
  readonly changedBy: string;
  readonly changedAt: string;
  readonly state: string;
  readonly access: AccessColumns;
}

export interface NewHeadToStore extends HeadToStore {
  readonly caseType: string;
  readonly caseTypeHash: Buffer;
  readonly reference: string;
  readonly team: string;
  readonly openedAt: string;
}

/** @param heads all of the agency `tenant` */
export function insertHeads(tenant: number, heads: readonly NewHeadToStore[]): readonly Statement[] {
  return inGroups(heads).map((group) => ({
    name: `insert-heads-${group.length}`,
    text: insertText(group.length),
    values: [tenant, ...group.flatMap(insertValues)],
  }));
}

/** For a rebuild: the head becomes this, whatever it was. */
export function replaceHead(head: NewHeadToStore): Statement {
  return {
    name: 'replace-head',
    text: `${insertText(1)} on conflict (tenant, case_id) do update set version = excluded.version, last_hash = excluded.last_hash,
             case_type = excluded.case_type, case_type_hash = excluded.case_type_hash, reference = excluded.reference,
             team = excluded.team, status = excluded.status, opened_at = excluded.opened_at, changed_by = excluded.changed_by,
             changed_at = excluded.changed_at, state = excluded.state, tokens = excluded.tokens, needs = excluded.needs,
             purposes = excluded.purposes, walls = excluded.walls, access_until = excluded.access_until`,
    values: [head.tenant, ...insertValues(head)],
  };
}

/**
 * Moves the head from a version to a later one. Where it is not at the version before, the new version comes out as null, which the
 * column refuses: the event's key has already decided who writes, so that would mean that head and events contradict
 * each other, and nothing may be committed.
 */
export function updateHead(head: HeadToStore, from: number): Statement {
  return {
    name: 'update-head',
    text: `update case_head set version = case version when $9::integer then $3::integer end, last_hash = $4, status = $5, changed_by = $6,
             changed_at = $7, state = $8
           where tenant = $1 and case_id = $2`,
    values: [
      head.tenant,
      head.caseId,
      head.version,
      head.lastHash,
      head.status,
      head.changedBy,
      head.changedAt,
      head.state,
      from,
    ],
  };
}

/** The version under which a case goes on, where it moves to another one. */
export function changeHeadVersion({
  tenant,
  caseId,
  caseType,
}: {
  readonly tenant: number;
  readonly caseId: string;
  readonly caseType: CaseType;
}): Statement {
  return {
    name: 'change-head-version',
    text: 'update case_head set case_type_hash = $3 where tenant = $1 and case_id = $2',
    values: [tenant, caseId, Buffer.from(caseType.hash, 'hex')],
  };
}

/** Who may read the case, where that has changed. */
export function changeHeadAccess(tenant: number, caseId: string, access: AccessColumns): Statement {
  return {
    name: 'change-head-access',
    text: `update case_head set (tokens, ${TERM_COLUMNS}) = ($3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz)
           where tenant = $1 and case_id = $2`,
    values: [tenant, caseId, access.tokens, ...termValues(access)],
  };
}

function insertText(rows: number): string {
  return `insert into case_head (tenant, case_id, version, last_hash, case_type, case_type_hash, reference, team, status,
            opened_at, changed_by, changed_at, state, tokens, ${TERM_COLUMNS})
          values ${rowsOfParameters(rows, 17)}`;
}

function insertValues(head: NewHeadToStore): readonly unknown[] {
  return [
    head.caseId,
    head.version,
    head.lastHash,
    head.caseType,
    head.caseTypeHash,
    head.reference,
    head.team,
    head.status,
    head.openedAt,
    head.changedBy,
    head.changedAt,
    head.state,
    head.access.tokens,
    ...termValues(head.access),
  ];
}

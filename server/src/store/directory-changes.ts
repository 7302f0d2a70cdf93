// The record of what became of whose rights: ids only, added to and never changed.
import type { Statement } from './statement.ts';

export interface DirectoryChange {
  readonly changeId: string;
  /** What was done: `person-added`, `person-changed`, `person-left`, `member-added`, … */
  readonly change: string;
  readonly person?: string;
  readonly team?: string;
  readonly role?: string;
}

export interface ChangedBy {
  readonly recordedAt: string;
  readonly actor: string;
  readonly authority: string;
}

export function addDirectoryChanges(tenant: number, by: ChangedBy, changes: readonly DirectoryChange[]): Statement {
  return {
    name: 'add-directory-changes',
    text: `insert into directory_change (tenant, recorded_at, actor, authority, change_id, change, person, team, role)
           select $1, $2::timestamptz, $3, $4, c.* from unnest($5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[]) as c`,
    values: [
      tenant,
      by.recordedAt,
      by.actor,
      by.authority,
      changes.map(({ changeId }) => changeId),
      changes.map(({ change }) => change),
      changes.map(({ person }) => person ?? ''),
      changes.map(({ team }) => team ?? ''),
      changes.map(({ role }) => role ?? ''),
    ],
  };
}

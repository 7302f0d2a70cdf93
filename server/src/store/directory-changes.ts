// The record of what became of whose rights: ids only, added to and never changed.
import type { RightChange } from './right-changes.ts';
import type { Statement } from './statement.ts';

export interface DirectoryChange {
  readonly changeId: string;
  /** What was done: `person-added`, `person-changed`, `person-left`, `member-added`, … */
  readonly change: string;
  readonly person?: string;
  readonly team?: string;
  readonly role?: string;
  /** Of a person who was added: false for one who may not sign in yet. */
  readonly active?: boolean;
}

const ENDINGS: ReadonlySet<string> = new Set(['person-left', 'person-removed', 'system-ended']);
const BEGINNINGS: ReadonlySet<string> = new Set(['person-added', 'person-returned', 'system-added']);

/** What of it is about rights, as it becomes evidence. */
export function rightsIn(changes: readonly Omit<DirectoryChange, 'changeId'>[]): readonly RightChange[] {
  return changes.flatMap(({ change, person = '', team = '', role = '', active = true }): readonly RightChange[] => {
    if (BEGINNINGS.has(change)) return [['person', person, active]];
    if (ENDINGS.has(change)) return [['person', person, false]];
    if (change === 'member-added') return [['member', person, team, role]];
    if (change === 'member-removed') return [['member-ended', person, team, role]];
    return change === 'group-added' ? [['team', team]] : [];
  });
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

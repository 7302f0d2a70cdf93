// What whoever administers an agency does with others: giving them a role in a team and ending it, locking their account and opening it, and
// having the program try again what it gave up. Each is in one transaction with its line in the access log, its row in the record of the
// directory, and its evidence. Nobody does any of it about themselves, and what a directory keeps is changed there.
import { ADMINISTRATOR_ROLE, authorize } from '@casewright/engine/policy';
import { findRole, lockStaff, type StaffRow } from '../store/administration.ts';
import { programContext } from '../store/context.ts';
import { commit, flight, rollback, type Tx } from '../store/database.ts';
import { addDirectoryChanges, rightsIn, type DirectoryChange } from '../store/directory-changes.ts';
import { addRoleTo, takeRoleFrom } from '../store/directory-groups.ts';
import { setActive } from '../store/directory-people.ts';
import { readTextsAgain } from '../store/file-texts.ts';
import { endSessionsOf } from '../store/find-session.ts';
import { rightChangesIn } from '../store/right-changes.ts';
import type { Statement } from '../store/statement.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { lineOf } from './access-line.ts';
import type { OverseeDeps, Overseen, Overseer } from './oversee.ts';

/** Why somebody keeps what they have. */
export type AdministrationRefusal = 'administration-own' | 'administration-office' | 'administration-kept';

type Kept<T> = Overseen<T, AdministrationRefusal>;

export interface RoleToGive {
  readonly person: string;
  readonly team: string;
  readonly role: string;
}

export interface AccountToLock {
  readonly person: string;
  readonly locked: boolean;
}

export interface PersonNamed {
  readonly person: string;
}

export interface AdministrationDoors {
  /** Whoever has the role already keeps it. They sign in again, since their sessions have the rights of before. */
  readonly giveRole: (by: Overseer, asked: RoleToGive) => Promise<Kept<PersonNamed>>;
  readonly endRole: (by: Overseer, asked: RoleToGive) => Promise<Kept<PersonNamed>>;
  /** Their sessions end at once, and the worker gives their tasks back. */
  readonly lockAccount: (by: Overseer, asked: AccountToLock) => Promise<Kept<PersonNamed>>;
  /** Texts of files that could not be read are read again. */
  readonly retryTexts: (by: Overseer) => Promise<Kept<{ readonly texts: number }>>;
}

export function administrationDoors(deps: OverseeDeps): AdministrationDoors {
  return {
    giveRole: (by, asked) =>
      step(deps, { by, action: 'give-role' }, (tx, stepping) => changeRole(tx, stepping, { ...asked, gives: true })),
    endRole: (by, asked) =>
      step(deps, { by, action: 'end-role' }, (tx, stepping) => changeRole(tx, stepping, { ...asked, gives: false })),
    lockAccount: (by, asked) =>
      step(deps, { by, action: asked.locked ? 'lock-account' : 'open-account' }, (tx, stepping) =>
        changeAccount(tx, stepping, asked),
      ),
    retryTexts: (by) => step(deps, { by, action: 'retry-texts' }, retryTexts),
  };
}

interface Stepping {
  readonly tenant: number;
  readonly person: string;
  readonly at: string;
}

interface Work<T> {
  readonly value: T;
  readonly write: readonly Statement[];
  /** What became of whose rights. */
  readonly changes: readonly Omit<DirectoryChange, 'changeId'>[];
}

type Done<T> = Work<T> | { readonly refusal: AdministrationRefusal } | 'absent';

async function changeRole(
  tx: Tx,
  { tenant, person: by }: Stepping,
  { person, team, role, gives }: RoleToGive & { readonly gives: boolean },
): Promise<Done<PersonNamed>> {
  const [people, teams] = await flight(tx, [lockStaff(tenant, person), findRole(tenant, { team, role })]);
  const [[row], [known]] = [people.rows, teams.rows];
  if (row === undefined || known === undefined) return 'absent';
  if (person === by) return { refusal: 'administration-own' };
  if (role === ADMINISTRATOR_ROLE) return { refusal: 'administration-office' };
  if (known.kept) return { refusal: 'administration-kept' };
  if (hasRole(row, { team, role }) === gives) return { value: { person }, write: [], changes: [] };
  const of = { team, role, people: [person] };
  return {
    value: { person },
    write: [gives ? addRoleTo(tenant, of) : takeRoleFrom(tenant, of)],
    changes: [{ change: gives ? 'member-added' : 'member-removed', person, team, role }],
  };
}

function hasRole({ roles }: StaffRow, { team, role }: Pick<RoleToGive, 'role' | 'team'>): boolean {
  return roles.some((one) => one.team === team && one.role === role);
}

async function changeAccount(
  tx: Tx,
  { tenant, person: by }: Stepping,
  { person, locked }: AccountToLock,
): Promise<Done<PersonNamed>> {
  const [people] = await flight(tx, [lockStaff(tenant, person)]);
  const [row] = people.rows;
  if (row === undefined) return 'absent';
  if (person === by) return { refusal: 'administration-own' };
  if (row.kept) return { refusal: 'administration-kept' };
  if (row.active !== locked) return { value: { person }, write: [], changes: [] };
  return {
    value: { person },
    write: [setActive(tenant, person, !locked), ...(locked ? [endSessionsOf(tenant, person)] : [])],
    changes: [{ change: locked ? 'person-left' : 'person-returned', person }],
  };
}

async function retryTexts(tx: Tx, { tenant, at }: Stepping): Promise<Done<{ readonly texts: number }>> {
  const answers = await flight(tx, readTextsAgain(tenant, at, 'parked'));
  return { value: { texts: answers.at(-1)?.count ?? 0 }, write: [], changes: [] };
}

async function step<T>(
  { database, nowMs }: OverseeDeps,
  { by, action }: { readonly by: Overseer; readonly action: string },
  work: (tx: Tx, stepping: Stepping) => Promise<Done<T>>,
): Promise<Kept<T>> {
  const { tenant, person, authority } = by.principal;
  const atMs = nowMs();
  const at = new Date(atMs).toISOString();
  const line = (denied: boolean, rule: string | null) =>
    lineOf({ nowMs: () => atMs }, by, { action, caseIds: [], denied, rule });
  const may = authorize(by.principal, { type: 'keep-directory' }, { tenant });
  const context = programContext(tenant, person);
  return database.transaction<Kept<T>>(context, async (tx) => {
    const [proven] = await flight(tx, [by.proof]);
    if (proven.count === 0) {
      rollback(tx);
      return { kind: 'session-gone' };
    }
    const done = may.allowed ? await work(tx, { tenant, person, at }) : 'absent';
    if (done === 'absent' || 'refusal' in done) {
      rollback(tx);
      await database.once(context, line(done === 'absent', may.allowed ? may.grant.rule : null));
      return done === 'absent' ? { kind: 'absent' } : { kind: 'refused', refusal: done.refusal };
    }
    const { value, write, changes } = done;
    const numbered = changes.map((change) => ({ ...change, changeId: uuidV7(atMs) }));
    const record =
      numbered.length === 0
        ? []
        : [addDirectoryChanges(tenant, { recordedAt: at, actor: person, authority }, numbered)];
    const evidence = await rightChangesIn(tx, { tenant, actor: person, at }, rightsIn(changes));
    await commit(tx, [...write, ...record, ...evidence, ...line(false, may.allowed ? may.grant.rule : null)]);
    return { kind: 'done', value };
  });
}

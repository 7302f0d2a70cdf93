// What whoever administers an agency does with others: giving them a role in a team and ending it, locking their account and opening it, and
// having the program try again what it gave up. Each is in one transaction with its line in the access log, its row in the record of the
// directory, and its evidence. Nobody does any of it about themselves, and what a directory keeps is changed there.
import { ADMINISTRATOR_ROLE } from '@casewright/engine/policy';
import { findRole, lockStaff, type StaffRow } from '../store/administration.ts';
import { flight, type Tx } from '../store/database.ts';
import { addDirectoryChanges, rightsIn, type DirectoryChange } from '../store/directory-changes.ts';
import { addRoleTo, takeRoleFrom } from '../store/directory-groups.ts';
import { setActive } from '../store/directory-people.ts';
import { readTextsAgain } from '../store/file-texts.ts';
import { endSessionsOf } from '../store/find-session.ts';
import { rightChangesIn } from '../store/right-changes.ts';
import type { Statement } from '../store/statement.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { keepingStep, type StepDone, type Stepping } from './keeping-step.ts';
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
  const step = <T>(by: Overseer, action: string, work: (tx: Tx, stepping: Stepping) => Promise<Done<T>>) =>
    keepingStep<T, AdministrationRefusal>(deps, { by, action, asks: 'keep-directory' }, work);
  return {
    giveRole: (by, asked) =>
      step(by, 'give-role', (tx, stepping) => changeRole(tx, stepping, { ...asked, gives: true })),
    endRole: (by, asked) =>
      step(by, 'end-role', (tx, stepping) => changeRole(tx, stepping, { ...asked, gives: false })),
    lockAccount: (by, asked) =>
      step(by, asked.locked ? 'lock-account' : 'open-account', (tx, stepping) => changeAccount(tx, stepping, asked)),
    retryTexts: (by) => step(by, 'retry-texts', retryTexts),
  };
}

type Done<T> = StepDone<T, AdministrationRefusal>;

async function changeRole(
  tx: Tx,
  stepping: Stepping,
  { person, team, role, gives }: RoleToGive & { readonly gives: boolean },
): Promise<Done<PersonNamed>> {
  const { tenant, person: by } = stepping;
  const [people, teams] = await flight(tx, [lockStaff(tenant, person), findRole(tenant, { team, role })]);
  const [[row], [known]] = [people.rows, teams.rows];
  if (row === undefined || known === undefined) return 'absent';
  if (person === by) return { refusal: 'administration-own' };
  if (role === ADMINISTRATOR_ROLE) return { refusal: 'administration-office' };
  if (known.kept) return { refusal: 'administration-kept' };
  if (hasRole(row, { team, role }) === gives) return { value: { person } };
  const of = { team, role, people: [person] };
  return changing(tx, stepping, {
    write: [gives ? addRoleTo(tenant, of) : takeRoleFrom(tenant, of)],
    change: { change: gives ? 'member-added' : 'member-removed', person, team, role },
  });
}

function hasRole({ roles }: StaffRow, { team, role }: Pick<RoleToGive, 'role' | 'team'>): boolean {
  return roles.some((one) => one.team === team && one.role === role);
}

async function changeAccount(
  tx: Tx,
  stepping: Stepping,
  { person, locked }: AccountToLock,
): Promise<Done<PersonNamed>> {
  const { tenant, person: by } = stepping;
  const [people] = await flight(tx, [lockStaff(tenant, person)]);
  const [row] = people.rows;
  if (row === undefined) return 'absent';
  if (person === by) return { refusal: 'administration-own' };
  if (row.kept) return { refusal: 'administration-kept' };
  if (row.active !== locked) return { value: { person } };
  return changing(tx, stepping, {
    write: [setActive(tenant, person, !locked), ...(locked ? [endSessionsOf(tenant, person)] : [])],
    change: { change: locked ? 'person-left' : 'person-returned', person },
  });
}

async function retryTexts(tx: Tx, { tenant, at }: Stepping): Promise<Done<{ readonly texts: number }>> {
  const answers = await flight(tx, readTextsAgain(tenant, at, 'parked'));
  return { value: { texts: answers.at(-1)?.count ?? 0 } };
}

/** With its row in the record of the directory, and its evidence. */
async function changing(
  tx: Tx,
  { tenant, person: by, authority, at, atMs }: Stepping,
  {
    change,
    write,
  }: { readonly change: Omit<DirectoryChange, 'changeId'> & PersonNamed; readonly write: readonly Statement[] },
): Promise<Done<PersonNamed>> {
  const recorded = { recordedAt: at, actor: by, authority };
  const record = addDirectoryChanges(tenant, recorded, [{ ...change, changeId: uuidV7(atMs) }]);
  const evidence = await rightChangesIn(tx, { tenant, actor: by, at }, rightsIn([change]));
  return { value: { person: change.person }, write: [...write, record, ...evidence] };
}

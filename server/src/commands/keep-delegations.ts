// Keeps the register of delegations: who may decide under which instrument in which time. Given and ended with evidence in the same
// transaction, for whoever keeps an agency's rights. Counts from the next command on.
import { programContext } from '../store/context.ts';
import { commit, flight, rollback, type Database } from '../store/database.ts';
import {
  addDelegation,
  delegationsOf,
  endDelegation,
  factsOfDelegation,
  listDelegations,
  type DelegationRow,
} from '../store/delegations.ts';
import { readStanding } from '../store/auditor-seats.ts';
import { rightChangesIn } from '../store/right-changes.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import type { Keeper, Refusal } from './hold-access.ts';

export type { DelegationRow } from '../store/delegations.ts';

export interface DelegationDeps {
  readonly database: Database;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
}

export interface DelegationToGive {
  readonly person: string;
  /** As case types name it. */
  readonly instrument: string;
  /** The first and the last day; null: no end. */
  readonly from: string;
  readonly until: string | null;
  /** Who signed it. They need not work with cases. */
  readonly givenBy: string;
}

export async function giveDelegation(
  deps: DelegationDeps,
  { tenant, actor }: Keeper,
  given: DelegationToGive,
): Promise<{ readonly id: string } | { readonly refused: string }> {
  const nowMs = deps.nowMs();
  const at = new Date(nowMs).toISOString();
  return deps.database.transaction(programContext(tenant, actor), async (tx) => {
    const [people, held] = await flight(tx, [readStanding(tenant, given.person), delegationsOf(tenant, given.person)]);
    const refused = refusalOf(given, people.rows[0]?.active === true, held.rows);
    if (refused !== null) {
      rollback(tx);
      return { refused };
    }
    const { person, instrument, from, until, givenBy } = given;
    const row: DelegationRow = {
      ...{ delegation_id: uuidV7(nowMs), person, instrument, from_on: from, until_on: until },
      ...{ given_by: givenBy, given_at: at, ended_at: null, end_reason: null },
    };
    const evidence = await rightChangesIn(tx, { tenant, actor, at }, [['delegation', ...factsOfDelegation(row)]]);
    await commit(tx, [addDelegation(tenant, row), ...evidence]);
    return { id: row.delegation_id };
  });
}

function refusalOf(given: DelegationToGive, isKnown: boolean, held: readonly DelegationRow[]): Refusal {
  const { person, instrument, from, until, givenBy } = given;
  if (!isKnown) return `The agency has no active person ${person}.`;
  if (givenBy === person) return 'Nobody delegates to themselves.';
  if (until !== null && until < from) return 'A delegation ends after it begins.';
  const same = held.find(
    (row) =>
      row.instrument === instrument &&
      (until === null || row.from_on <= until) &&
      (row.until_on === null || row.until_on >= from),
  );
  return same === undefined
    ? null
    : `${person} holds ${instrument} in that time already: ${same.delegation_id}. End that one first.`;
}

/** Ends one now: nothing more is decided under it, not even of an earlier day. */
export function endDelegationOf(
  deps: DelegationDeps,
  { tenant, actor }: Keeper,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<Refusal> {
  const at = new Date(deps.nowMs()).toISOString();
  return deps.database.transaction(programContext(tenant, actor), async (tx) => {
    const [ended] = await flight(tx, [endDelegation(tenant, { id, at, reason })]);
    const [row] = ended.rows;
    if (row === undefined) {
      rollback(tx);
      return 'This agency has no such delegation, or it was ended before.';
    }
    await commit(tx, await rightChangesIn(tx, { tenant, actor, at }, [['delegation', ...factsOfDelegation(row)]]));
    return null;
  });
}

/** All of an agency, the latest first. */
export async function delegationsIn({ database }: DelegationDeps, tenant: number): Promise<readonly DelegationRow[]> {
  const [all] = await database.once(programContext(tenant, 'system.rights'), [listDelegations(tenant)]);
  return all.rows;
}

// The register of delegations: who may decide under which instrument in which time. What was given is never changed; one can be
// ended before its time, with a reason. Each is evidence among the changes of rights.
import { createHash } from 'node:crypto';
import type { Delegation } from '@casewright/engine/entries';
import type { DelegationFacts } from './right-changes.ts';
import type { Statement } from './statement.ts';

export interface DelegationRow {
  readonly delegation_id: string;
  readonly person: string;
  readonly instrument: string;
  readonly from_on: string;
  readonly until_on: string | null;
  readonly given_by: string;
  readonly given_at: string;
  readonly ended_at: string | null;
  readonly end_reason: string | null;
}

const COLUMNS =
  'delegation_id, person, instrument, from_on, until_on, given_by, given_at, ended_at, end_reason from delegation';

/** What somebody holds that was not ended, whatever its days are: those are judged where it is used. */
export function delegationsOf(tenant: number, person: string): Statement<DelegationRow> {
  return {
    name: 'delegations-of',
    text: `select ${COLUMNS} where tenant = $1 and person = $2 and ended_at is null order by from_on, delegation_id`,
    values: [tenant, person],
  };
}

/** All of an agency, ended ones too, the latest first. */
export function listDelegations(tenant: number): Statement<DelegationRow> {
  return {
    name: 'list-delegations',
    text: `select ${COLUMNS} where tenant = $1 order by given_at desc, delegation_id`,
    values: [tenant],
  };
}

export function addDelegation(tenant: number, row: DelegationRow): Statement {
  return {
    name: 'add-delegation',
    text: `insert into delegation (tenant, delegation_id, person, instrument, from_on, until_on, given_by, given_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [
      ...[tenant, row.delegation_id, row.person, row.instrument, row.from_on, row.until_on, row.given_by, row.given_at],
    ],
  };
}

/** One row where there was one to end. */
export function endDelegation(
  tenant: number,
  { id, at, reason }: { readonly id: string; readonly at: string; readonly reason: string },
): Statement<DelegationRow> {
  return {
    name: 'end-delegation',
    text: `update delegation set ended_at = $3, end_reason = $4 where tenant = $1 and delegation_id = $2 and ended_at is null
           returning delegation_id, person, instrument, from_on, until_on, given_by, given_at, ended_at, end_reason`,
    values: [tenant, id, at, reason],
  };
}

/** As the rules of decisions read it. */
export function delegationIn(row: DelegationRow): Delegation {
  const { delegation_id: id, instrument, person, from_on: from, until_on: until } = row;
  return { id, instrument, person, from, until };
}

/** As it is recorded: the reason by its hash, since words may say something of somebody. */
export function factsOfDelegation(row: DelegationRow): DelegationFacts {
  const { delegation_id: id, person, instrument, from_on: from, until_on: until, given_by: givenBy } = row;
  const { ended_at: endedAt, end_reason: reason } = row;
  const hash = reason === null ? null : createHash('sha256').update(reason).digest('hex');
  return [id, person, instrument, from, until, givenBy, endedAt, hash];
}

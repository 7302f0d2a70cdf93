// Holds by query: while one stands, nothing destroys a case that it covers now or covered since. Two people end one. Whoever adds or ends
// one holds the row of the agency, as every destruction does before it asks, so that neither comes in between.
import { createHash } from 'node:crypto';
import { isDate } from '@casewright/engine/calendar';
import { RECORDS_ROLE } from '@casewright/engine/policy';
import { programContext } from '../store/context.ts';
import { nextCustody, recordCustody } from '../store/custody.ts';
import { commit, flight, rollback } from '../store/database.ts';
import { holdsRole } from '../store/disposal-runs.ts';
import { findMissing } from '../store/find-people.ts';
import {
  acknowledgeHold,
  addHoldQuery,
  countCovered,
  type CustodianRow,
  endHoldQuery,
  type HoldFilter,
  type HoldPredicate,
  type HoldQueryRow,
  keepMembers,
  listCustodians,
  listHoldQueries,
  tellCustodians,
} from '../store/hold-queries.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import type { CommandDeps } from './execute-command.ts';

export type { HoldFilter, HoldPredicate, HoldQueryRow } from '../store/hold-queries.ts';

type HoldDeps = Pick<CommandDeps, 'database' | 'nowMs'>;

const PERSON = 'system.disposal';
const MOST_LISTED = 500;

export interface QueryToHold {
  readonly tenant: number;
  /** Somebody with the role of records manager. */
  readonly by: string;
  readonly title: string;
  readonly reason: string;
  readonly predicate: HoldPredicate;
  /** People who are told. */
  readonly custodians: readonly string[];
}

/** What cannot be done, as a sentence. */
export interface Refused {
  readonly refused: string;
}

/** @returns the id, and how many cases it covers from now on */
export async function holdByQuery(
  deps: HoldDeps,
  asked: QueryToHold,
): Promise<{ readonly holdId: string; readonly cases: number } | Refused> {
  const { tenant, by, predicate, custodians } = asked;
  const wrong = predicateFault(predicate) ?? wordsFault(asked);
  if (wrong !== null) return { refused: wrong };
  return deps.database.transaction(programContext(tenant, PERSON), async (tx) => {
    const [role, missing] = await flight(tx, [holdsRole(tenant, by, RECORDS_ROLE), findMissing(tenant, custodians)]);
    const refused =
      role.rows[0]?.holds === true
        ? unknownPeople(missing.rows.map(({ person }) => person))
        : `${by} is no active ${RECORDS_ROLE} of this agency.`;
    if (refused !== null) {
      rollback(tx);
      return { refused };
    }
    const nowMs = deps.nowMs();
    const at = new Date(nowMs).toISOString();
    const holdId = uuidV7(nowMs);
    const seq = await nextCustody(tx, tenant);
    const hash = createHash('sha256').update(JSON.stringify(predicate)).digest('hex');
    const { title, reason } = asked;
    const [, covered] = await commit(tx, [
      addHoldQuery(tenant, { holdId, title, predicate, reason, by, at, authority: null, owner: by, reviewOn: null }),
      keepMembers(tenant, holdId, at),
      tellCustodians(tenant, holdId, { people: custodians, at }),
      ...recordCustody({ tenant, seq, actor: by, at }, ['query-held', { holdId, predicate: hash }]),
    ]);
    return { holdId, cases: covered?.count ?? 0 };
  });
}

function unknownPeople(people: readonly string[]): string | null {
  return people.length === 0 ? null : `These are no people of this agency: ${people.join(', ')}.`;
}

function wordsFault({ title, reason }: QueryToHold): string | null {
  if (title.trim() === '' || title.length > 200) return 'Give it a title of at most 200 characters.';
  return reason.trim() === '' || reason.length > 2000 ? 'Say why, in at most 2,000 characters.' : null;
}

const LISTS = ['caseTypes', 'teams', 'outcomes', 'subjects'] as const;
const MEMBERS: readonly string[] = [...LISTS, 'openedFrom', 'openedTo', 'fields'];

/** Why a predicate cannot be taken, as a sentence; null where it can. */
export function predicateFault(predicate: HoldPredicate): string | null {
  const strange = Object.keys(predicate).find((key) => !MEMBERS.includes(key));
  if (strange !== undefined) return `A hold cannot ask for “${strange}”.`;
  for (const key of LISTS) {
    const list: unknown = predicate[key];
    const isSound = list === undefined || (Array.isArray(list) && list.length > 0 && list.length <= MOST_LISTED);
    if (!isSound || predicate[key]?.some((one) => typeof one !== 'string' || one === '') === true)
      return `“${key}” is a list of names, at most ${MOST_LISTED}.`;
  }
  const day = [predicate.openedFrom, predicate.openedTo].find((one) => one !== undefined && !isDate(one));
  if (day !== undefined) return 'Days are written as YYYY-MM-DD.';
  const { fields } = predicate;
  return fields === undefined || (Array.isArray(fields) && fields.length <= 50 && fields.every(isFilter))
    ? null
    : 'A filter is a field, one of = < >, and a text, a number, or true or false.';
}

function isFilter({ field, is, value }: HoldFilter): boolean {
  return (
    typeof field === 'string' &&
    /^[a-z][A-Za-z0-9]{0,59}$/.test(field) &&
    ['=', '<', '>'].includes(is) &&
    ['string', 'number', 'boolean'].includes(typeof value)
  );
}

/** Ends a hold for two different active people with the role. */
export async function endQueryHold(
  deps: HoldDeps,
  { tenant, holdId, by }: { readonly tenant: number; readonly holdId: string; readonly by: readonly string[] },
): Promise<'ended' | Refused> {
  const people = [...new Set(by)];
  return deps.database.transaction(programContext(tenant, PERSON), async (tx) => {
    const roles = await flight(
      tx,
      people.map((person) => holdsRole(tenant, person, RECORDS_ROLE)),
    );
    const without = people.filter((_, index) => roles[index]?.rows[0]?.holds !== true);
    const refused =
      without.length > 0
        ? `These are no active ${RECORDS_ROLE} of this agency: ${without.join(', ')}.`
        : people.length < 2
          ? 'Two different people end a hold by query.'
          : null;
    if (refused !== null) {
      rollback(tx);
      return { refused };
    }
    const at = new Date(deps.nowMs()).toISOString();
    const seq = await nextCustody(tx, tenant);
    await flight(
      tx,
      recordCustody({ tenant, seq, actor: PERSON, at }, ['query-hold-ended', { holdId, by: people.toSorted() }]),
    );
    const [done] = await flight(tx, [endHoldQuery(tenant, holdId, seq)]);
    if (done.rows[0]?.ended !== 1) {
      rollback(tx);
      return { refused: 'No such hold stands.' };
    }
    await commit(tx, []);
    return 'ended';
  });
}

export async function listQueryHolds(deps: HoldDeps, tenant: number): Promise<readonly HoldQueryRow[]> {
  const [found] = await deps.database.once(programContext(tenant, PERSON), [listHoldQueries(tenant, null)]);
  return found.rows;
}

/** What it would cover now, by kind of case. */
export async function tryQuery(
  deps: HoldDeps,
  tenant: number,
  predicate: HoldPredicate,
): Promise<ReadonlyMap<string, number>> {
  const [found] = await deps.database.once(programContext(tenant, PERSON), [countCovered(tenant, predicate)]);
  const counts = new Map<string, number>();
  for (const { case_type: caseType, cases } of found.rows) counts.set(caseType, (counts.get(caseType) ?? 0) + cases);
  return counts;
}

/** Puts under their holds what came under them unnoticed, such as while one was being added. @returns how many cases */
export async function keepHoldMembers(deps: HoldDeps, tenant: number): Promise<number> {
  const at = new Date(deps.nowMs()).toISOString();
  const [kept] = await deps.database.once(programContext(tenant, PERSON), [keepMembers(tenant, null, at)]);
  return kept.count;
}

/** Somebody who was told says that they know. @returns whether there was anything to say */
export async function acknowledge(
  deps: HoldDeps,
  { tenant, holdId, person }: { readonly tenant: number; readonly holdId: string; readonly person: string },
): Promise<boolean> {
  const at = new Date(deps.nowMs()).toISOString();
  const [done] = await deps.database.once(programContext(tenant, PERSON), [
    acknowledgeHold(tenant, holdId, { person, at }),
  ]);
  return done.count === 1;
}

/** Who was told of holds that stand, and whether they said that they know. */
export async function custodiansOf(
  deps: HoldDeps,
  tenant: number,
  person: string | null,
): Promise<readonly CustodianRow[]> {
  const [found] = await deps.database.once(programContext(tenant, PERSON), [
    listCustodians(tenant, { person, holdId: null }),
  ]);
  return found.rows;
}

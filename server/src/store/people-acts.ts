// What was held of who is one person: acts that are only added to, each with everybody whom it touched and with whom they are one from
// then on. No fact of a case is in here, and none is changed by it.
import { createHash } from 'node:crypto';
import type { Tx } from './database.ts';
import { flight } from './database.ts';
import type { PeopleFacts } from './right-changes.ts';
import type { Statement } from './statement.ts';

/** One of the two records by which an act was done. */
export interface NamedRecord {
  readonly caseId: string;
  readonly member: string;
  /** The data key of the case, or of whom the record is about in it, that seals the reason of the act. */
  readonly keyId: string;
}

export interface PeopleAct {
  readonly seq: number;
  readonly kind: 'merged' | 'unmerged';
  readonly madeBy: string;
  readonly madeAt: string;
  readonly first: NamedRecord;
  readonly other: NamedRecord;
  /** Sealed under both keys. */
  readonly reason: Buffer;
  /** Who is one from then on; after a merge all are on the first side. */
  readonly sides: readonly [readonly string[], readonly string[]];
}

export interface PeopleActRow {
  readonly seq: number;
  readonly kind: PeopleAct['kind'];
  readonly made_by: string;
  readonly made_at: string;
  readonly first_case: string;
  readonly first_member: string;
  readonly first_key: string;
  readonly other_case: string;
  readonly other_member: string;
  readonly other_key: string;
  readonly reason: Buffer;
}

/** The number that the next act of the agency gets. Others who act on people wait until the transaction ends. */
export async function nextPeopleAct(tx: Tx, tenant: number): Promise<number> {
  const [, found] = await flight(tx, [
    { name: 'lock-people', text: 'select from agency where tenant = $1 for no key update', values: [tenant] },
    lastAct(tenant),
  ]);
  return (found.rows[0]?.last ?? 0) + 1;
}

function lastAct(tenant: number): Statement<{ readonly last: number }> {
  return {
    name: 'last-people-act',
    text: 'select coalesce(max(seq), 0) as last from people_act where tenant = $1',
    values: [tenant],
  };
}

export function addPeopleAct(tenant: number, act: PeopleAct): readonly Statement[] {
  const { seq, kind, madeBy, madeAt, first, other, reason, sides } = act;
  const members = sides.flatMap((side, at) => side.map((member) => ({ member, at })));
  return [
    {
      name: 'add-people-act',
      text: `insert into people_act (tenant, seq, kind, made_by, made_at, first_case, first_member, first_key,
               other_case, other_member, other_key, reason) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      values: [
        ...[tenant, seq, kind, madeBy, madeAt, first.caseId, first.member, first.keyId],
        ...[other.caseId, other.member, other.keyId, reason],
      ],
    },
    {
      name: 'add-people-members',
      text: `insert into people_member (tenant, member, seq, side)
             select $1, r.member, $2, r.side from unnest($3::text[], $4::int[]) as r (member, side)`,
      values: [tenant, seq, members.map(({ member }) => member), members.map(({ at }) => at)],
    },
  ];
}

/** With whom each of these is one, themselves among them; nobody of whom no act says anything. */
export function readOneWith(
  tenant: number,
  members: readonly string[],
): Statement<{ readonly member: string; readonly one_with: readonly string[] }> {
  return {
    name: 'read-one-with',
    text: `select m.member, array(select o.member from people_member o
                                   where o.tenant = $1 and o.seq = m.seq and o.side = m.side order by o.member) as one_with
             from unnest($2::text[]) as k (member) cross join lateral (
               select p.member, p.seq, p.side from people_member p
                where p.tenant = $1 and p.member = k.member order by p.seq desc limit 1) m`,
    values: [tenant, members],
  };
}

/** The acts that touched any of these, the latest first. */
export function readPeopleActs(tenant: number, members: readonly string[]): Statement<PeopleActRow> {
  return {
    name: 'read-people-acts',
    text: `select a.seq, a.kind, a.made_by, a.made_at, a.first_case, a.first_member, a.first_key,
             a.other_case, a.other_member, a.other_key, a.reason from people_act a
            where a.tenant = $1 and a.seq in (select p.seq from people_member p where p.tenant = $1 and p.member = any ($2))
            order by a.seq desc limit 200`,
    values: [tenant, members],
  };
}

/** Of some pairs of members those whom an act once held apart: who was on one side with whom on the other. */
export function readHeldApart(
  tenant: number,
  member: string,
  others: readonly string[],
): Statement<{ readonly member: string }> {
  return {
    name: 'read-held-apart',
    text: `select distinct o.member from people_member m join people_member o on o.tenant = $1 and o.seq = m.seq and o.side <> m.side
            where m.tenant = $1 and m.member = $2 and o.member = any ($3)`,
    values: [tenant, member, others],
  };
}

/** As it is recorded among what becomes leaves of the log: the sealed reason by its hash. */
export function factsOfPeopleAct(act: PeopleAct): PeopleFacts {
  const { seq, kind, madeBy, madeAt, first, other, reason, sides } = act;
  const named = [first, other].map(({ caseId, member, keyId }) => [caseId, member, keyId] as const);
  const hash = createHash('sha256').update(reason).digest('hex');
  return [seq, kind, madeBy, madeAt, ...named.flat(), hash, ...sides.map((side) => side.toSorted())];
}

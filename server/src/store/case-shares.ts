// Cases that one agency shares with another: pointers in the tenant of the recipient, delivered by the worker of the owner, and
// the shares themselves, which are asked for in the tenant of the owner on every read. No transaction is about two tenants.
import { createHash } from 'node:crypto';
import { programContext } from './context.ts';
import type { Database } from './database.ts';
import type { Statement } from './statement.ts';

export interface SharedFact {
  readonly case_id: string;
  readonly fact_id: string;
  /** `agency/<number>` */
  readonly holder: string;
  /** JSON. */
  readonly fact: string;
}

export interface SharedPointer {
  readonly owner: number;
  readonly case_id: string;
}

/**
 * Writes, for each agency with which one of these cases is or was shared, a pointer into that agency's tenant. Doing it twice does
 * nothing; a share that ended keeps its pointer, with its end.
 */
export async function deliverShares(database: Database, owner: number, caseIds: readonly string[]): Promise<number> {
  const context = programContext(owner, 'system.outbox');
  const [found] = await database.once(context, [sharesOf(owner, caseIds)]);
  const shares = found.rows.filter(({ fact }) => untilOf(fact) !== null);
  for (const holder of new Set(shares.map((row) => row.holder))) {
    const recipient = Number(holder.slice(holder.indexOf('/') + 1));
    const theirs = shares.filter((row) => row.holder === holder);
    await database.once(programContext(recipient, 'system.outbox'), [putPointers(recipient, owner, theirs)]);
  }
  return shares.length;
}

function sharesOf(owner: number, caseIds: readonly string[]): Statement<SharedFact> {
  return {
    name: 'shares-of-cases',
    text: `select case_id, fact_id, holder, fact from case_grant
            where tenant = $1 and case_id = any ($2) and holder like 'agency/%' order by case_id, fact_id`,
    values: [owner, caseIds],
  };
}

/** A pointer of before to an agency that there is not yet, or no longer, is written all the same; nobody reads it. */
function putPointers(recipient: number, owner: number, rows: readonly SharedFact[]): Statement {
  return {
    name: 'put-shared-cases',
    text: `insert into shared_case (tenant, owner, case_id, fact_id, purpose, until)
           select $1, $2, p.* from unnest($3::uuid[], $4::text[], $5::text[], $6::timestamptz[]) as p
           on conflict (tenant, owner, case_id, fact_id) do update set purpose = excluded.purpose, until = excluded.until`,
    values: [
      ...[recipient, owner, rows.map((row) => row.case_id), rows.map((row) => row.fact_id)],
      ...[rows.map(({ fact }) => shareIn(fact)?.purpose ?? ''), rows.map(({ fact }) => untilOf(fact))],
    ],
  };
}

/** Pointers to the agencies that share this case, or, without one, to all that is shared with this agency. */
export function findPointers(tenant: number, caseId: string | null): Statement<SharedPointer> {
  return {
    name: caseId === null ? 'list-shared-cases' : 'find-shared-case',
    text: `select distinct owner, case_id from shared_case
            where tenant = $1 and until > now() ${caseId === null ? '' : 'and case_id = $2'} order by owner, case_id limit 500`,
    values: caseId === null ? [tenant] : [tenant, caseId],
  };
}

/** What the owner says now of its shares of these cases with one agency, and of the consents on which they rest. */
export function readShares(
  owner: number,
  of: { readonly recipient: number; readonly caseIds: readonly string[] },
): Statement<SharedFact> {
  return {
    name: 'read-shares',
    text: `select case_id, fact_id, holder, fact from case_grant
            where tenant = $1 and holder = $2 and case_id = any ($3::uuid[]) order by case_id, fact_id`,
    values: [owner, `agency/${of.recipient}`, of.caseIds],
  };
}

export interface SharesProof {
  readonly owner: number;
  readonly recipient: number;
  readonly caseIds: readonly string[];
  /** As they were read. */
  readonly facts: readonly SharedFact[];
}

/** One row exactly when the shares of these cases are still what was read, so that what was worked out never outlives them. */
export function proveShares({ owner, recipient, caseIds, facts }: SharesProof): Statement<{ readonly proved: number }> {
  const text = facts.map(({ fact }) => fact).join('\n');
  return {
    name: 'prove-shares',
    text: `select 1 as proved
             from (select coalesce(string_agg(fact, E'\\n' order by case_id, fact_id), '') as facts from case_grant
                    where tenant = $1 and holder = $2 and case_id = any ($3::uuid[])) g
            where encode(sha256(convert_to(g.facts, 'UTF8')), 'hex') = $4`,
    values: [owner, `agency/${recipient}`, caseIds, createHash('sha256').update(text, 'utf8').digest('hex')],
  };
}

function shareIn(text: string): { readonly purpose: string; readonly until: number } | null {
  // Written by the store from a fact of this type; anything else is no share.
  const fact = JSON.parse(text) as {
    readonly kind?: string;
    readonly purpose?: string;
    readonly until?: number | null;
  };
  const { kind, purpose, until } = fact;
  return kind === 'share' && purpose !== undefined && typeof until === 'number' ? { purpose, until } : null;
}

function untilOf(text: string): string | null {
  const share = shareIn(text);
  return share === null ? null : new Date(share.until).toISOString();
}

// Erasure on request: what is held about somebody in every case in which they are, also under names that are held to be theirs. It is
// decided under a law by people whose office it is, and refused case by case where a hold, a retention class or a floor keeps the
// records. A request alone destroys nothing.
import { dateOf } from '@casewright/engine/calendar';
import { PRIVACY_ROLE, RECORDS_ROLE } from '@casewright/engine/policy';
import { programContext } from '../store/context.ts';
import { nextCustody, recordCustody } from '../store/custody.ts';
import { commit, flight, rollback, type Tx } from '../store/database.ts';
import { holdsRole } from '../store/disposal-runs.ts';
import { memberOf } from '../store/people-in-cases.ts';
import type { StoredHeadRow } from '../store/read-projection.ts';
import { oneWith } from '../store/subject-file-at.ts';
import { findPlaces } from '../store/subject-items.ts';
import { memberName } from '../store/trace-rows.ts';
import { dropUnsentOfCases } from '../store/unsent-texts.ts';
import type { DestroyDeps } from './destroy.ts';
import { destroyPerson, type PartDestroyed } from './destroy-person.ts';
import { retentionNow } from './recalculate-retention.ts';

export interface ErasureAsked {
  readonly tenant: number;
  /** The case in which they ask, and its reference, which the certificates name. */
  readonly requestCase: string;
  readonly request: string;
  readonly about: { readonly caseId: string; readonly entry: string };
  /** The law under which it is decided. */
  readonly law: string;
  readonly class: string;
  readonly approvers: readonly string[];
  /** An order that goes before what a schedule keeps; null: none. No order lets a hold go. */
  readonly ordered: string | null;
  readonly isTrial: boolean;
}

export interface ErasedCase {
  readonly caseId: string;
  readonly parts: readonly PartDestroyed[];
}

export type Erasure =
  | { readonly refused: 'nobody' }
  /** These are no privacy officers or records managers, or there are not two. */
  | { readonly refused: 'approvers'; readonly people: readonly string[] }
  | { readonly cases: readonly ErasedCase[]; readonly record: number | null };

const PERSON = 'system.disposal';

export async function erasePerson(deps: DestroyDeps, asked: ErasureAsked): Promise<Erasure> {
  const { tenant, isTrial } = asked;
  const approvers = [...new Set(asked.approvers)];
  const found = await deps.database.transaction(programContext(tenant, PERSON), async (tx) => {
    const without = await withoutOffice(tx, tenant, approvers);
    const members = await membersOf(deps, tx, asked);
    const caseIds = members === null ? [] : await findPlaces(tx, { tenant, members });
    rollback(tx);
    return { without, members, caseIds };
  });
  if (found.without.length > 0 || approvers.length < 2) return { refused: 'approvers', people: found.without };
  const { members, caseIds } = found;
  if (members === null) return { refused: 'nobody' };
  const mac = (text: string): Buffer => deps.keys.requestMac(tenant, text);
  const cases: ErasedCase[] = [];
  for (const caseId of caseIds) {
    const parts = await destroyPerson(deps, {
      ...{ tenant, caseId, class: asked.class, approvers, isTrial, authority: authorityOf(asked) },
      isTheirs: (subject) => members.includes(memberName(mac, subject)),
      stillSo: (tx, head) =>
        asked.ordered === null ? whatKeeps(deps, tx, { tenant, caseId, head }) : Promise.resolve(null),
    });
    cases.push({ caseId, parts });
  }
  return { cases, record: isTrial ? null : await recordErasure(deps, asked, cases) };
}

function authorityOf({ law, request, ordered }: ErasureAsked): string {
  return [law, `request ${request}`, ...(ordered === null ? [] : [`ordered by ${ordered}`])].join('; ');
}

async function withoutOffice(tx: Tx, tenant: number, approvers: readonly string[]): Promise<readonly string[]> {
  const without: string[] = [];
  for (const person of approvers) {
    const [privacy, records] = await flight(tx, [
      holdsRole(tenant, person, PRIVACY_ROLE),
      holdsRole(tenant, person, RECORDS_ROLE),
    ]);
    if (privacy.rows[0]?.holds !== true && records.rows[0]?.holds !== true) without.push(person);
  }
  return without;
}

/** Everybody with whom the party is one; null where there is no such party. */
async function membersOf(
  deps: DestroyDeps,
  tx: Tx,
  { tenant, about }: ErasureAsked,
): Promise<readonly string[] | null> {
  const member = await memberOf(deps, tx, { tenant, about });
  return member === null ? null : oneWith(tx, tenant, member);
}

interface Kept {
  readonly tenant: number;
  readonly caseId: string;
  readonly head: StoredHeadRow;
}

/** By what a closed case is kept, in words for whoever decided; null where its time is over or no schedule has it. */
async function whatKeeps(deps: DestroyDeps, tx: Tx, { tenant, caseId, head }: Kept): Promise<string | null> {
  const row = await retentionNow(deps, tx, { tenant, caseId, head });
  if (row === null || row.status === 'no-schedule') return null;
  const caseType = await deps.caseTypes.byHash(tx, tenant, head.case_type_hash);
  const known = caseType.retention?.classes.find(({ name }) => name === row.class);
  const by = known === undefined ? 'its schedule' : `${known.authority} ${known.number}, ${known.called}`;
  const floor = row.floor === null || row.floor === row.class ? '' : `, and by ${row.floor}`;
  const today = dateOf(new Date(deps.nowMs()).toISOString(), caseType.zone);
  if (row.status === 'permanent') return `it is kept for good by ${by}.`;
  if (row.status !== 'due' || row.due_on === null) return `it is kept by ${by}, and until when cannot be told yet.`;
  return row.due_on > today ? `it is kept until ${row.due_on} by ${by}${floor}.` : null;
}

async function recordErasure(deps: DestroyDeps, asked: ErasureAsked, cases: readonly ErasedCase[]): Promise<number> {
  const { tenant, requestCase, law, ordered } = asked;
  return deps.database.transaction(programContext(tenant, PERSON), async (tx) => {
    const seq = await nextCustody(tx, tenant);
    const at = new Date(deps.nowMs()).toISOString();
    const parts = cases.flatMap((one) => one.parts.map(({ outcome }) => ({ caseId: one.caseId, outcome })));
    const records = parts.flatMap(({ outcome }) => (outcome.kind === 'destroyed' ? [outcome.record] : []));
    const refused = parts.flatMap(({ caseId, outcome }) =>
      outcome.kind === 'refused' ? [{ caseId, code: outcome.refusal.code }] : [],
    );
    const approvedBy = [...new Set(asked.approvers)].toSorted();
    const entry = { requestCase, law, ordered, approvedBy, records, refused };
    // What anybody was typing there and has not sent may speak of them, and nobody can tell.
    const emptied = cases.filter((one) => one.parts.some(({ outcome }) => outcome.kind === 'destroyed'));
    const unsent = dropUnsentOfCases(
      tenant,
      emptied.map(({ caseId }) => caseId),
    );
    await commit(tx, [...recordCustody({ tenant, seq, actor: PERSON, at }, ['erasure-decided', entry]), unsent]);
    return seq;
  });
}

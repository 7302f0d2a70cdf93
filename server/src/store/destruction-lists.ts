// What the database knows of the list of destructions that is kept outside of it, and which destroyed keys are here again.
import type { Statement } from './statement.ts';

/** Of the platform, agency 0. */
export function knownLists(tenant: number): Statement<{ readonly list_id: string }> {
  return {
    name: 'known-lists',
    text: 'select list_id from destruction_list where tenant = $1 order by made_at',
    values: [tenant],
  };
}

export function addList(tenant: number, listId: string, madeAt: string): Statement {
  return {
    name: 'add-list',
    text: 'insert into destruction_list (tenant, list_id, made_at) values ($1, $2, $3) on conflict do nothing',
    values: [tenant, listId, madeAt],
  };
}

/** Which of some cases (a subject each, or empty for the whole case) still have a key that it says is destroyed. */
export function keysStillThere(
  tenant: number,
  of: readonly { readonly caseId: string; readonly subject: string; readonly keyIds: readonly string[] }[],
): Statement<{ readonly at: number }> {
  const keys = of.flatMap(({ caseId, keyIds }, at) => keyIds.map((keyId) => ({ at, caseId, keyId })));
  return {
    name: 'keys-still-there',
    text: `select distinct n.at from unnest($2::int[], $3::uuid[], $4::uuid[]) as n (at, case_id, key_id)
             join data_key k on k.tenant = $1 and k.case_id = n.case_id and k.key_id = n.key_id order by 1`,
    values: [tenant, keys.map(({ at }) => at), keys.map(({ caseId }) => caseId), keys.map(({ keyId }) => keyId)],
  };
}

/** Destructions that stand here, with what their records say. */
export function destructionEntries(tenant: number): Statement<{ readonly entry: string }> {
  return {
    name: 'destruction-entries',
    text: `select r.entry from custody_record r where r.tenant = $1
             and exists (select from destruction d where d.tenant = $1 and d.record = r.seq) order by r.seq`,
    values: [tenant],
  };
}

/** Whether the case went on after a moment, or was put under hold then: what was to destroy it at that moment did not. */
export function wentOnAfter(tenant: number, caseId: string, moment: string): Statement<{ readonly went_on: boolean }> {
  return {
    name: 'went-on-after',
    text: `select exists (select from event where tenant = $1 and case_id = $2 and recorded_at > $3
                             and type <> 'DataDestroyed')
               or exists (select from hold where tenant = $1 and case_id = $2 and added_at > $3)
               or exists (select from hold_member where tenant = $1 and case_id = $2 and since > $3) as went_on`,
    values: [tenant, caseId, moment],
  };
}

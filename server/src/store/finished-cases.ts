// Closed cases of a kind, with what each of their rows asks of everybody, for whoever makes a release of open data. A case that is held
// is left out, as one that was destroyed is.
import type { AccessColumns } from './case-access.ts';
import type { Statement } from './statement.ts';
import type { WatchedPart } from './watched-cases.ts';

export interface FinishedCaseRow extends AccessColumns {
  readonly case_id: string;
  readonly case_type_hash: Buffer;
  /** The exact JSON text of the state. */
  readonly state: string;
  readonly watchedParts: readonly WatchedPart[];
}

/** A page in the order of ids, after one of them. */
export function finishedCases(
  tenant: number,
  of: { readonly caseType: string; readonly after: string; readonly limit: number },
): Statement<FinishedCaseRow> {
  return {
    name: 'finished-cases',
    text: `select h.case_id, h.case_type_hash, h.state, h.tokens, h.needs, h.purposes, h.walls, h.access_until,
             coalesce((select jsonb_agg(jsonb_build_object('part', p.part, 'tokens', p.tokens, 'needs', p.needs, 'purposes', p.purposes,
                         'walls', p.walls) order by p.part)
                from case_part p where p.tenant = $1 and p.case_id = h.case_id and p.access_until > now()), '[]') as "watchedParts"
           from case_head h
           where h.tenant = $1 and h.case_type = $2 and h.status = 'closed' and h.case_id > $3 and h.access_until > now()
             and not exists (select from hold d where d.tenant = $1 and d.case_id = h.case_id and d.ended_at is null)
           order by h.case_id limit $4`,
    values: [tenant, of.caseType, of.after, of.limit],
  };
}

/** One row where a consent of a closed case for a purpose ended, or was withdrawn, after an instant and until now. */
export function consentsEnded(
  tenant: number,
  of: { readonly caseType: string; readonly purpose: string; readonly after: string; readonly now: string },
): Statement<{ readonly case_id: string }> {
  return {
    name: 'consents-ended',
    text: `select h.case_id from case_head h, jsonb_each(h.state::jsonb -> 'access' -> 'facts') f
            where h.tenant = $1 and h.case_type = $2 and h.status = 'closed'
              and f.value ->> 'kind' = 'consent' and f.value ->> 'purpose' = $3
              and (f.value ->> 'until')::timestamptz > $4 and (f.value ->> 'until')::timestamptz <= $5 limit 1`,
    values: [tenant, of.caseType, of.purpose, of.after, of.now],
  };
}

// Who in an agency could review what somebody did about a case, or answer what they asked: those who have the role that manages
// access in one of these units, and whoever watches over privacy. Whether the case lets them is asked by whoever asks this.
import { PRIVACY_ROLE } from '@casewright/engine/policy';
import type { CandidateRow } from './find-candidates.ts';
import { standingOf } from './reader-standing.ts';
import type { Statement } from './statement.ts';

export type ReviewerRow = Pick<CandidateRow, 'person' | 'memberships' | 'standing'>;

export function findReviewers(
  tenant: number,
  { units, role }: { readonly units: readonly string[]; readonly role: string },
): Statement<ReviewerRow> {
  return {
    name: 'find-reviewers',
    text: `
      select p.person, ${standingOf('p.person')} as standing,
             (select jsonb_agg(jsonb_build_object('team', m.team, 'role', m.role) order by m.team, m.role)
                from membership m where m.tenant = $1 and m.person = p.person) as memberships
        from person p
       where p.tenant = $1 and p.active
         and not exists (select from client c where c.tenant = $1 and c.client = p.person)
         and p.person in (select m.person from membership m
                           where m.tenant = $1 and ((m.team = any ($2::text[]) and m.role = $3) or m.role = $4))
       order by p.person`,
    values: [tenant, units, role, PRIVACY_ROLE],
  };
}

// As what a case left the agency: packages of it, of which the record of custody tells, and reading copies that people took out, of which the log
// of access does; and with all of the agency. Each by an id of its own, with the instant.
import type { Statement } from './statement.ts';

export interface LeftRow {
  /** `package:<id>` or `transfer:<id>`. */
  readonly key: string;
  /** An instant, in UTC. */
  readonly left_at: string;
}

/** Seldom asked, so it looks through the record of custody, which has thousands of lines, by its text first. */
export function leftBefore(tenant: number, caseId: string): Statement<LeftRow> {
  return {
    name: 'left-before',
    text: `select left_as.key, left_as.left_at from (
             select case r.said -> 5 ->> 0 when 'taken-out' then 'transfer:' else 'package:' end || (r.said -> 5 -> 1 ->> 'bag') as key,
                    r.said ->> 4 as left_at
               from (select c.entry::jsonb as said from custody_record c
                      where c.tenant = $1 and (c.entry like '%["taken-out",%' or c.entry like '%["case-taken-out",%' || $2::uuid || '%')) r
              where r.said -> 5 ->> 0 = 'taken-out'
                 or (r.said -> 5 ->> 0 = 'case-taken-out' and r.said -> 5 -> 1 ->> 'caseId' = $2::uuid::text)
             union all
             select 'package:' || l.entry_id, to_char(l.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
               from access_seen s join access_log l on l.tenant = $1 and l.recorded_at = s.recorded_at and l.entry_id = s.entry_id
              where s.tenant = $1 and s.case_id = $2::uuid and l.action = 'package-case' and not l.denied
           ) left_as order by left_as.left_at, left_as.key`,
    values: [tenant, caseId],
  };
}

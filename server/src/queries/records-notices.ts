// What waits for somebody who keeps records: holds of theirs whose day of review has come, lists that somebody else submitted and they could
// approve, and ends of holds that somebody else asked for. Found afresh each time, so that it is gone when it was done.
import { dateOf } from '@casewright/engine/calendar';
import { RECORDS_ROLE } from '@casewright/engine/policy';
import { APPROVERS } from '@casewright/engine/records';
import type { Database } from '../store/database.ts';
import { runsToApprove } from '../store/disposal-steps.ts';
import { holdsToReview, readReleasesOfHold } from '../store/hold-reviews.ts';
import { recordsContext } from './records.ts';
import type { Reader } from './sessions.ts';

export interface RecordsNotice {
  readonly about: 'hold-review' | 'disposal-approval' | 'hold-release';
  /** Of the hold or the list. */
  readonly id: string;
  /** What a hold by query is called; empty where it has no name. */
  readonly title: string;
  /** The day of the review; null for what waits without one. */
  readonly dueOn: string | null;
  readonly since: string | null;
  /** Of a list: how many cases it was proposed with. */
  readonly items: number | null;
}

/** Nothing, and no question, for everybody else; nor for somebody who stands in, since the office is not handed on. */
export async function noticesOfRecords(
  database: Database,
  { principal }: Pick<Reader, 'principal'>,
  nowMs: number,
): Promise<readonly RecordsNotice[]> {
  const { tenant, person, teams, onBehalfOf, scope } = principal;
  if (onBehalfOf !== undefined || scope !== undefined || !teams.some(({ role }) => role === RECORDS_ROLE)) return [];
  const until = dateOf(new Date(nowMs).toISOString(), 'UTC');
  const [holds, runs, releases] = await database.once(recordsContext(tenant), [
    holdsToReview(tenant, { owner: person, until }),
    runsToApprove(tenant, { person, role: RECORDS_ROLE, approvers: APPROVERS }),
    readReleasesOfHold(tenant, null),
  ]);
  return [
    ...holds.rows.map((row) => ({
      ...{ about: 'hold-review' as const, id: row.hold_id, title: row.title ?? '', dueOn: row.review_on },
      ...{ since: null, items: null },
    })),
    ...runs.rows.map((row) => ({
      ...{ about: 'disposal-approval' as const, id: row.run_id, title: '', dueOn: null, since: row.proposed_at },
      items: row.items,
    })),
    ...releases.rows.flatMap((row) =>
      row.asked_by === person
        ? []
        : [
            {
              ...{ about: 'hold-release' as const, id: row.hold_id, title: '', dueOn: null, since: row.asked_at },
              items: null,
            },
          ],
    ),
  ];
}

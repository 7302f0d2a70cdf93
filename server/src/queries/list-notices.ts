// What a person was told of the time of cases, and of cases that somebody opened in an emergency, that is not done with yet,
// the latest first.
import { withoutCaseFile } from '@casewright/engine/policy';
import { listOpenNotices, type NoticeRow } from '../store/notices.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { following } from './at-once.ts';
import type { CaseTypes } from './case-types.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';

export interface NoticeView {
  readonly caseId: string;
  readonly reference: string;
  readonly caseType: string;
  readonly team: string;
  readonly about: 'clock' | 'break-glass' | 'review-overdue';
  /** Title of the clock, or the id of the emergency access. */
  readonly clock: string;
  readonly dueOn: string;
  /** How much of the period has passed, in percent; null where all of it has. */
  readonly share: number | null;
  readonly reachedOn: string;
  readonly toldAt: string;
}

/** More than anybody reads; what is acted on makes room. */
const MOST = 100;

export function listNotices(
  send: SendReading,
  reader: Reader,
  caseTypes: CaseTypes,
): Promise<ReadAnswer<{ readonly items: readonly NoticeView[] }>> {
  const { tenant, person } = reader.principal;
  return answerRead(send, reader, {
    action: { type: 'list-work' },
    name: 'list-notices',
    asked: [],
    statements: [listOpenNotices(tenant, { person, limit: MOST })],
    fold: ([notices]) =>
      following(
        caseTypes.byName(
          reader.principal,
          notices.rows.map((row) => row.case_type),
        ),
        (kinds) => ({
          view: withoutCaseFile({
            items: notices.rows.map((row) => viewOf(row, kinds.get(row.case_type)?.clocks.get(row.clock)?.title)),
          }),
          caseIds: [...new Set(notices.rows.map((row) => row.case_id))],
        }),
      ),
  });
}

function viewOf(row: NoticeRow, title: string | undefined): NoticeView {
  return {
    caseId: row.case_id,
    reference: row.reference,
    caseType: row.case_type,
    team: row.team,
    about: row.rung === 'broken' ? 'break-glass' : row.rung === 'overdue' ? 'review-overdue' : 'clock',
    clock: title ?? row.clock,
    dueOn: row.due_on,
    share: /^[0-9]+$/.test(row.rung) ? Number(row.rung) : null,
    reachedOn: row.reached_on,
    toldAt: row.told_at,
  };
}

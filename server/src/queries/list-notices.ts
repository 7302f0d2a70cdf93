// What a person was told of the time of cases, and of who asked for access to them or opened them in an emergency, that is not
// done with yet, the latest first.
import { RECORDS_ROLE, withoutCaseFile } from '@casewright/engine/policy';
import { listAccessNotices, listCorrectionNotices, listOpenNotices, type NoticeRow } from '../store/notices.ts';
import { accessNotices, type AccessNoticeDoors, type AskedView } from './access-notices.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { type AtOnce, following } from './at-once.ts';
import { correctionNotices } from './correction-notices.ts';
import type { InboxItemView } from './inbox-views.ts';
import type { InboxQueries } from './inbox.ts';
import type { SendReading } from './read-flights.ts';
import { noticesOfRecords, type RecordsNotice } from './records-notices.ts';
import type { Reader } from './sessions.ts';

export interface NoticeView {
  readonly caseId: string;
  readonly reference: string;
  readonly caseType: string;
  readonly team: string;
  readonly about: NoticeAbout;
  /** Title of the clock, or the id of the request or the emergency access. */
  readonly clock: string;
  readonly dueOn: string;
  /** How much of the period has passed, in percent; null where all of it has. */
  readonly share: number | null;
  readonly reachedOn: string;
  readonly toldAt: string;
  /** What is to be decided; null where nothing is. */
  readonly asked: AskedView | null;
}

/** The time of a clock; what is to be answered or reviewed, and that it was not in time; what was decided about oneself. */
export type NoticeAbout =
  | 'clock'
  | 'request'
  | 'request-overdue'
  | 'break-glass'
  | 'review-overdue'
  | 'granted'
  | 'refused'
  | 'justified'
  | 'not-justified'
  /** A fact that the case took over is said to be wrong. */
  | 'correction';

export interface NoticesView {
  readonly items: readonly NoticeView[];
  /** Items of the inbox that are nearly due or late, and theirs to work or to answer for. */
  readonly inbox: readonly InboxItemView[];
  /** What waits for somebody who keeps records; of no case. */
  readonly records: readonly RecordsNotice[];
}

export interface NoticeOptions extends AccessNoticeDoors {
  readonly nowMs: number;
  /** What waits in the inbox and they are told of. */
  readonly told: InboxQueries['told'];
}

/** More than anybody reads; what is acted on makes room. */
const MOST = 100;
/** What was decided about somebody is listed for so long: there is nothing in it for them to do. */
const DECIDED_MS = 7 * 24 * 60 * 60 * 1000;
/** That a fact is said to be wrong is told for so long; the case shows it for ever. */
const CORRECTED_MS = 30 * 24 * 60 * 60 * 1000;

export function listNotices(
  send: SendReading,
  reader: Reader,
  { caseTypes, nowMs, database, told }: NoticeOptions,
): Promise<ReadAnswer<NoticesView>> {
  const { tenant, onBehalfOf } = reader.principal;
  const person = onBehalfOf ?? reader.principal.person;
  return answerRead(send, reader, {
    action: { type: 'list-work' },
    name: 'list-notices',
    asked: [],
    statements: [
      listOpenNotices(tenant, { person, limit: MOST }),
      listCorrectionNotices(tenant, { person, since: new Date(nowMs - CORRECTED_MS).toISOString(), limit: MOST }),
      listAccessNotices(tenant, { person, decidedSince: new Date(nowMs - DECIDED_MS).toISOString(), limit: MOST }),
    ],
    fold: ([clocks, corrected, access]) =>
      following(
        caseTypes.byName(
          reader.principal,
          clocks.rows.map((row) => row.case_type),
        ),
        (kinds) => {
          const ofClocks = clocks.rows.map((row) =>
            viewOf(row, kinds.get(row.case_type)?.clocks.get(row.clock)?.title),
          );
          // Mostly there is none, and then nothing is waited for.
          // What was asked of somebody, or decided about them, is told to nobody who stands in for them.
          const isOwn = onBehalfOf === undefined;
          const some =
            !isOwn || access.rows.length === 0 ? [] : accessNotices({ database, caseTypes }, reader, access.rows);
          const wrong = corrected.rows.length === 0 ? [] : correctionNotices(caseTypes, reader, corrected.rows);
          return following(some, (ofOwn) =>
            following(wrong, (ofFacts) => {
              const ofAccess = [...ofOwn, ...ofFacts];
              const items = [...ofAccess, ...ofClocks].toSorted((one, other) => (one.toldAt < other.toldAt ? 1 : -1));
              const caseIds = [...new Set(items.map(({ caseId }) => caseId))];
              // Who works in no team has no queue, and a system's scope need not name the inbox; whoever stands in reads its list.
              const ofInbox = isOwn && reader.principal.teams.length > 0 ? told(reader) : [];
              return following(ofInbox, (inbox) =>
                following(recordsNotices({ database, nowMs }, reader), (records) => ({
                  view: withoutCaseFile({ items, inbox, records }),
                  caseIds,
                })),
              );
            }),
          );
        },
      ),
  });
}

/** At once for everybody else. */
function recordsNotices(
  { database, nowMs }: Pick<NoticeOptions, 'database' | 'nowMs'>,
  reader: Reader,
): AtOnce<readonly RecordsNotice[]> {
  const { teams } = reader.principal;
  return teams.some(({ role }) => role === RECORDS_ROLE) ? noticesOfRecords(database, reader, nowMs) : [];
}

function viewOf(row: NoticeRow, title: string | undefined): NoticeView {
  return {
    caseId: row.case_id,
    reference: row.reference,
    caseType: row.case_type,
    team: row.team,
    about: 'clock',
    clock: title ?? row.clock,
    dueOn: row.due_on,
    share: /^[0-9]+$/.test(row.rung) ? Number(row.rung) : null,
    reachedOn: row.reached_on,
    toldAt: row.told_at,
    asked: null,
  };
}

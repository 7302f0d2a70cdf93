// A page of the tasks that somebody may give out, by who has them, kind, day and age: the list behind each figure of the load, made by the
// same conditions.
import { withoutCaseFile } from '@casewright/engine/policy';
import { readTeamTasks, teamsOf, type Age, type Due } from '../store/team-work.ts';
import type { WorkPlace } from '../store/read-work.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { isDate, isItem, isUtcInstant, isUuid, readCursor, writeCursor } from './cursor.ts';
import { givenOutBy, type TeamDoors, type TeamFilter } from './given-out.ts';
import { PAGE_ROWS, workItemOf, type WorkPageView } from './list-work.ts';
import { lanesOf } from './team-load.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';

export interface TeamTasksAsked extends TeamFilter {
  readonly holder: string | undefined;
  readonly due: Due | undefined;
  readonly age: Age | undefined;
  readonly after: string | undefined;
}

const PLACE = [isDate, isUtcInstant, isUuid, isItem];

export async function listTeamTasks(
  send: SendReading,
  reader: Reader,
  { doors, asked }: { readonly doors: TeamDoors; readonly asked: TeamTasksAsked },
): Promise<ReadAnswer<WorkPageView>> {
  const { tenant } = reader.principal;
  const { team, caseType, holder, due, age } = asked;
  const after = asked.after === undefined ? null : placeOf(asked.after);
  if (after === undefined) return { kind: 'invalid-cursor' };
  const { given, nowMs } = await givenOutBy(doors, reader, asked);
  // What is nobody's holds nothing.
  const lanes = holder === undefined ? null : (lanesOf(holder, teamsOf(given)) ?? []);
  const todays = new Map(given.map((one) => [`${one.team}/${one.caseType}`, one.today]));
  return answerRead(send, reader, {
    action: { type: 'list-work' },
    name: 'list-team-tasks',
    asked: [],
    filter: [team, caseType, holder, due, age].join(' '),
    statements: [
      readTeamTasks({
        ...{ tenant, given, lanes, due: due ?? null, age: age ?? null, nowMs, after, limit: PAGE_ROWS + 1 },
      }),
    ],
    fold: ([work]) => {
      const rows = work.rows.slice(0, PAGE_ROWS);
      const last = work.rows.length > PAGE_ROWS ? rows.at(-1) : undefined;
      const next = last === undefined ? null : writeCursor([last.due_on, last.since_at, last.case_id, last.task]);
      const items = rows.map((row) => workItemOf(row, todays.get(`${row.team}/${row.case_type}`) ?? ''));
      return {
        view: withoutCaseFile({ items, next }),
        caseIds: [...new Set(rows.map((row) => row.case_id))],
      };
    },
  });
}

/** Undefined for a cursor that this list did not make. */
function placeOf(cursor: string): WorkPlace | undefined {
  const [dueOn, sinceAt, caseId, task] = readCursor(cursor, PLACE) ?? [];
  if (dueOn === undefined || sinceAt === undefined || caseId === undefined || task === undefined) return undefined;
  return { dueOn, sinceAt, caseId, task };
}

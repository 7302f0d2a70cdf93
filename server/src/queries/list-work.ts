// My work: one page of what is to do in the reader's own lane and in the lanes of their teams, soonest due first.
import { definitionOf } from '@casewright/engine/plan';
import { dateOf } from '@casewright/engine/calendar';
import type { CaseType } from '@casewright/engine/definition';
import { withoutCaseFile } from '@casewright/engine/policy';
import { readWork, type WorkPlace, type WorkRecord } from '../store/read-work.ts';
import { answerRead, type ReadAnswer, type Shown } from './answer-read.ts';
import { following } from './at-once.ts';
import { allSpokenTo, type CaseTypes } from './case-types.ts';
import { isDate, isItem, isUtcInstant, isUuid, readCursor, writeCursor } from './cursor.ts';
import type { SendReading } from './read-flights.ts';
import { inScope, type Reader } from './sessions.ts';

export interface WorkItemView {
  readonly caseId: string;
  readonly task: string;
  readonly title: string;
  readonly reference: string;
  readonly caseType: string;
  readonly team: string;
  readonly assignee: string | null;
  /** The queue in which it lies, where it lies in one. */
  readonly queue: string | null;
  readonly priority: number;
  readonly dueOn: string | null;
  readonly since: string;
  readonly overdue: boolean;
}

export interface WorkPageView {
  readonly items: readonly WorkItemView[];
  readonly next: string | null;
}

export const PAGE_ROWS = 50;
/** How the store says that there is no due date. */
const NEVER = '9999-12-31';
const PLACE = [isDate, isUtcInstant, isUuid, isItem];
const PERSON_LANE = 'person:';
const QUEUE_LANE = 'queue:';

export interface WorkOptions {
  readonly after: string | undefined;
  readonly nowMs: number;
  readonly caseTypes: CaseTypes;
}

export async function listWork(
  send: SendReading,
  reader: Reader,
  options: WorkOptions,
): Promise<ReadAnswer<WorkPageView>> {
  const { tenant } = reader.principal;
  // Whose queues are read: of somebody who stands in, the colleague's.
  const person = reader.principal.onBehalfOf ?? reader.principal.person;
  const teams = [...new Set(reader.principal.teams.map(({ team }) => team))];
  const after = options.after === undefined ? null : placeOf(options.after);
  if (after === undefined) return { kind: 'invalid-cursor' };
  return answerRead(send, reader, {
    action: { type: 'list-work' },
    name: 'list-work',
    asked: [],
    statements: [readWork({ tenant, lanes: reader.lanes, teams, person, after, limit: PAGE_ROWS + 1 })],
    fold: ([work]) => {
      const names = work.rows.map((row) => row.case_type);
      return following(options.caseTypes.byName(reader.principal, names), (kinds) =>
        page(reader, work.rows.map(titledFor(reader, kinds)), todayIn(kinds, options.nowMs)),
      );
    },
  });
}

/** Work with its title as the reader speaks it; of another version that calls it otherwise the title stays. */
function titledFor(reader: Reader, kinds: ReadonlyMap<string, CaseType>): (row: WorkRecord) => WorkRecord {
  const spoken = allSpokenTo(reader, kinds);
  return (row) => {
    const task = definitionOf(row.task);
    if (kinds.get(row.case_type)?.items.get(task)?.title !== row.title) return row;
    return { ...row, title: spoken.get(row.case_type)?.items.get(task)?.title ?? row.title };
  };
}

/** Today where each kind of case counts its days: a day ends when it ends there. */
function todayIn(kinds: ReadonlyMap<string, CaseType>, nowMs: number): ReadonlyMap<string, string> {
  const now = new Date(nowMs).toISOString();
  return new Map([...kinds].map(([name, { zone }]) => [name, dateOf(now, zone)]));
}

function page(reader: Reader, rows: readonly WorkRecord[], today: ReadonlyMap<string, string>): Shown<WorkPageView> {
  const found = rows.slice(0, PAGE_ROWS);
  const last = rows.length > PAGE_ROWS ? found.at(-1) : undefined;
  const shown = inScope(reader, found);
  const next = last === undefined ? null : writeCursor([last.due_on, last.since_at, last.case_id, last.task]);
  return {
    view: withoutCaseFile({ items: shown.map((row) => workItemOf(row, today.get(row.case_type) ?? '')), next }),
    caseIds: [...new Set(shown.map((row) => row.case_id))],
  };
}

export function workItemOf(row: WorkRecord, today: string): WorkItemView {
  return {
    caseId: row.case_id,
    task: row.task,
    title: row.title,
    reference: row.reference,
    caseType: row.case_type,
    team: row.team,
    assignee: row.lane.startsWith(PERSON_LANE) ? row.lane.slice(PERSON_LANE.length) : null,
    queue: row.lane.startsWith(QUEUE_LANE) ? row.lane.slice(row.lane.indexOf('/') + 1) : null,
    priority: row.priority,
    dueOn: row.due_on === NEVER ? null : row.due_on,
    since: row.since,
    overdue: row.due_on < today,
  };
}

/** Undefined for a cursor that this list did not make. */
function placeOf(cursor: string): WorkPlace | undefined {
  const [dueOn, sinceAt, caseId, task] = readCursor(cursor, PLACE) ?? [];
  if (dueOn === undefined || sinceAt === undefined || caseId === undefined || task === undefined) return undefined;
  return { dueOn, sinceAt, caseId, task };
}

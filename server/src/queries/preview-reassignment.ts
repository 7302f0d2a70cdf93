// What would happen if some tasks were given to somebody: for each the decider is asked without anything being written, after the policy was
// asked whether the reader may give it out, and whether the person may open the case. Of work that is not the reader's to give, nothing is
// said of the person.
import { decide, queueOfAssignee, type CaseCommand, type CaseState } from '@casewright/engine/case';
import { managerOf, type CaseType } from '@casewright/engine/definition';
import { definitionOf } from '@casewright/engine/plan';
import { authorize, withoutCaseFile } from '@casewright/engine/policy';
import { mayReadAssignee, mayReadItem, missingForCommand } from '@casewright/engine/view';
import { readCasesToGive, type CaseToGive } from '../store/cases-to-give.ts';
import { programContext } from '../store/context.ts';
import { principalOfCandidate } from '../store/find-candidates.ts';
import { peopleOfQueue, type TeamPersonRow } from '../store/people-of-teams.ts';
import { resourceOf } from '../store/read-case.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import { countLanes, teamsOf } from '../store/team-work.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { allOf } from './at-once.ts';
import { spokenTo } from './case-types.ts';
import { givenOutBy, type GivenOutBy, type TeamDoors } from './given-out.ts';
import { personView, readTeamPeople, type TeamPersonView } from './team-people.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';

export interface TaskNamed {
  readonly caseId: string;
  readonly task: string;
}

export interface ReassignmentAsked {
  readonly tasks: readonly TaskNamed[];
  /** A person, `queue:…`, or null: back to the team. */
  readonly assignee: string | null;
}

/** Why it would not move: a code of the decider or of this preview. */
export interface ReassignedView extends TaskNamed {
  readonly reference: string | null;
  readonly title: string | null;
  /** Who has it now; null: nobody, or not for the reader to know. */
  readonly from: string | null;
  readonly outcome: 'would-move' | 'unchanged' | 'refused';
  readonly code: string | null;
  /** What speaks against it and does not prevent it. */
  readonly warnings: readonly ('lacks-role' | 'declared-interest')[];
}

export interface ShiftView {
  readonly person: string;
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

export interface ReassignmentView {
  /** Null where it goes to a queue or back to the team. */
  readonly to: TeamPersonView | null;
  readonly items: readonly ReassignedView[];
  /** What each person who gains or loses work carries before and after. */
  readonly shifts: readonly ShiftView[];
}

export interface PreviewOptions {
  readonly doors: TeamDoors;
  readonly asked: ReassignmentAsked;
}

export async function previewReassignment(
  send: SendReading,
  reader: Reader,
  { doors, asked }: PreviewOptions,
): Promise<ReadAnswer<ReassignmentView>> {
  const { tenant } = reader.principal;
  const by = await givenOutBy(doors, reader);
  const caseIds = [...new Set(asked.tasks.map(({ caseId }) => caseId))];
  const { assignee } = asked;
  const isPerson = assignee !== null && queueOfAssignee(assignee) === null;
  const people = isPerson ? await readTeamPeople(doors, tenant, { teams: teamsOf(by.given), people: [assignee] }) : [];
  return answerRead(send, reader, {
    action: { type: 'list-work' },
    name: 'preview-reassignment',
    asked: [],
    filter: JSON.stringify(asked),
    statements: [readCasesToGive(tenant, caseIds)],
    fold: async ([found]) => {
      const types = await allOf(found.rows.map((row) => doors.caseTypes.byHash(reader.principal, row.case_type_hash)));
      const cases = new Map(found.rows.map((row, at) => [row.case_id, { row, caseType: types[at] }]));
      const isServed = await servesQueue(doors, tenant, assignee);
      const person = people.find((row) => row.person === assignee);
      const items = asked.tasks.map((task): ReassignedView => {
        const { row, caseType } = cases.get(task.caseId) ?? {};
        const known = row === undefined || caseType === undefined ? null : { row, caseType };
        return known === null ? absent(task) : judge({ reader, by, assignee, person, isServed }, task, known);
      });
      const shifts = await shiftsOf({ doors, reader, by, person }, items);
      const tasks = shifts.find((one) => one.person === person?.person)?.before ?? 0;
      const view: ReassignmentView = {
        // Of somebody to whom they may give nothing, nothing is said.
        to: person === undefined || !items.some(isTheirs) ? null : personView(person, { tenant, by, people, tasks }),
        ...{ items, shifts },
      };
      return { view: withoutCaseFile(view), caseIds: found.rows.map((row) => row.case_id) };
    },
  });
}

/** Whether somebody serves the queue, of what is one. */
async function servesQueue({ database }: TeamDoors, tenant: number, assignee: string | null): Promise<boolean> {
  const queue = queueOfAssignee(assignee);
  if (queue === null) return false;
  const [served] = await database.once(programContext(tenant, 'preview-reassignment'), [peopleOfQueue(tenant, queue)]);
  return served.rows.length > 0;
}

interface Judging {
  readonly reader: Reader;
  readonly by: GivenOutBy;
  readonly assignee: string | null;
  /** Undefined where it goes to nobody by name, or to somebody who is not there. */
  readonly person: TeamPersonRow | undefined;
  /** False for a queue that nobody serves. */
  readonly isServed: boolean;
}

interface Known {
  readonly row: CaseToGive;
  readonly caseType: CaseType;
}

/** Whether it is the reader's to give out. */
function isTheirs({ code }: ReassignedView): boolean {
  return code !== 'not-there' && code !== 'not-yours';
}

/** Not there, and not theirs to see, look the same. */
function absent(task: TaskNamed): ReassignedView {
  return {
    ...task,
    ...{ reference: null, title: null, from: null, outcome: 'refused', code: 'not-there', warnings: [] },
  };
}

function judge(judging: Judging, { caseId, task }: TaskNamed, { row, caseType }: Known): ReassignedView {
  const { reader, assignee } = judging;
  const parts = readablePartsOf(row, caseType);
  // The store keeps exactly what the engine made.
  const state = JSON.parse(row.state) as CaseState;
  const item = spokenTo(reader, caseType).items.get(definitionOf(task));
  if (item === undefined || !mayReadItem(caseType, task, parts)) return absent({ caseId, task });
  const from = mayReadAssignee(caseType, task, parts) ? (state.tasks[task]?.assignee ?? null) : null;
  const shown = { caseId, task, reference: row.reference, title: item.title, from };
  const refused = (code: string): ReassignedView => ({ ...shown, outcome: 'refused', code, warnings: [] });
  const command: CaseCommand = { type: 'AssignTask', task, assignee };
  const mayGive = missingForCommand(caseType, command, parts).length === 0 && mayGiveOut(judging, { row, caseType });
  if (!mayGive) return refused('not-yours');
  // In the order of the command.
  if (!mayTakeIt(judging, row)) return refused('assignee-may-not-open');
  const decision = decide(caseType, state, command, contextOf(judging));
  if ('rejection' in decision) {
    const { code } = decision.rejection;
    return code === 'nothing-to-do' ? { ...shown, outcome: 'unchanged', code, warnings: [] } : refused(code);
  }
  const warnings = warningsOf(judging.person, { row, state, roles: item.task?.by ?? [] });
  return { ...shown, outcome: 'would-move', code: null, warnings };
}

function contextOf({ reader: { principal }, by }: Judging): Parameters<typeof decide>[3] {
  const { person: actor, onBehalfOf } = principal;
  const context = { occurred: new Date(by.nowMs).toISOString(), actor };
  return onBehalfOf === undefined ? context : { ...context, onBehalfOf };
}

/** As the command asks: of these rooms only what may be given to others, to whomever it then goes. */
function mayGiveOut({ reader: { principal } }: Judging, { row, caseType }: Known): boolean {
  const action = { type: 'command', command: 'AssignTask', by: managerOf(caseType) } as const;
  return authorize(principal, action, resourceOf(principal.tenant, row)).allowed;
}

/** Whether whoever gets it may open the case. Who is not there and who may not are answered alike. */
function mayTakeIt({ reader: { principal }, by, assignee, person, isServed }: Judging, row: CaseToGive): boolean {
  const { tenant } = principal;
  if (assignee === null) return true;
  if (queueOfAssignee(assignee) !== null) return isServed;
  if (assignee === (principal.onBehalfOf ?? principal.person)) return true;
  if (person === undefined) return false;
  const candidate = principalOfCandidate(person, { tenant, authority: 'assignment', nowMs: by.nowMs });
  return authorize(candidate, { type: 'read-case' }, resourceOf(tenant, row)).allowed;
}

interface Warned {
  readonly row: CaseToGive;
  readonly state: CaseState;
  /** Of which one is asked for. */
  readonly roles: readonly string[];
}

function warningsOf(person: TeamPersonRow | undefined, { row, state, roles }: Warned): ReassignedView['warnings'] {
  if (person === undefined) return [];
  const hasRole = person.memberships.some(({ team, role }) => team === row.team && roles.includes(role));
  const about = [row.case_id, row.reference, ...Object.values(state.parties)];
  const hasInterest = person.interests.some((name) => about.includes(name));
  return [
    ...(hasRole || roles.length === 0 ? [] : (['lacks-role'] as const)),
    ...(hasInterest ? (['declared-interest'] as const) : []),
  ];
}

interface Shifting extends Pick<Judging, 'reader' | 'by' | 'person'> {
  readonly doors: TeamDoors;
}

/** Only of what would move. */
async function shiftsOf(
  { doors, reader: { principal }, by, person }: Shifting,
  items: readonly ReassignedView[],
): Promise<readonly ShiftView[]> {
  const moved = items.filter(({ outcome }) => outcome === 'would-move');
  const losing = moved.flatMap(({ from }) => (from === null || queueOfAssignee(from) !== null ? [] : [from]));
  const whom = [...new Set([...(person === undefined ? [] : [person.person]), ...losing])];
  if (!items.some(isTheirs) || whom.length === 0) return [];
  const { tenant } = principal;
  const lanes = whom.map((one) => `person:${one}`);
  const [[counted], people] = await Promise.all([
    doors.database.once(principal, [countLanes(tenant, { given: by.given, lanes })]),
    readTeamPeople(doors, tenant, { teams: teamsOf(by.given), people: whom }),
  ]);
  return whom.map((one) => {
    const before = counted.rows.find(({ lane }) => lane === `person:${one}`)?.tasks ?? 0;
    const gains = one === person?.person ? moved.length : 0;
    const loses = losing.filter((each) => each === one).length;
    const name = people.find((row) => row.person === one)?.name ?? one;
    return { person: one, name, before, after: before + gains - loses };
  });
}

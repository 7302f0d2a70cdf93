// Work that a routing table is asked about goes to somebody in the same transaction in which it becomes work to do. The
// policy says who may open the case and do the work; the engine decides; everything by which it can be done again is kept
// with the assignment. Knows no SQL.
import { dateOf } from '@casewright/engine/calendar';
import { assigneeOfQueue, barredFrom, decide, type CaseEvent, type CaseState } from '@casewright/engine/case';
import type { CaseType, RoutingDefinition } from '@casewright/engine/definition';
import { definitionOf, factsOf } from '@casewright/engine/plan';
import { authorize, type Principal } from '@casewright/engine/policy';
import { groundsOf, route, type Assignment, type Candidate, type RoutingInput } from '@casewright/engine/routing';
import { flight, readingAs, type Tx } from '../store/database.ts';
import { findCandidates, type CandidateRow, isAway, principalOfCandidate } from '../store/find-candidates.ts';
import type { KeyProvider } from '../store/keys.ts';
import { openEvent } from '../store/open-event.ts';
import { weightOfTask } from '../store/projection.ts';
import { readEventsOfType, type EventRow } from '../store/read-events.ts';
import { accessAfter } from './candidate-rights.ts';
import { addConsequence, type CaseWrite } from './case-write.ts';
import { actorsOf, type Prepared } from './prepared.ts';

/** Who is named in an assignment that follows from a routing table. */
const ROUTING = 'system.routing';

interface Following {
  readonly write: CaseWrite;
  readonly prepared: Prepared;
  /** The event just added, from which assignments may follow. */
  readonly event: CaseEvent;
}

/** Adds an assignment for each routed task that the last event made work to do. One more round trip where there is any. */
export async function routeTasks(deps: { readonly keys: KeyProvider }, tx: Tx, following: Following): Promise<void> {
  const { write, prepared } = following;
  const { caseType, state: before } = write.before;
  // The rows of a log say themselves who did what.
  if (caseType.routing.size === 0 || prepared.principal.authority.startsWith('import:')) return;
  const tasks = write.state === null ? [] : tasksToRoute(caseType, before, write.state);
  if (tasks.length === 0 || write.state === null) return;
  const knowledge = await learn(tx, following, tasks);
  const system: Principal = {
    ...prepared.principal,
    person: ROUTING,
    authority: 'routing',
    name: 'Routing',
    teams: [],
    holding: 'program',
  };
  // The event that let the work begin: its hash could be known to nobody before it was made.
  const seed = { seed: write.lastHash.toString('hex'), seedOf: write.state.version };
  for (const { task, definition } of tasks) {
    const input = inputFor({ task, definition, seed: seed.seed }, write, knowledge);
    const routing = route(input);
    const grounds = groundsOf(input, seed.seedOf);
    const command = { type: 'AssignTask' as const, task, assignee: assigneeOf(routing), routing, grounds };
    const decision = decide(caseType, write.state, command, { occurred: following.event.occurred, actor: ROUTING });
    if ('rejection' in decision)
      throw new Error(`Routing found nobody to be right for ${task}: ${decision.rejection.code}.`);
    addConsequence(deps.keys, write, {
      prepared: { ...prepared, principal: system, actor: ROUTING },
      ...decision,
    });
  }
}

interface TaskToRoute {
  readonly task: string;
  readonly definition: RoutingDefinition;
}

/** Active now, not before, and not taken. What goes on after a suspension is as it was. */
function tasksToRoute(caseType: CaseType, before: CaseState | null, after: CaseState): readonly TaskToRoute[] {
  if (after.status === 'closed') return [];
  return Object.entries(after.tasks).flatMap(([task, { assignee }]) => {
    const isNew = before?.tasks[task] === undefined && before?.left?.[task] === undefined;
    if (!isNew || assignee !== undefined) return [];
    const definition = caseType.routing.get(caseType.items.get(definitionOf(task))?.task?.routedBy ?? '');
    return definition === undefined ? [] : [{ task, definition }];
  });
}

interface Knowledge {
  readonly people: readonly CandidateRow[];
  /** Who completed what in this case, oldest first. */
  readonly done: readonly { readonly task: string; readonly person: string }[];
  /** The date where the case counts its days. */
  readonly today: string;
  readonly nowMs: number;
}

async function learn(tx: Tx, { write, prepared, event }: Following, tasks: readonly TaskToRoute[]): Promise<Knowledge> {
  const { tenant, caseId, caseType } = write.before;
  const targets = tasks.flatMap(({ definition }) => definition.table.rules.map(({ to }) => to));
  const [, people, completed] = await flight(tx, [
    // How much others have to do counts also where their cases may not be opened.
    readingAs(tx, 'program'),
    findCandidates({
      tenant,
      caseId,
      teams: [...new Set([write.state?.team ?? '', ...targets.flatMap((to) => ('team' in to ? [to.team] : []))])],
      queues: [...new Set(targets.flatMap((to) => ('queue' in to ? [to.queue] : [])))],
      people: [...new Set(targets.flatMap((to) => ('person' in to ? [to.person] : [])))],
    }),
    readEventsOfType(tenant, caseId, 'TaskCompleted'),
  ]);
  const done = completed.rows.flatMap((row) => completionIn(row, write));
  if (event.type === 'TaskCompleted') {
    for (const person of actorsOf(prepared.actor, prepared.principal.authority))
      done.push({ task: event.task, person });
  }
  const nowMs = Date.parse(prepared.recordedAt);
  return { people: people.rows, done, today: dateOf(prepared.recordedAt, caseType.zone), nowMs };
}

function completionIn(row: EventRow, { before, keys }: CaseWrite): { task: string; person: string }[] {
  const { seq, type, occurred, payload, actor, authority } = row;
  const opened = openEvent({ tenant: before.tenant, caseId: before.caseId, seq, type, occurred, payload }, keys);
  const { event } = opened.kind === 'event' ? opened : { event: null };
  if (event?.type !== 'TaskCompleted') return [];
  return actorsOf(actor, authority).map((person) => ({ task: event.task, person }));
}

const COMPLETING = { type: 'command', command: 'CompleteTask' } as const;

function inputFor(
  { task, definition, seed }: TaskToRoute & { readonly seed: string },
  write: CaseWrite,
  { people, done, today, nowMs }: Knowledge,
): RoutingInput {
  const { tenant, caseId, caseType } = write.before;
  const { state } = write;
  if (state === null) throw new Error('A case without a state has no work.');
  const { team, parties, reference } = state;
  const by = caseType.items.get(definitionOf(task))?.task?.by ?? [];
  const mayOpen = new Set<string>();
  const mayDo = new Set<string>();
  // Whoever did what keeps them from this work may not do it, whatever their roles.
  const barred = barredFrom(caseType, state, task);
  const resource = { tenant, team, access: accessAfter(write, nowMs) };
  for (const row of people) {
    const principal = principalOfCandidate(row, { tenant, authority: 'routing', nowMs });
    if (authorize(principal, { type: 'read-case' }, resource).allowed) mayOpen.add(row.person);
    const does = by.some((role) => authorize(principal, { ...COMPLETING, by: role }, resource).allowed);
    if (!barred.includes(row.person) && does) mayDo.add(row.person);
  }
  const known = new Set(people.map(({ person }) => person));
  return {
    table: definition.table,
    facts: factsOf(caseType.fields, state.data),
    work: {
      task,
      case: caseId,
      parties: [...Object.values(parties), reference],
      continuity: done.findLast(({ person }) => known.has(person))?.person ?? null,
      decidedBy: [
        ...new Set(
          done.filter((one) => definition.decisions.includes(definitionOf(one.task))).map(({ person }) => person),
        ),
      ],
      mayOpen,
      mayDo,
    },
    candidates: people.map((row) => candidateOf(row, { today, own: ownLoad(row.person, state, caseType) })),
    seed,
  };
}

function candidateOf(
  row: CandidateRow,
  { today, own }: { readonly today: string; readonly own: readonly number[] },
): Candidate {
  const { person, memberships, capacity, facts, load } = row;
  const named = (kind: CandidateRow['facts'][number]['kind']): readonly string[] =>
    facts.filter((fact) => fact.kind === kind).map(({ name }) => name);
  return {
    id: person,
    teams: [...new Set(memberships.map(({ team }) => team))],
    queues: named('queue'),
    skills: Object.fromEntries(
      facts.flatMap(({ kind, name, level }) => (kind === 'skill' ? [[name, level ?? 0]] : [])),
    ),
    languages: named('language'),
    places: named('place'),
    capacity,
    load: [...load, ...own],
    conflicts: Object.fromEntries(facts.flatMap(({ kind, name, said }) => (kind === 'interest' ? [[name, said]] : []))),
    away: isAway(row, today),
  };
}

/** What somebody carries in this case as it is now, with what was assigned a moment ago. */
function ownLoad(person: string, state: CaseState, caseType: CaseType): readonly number[] {
  return Object.entries(state.tasks)
    .filter(([, { assignee }]) => assignee === person)
    .map(([task]) => weightOfTask(task, state, caseType));
}

function assigneeOf({ person, outcome, target }: Assignment): string | null {
  if (person !== null) return person;
  return outcome === 'to-be-pulled' && 'queue' in target ? assigneeOfQueue(target.queue) : null;
}

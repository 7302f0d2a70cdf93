// Requests for access and emergencies that wait for somebody, as rows of the work to do: derived from the state of the case like
// its tasks, and in the lane of the role that manages access. The plan of a case knows nothing of them (decision 0022).
import { dateOf } from '@casewright/engine/calendar';
import { reviewDueAt, type AccessRequest, type CaseState, type HeldAccess } from '@casewright/engine/case';
import { managerOf, type CaseType } from '@casewright/engine/definition';
import type { TaskRow } from './save-tasks.ts';

/** The lane of everybody with a role in a team. */
export function roleLane(team: string, role: string): string {
  return `role:${team}/${role}`;
}

type Waiting = AccessRequest | HeldAccess;

/** What waits, by its id: those have a dot, which no task has. */
export function waitingOf(state: CaseState | null): Readonly<Record<string, Waiting>> {
  const access = state?.access;
  if (access === undefined) return {};
  const requests = Object.entries(access.requests).filter(([, { answer }]) => answer === 'open');
  const emergencies = Object.entries(access.facts).filter(([, fact]) => waitsForReview(fact));
  return Object.fromEntries<Waiting>([...requests, ...emergencies]);
}

function waitsForReview(fact: HeldAccess): boolean {
  return fact.kind === 'break-glass' && (fact.review === 'due' || fact.review === 'overdue');
}

/** Says when it was asked or done, and by when it is to be decided; of requests of before there was such a day, the day of asking. */
export function waitingRow(
  task: string,
  waiting: Waiting,
  { team, caseType }: { readonly team: string; readonly caseType: CaseType },
): TaskRow {
  const role = managerOf(caseType);
  const isRequest = 'answer' in waiting;
  const since = waiting.from ?? waiting.until ?? '';
  return {
    task,
    lane: roleLane(team, role),
    dueOn: isRequest ? (waiting.dueOn ?? dateOf(since, caseType.zone)) : dateOf(reviewDueAt(waiting), caseType.zone),
    sinceAt: since,
    since,
    // An emergency comes before other work of its day.
    priority: isRequest ? 2 : 1,
    title: isRequest ? 'Answer a request for access' : 'Review an emergency access',
    role,
  };
}

// Work is given to nobody who may not open the case: neither by hand nor, in `route-tasks.ts`, by routing.
import { queueOfAssignee, type Rejection } from '@casewright/engine/case';
import { authorize } from '@casewright/engine/policy';
import { flight, readingAs, type Tx } from '../store/database.ts';
import { findCandidates, principalOfCandidate } from '../store/find-candidates.ts';
import { workerOf } from './may-command.ts';
import type { Seen } from './look-first.ts';
import type { Prepared } from './prepared.ts';

/**
 * One more round trip where somebody gives work to somebody else. Who is not there and who may not are answered alike.
 *
 * @returns null where it may be theirs, or nobody is named
 */
export async function refuseAssignee(
  tx: Tx,
  { principal, nowMs }: Prepared,
  { command, caseId, team, head }: Seen,
): Promise<{ readonly rejection: Rejection } | null> {
  if (command.type !== 'AssignTask' || command.assignee === null || head === undefined) return null;
  const { task, assignee } = command;
  // Whoever takes work themselves has just been let in; what the program assigns it has looked at itself.
  if (assignee === workerOf(principal) || principal.holding === 'program') return null;
  const { tenant } = principal;
  const queue = queueOfAssignee(assignee);
  if (queue !== null) return (await isServed(tx, { tenant, caseId, queue })) ? null : refused(task, assignee);
  const [, people] = await flight(tx, [
    readingAs(tx, 'program'),
    findCandidates({ tenant, caseId, teams: [], queues: [], people: [assignee] }),
  ]);
  const mayOpen = people.rows.some((row) => {
    const candidate = principalOfCandidate(row, { tenant, authority: 'assignment', nowMs });
    return authorize(candidate, { type: 'read-case' }, { tenant, team, access: head }).allowed;
  });
  return mayOpen ? null : refused(task, assignee);
}

function refused(task: string, assignee: string): { readonly rejection: Rejection } {
  return { rejection: { code: 'assignee-may-not-open', task, assignee } };
}

/** Work in a queue that nobody serves would be seen by nobody. */
async function isServed(
  tx: Tx,
  { tenant, caseId, queue }: { readonly tenant: number; readonly caseId: string; readonly queue: string },
): Promise<boolean> {
  const [, people] = await flight(tx, [
    readingAs(tx, 'program'),
    findCandidates({ tenant, caseId, teams: [], queues: [queue], people: [] }),
  ]);
  return people.rows.length > 0;
}

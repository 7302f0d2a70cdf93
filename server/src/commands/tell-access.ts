// Who is told that somebody opened a case in an emergency, and that nobody reviewed it in time: whoever manages access in the
// team of the case, in the transaction of the event that says so. A review takes note of it for all. Knows no SQL.
import { dateOf } from '@casewright/engine/calendar';
import { type CaseEvent, reviewTimer } from '@casewright/engine/case';
import { flight, readingAs, type Tx } from '../store/database.ts';
import { type CandidateRow, findCandidates } from '../store/find-candidates.ts';
import { addNotices, noteReviewed } from '../store/notices.ts';
import type { CaseWrite } from './case-write.ts';
import type { Prepared } from './prepared.ts';

interface Following {
  readonly write: CaseWrite;
  readonly prepared: Prepared;
  readonly event: CaseEvent;
}

/** One more round trip where somebody is to be told; nothing for any other event. */
export async function tellAccess(tx: Tx, { write, prepared, event }: Following): Promise<void> {
  const { tenant, caseId, caseType } = write.before;
  const on = dateOf(event.occurred, caseType.zone);
  if (event.type === 'BreakGlassReviewed') {
    write.others.push(noteReviewed(tenant, { caseId, access: event.fact, on }));
  } else if (event.type === 'GlassBroken') {
    await tell(tx, { write, prepared }, { access: event.id, rung: 'broken', roles: event.to, on });
  } else if (event.type === 'ReviewOverdue') {
    await tell(tx, { write, prepared }, { access: event.fact, rung: 'overdue', roles: event.to, on });
  }
}

interface Telling {
  readonly access: string;
  readonly rung: 'broken' | 'overdue';
  readonly roles: readonly string[];
  readonly on: string;
}

async function tell(
  tx: Tx,
  { write, prepared }: Omit<Following, 'event'>,
  { access, rung, roles, on }: Telling,
): Promise<void> {
  const { tenant, caseId, caseType, state: before } = write.before;
  const fact = write.state?.access?.facts[access];
  if (write.state === null || fact?.kind !== 'break-glass') return;
  const { team } = write.state;
  const [, candidates] = await flight(tx, [
    readingAs(tx, 'program'),
    findCandidates({ tenant, caseId, teams: [team], queues: [], people: [] }),
  ]);
  const people = peopleToTell(candidates.rows, { team, roles, not: fact.person });
  if (people.length === 0) return;
  const timers = { ...before?.timers, ...write.state.timers };
  const dueOn = dateOf(timers[reviewTimer(access)]?.dueAt ?? fact.from, caseType.zone);
  const seq = write.state.version;
  write.others.push(
    addNotices(tenant, {
      ...{ caseId, clock: access, dueOn, rung, people, reachedOn: on, seq, toldAt: prepared.recordedAt },
    }),
  );
}

/** Those with the role in the team; where it has nobody else with it, everybody else of the team, so that somebody knows. */
function peopleToTell(
  candidates: readonly CandidateRow[],
  { team, roles, not }: { readonly team: string; readonly roles: readonly string[]; readonly not: string },
): readonly string[] {
  const others = candidates.filter(
    ({ person, memberships }) => person !== not && memberships.some((one) => one.team === team),
  );
  const managing = others.filter(({ memberships }) =>
    memberships.some((one) => one.team === team && roles.includes(one.role)),
  );
  return (managing.length > 0 ? managing : others).map(({ person }) => person);
}

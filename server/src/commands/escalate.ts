// Who is told that the time of a case runs out: the people who have the role of the rung in the team of the case, in the
// transaction of the event that says so. Acting in the case takes note of it and stops the ladder. Knows no SQL.
import { dateOf } from '@casewright/engine/calendar';
import type { CaseEvent } from '@casewright/engine/case';
import type { ClockDefinition } from '@casewright/engine/definition';
import { authorize } from '@casewright/engine/policy';
import { escalationsDue, type Rung } from '@casewright/engine/routing';
import { flight, readingAs, type Tx } from '../store/database.ts';
import { accessAfter } from './candidate-rights.ts';
import { findCandidates, type CandidateRow, principalOfCandidate } from '../store/find-candidates.ts';
import { addNotices, noteActed, readTold } from '../store/notices.ts';
import type { CaseWrite } from './case-write.ts';
import { actorsOf, type Prepared } from './prepared.ts';

interface Following {
  readonly write: CaseWrite;
  readonly prepared: Prepared;
  readonly event: CaseEvent;
}

/** One more round trip where a rung is reached; nothing for a kind of case that escalates nothing. */
export async function escalate(tx: Tx, { write, prepared, event }: Following): Promise<void> {
  const { tenant, caseId, caseType } = write.before;
  const { authority } = prepared.principal;
  if (authority.startsWith('import:') || ![...caseType.clocks.values()].some(isEscalated)) return;
  if (event.type === 'ClockWarned' || event.type === 'ClockBreached') return reach(tx, { write, prepared, event });
  if (authority === 'timer' || write.before.state === null) return;
  const on = dateOf(prepared.recordedAt, caseType.zone);
  for (const person of actorsOf(prepared.actor, authority))
    write.others.push(noteActed(tenant, { caseId, person, on }));
}

function isEscalated({ escalation = [] }: ClockDefinition): boolean {
  return escalation.length > 0;
}

type Reached = Omit<Following, 'event'> & {
  readonly event: Extract<CaseEvent, { type: 'ClockWarned' | 'ClockBreached' }>;
};

/** Later than any day: that the rung is reached is what the event says. */
const REACHED = '9999-12-31';

async function reach(tx: Tx, { write, prepared, event }: Reached): Promise<void> {
  const { tenant, caseId, caseType, state: before } = write.before;
  const dueOn = before?.clocks[event.clock]?.dueOn;
  const steps = caseType.clocks.get(event.clock)?.escalation ?? [];
  if (before === null || dueOn === undefined || event.to === undefined) return;
  const { team } = before;
  const [, people, told] = await flight(tx, [
    readingAs(tx, 'program'),
    findCandidates({ tenant, caseId, teams: [team], queues: [], people: [] }),
    readTold(tenant, { caseId, clock: event.clock, dueOn }),
  ]);
  const ladder: readonly Rung[] = steps.map(({ at, to }) => ({ at, to: peopleIn(people.rows, team, to) }));
  const on = dateOf(event.occurred, caseType.zone);
  const nowMs = Date.parse(prepared.recordedAt);
  const resource = { tenant, team, access: accessAfter(write, nowMs) };
  const mayOpen = (row: CandidateRow): boolean =>
    authorize(principalOfCandidate(row, { tenant, authority: 'notice', nowMs }), { type: 'read-case' }, resource)
      .allowed;
  const reached = escalationsDue({
    ladder,
    reckoning: {
      dueOn: event.type === 'ClockBreached' ? dueOn : null,
      standing: 'running',
      warnings: event.type === 'ClockWarned' ? [{ share: event.share, on }] : [],
    },
    today: REACHED,
    told: told.rows.map(({ rung }) => (rung === 'due' ? rung : Number(rung))),
    actedOn: told.rows.flatMap(({ acted_on: day }) => day ?? []).toSorted()[0] ?? null,
    mayOpen: new Set(people.rows.filter(mayOpen).map(({ person }) => person)),
  });
  for (const { at, on: reachedOn, to } of reached) {
    if (to.length === 0) continue;
    const rung = { caseId, clock: event.clock, dueOn, rung: String(at) };
    const seq = write.state?.version ?? 0;
    write.others.push(addNotices(tenant, { ...rung, people: to, reachedOn, seq, toldAt: prepared.recordedAt }));
  }
}

function peopleIn(people: readonly CandidateRow[], team: string, role: string): readonly string[] {
  return people
    .filter(({ memberships }) => memberships.some((one) => one.team === team && one.role === role))
    .map(({ person }) => person);
}

// Who is told that a fact which a case took over is said to be wrong where it comes from: the people of its team who may open it, in the transaction
// of the event that says so. Whether they may read the field is asked when they look. Knows no SQL.
import { dateOf } from '@casewright/engine/calendar';
import type { CaseEvent } from '@casewright/engine/case';
import { authorize } from '@casewright/engine/policy';
import { flight, readingAs, type Tx } from '../store/database.ts';
import { findCandidates, principalOfCandidate } from '../store/find-candidates.ts';
import { addNotices } from '../store/notices.ts';
import { accessAfter } from './candidate-rights.ts';
import type { CaseWrite } from './case-write.ts';
import type { Prepared } from './prepared.ts';

interface Following {
  readonly write: CaseWrite;
  readonly prepared: Prepared;
  readonly event: CaseEvent;
}

/** One more round trip for such an event, and nothing for any other. */
export async function tellCorrection(tx: Tx, { write, prepared, event }: Following): Promise<void> {
  const { state } = write;
  if (event.type !== 'CorrectionReceived' || state === null) return;
  const { tenant, caseId, caseType } = write.before;
  const { team } = state;
  const [, people] = await flight(tx, [
    readingAs(tx, 'program'),
    findCandidates({ tenant, caseId, teams: [team], queues: [], people: [] }),
  ]);
  const nowMs = Date.parse(prepared.recordedAt);
  const resource = { tenant, team, caseType: caseType.name, access: accessAfter(write, nowMs) };
  const told = people.rows.filter(
    (row) =>
      authorize(principalOfCandidate(row, { tenant, authority: 'notice', nowMs }), { type: 'read-case' }, resource)
        .allowed,
  );
  const on = dateOf(event.occurred, caseType.zone);
  write.others.push(
    addNotices(tenant, {
      ...{ caseId, clock: event.id, dueOn: on, rung: CORRECTED, people: told.map(({ person }) => person) },
      ...{ reachedOn: on, seq: state.version, toldAt: prepared.recordedAt },
    }),
  );
}

const CORRECTED = 'corrected';

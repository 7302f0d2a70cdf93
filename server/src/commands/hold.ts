// Holds: while one stands on a case, nothing destroys it. Adding one waits for a destruction that is under way, and then finds
// the case gone.
import { programContext } from '../store/context.ts';
import { commit, flight, rollback } from '../store/database.ts';
import { nextCustody, recordCustody } from '../store/custody.ts';
import { addHold, endHold, lockCase, standingHolds, type HoldRow } from '../store/holds.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import type { CommandDeps } from './execute-command.ts';

type HoldDeps = Pick<CommandDeps, 'database' | 'nowMs'>;

export interface HoldOf {
  readonly tenant: number;
  readonly caseId: string;
}

const PERSON = 'system.disposal';

/** @returns the id of the hold; null where there is no such case, or nothing is left of it */
export function addHoldTo(deps: HoldDeps, { tenant, caseId }: HoldOf, reason: string): Promise<string | null> {
  return deps.database.transaction(programContext(tenant, PERSON), async (tx) => {
    const [cases] = await flight(tx, [lockCase(tenant, caseId)]);
    const [found] = cases.rows;
    if (found === undefined || found.status === 'destroyed') {
      rollback(tx);
      return null;
    }
    const nowMs = deps.nowMs();
    const at = new Date(nowMs).toISOString();
    const holdId = uuidV7(nowMs);
    const seq = await nextCustody(tx, tenant);
    await commit(tx, [
      addHold(tenant, {
        ...{ hold_id: holdId, case_id: caseId, reason, added_at: at },
        ...{ added_by: null, authority: null, owner: null, review_on: null },
      }),
      ...recordCustody({ tenant, seq, actor: PERSON, at }, ['held', { holdId, caseId }]),
    ]);
    return holdId;
  });
}

/** Ends every hold that stands on the case, or the one that is named. @returns how many it ended */
export function endHolds(deps: HoldDeps, { tenant, caseId }: HoldOf, only: string | null): Promise<number> {
  return deps.database.transaction(programContext(tenant, PERSON), async (tx) => {
    const [, holds] = await flight(tx, [lockCase(tenant, caseId), standingHolds(tenant, caseId)]);
    const ending = holds.rows.filter((row) => only === null || row.hold_id === only);
    const at = new Date(deps.nowMs()).toISOString();
    const seq = await nextCustody(tx, tenant);
    await commit(
      tx,
      ending.flatMap(({ hold_id: holdId }, index) => [
        ...recordCustody({ tenant, seq: seq + index, actor: PERSON, at }, ['hold-ended', { holdId, caseId }]),
        endHold(tenant, holdId, seq + index),
      ]),
    );
    return ending.length;
  });
}

/** The holds that stand in an agency. */
export async function listHolds(deps: HoldDeps, tenant: number): Promise<readonly HoldRow[]> {
  const [holds] = await deps.database.once(programContext(tenant, PERSON), [standingHolds(tenant, null)]);
  return holds.rows;
}

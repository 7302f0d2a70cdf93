// Reckons anew when a case may be disposed of: where something counts that changed in another case or was recorded beside it. What
// follows from the case itself is written with its events.
import { programContext } from '../store/context.ts';
import { nextCustody, recordCustody } from '../store/custody.ts';
import { commit, flight, type Tx } from '../store/database.ts';
import { lockHead, type StoredHeadRow } from '../store/read-projection.ts';
import {
  factsFromRows,
  type FactToRecord,
  NO_CASE,
  outdateByFact,
  recordRetentionFact,
  retentionFacts,
} from '../store/retention-facts.ts';
import {
  addRetention,
  listStale,
  removeRetention,
  type RetentionRow,
  retentionRowOf,
} from '../store/retention-rows.ts';
import type { CommandDeps } from './execute-command.ts';
import { parseState } from './look-first.ts';

type RetentionDeps = Pick<CommandDeps, 'database' | 'caseTypes' | 'nowMs'>;

const PERSON = 'system.disposal';
const AT_ONCE = 200;

/** Makes stale rows of an agency anew. @returns how many */
export async function recalculateRetention(deps: RetentionDeps, tenant: number): Promise<number> {
  const context = programContext(tenant, PERSON);
  for (let done = 0; ;) {
    const [stale] = await deps.database.once(context, [listStale(tenant, AT_ONCE)]);
    for (const { case_id: caseId } of stale.rows)
      await deps.database.transaction(context, async (tx) => {
        const [heads] = await flight(tx, [lockHead(tenant, caseId)]);
        const [head] = heads.rows;
        const row = head === undefined ? null : await retentionNow(deps, tx, { tenant, caseId, head });
        await commit(tx, [
          removeRetention(tenant, caseId),
          ...(row === null ? [] : [addRetention(tenant, caseId, row)]),
        ]);
      });
    done += stale.count;
    if (stale.count < AT_ONCE) return done;
  }
}

/** As everything that counts stands in the transaction. Null for a case that is not closed. */
export async function retentionNow(
  { caseTypes }: Pick<RetentionDeps, 'caseTypes'>,
  tx: Tx,
  { tenant, caseId, head }: { readonly tenant: number; readonly caseId: string; readonly head: StoredHeadRow },
): Promise<RetentionRow | null> {
  if (head.status !== 'closed') return null;
  const caseType = await caseTypes.byHash(tx, tenant, head.case_type_hash);
  const [facts] = await flight(tx, [retentionFacts(tenant, caseId)]);
  return retentionRowOf({ state: parseState(head), caseType }, factsFromRows(facts.rows));
}

export type DayToRecord = Omit<FactToRecord, 'at' | 'caseId'> & {
  readonly tenant: number;
  /** Null for the repeal of a law, which belongs to no case. */
  readonly caseId: string | null;
};

/** Records a day from which something is kept, or takes it back; what follows from it is reckoned anew by the worker. */
export async function recordRetentionDay(deps: RetentionDeps, day: DayToRecord): Promise<void> {
  const { tenant, kind, name, on, by } = day;
  const caseId = day.caseId ?? NO_CASE;
  const at = new Date(deps.nowMs()).toISOString();
  await deps.database.transaction(programContext(tenant, PERSON), async (tx) => {
    const seq = await nextCustody(tx, tenant);
    const fact: FactToRecord = { kind, caseId, name, on, by, at };
    await commit(tx, [
      recordRetentionFact(tenant, fact),
      outdateByFact(tenant, fact),
      ...recordCustody({ tenant, seq, actor: by, at }, ['retention-day', { kind, caseId, name, on }]),
    ]);
  });
}

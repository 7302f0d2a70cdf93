// What is told of cases and people at the command line: looked up as somebody who watches, and told only when the look itself is
// on record. Whoever asks in the name of somebody holds what they hold; whoever asks in nobody's name holds nothing.
import { oversee, watcherForNobody, watcherOf, type Overseen, type Watcher } from '@casewright/engine/policy';
import type { Database } from '../store/database.ts';
import { EVERYTHING, nameCases, readWatchedCase, type NamedCase } from '../store/watched-cases.ts';
import { operatorAsker } from './operator-asker.ts';
import { auditContext } from './oversight.ts';
import { openReadRecorder, type ReadFacts } from './record-read.ts';

export interface TellDeps {
  readonly database: Database;
  readonly nowMs: () => number;
}

export interface Telling {
  readonly tenant: number;
  /** What the line in the access log is called. */
  readonly action: string;
  /** In whose name; null: in nobody's. */
  readonly as: string | null;
  readonly purpose: string | null;
}

export interface Told<T> {
  readonly told: T;
  /** Every case of which anything is told; they were held against what the watcher holds. */
  readonly caseIds: readonly string[];
  readonly results?: number;
  readonly denied?: boolean;
}

/** Throws `Unavailable` where the look cannot be recorded; then nothing is told. Null where there is nobody of this name. */
export async function tellAtCommandLine<T>(
  deps: TellDeps,
  of: Telling,
  work: (by: Watcher) => Promise<Told<T>>,
): Promise<T | null> {
  const { tenant, action, as, purpose } = of;
  const by = await watcherAs(deps, tenant, as);
  if (by === null) return null;
  const { told, caseIds, results = caseIds.length, denied = false } = await work(by);
  const facts: ReadFacts = {
    ...{ person: as ?? 'system.command-line', authority: as === null ? 'command-line' : 'operator', action, caseIds },
    ...{ denied, purpose, results },
    ...(denied ? {} : { rule: 'command-line' }),
  };
  await openReadRecorder(deps.database, deps.nowMs)(tenant, facts);
  return told;
}

async function watcherAs({ database, nowMs }: TellDeps, tenant: number, as: string | null): Promise<Watcher | null> {
  if (as === null) return watcherForNobody();
  const asker = await operatorAsker(database, { tenant, person: as, nowMs: nowMs() });
  return asker === null ? null : watcherOf(asker.principal);
}

/** The cases among some ids, held against what whoever asks holds. */
export async function casesFor(
  { database }: Pick<TellDeps, 'database'>,
  tenant: number,
  { by, caseIds }: { readonly by: Watcher; readonly caseIds: readonly string[] },
): Promise<Overseen<NamedCase>> {
  const [named] = await database.once(auditContext(tenant), [nameCases(tenant, [...new Set(caseIds)])]);
  return oversee(by, named.rows);
}

/**
 * What is told of one case as a whole, or null where there is none that may be told, or not all of it: a refusal, which is on
 * record as well. Of one that was destroyed nothing is left that could be barred, and its evidence is told.
 */
export function tellOfCase<T>(
  deps: TellDeps,
  of: Telling & { readonly caseId: string },
  work: () => Promise<T>,
): Promise<T | null> {
  const { caseId, tenant } = of;
  return tellAtCommandLine<T | null>(deps, of, async (by) => {
    const [found] = await deps.database.once(auditContext(tenant), [readWatchedCase(tenant, caseId, EVERYTHING)]);
    const [row] = found.rows;
    const isOpen =
      row !== undefined && (row.status === 'destroyed' || oversee(by, [row, ...row.watchedParts]).withheld === 0);
    if (!isOpen) return { told: null, caseIds: [caseId], results: 0, denied: true };
    return { told: await work(), caseIds: [caseId], results: 1 };
  });
}

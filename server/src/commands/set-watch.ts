// Sets when an agency works, and declares whose case is whose, for the rules that notice snooping. What was declared, by whom and
// when stays on record with the changes of the directory.
import { commit, flight, type Database } from '../store/database.ts';
import { addDirectoryChanges } from '../store/directory-changes.ts';
import { findMissing } from '../store/find-people.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { addTie, addWatchSettings, parseWatchSettings, readWatchSettings, removeTie } from '../store/watch-settings.ts';
import type { StoredWatchSettings } from '../store/watch-settings.ts';
import { programContext } from '../store/context.ts';

export interface SetWatchDeps {
  readonly database: Database;
  readonly nowMs: () => number;
}

const BY = { actor: 'system.command-line', authority: 'command-line' };

export async function watchSettingsOf({ database }: SetWatchDeps, tenant: number): Promise<StoredWatchSettings> {
  const [found] = await database.once({ tenant, person: BY.actor }, [readWatchSettings(tenant)]);
  return parseWatchSettings(found.rows[0]);
}

export async function setWatch(
  { database, nowMs }: SetWatchDeps,
  { tenant, settings }: { readonly tenant: number; readonly settings: StoredWatchSettings },
): Promise<void> {
  const at = new Date(nowMs()).toISOString();
  await database.transaction(programContext(tenant, BY.actor), async (tx) => {
    const [found] = await flight(tx, [readWatchSettings(tenant)]);
    // Whoever comes second with the same number is refused by its key.
    const number = (found.rows[0]?.number ?? 0) + 1;
    await commit(tx, [addWatchSettings(tenant, { number, settings, by: BY.actor, at })]);
  });
}

export interface TieDeclared {
  readonly tenant: number;
  readonly caseId: string;
  readonly person: string;
  readonly tie: 'self' | 'kin';
}

/** False where the agency has no such person. */
export async function declareTie({ database, nowMs }: SetWatchDeps, of: TieDeclared): Promise<boolean> {
  const { tenant, person, tie } = of;
  const ms = nowMs();
  const recordedAt = new Date(ms).toISOString();
  return database.transaction(programContext(tenant, BY.actor), async (tx) => {
    const [missing] = await flight(tx, [findMissing(tenant, [person])]);
    if (missing.count > 0) return false;
    const change = { changeId: uuidV7(ms), change: `tie-declared-${tie}`, person };
    await commit(tx, [
      addTie(tenant, { ...of, by: BY.actor, at: recordedAt }),
      addDirectoryChanges(tenant, { ...BY, recordedAt }, [change]),
    ]);
    return true;
  });
}

/** False where there was no such tie. */
export async function withdrawTie({ database, nowMs }: SetWatchDeps, of: TieDeclared): Promise<boolean> {
  const { tenant, person, tie } = of;
  const ms = nowMs();
  const recordedAt = new Date(ms).toISOString();
  return database.transaction(programContext(tenant, BY.actor), async (tx) => {
    const [removed] = await flight(tx, [removeTie(tenant, of)]);
    if (removed.count === 0) return false;
    const change = { changeId: uuidV7(ms), change: `tie-withdrawn-${tie}`, person };
    await commit(tx, [addDirectoryChanges(tenant, { ...BY, recordedAt }, [change])]);
    return true;
  });
}

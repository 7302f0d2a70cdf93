// Compiled case types, remembered: a published one never changes, so its hash is enough to know it for good. Which
// version of a name was published last is asked again after a while.
import type { CaseType } from '@casewright/engine/definition';
import type { CaseTypes as CaseTypesOfStore } from '../store/case-types.ts';
import type { Context } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { findCaseType } from '../store/find-case-type.ts';

/** How long the latest version of a name is remembered; it decides words and zones in lists and nothing else. */
const LATEST_MS = 60_000;
const REMEMBERED = 500;

export interface CaseTypes {
  /** The case type that an event or a case names. Throws when it is not published in that agency. */
  readonly byHash: (context: Context, hash: Buffer) => Promise<CaseType>;
  /** The version published last of each of these names; a name that is not published is left out. */
  readonly byName: (context: Context, names: Iterable<string>) => Promise<ReadonlyMap<string, CaseType>>;
}

export interface CaseTypesOptions {
  readonly database: Database;
  readonly caseTypes: CaseTypesOfStore;
  readonly now: () => number;
}

export function openCaseTypes({ database, caseTypes, now }: CaseTypesOptions): CaseTypes {
  const compiled = new Map<string, CaseType>();
  const latest = new Map<string, { readonly caseType: CaseType; readonly until: number }>();

  async function byHash(context: Context, hash: Buffer): Promise<CaseType> {
    const id = `${context.tenant}/${hash.toString('hex')}`;
    const known = compiled.get(id);
    if (known !== undefined) return known;
    const caseType = await database.transaction(context, (tx) => caseTypes.byHash(tx, context.tenant, hash));
    if (compiled.size >= REMEMBERED) compiled.clear();
    compiled.set(id, caseType);
    return caseType;
  }

  async function named(context: Context, name: string): Promise<CaseType | null> {
    const key = `${context.tenant}/${name}`;
    const known = latest.get(key);
    if (known !== undefined && known.until > now()) return known.caseType;
    const [found] = await database.once(context, [findCaseType(context.tenant, name, undefined)]);
    const row = found.rows[0];
    if (row === undefined) return null;
    const caseType = await byHash(context, row.hash);
    latest.set(key, { caseType, until: now() + LATEST_MS });
    return caseType;
  }

  return {
    byHash,
    async byName(context, names) {
      const found = new Map<string, CaseType>();
      for (const name of new Set(names)) {
        const caseType = await named(context, name);
        if (caseType !== null) found.set(name, caseType);
      }
      return found;
    },
  };
}

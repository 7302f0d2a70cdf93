// Compiled case types, remembered: a published one never changes, so its hash is enough to know it for good. Which
// version of a name is in force is asked again after a while.
import { inLanguage, type CaseType } from '@casewright/engine/definition';
import { allOf, following, type AtOnce } from './at-once.ts';
import type { CaseTypes as CaseTypesOfStore } from '../store/case-types.ts';
import type { Context } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { findCaseType } from '../store/find-case-type.ts';
import type { Reader } from './sessions.ts';

/** How long the latest version of a name is remembered; it decides words and zones in lists and nothing else. */
const LATEST_MS = 60_000;
const REMEMBERED = 500;

export interface CaseTypes {
  /** The case type that an event or a case names. Throws when it is not published in that agency. */
  readonly byHash: (context: Context, hash: Buffer) => AtOnce<CaseType>;
  /** The version in force of each of these names; a name that is not published is left out. */
  readonly byName: (context: Context, names: Iterable<string>) => AtOnce<ReadonlyMap<string, CaseType>>;
}

export interface CaseTypesOptions {
  readonly database: Database;
  readonly caseTypes: CaseTypesOfStore;
  readonly now: () => number;
}

export function openCaseTypes({ database, caseTypes, now }: CaseTypesOptions): CaseTypes {
  const compiled = new Map<string, CaseType>();
  const latest = new Map<string, { readonly caseType: CaseType; readonly until: number }>();

  function byHash(context: Context, hash: Buffer): AtOnce<CaseType> {
    return compiled.get(idOf(context, hash)) ?? load(context, hash);
  }

  async function load(context: Context, hash: Buffer): Promise<CaseType> {
    const caseType = await database.transaction(context, (tx) => caseTypes.byHash(tx, context.tenant, hash));
    if (compiled.size >= REMEMBERED) compiled.clear();
    compiled.set(idOf(context, hash), caseType);
    return caseType;
  }

  function named(context: Context, name: string): AtOnce<CaseType | null> {
    const known = latest.get(`${context.tenant}/${name}`);
    return known !== undefined && known.until > now() ? known.caseType : loadLatest(context, name);
  }

  async function loadLatest(context: Context, name: string): Promise<CaseType | null> {
    const [found] = await database.once(context, [
      findCaseType(context.tenant, { name, version: undefined, nowMs: now() }),
    ]);
    const row = found.rows[0];
    if (row === undefined) return null;
    const caseType = await byHash(context, row.hash);
    latest.set(`${context.tenant}/${name}`, { caseType, until: now() + LATEST_MS });
    return caseType;
  }

  return {
    byHash,
    byName(context, names) {
      const asked = [...new Set(names)];
      return following(allOf(asked.map((name) => named(context, name))), byTheirNames);
    },
  };
}

/** A case type as somebody reads it. */
export function spokenTo({ languages = [] }: Pick<Reader, 'languages'>, caseType: CaseType): CaseType {
  return inLanguage(caseType, languages);
}

/** The same of several by their names. */
export function allSpokenTo(
  reader: Pick<Reader, 'languages'>,
  kinds: ReadonlyMap<string, CaseType>,
): ReadonlyMap<string, CaseType> {
  return new Map([...kinds].map(([name, caseType]) => [name, spokenTo(reader, caseType)]));
}

function byTheirNames(found: readonly (CaseType | null)[]): ReadonlyMap<string, CaseType> {
  return new Map(found.flatMap((caseType) => (caseType === null ? [] : [[caseType.name, caseType] as const])));
}

function idOf({ tenant }: Context, hash: Buffer): string {
  return `${tenant}/${hash.toString('hex')}`;
}

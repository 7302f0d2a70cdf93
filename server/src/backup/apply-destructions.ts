// Holds a database against the list of destructions before anything is served from it: what the list says and the database
// has again is destroyed again, and what the database says and the list lacks is added to the list. A database that knows of
// a list is not served without it.
import { PLATFORM, PLATFORM_PROGRAM, programContext } from '../store/context.ts';
import { destroyAgain, type DestroyAgainDeps } from '../commands/destroy-again.ts';
import type { Database } from '../store/database.ts';
import type { Certificate } from '../store/destruction.ts';
import { addList, destructionEntries, keysStillThere, knownLists } from '../store/destruction-lists.ts';
import { listAgencies } from '../store/list-agencies.ts';
import {
  beginDestructionList,
  ListUnreachable,
  openDestructionList,
  type DestructionList,
  type ListedDestruction,
  type ListPlace,
} from './destruction-list.ts';

export interface ApplyDeps extends DestroyAgainDeps {
  readonly database: Database;
  readonly place: ListPlace;
  readonly say: (sentence: string) => void;
}

export interface Applied {
  readonly list: DestructionList;
  /** How many were destroyed again. */
  readonly again: number;
}

const LINES_AT_ONCE = 1_000;

/** @throws ListUnreachable where the list is missing, was changed, or is another one than the database knows */
export async function applyDestructions(deps: ApplyDeps): Promise<Applied> {
  const list = await theList(deps);
  const [agencies] = await deps.database.once(PLATFORM, [listAgencies()]);
  const lines = list.read();
  let again = 0;
  for (const { tenant } of agencies.rows) {
    const own = lines.filter((line) => line.tenant === tenant);
    for (let at = 0; at < own.length; at += LINES_AT_ONCE)
      again += await applySome(deps, list, own.slice(at, at + LINES_AT_ONCE));
    await addMissing(deps, list, { tenant, own });
  }
  if (again > 0) deps.say(`Destroyed again what an older copy of the database had brought back: ${again}.`);
  return { list, again };
}

async function theList({ database, place, nowMs }: ApplyDeps): Promise<DestructionList> {
  const [known] = await database.once(PLATFORM, [knownLists(PLATFORM.tenant)]);
  const found = openDestructionList(place);
  const expected = known.rows.map((row) => row.list_id);
  if (found === null && expected.length > 0)
    throw new ListUnreachable(
      `The list of destructions is not in ${place.folder}, and this database knows of one: what was lawfully destroyed could come back. Put it there, or set CASEWRIGHT_DESTRUCTIONS to where it is.`,
    );
  if (found !== null && expected.length > 0 && !expected.includes(found.listId))
    throw new ListUnreachable(
      `The list of destructions in ${place.folder} belongs to another database. Set CASEWRIGHT_DESTRUCTIONS to the folder of this one.`,
    );
  const list = found ?? beginDestructionList(place);
  if (!expected.includes(list.listId))
    await database.once(PLATFORM_PROGRAM, [addList(PLATFORM.tenant, list.listId, new Date(nowMs()).toISOString())]);
  return list;
}

async function applySome(deps: ApplyDeps, list: DestructionList, lines: readonly ListedDestruction[]): Promise<number> {
  const [first] = lines;
  if (first === undefined) return 0;
  const [found] = await deps.database.once(programContext(first.tenant, 'system.disposal'), [
    keysStillThere(
      first.tenant,
      lines.map(({ certificate: { caseId, subject, keys } }) => ({
        ...{ caseId, subject },
        keyIds: keys.map(({ keyId }) => keyId),
      })),
    ),
  ]);
  let done = 0;
  for (const { at } of found.rows) {
    const line = lines[at];
    if (line === undefined) continue;
    const outcome = await destroyAgain(deps, line);
    if (outcome === 'done') done += 1;
    if (outcome === 'never-happened') await list.cancel(line.id);
    if (outcome === 'damaged')
      throw new ListUnreachable(
        `Case ${line.certificate.caseId} was destroyed, is here again and cannot be read, so it cannot be destroyed again. Restore another copy.`,
      );
  }
  return done;
}

/** What was destroyed while the list could not say so, such as before it was moved here. */
async function addMissing(
  { database }: ApplyDeps,
  list: DestructionList,
  { tenant, own }: { readonly tenant: number; readonly own: readonly ListedDestruction[] },
): Promise<void> {
  const [entries] = await database.once(programContext(tenant, 'system.disposal'), [destructionEntries(tenant)]);
  const listed = new Set(own.flatMap(({ certificate }) => certificate.keys.map(({ keyId }) => keyId)));
  for (const { entry } of entries.rows) {
    // Only `recordCustody` writes entries: [algorithm, tenant, seq, actor, at, [kind, certificate]].
    const [, , , , , said] = JSON.parse(entry) as readonly [
      ...(readonly [1, 2, 3, 4, 5]),
      readonly [string, Certificate],
    ];
    const [, certificate] = said;
    if (certificate.keys.some(({ keyId }) => !listed.has(keyId))) await list.note({ tenant, certificate });
  }
}

// Rotation of an agency's key: a new one is made and recorded, running servers get time to learn of it, and every data key is
// wrapped anew in bounded batches. Can be cut off anywhere and goes on when it is asked again. Works as the owner of the
// database: the application's role may change no key.
import { randomBytes } from 'node:crypto';
import {
  addAgencyKey,
  countToRewrap,
  finishRotation,
  FIRST_KEY,
  keysToRewrap,
  type KeyPlace,
  rewrapKeys,
  rotationState,
} from '../store/agency-keys.ts';
import { nextCustody, recordCustody } from '../store/custody.ts';
import { commit, flight, type Database } from '../store/database.ts';
import { programContext } from '../store/context.ts';
import { wrapAgencyKey, type KeyServices, type WrappedAgencyKey } from '../store/wrap-agency-keys.ts';
import type { KeyProvider } from '../store/keys.ts';

export interface RotateDeps {
  /** As the owner. */
  readonly ownerDatabase: Database;
  readonly keys: KeyProvider;
  readonly services: Pick<KeyServices, 'wraps'>;
  /** Opens agency keys that were made since. */
  readonly refresh: () => Promise<void>;
  readonly nowMs: () => number;
  /** Resolves when every running server has had time to learn of a new key. */
  readonly settle: () => Promise<void>;
}

export interface Rotation {
  readonly keyId: string;
  /** False where an earlier rotation was gone on with. */
  readonly isNew: boolean;
  readonly dataKeys: number;
}

const PERSON = 'system.keys';
const BATCH = 500;

export async function rotateKeys(
  deps: RotateDeps,
  tenant: number,
  onProgress: (soFar: { readonly done: number; readonly left: number }) => void,
): Promise<Rotation> {
  const { keyId, isNew } = await beginRotation(deps, tenant);
  await deps.refresh();
  await deps.settle();
  const [left] = await deps.ownerDatabase.once(programContext(tenant, PERSON), [countToRewrap(tenant, keyId)]);
  const all = left.rows[0]?.keys ?? 0;
  let dataKeys = 0;
  // Whoever wrapped by the older key while we passed is met by another round; the last one finds nothing.
  for (let before = -1; before !== dataKeys;) {
    before = dataKeys;
    let after: KeyPlace | null = FIRST_KEY;
    while (after !== null) {
      const some: Rewrapped = await rewrapSome(deps, tenant, { keyId, after });
      dataKeys += some.done;
      after = some.last;
      onProgress({ done: dataKeys, left: Math.max(0, all - dataKeys) });
    }
  }
  await endRotation(deps, tenant, { keyId, dataKeys });
  return { keyId, isNew, dataKeys };
}

interface Begun {
  readonly keyId: string;
  readonly isNew: boolean;
}

/** The service is asked before anything is locked: it may take its time, and destructions of the agency would wait. */
async function beginRotation(deps: RotateDeps, tenant: number): Promise<Begun> {
  for (;;) {
    const [states] = await deps.ownerDatabase.once(programContext(tenant, PERSON), [rotationState(tenant)]);
    const { unfinished, keyId } = stateOf(states.rows[0]);
    if (unfinished !== null) return { keyId: unfinished, isNew: false };
    const wrapped = await wrapAgencyKey(deps.services.wraps, { tenant, keyId }, randomBytes(32));
    const begun = await addKey(deps, { tenant, keyId }, wrapped);
    if (begun !== null) return begun;
  }
}

/** @returns null where somebody else made a key of that id meanwhile and has rotated to it already */
function addKey(
  { ownerDatabase, nowMs }: RotateDeps,
  { tenant, keyId }: { readonly tenant: number; readonly keyId: string },
  { service, algorithm, wrapped }: WrappedAgencyKey,
): Promise<Begun | null> {
  return ownerDatabase.transaction(programContext(tenant, PERSON), async (tx) => {
    const seq = await nextCustody(tx, tenant);
    const [states] = await flight(tx, [rotationState(tenant)]);
    const state = stateOf(states.rows[0]);
    if (state.unfinished !== null) return { keyId: state.unfinished, isNew: false };
    if (state.keyId !== keyId) return null;
    const at = new Date(nowMs()).toISOString();
    await commit(tx, [
      addAgencyKey({ tenant, key_id: keyId, algorithm, service, wrapped }, at),
      ...recordCustody({ tenant, seq, actor: PERSON, at }, ['agency-key-made', { keyId, algorithm, service }]),
    ]);
    return { keyId, isNew: true };
  });
}

/** With the id that the next key gets. */
function stateOf(row: { readonly keys: number; readonly unfinished: string | null } | undefined): {
  readonly unfinished: string | null;
  readonly keyId: string;
} {
  // The first follows from the master key and has no row.
  return { unfinished: row?.unfinished ?? null, keyId: `agency-${(row?.keys ?? 0) + 2}` };
}

interface Rewrapped {
  readonly done: number;
  /** Null when none is left after them. */
  readonly last: KeyPlace | null;
}

function rewrapSome(
  { ownerDatabase, keys }: RotateDeps,
  tenant: number,
  { keyId, after }: { readonly keyId: string; readonly after: KeyPlace },
): Promise<Rewrapped> {
  return ownerDatabase.transaction(programContext(tenant, PERSON), async (tx) => {
    const [found] = await flight(tx, [keysToRewrap(tenant, keyId, { after, limit: BATCH })]);
    if (found.count === 0) return { done: 0, last: null };
    const rewrapped = found.rows.map(({ case_id: caseId, subject, wrapped, wrapped_by: by }) => {
      const owner = { tenant, caseId, subject };
      const key = keys.wrap(owner, keys.unwrap(owner, { by, wrapped }));
      if (key.by !== keyId)
        throw new Error(`The newest key of the agency is ${key.by}, and ${keyId} is being rotated to.`);
      return { caseId, subject, wrapped: key.wrapped };
    });
    await commit(tx, [rewrapKeys(tenant, keyId, rewrapped)]);
    return { done: found.count, last: found.rows.at(-1) ?? null };
  });
}

function endRotation(
  { ownerDatabase, nowMs }: RotateDeps,
  tenant: number,
  what: Pick<Rotation, 'keyId' | 'dataKeys'>,
): Promise<void> {
  return ownerDatabase.transaction(programContext(tenant, PERSON), async (tx) => {
    const seq = await nextCustody(tx, tenant);
    const at = new Date(nowMs()).toISOString();
    await commit(tx, [
      finishRotation(tenant, at),
      ...recordCustody({ tenant, seq, actor: PERSON, at }, ['keys-rotated', { ...what }]),
    ]);
  });
}

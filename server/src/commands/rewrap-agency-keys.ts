// Wraps the agency keys themselves anew: with a new wrapping key, or by another service. The data keys and what they seal are
// not touched. One key after the other, each for itself, so it can be cut off anywhere and goes on when it is asked again.
import { asKeyRow, putRewrappedKey, unwrapRow } from '../store/agency-keys.ts';
import { putAgencySecret, secretKeyId, secretsOfAgency } from '../store/agency-secrets.ts';
import { programContext } from '../store/context.ts';
import { nextCustody, recordCustody } from '../store/custody.ts';
import { commit, flight, type Database } from '../store/database.ts';
import { wrapAgencyKey, type KeyService, type KeyServices, type WrappedAgencyKey } from '../store/wrap-agency-keys.ts';
import { keysOfAgency, type AgencyKeyUse } from '../store/list-agency-keys.ts';

export interface RewrapDeps {
  /** As the owner. */
  readonly ownerDatabase: Database;
  readonly services: Pick<KeyServices, 'all'>;
  readonly nowMs: () => number;
}

export interface Rewrapping {
  readonly rewrapped: number;
  /** Those that were wrapped by the key of the service that wraps now. */
  readonly already: number;
}

const PERSON = 'system.keys';

/** @param to wraps them from now on; which of its keys does is what it answers */
export async function rewrapAgencyKeys(deps: RewrapDeps, tenant: number, to: KeyService): Promise<Rewrapping> {
  const [{ rows }] = await deps.ownerDatabase.once(programContext(tenant, PERSON), [keysOfAgency(tenant)]);
  let rewrapped = 0;
  let already = 0;
  for (const row of rows.filter((each) => each.retired_at === null)) {
    const name = { tenant, keyId: row.key_id };
    const wrapped = await wrapAgencyKey(to, name, await unwrapRow(deps.services, row));
    if (wrapped.service === row.service) already += 1;
    else if (await put(deps, row, wrapped)) rewrapped += 1;
  }
  rewrapped += await rewrapSecrets(deps, tenant, to);
  return { rewrapped, already };
}

/** What the agency brought with it lies beside its keys, and goes with them. */
async function rewrapSecrets(deps: RewrapDeps, tenant: number, to: KeyService): Promise<number> {
  const [{ rows }] = await deps.ownerDatabase.once(programContext(tenant, PERSON), [secretsOfAgency(tenant)]);
  let rewrapped = 0;
  for (const row of rows) {
    const name = { tenant, keyId: secretKeyId(row.purpose) };
    const wrapped = await wrapAgencyKey(to, name, await unwrapRow(deps.services, asKeyRow(row)));
    if (wrapped.service === row.service) continue;
    await deps.ownerDatabase.once(programContext(tenant, PERSON), [putAgencySecret(tenant, row.purpose, wrapped)]);
    rewrapped += 1;
  }
  return rewrapped;
}

/** @returns false where somebody else was first */
function put({ ownerDatabase, nowMs }: RewrapDeps, row: AgencyKeyUse, now: WrappedAgencyKey): Promise<boolean> {
  const { tenant, key_id: keyId, service: from } = row;
  return ownerDatabase.transaction(programContext(tenant, PERSON), async (tx) => {
    const seq = await nextCustody(tx, tenant);
    const [changed] = await flight(tx, [putRewrappedKey(row, now)]);
    if (changed.count === 0) return false;
    const record = { tenant, seq, actor: PERSON, at: new Date(nowMs()).toISOString() };
    await commit(tx, recordCustody(record, ['agency-key-rewrapped', { keyId, from, service: now.service }]));
    return true;
  });
}

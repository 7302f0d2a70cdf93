// The agency keys of an installation: read as they are stored, wrapped, and opened once by the key service. What a running
// process does not know yet it learns when it looks again. Makes new ones, and says how far their rotation is.
import { PLATFORM } from './context.ts';
import type { Database } from './database.ts';
import type { AgencyKeys, KeyService } from './keys.ts';
import { listAgencyKeys, type AgencyKeyRow } from './list-agency-keys.ts';
import type { Statement } from './statement.ts';

export interface OpenAgencyKeys {
  readonly keys: AgencyKeys;
  /** Opens what was made since. */
  readonly refresh: () => Promise<void>;
}

/** @throws what the key service throws for a key that it cannot open */
export async function openAgencyKeys(database: Database, service: KeyService): Promise<OpenAgencyKeys> {
  const known = new Map<number, Map<string, Buffer>>();
  const newest = new Map<number, { readonly id: string; readonly key: Buffer }>();
  async function refresh(): Promise<void> {
    const [rows] = await database.once(PLATFORM, [listAgencyKeys()]);
    for (const row of rows.rows) {
      const ofAgency = known.get(row.tenant) ?? new Map<string, Buffer>();
      known.set(row.tenant, ofAgency);
      const key = ofAgency.get(row.key_id) ?? (await unwrap(service, row));
      ofAgency.set(row.key_id, key);
      newest.set(row.tenant, { id: row.key_id, key });
    }
  }
  await refresh();
  return {
    keys: { newest: (tenant) => newest.get(tenant), find: (tenant, id) => known.get(tenant)?.get(id) },
    refresh,
  };
}

function unwrap(service: KeyService, row: AgencyKeyRow): Promise<Buffer> {
  if (row.service !== service.id || row.algorithm !== service.algorithm)
    throw new Error(
      `The agency key ${row.key_id} was wrapped by ${row.service}, and the key service is ${service.id}.`,
    );
  return service.unwrap(row.tenant, row.key_id, row.wrapped);
}

/** How many keys the agency has, and the newest where data keys are still to be wrapped by it. */
export function rotationState(
  tenant: number,
): Statement<{ readonly keys: number; readonly unfinished: string | null }> {
  return {
    name: 'rotation-state',
    text: `select count(*)::int as keys,
             (array_agg(key_id order by created_at desc, key_id desc) filter (where finished_at is null))[1] as unfinished
           from agency_key where tenant = $1`,
    values: [tenant],
  };
}

export function addAgencyKey(row: AgencyKeyRow, createdAt: string): Statement {
  return {
    name: 'add-agency-key',
    text: `insert into agency_key (tenant, key_id, algorithm, service, wrapped, created_at) values ($1, $2, $3, $4, $5, $6)`,
    values: [row.tenant, row.key_id, row.algorithm, row.service, row.wrapped, createdAt],
  };
}

export function finishRotation(tenant: number, finishedAt: string): Statement {
  return {
    name: 'finish-rotation',
    text: 'update agency_key set finished_at = $2 where tenant = $1 and finished_at is null',
    values: [tenant, finishedAt],
  };
}

export interface KeyToRewrap {
  readonly case_id: string;
  readonly subject: string;
  readonly wrapped: Buffer;
  readonly wrapped_by: string;
}

/** Where a page of data keys starts: after this one. */
export type KeyPlace = Pick<KeyToRewrap, 'case_id' | 'subject'>;

export const FIRST_KEY: KeyPlace = { case_id: '00000000-0000-0000-0000-000000000000', subject: '' };

/**
 * The next data keys that another agency key wrapped, held until the transaction ends. Found by the primary key: an index for
 * a rotation now and then would cost every new case something.
 */
export function keysToRewrap(
  tenant: number,
  keyId: string,
  { after, limit }: { readonly after: KeyPlace; readonly limit: number },
): Statement<KeyToRewrap> {
  return {
    name: 'keys-to-rewrap',
    text: `select case_id, subject, wrapped, wrapped_by from data_key
            where tenant = $1 and (case_id, subject) > ($2::uuid, $3::text) and wrapped_by <> $4
            order by case_id, subject limit $5 for update`,
    values: [tenant, after.case_id, after.subject, keyId, limit],
  };
}

export function countToRewrap(tenant: number, keyId: string): Statement<{ readonly keys: number }> {
  return {
    name: 'count-to-rewrap',
    text: 'select count(*)::int as keys from data_key where tenant = $1 and wrapped_by <> $2',
    values: [tenant, keyId],
  };
}

/** The id of a data key stays: what it sealed is the same. */
export function rewrapKeys(
  tenant: number,
  by: string,
  keys: readonly { readonly caseId: string; readonly subject: string; readonly wrapped: Buffer }[],
): Statement {
  return {
    name: 'rewrap-keys',
    text: `update data_key k set wrapped = n.wrapped, wrapped_by = $2
             from unnest($3::uuid[], $4::text[], $5::bytea[]) as n (case_id, subject, wrapped)
            where k.tenant = $1 and k.case_id = n.case_id and k.subject = n.subject`,
    values: [
      ...[tenant, by, keys.map(({ caseId }) => caseId), keys.map(({ subject }) => subject)],
      keys.map(({ wrapped }) => wrapped),
    ],
  };
}

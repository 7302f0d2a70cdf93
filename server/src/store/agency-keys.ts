// The agency keys of an installation: read as they are stored, wrapped, and opened once by the key services. What a running
// process does not know yet it learns when it looks again. Makes new ones, says how far their rotation is, wraps them anew
// and retires them.
import { Unavailable } from '../errors.ts';
import { PLATFORM } from './context.ts';
import type { Database } from './database.ts';
import { unwrapAgencyKey, type KeyServices, type WrappedAgencyKey } from './wrap-agency-keys.ts';
import type { AgencyKeys, SecretPurpose } from './keys.ts';
import { listAgencies } from './list-agencies.ts';
import { listAgencySecrets, secretKeyId, type AgencySecretRow } from './agency-secrets.ts';
import { listAgencyKeys, type AgencyKeyRow } from './list-agency-keys.ts';
import type { Statement } from './statement.ts';

export interface OpenAgencyKeys {
  readonly keys: AgencyKeys;
  /** Opens what was made since. Rejects where something cannot be opened; the others are open then all the same. */
  readonly refresh: () => Promise<void>;
}

/**
 * For how long a process that may have missed a newer key goes on wrapping by the one it knows. A key is retired only twice as
 * long after the rotation that followed it, so nothing is ever wrapped by a key that is gone.
 */
export const UNAWARE_MS = 5 * 60_000;
/** How many questions a service is asked at once. */
const AT_ONCE = 8;

/**
 * @param servicesNow asked whenever a key is to be opened: a file may have been put there since
 * @throws what a key service throws for a key that it cannot open
 */
export async function openAgencyKeys(
  database: Database,
  servicesNow: () => Pick<KeyServices, 'all'>,
  nowMs: () => number = Date.now,
): Promise<OpenAgencyKeys> {
  const known = new Map<string, Buffer>();
  /** The newest that is open. */
  const newest = new Map<number, { readonly id: string; readonly key: Buffer }>();
  /** Agencies whose newest key is not open, and since when. */
  const behind = new Map<number, number>();
  /** Agencies that came from another installation. */
  let strangers: ReadonlySet<number> = new Set();
  let listedAt = nowMs();

  async function refresh(): Promise<void> {
    const askedAt = nowMs();
    const [{ rows }, secrets] = await database.once(PLATFORM, [listAgencyKeys(), listAgencySecrets()]);
    listedAt = askedAt;
    strangers = new Set(secrets.rows.map(({ tenant }) => tenant));
    const fresh = [...secrets.rows.map(asKeyRow), ...rows].filter((row) => !known.has(nameOf(row.tenant, row.key_id)));
    // Told before a service is asked, which may take its time.
    settle(rows, askedAt);
    if (fresh.length === 0) return;
    const failures = await openRows(servicesNow(), fresh, (row, key) => known.set(nameOf(row.tenant, row.key_id), key));
    settle(rows, askedAt);
    if (failures.length > 0) throw failures[0];
  }

  function settle(rows: readonly AgencyKeyRow[], at: number): void {
    for (const [index, { tenant, key_id: id }] of rows.entries()) {
      const isNewest = rows[index + 1]?.tenant !== tenant;
      const key = known.get(nameOf(tenant, id));
      if (key !== undefined) newest.set(tenant, { id, key });
      if (isNewest && key !== undefined) behind.delete(tenant);
      if (isNewest && key === undefined && !behind.has(tenant)) behind.set(tenant, at);
    }
  }

  function current(tenant: number): { readonly id: string; readonly key: Buffer } | undefined {
    const since = Math.min(listedAt, behind.get(tenant) ?? listedAt);
    // A clock that was set back counts as well.
    if (Math.abs(nowMs() - since) > UNAWARE_MS)
      throw new Unavailable('This process cannot open the newest key of the agency, so nothing new is sealed.', {
        retryAfterS: 30,
      });
    return newest.get(tenant);
  }

  await refresh();
  const find = (tenant: number, id: string): Buffer | undefined => known.get(nameOf(tenant, id));
  return {
    keys: { newest: current, find, brought: (tenant, purpose) => broughtSecret(find, strangers, { tenant, purpose }) },
    refresh,
  };
}

/** @returns why those that cannot be opened cannot */
async function openRows(
  services: Pick<KeyServices, 'all'>,
  rows: readonly AgencyKeyRow[],
  onOpen: (row: AgencyKeyRow, key: Buffer) => void,
): Promise<readonly unknown[]> {
  const failures: unknown[] = [];
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const opened = await Promise.allSettled(
      rows.slice(at, at + AT_ONCE).map(async (row) => onOpen(row, await unwrapRow(services, row))),
    );
    for (const one of opened) if (one.status === 'rejected') failures.push(one.reason);
  }
  return failures;
}

function broughtSecret(
  find: AgencyKeys['find'],
  strangers: ReadonlySet<number>,
  { tenant, purpose }: { readonly tenant: number; readonly purpose: SecretPurpose },
): Buffer | undefined {
  const secret = find(tenant, secretKeyId(purpose));
  // What follows from the master key would be another one, and nobody could tell.
  if (secret === undefined && strangers.has(tenant))
    throw new Unavailable('What the agency brought from elsewhere cannot be opened, so nothing is done for it.', {
      retryAfterS: 30,
    });
  return secret;
}

/** A key service opens it as it does an agency key. */
export function asKeyRow({ purpose, ...row }: AgencySecretRow): AgencyKeyRow {
  return { ...row, key_id: secretKeyId(purpose) };
}

/**
 * Agencies, by their slug, whose newest key this service did not wrap, or that have only the one that follows from the master
 * key: where a program was set, what they seal can still be opened without it.
 */
export async function agenciesNotUnder(database: Database, { wraps }: KeyServices): Promise<readonly string[]> {
  const [agencies, keys] = await database.once(PLATFORM, [listAgencies(), listAgencyKeys()]);
  const newest = new Map(keys.rows.map((row) => [row.tenant, row]));
  return agencies.rows.flatMap(({ tenant, slug }) => {
    const row = newest.get(tenant);
    return row !== undefined && wraps.knows(row) ? [] : [slug];
  });
}

function nameOf(tenant: number, keyId: string): string {
  return `${tenant}|${keyId}`;
}

export function unwrapRow(services: Pick<KeyServices, 'all'>, row: AgencyKeyRow): Promise<Buffer> {
  const { tenant, key_id: keyId, service, algorithm, wrapped } = row;
  return unwrapAgencyKey(services, { tenant, keyId }, { service, algorithm, wrapped });
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

/** The key stays, and so does what it wrapped. Changes nothing where somebody else was first. */
export function putRewrappedKey(row: AgencyKeyRow, now: WrappedAgencyKey): Statement<{ readonly key_id: string }> {
  return {
    name: 'put-rewrapped-key',
    text: `update agency_key set wrapped = $4, service = $5, algorithm = $6
            where tenant = $1 and key_id = $2 and wrapped = $3 and retired_at is null returning key_id`,
    values: [row.tenant, row.key_id, row.wrapped, now.wrapped, now.service, now.algorithm],
  };
}

/**
 * Erases the keys that a finished rotation left behind and under which nothing is left.
 * @param before when that rotation must have ended at the latest
 */
export function retireKeys(tenant: number, before: string, now: string): Statement<{ readonly key_id: string }> {
  return {
    name: 'retire-keys',
    text: `update agency_key k set wrapped = '', retired_at = $3
            where k.tenant = $1 and k.retired_at is null
              and exists (select from agency_key n where n.tenant = $1 and n.finished_at <= $2
                             and (n.created_at, n.key_id) > (k.created_at, k.key_id))
              and not exists (select from agency_key n where n.tenant = $1 and n.finished_at is null)
              and not exists (select from data_key d where d.tenant = $1 and d.wrapped_by = k.key_id)
            returning k.key_id`,
    values: [tenant, before, now],
  };
}

// What an agency brought with it from the installation where it began, wrapped as agency keys are: there it followed from the master
// key, which is another one here.
import type { SecretPurpose } from './keys.ts';
import type { AgencyRow } from './list-agencies.ts';
import type { AgencyKeyUse } from './list-agency-keys.ts';
import type { Statement } from './statement.ts';
import type { WrappedAgencyKey } from './wrap-agency-keys.ts';

export interface AgencySecretRow {
  readonly tenant: number;
  readonly purpose: SecretPurpose;
  readonly algorithm: number;
  readonly service: string;
  readonly wrapped: Buffer;
}

/** By what a key service knows it. */
export function secretKeyId(purpose: SecretPurpose): string {
  return `secret-${purpose}`;
}

/** Of all agencies, for a context of the platform. */
export function listAgencySecrets(): Statement<AgencySecretRow> {
  return {
    name: 'list-agency-secrets',
    text: 'select tenant, purpose, algorithm, service, wrapped from agency_secret order by tenant, purpose',
    values: [],
  };
}

/** Of one agency. */
export function secretsOfAgency(tenant: number): Statement<AgencySecretRow> {
  return {
    name: 'secrets-of-agency',
    text: 'select tenant, purpose, algorithm, service, wrapped from agency_secret where tenant = $1 order by purpose',
    values: [tenant],
  };
}

/** Adds it, or wraps it anew. */
export function putAgencySecret(tenant: number, purpose: SecretPurpose, secret: WrappedAgencyKey): Statement {
  return {
    name: 'put-agency-secret',
    text: `insert into agency_secret (tenant, purpose, algorithm, service, wrapped) values ($1, $2, $3, $4, $5)
           on conflict (tenant, purpose) do update
             set algorithm = excluded.algorithm, service = excluded.service, wrapped = excluded.wrapped`,
    values: [tenant, purpose, secret.algorithm, secret.service, secret.wrapped],
  };
}

/** An agency that comes from elsewhere; its number goes with it. Nothing where it is there already. */
export function addAgency({ tenant, slug, name }: AgencyRow): Statement {
  return {
    name: 'add-agency',
    text: 'insert into agency (tenant, slug, name) values ($1, $2, $3) on conflict (tenant) do nothing',
    values: [tenant, slug, name],
  };
}

/** One row where it has anybody. */
export function somebodyOfAgency(tenant: number): Statement {
  return { name: 'somebody-of-agency', text: 'select 1 from person where tenant = $1 limit 1', values: [tenant] };
}

/** Those that an import brought which was cut off. */
export function removeAgencyKeys(tenant: number): Statement {
  return { name: 'remove-agency-keys', text: 'delete from agency_key where tenant = $1', values: [tenant] };
}

/** As it was where it comes from, but for who wraps it. */
export function addBroughtKey(row: AgencyKeyUse): Statement {
  return {
    name: 'add-brought-key',
    text: `insert into agency_key (tenant, key_id, algorithm, service, wrapped, created_at, finished_at, retired_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [
      ...[row.tenant, row.key_id, row.algorithm, row.service, row.wrapped],
      ...[row.created_at, row.finished_at, row.retired_at],
    ],
  };
}

// The wrapped keys of all agencies, for a context of the platform, as it lists the agencies; and those of one, with what is
// left under each.
import type { Statement } from './statement.ts';

export interface AgencyKeyRow {
  readonly tenant: number;
  readonly key_id: string;
  readonly algorithm: number;
  readonly service: string;
  readonly wrapped: Buffer;
}

/** Of all agencies, the oldest first, without what was retired. */
export function listAgencyKeys(): Statement<AgencyKeyRow> {
  return {
    name: 'list-agency-keys',
    text: `select tenant, key_id, algorithm, service, wrapped from agency_key
            where retired_at is null order by tenant, created_at, key_id`,
    values: [],
  };
}

export interface AgencyKeyUse extends AgencyKeyRow {
  readonly created_at: string;
  /** When every data key was wrapped by it or a later one. */
  readonly finished_at: string | null;
  readonly retired_at: string | null;
}

/** The oldest first. */
export function keysOfAgency(tenant: number): Statement<AgencyKeyUse> {
  return {
    name: 'keys-of-agency',
    text: `select tenant, key_id, algorithm, service, wrapped, created_at, finished_at, retired_at from agency_key
            where tenant = $1 order by created_at, key_id`,
    values: [tenant],
  };
}

/** How many data keys are wrapped by each key of the agency; reads all of them. */
export function dataKeysUnder(tenant: number): Statement<{ readonly wrapped_by: string; readonly keys: number }> {
  return {
    name: 'data-keys-under',
    text: 'select wrapped_by, count(*)::int as keys from data_key where tenant = $1 group by wrapped_by order by wrapped_by',
    values: [tenant],
  };
}

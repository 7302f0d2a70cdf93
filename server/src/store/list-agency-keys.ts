// The wrapped keys of all agencies, for a context of the platform, as it lists the agencies.
import type { Statement } from './statement.ts';

export interface AgencyKeyRow {
  readonly tenant: number;
  readonly key_id: string;
  readonly algorithm: number;
  readonly service: string;
  readonly wrapped: Buffer;
}

/** Of all agencies, the oldest first. */
export function listAgencyKeys(): Statement<AgencyKeyRow> {
  return {
    name: 'list-agency-keys',
    text: 'select tenant, key_id, algorithm, service, wrapped from agency_key order by tenant, created_at, key_id',
    values: [],
  };
}

// What the room of an administrator asks of the server: people and their roles, whether somebody can see a case, and the work of the program.
import { queryOptions } from '@tanstack/react-query';
import { newKey } from './acts.ts';
import { request } from './request.ts';
import type { Jobs, SimulatedAccess, Staff } from './schema.d.ts';

export type { Jobs, SimulatedAccess, Staff } from './schema.d.ts';

export interface StaffAsked {
  readonly like: string;
  readonly team: string;
}

export const STAFF_KEY = ['administration', 'people'] as const;
const JOBS = ['administration', 'jobs'] as const;

export function staffQuery({ like, team }: StaffAsked) {
  const search = new URLSearchParams({ ...(like === '' ? {} : { like }), ...(team === '' ? {} : { team }) });
  return queryOptions({
    queryKey: [...STAFF_KEY, like, team],
    queryFn: ({ signal }) => request<Staff>(`administration/people?${search.toString()}`, { signal }),
  });
}

export function simulationQuery(person: string, reference: string) {
  const search = new URLSearchParams({ person, reference });
  return queryOptions({
    queryKey: ['administration', 'access', person, reference],
    queryFn: ({ signal }) => request<SimulatedAccess>(`administration/access?${search.toString()}`, { signal }),
    staleTime: 0,
  });
}

export const jobsQuery = queryOptions({
  queryKey: JOBS,
  queryFn: ({ signal }) => request<Jobs>('administration/jobs', { signal }),
});

export interface RoleOf {
  readonly person: string;
  readonly team: string;
  readonly role: string;
}

export function giveRole({ person, ...role }: RoleOf): Promise<object> {
  return step(`people/${encodeURIComponent(person)}/roles`, role);
}

export function endRole({ person, ...role }: RoleOf): Promise<object> {
  return step(`people/${encodeURIComponent(person)}/roles/end`, role);
}

export function lockAccount(person: string, locked: boolean): Promise<object> {
  return step(`people/${encodeURIComponent(person)}/account`, { locked });
}

export function retryTexts(): Promise<{ readonly texts: number }> {
  return step('jobs/texts/retry', {});
}

function step<Answer>(path: string, body: object): Promise<Answer> {
  return request<Answer>(`administration/${path}`, { method: 'POST', body, idempotencyKey: newKey() });
}

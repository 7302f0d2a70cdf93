// Who somebody in a case may be and is held to be. It comes with its page.
import { queryOptions } from '@tanstack/react-query';
import { newKey } from './acts.ts';
import { request } from './request.ts';
import type { Candidates, Identity, PeopleLinked } from './schema.d.ts';

export type { Identity } from './schema.d.ts';
export type CandidateRecord = Candidates['items'][number];
export type PersonRecord = Identity['records'][number];

/** A party of a case. */
export interface PartyOfCase {
  readonly caseId: string;
  readonly entry: string;
}

export const PEOPLE_KEY = ['people'] as const;

export function identityQuery(party: PartyOfCase) {
  return queryOptions({
    queryKey: [...PEOPLE_KEY, 'identity', party],
    queryFn: ({ signal }) => request<Identity>(`${pathOf(party)}/identity`, { signal }),
  });
}

export function candidatesQuery(party: PartyOfCase) {
  return queryOptions({
    queryKey: [...PEOPLE_KEY, 'candidates', party],
    queryFn: ({ signal }) => request<Candidates>(`${pathOf(party)}/candidates`, { signal }),
  });
}

interface Said {
  readonly reason: string;
  /** The form in which it was typed. */
  readonly unsent: string;
}

export function mergePeople(party: PartyOfCase, other: PartyOfCase, { reason, unsent }: Said): Promise<PeopleLinked> {
  const body = { with: { caseId: other.caseId, entry: other.entry }, reason };
  return request<PeopleLinked>(`${pathOf(party)}/merge`, { method: 'POST', body, unsent, idempotencyKey: newKey() });
}

export function unmergePeople(party: PartyOfCase, { reason, unsent }: Said): Promise<PeopleLinked> {
  const body = { reason };
  return request<PeopleLinked>(`${pathOf(party)}/unmerge`, { method: 'POST', body, unsent, idempotencyKey: newKey() });
}

function pathOf({ caseId, entry }: PartyOfCase): string {
  return `cases/${encodeURIComponent(caseId)}/parties/${encodeURIComponent(entry)}`;
}

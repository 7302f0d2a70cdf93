// The requests that the load sends to our server: as the staff app would, with a session, a key for each change, and
// the header by which a browser says where it comes from.
import { COMPLETION, OPENING, type BenchWorld } from './bench-world.ts';
import type { WireRequest } from './http-client.ts';

/** Sign-ins side by side. */
const LANES = 10;

export interface OurRequests {
  readonly open: () => WireRequest;
  readonly complete: (caseId: string) => WireRequest;
  readonly readCase: (caseId: string) => WireRequest;
  readonly work: () => WireRequest;
  readonly cases: () => WireRequest;
}

/**
 * So many sessions of a team's officer. The server allows each session 1,200 requests a minute, and a load of thousands a
 * second would be refused if it came from one.
 */
export async function signInOften(world: BenchWorld, team: string, count: number): Promise<readonly string[]> {
  const cookies: string[] = [];
  const lane = async (): Promise<void> => {
    for (let at = 0; at < count / LANES; at += 1) cookies.push(await world.signIn(team));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return cookies;
}

/** @param run distinguishes the keys of this run; @param cookies of the officer of the team, used in turn */
export function ourRequests(run: string, cookies: readonly string[], team: string): OurRequests {
  let key = 0;
  const nextCookie = (): string => {
    key += 1;
    return cookies[key % cookies.length] ?? '';
  };
  const changing = (): Record<string, string> => ({
    cookie: nextCookie(),
    'sec-fetch-site': 'same-origin',
    'idempotency-key': `${run}-${key}`,
  });
  const openBody = JSON.stringify({ ...OPENING, team });
  const completeBody = JSON.stringify({ data: COMPLETION.data });
  const get = (path: string): WireRequest => ({ method: 'GET', path, headers: { cookie: nextCookie() }, body: null });
  return {
    open: () => ({ method: 'POST', path: '/api/v1/cases', headers: changing(), body: openBody }),
    complete: (caseId) => ({
      method: 'POST',
      path: `/api/v1/cases/${caseId}/tasks/${COMPLETION.task}/complete`,
      headers: changing(),
      body: completeBody,
    }),
    readCase: (caseId) => get(`/api/v1/cases/${caseId}`),
    work: () => get('/api/v1/work'),
    cases: () => get('/api/v1/cases'),
  };
}

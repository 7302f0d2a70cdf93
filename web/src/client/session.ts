// Who is signed in. The cookie is the server's and unreadable here; this file only asks and remembers the answer.
import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query';
import { newKey } from './acts.ts';
import { signInWaysQuery } from './queries.ts';
import { request, RequestFailed } from './request.ts';
import { setStandingIn, useStandingInFor } from './standing-in.ts';
import type { Persona, Session } from './types.ts';

/** Null: nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await request<Session>('session', { signal });
    } catch (error) {
      if (error instanceof RequestFailed && error.problem.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

/** The session of a screen that is shown only to people who are signed in. */
export function useSession(): Session | null {
  return useQuery(sessionQuery).data ?? null;
}

/** Whose work is taken and put back: one's own, or that of the colleague for whom one acts. */
export function useWorker(): string | null {
  const session = useSession();
  return useStandingInFor()?.personId ?? session?.personId ?? null;
}

/** Signs in as a demonstration persona and forgets what was read as anybody else. */
export async function signIn(client: QueryClient, persona: Persona): Promise<Session> {
  const session = await request<Session>('session', {
    method: 'POST',
    body: { personId: persona.personId, agency: persona.agency },
    idempotencyKey: newKey(),
  });
  setStandingIn(null);
  client.clear();
  client.setQueryData(sessionQuery.queryKey, session);
  return session;
}

/** @returns where the person is signed out at their provider too, if they have one; ask the browser to go there */
export async function signOut(client: QueryClient): Promise<string | null> {
  const agency = client.getQueryData(sessionQuery.queryKey)?.agency.slug;
  // Asked before, since the answer is the same for everybody.
  const { providers } = await client.ensureQueryData(signInWaysQuery);
  // What is still on its way would be answered as to a stranger.
  await client.cancelQueries();
  await request<void>('session', { method: 'DELETE', idempotencyKey: newKey() });
  setStandingIn(null);
  client.clear();
  client.setQueryData(sessionQuery.queryKey, null);
  return providers.find((provider) => provider.agency === agency)?.end ?? null;
}

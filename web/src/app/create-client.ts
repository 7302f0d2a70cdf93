// The keeper of answers from the server. A refusal for want of a session signs the person out everywhere at once.
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { isUncertain, RequestFailed } from '../client/request.ts';
import { sessionQuery } from '../client/session.ts';

const RETRIES = 2;

export function createClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof RequestFailed && error.problem.status === 401)
          client.setQueryData(sessionQuery.queryKey, null);
      },
    }),
    defaultOptions: {
      queries: { staleTime: 15_000, retry: (count, error) => isUncertain(error) && count < RETRIES },
    },
  });
  return client;
}

// The page that shows every part of the screens, bound to its address. It is there in a demonstration and in development: elsewhere it
// would only puzzle people.
import { useQuery } from '@tanstack/react-query';
import { createLazyRoute } from '@tanstack/react-router';
import { signInWaysQuery } from '../client/queries.ts';
import { ComponentsPage } from '../features/components/components-page.tsx';
import { NotFound } from './not-found.tsx';
import { PageLoading } from '../ui/states.tsx';

export const LazyComponents = createLazyRoute('/components')({ component: Components });

function Components() {
  const ways = useQuery(signInWaysQuery);
  if (ways.isPending) return <PageLoading />;
  if (ways.data?.demonstration !== true && !import.meta.env.DEV) return <NotFound />;
  return (
    <main className="page" id="main">
      <ComponentsPage />
    </main>
  );
}

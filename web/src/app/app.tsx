// The app as a whole: what it knows from the server, and which page is shown.
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { hasDrafts } from '../client/drafts.ts';
import { createClient } from './create-client.ts';
import { createAppRouter } from './router.tsx';

const client = createClient();
const router = createAppRouter(client);

export function App() {
  useEffect(() => {
    function onBeforeUnload(event: BeforeUnloadEvent) {
      if (hasDrafts()) event.preventDefault();
    }
    window.addEventListener('beforeunload', onBeforeUnload);
    return () => window.removeEventListener('beforeunload', onBeforeUnload);
  }, []);
  return (
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}

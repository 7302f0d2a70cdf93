// The pages of administration, bound to what stands behind `/administration/`; they load together when the first of them is needed.
import { createLazyRoute, useParams } from '@tanstack/react-router';
import { AccessPage } from '../features/administration/access-page.tsx';
import { JobsPage } from '../features/administration/jobs-page.tsx';
import { PeoplePage } from '../features/administration/people-page.tsx';

export const LazyAdministration = createLazyRoute('/staff/administration/$')({ component: Administration });

function Administration() {
  const { _splat: part = '' } = useParams({ strict: false });
  if (part === 'access') return <AccessPage />;
  return part === 'jobs' ? <JobsPage /> : <PeoplePage />;
}

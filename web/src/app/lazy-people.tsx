// The page about who is one person, bound to its address; it loads when it is needed.
import { createLazyRoute, useParams } from '@tanstack/react-router';
import { PeoplePage } from '../features/people/people-page.tsx';

export const LazyPeople = createLazyRoute('/staff/cases/$caseId/people/$entry')({ component: People });

function People() {
  const { caseId = '', entry = '' } = useParams({ strict: false });
  return <PeoplePage key={`${caseId}/${entry}`} party={{ caseId, entry }} />;
}

// The search of cases, bound to its address; loads when first needed.
import { createLazyRoute, useSearch } from '@tanstack/react-router';
import { SearchPage } from '../features/search/search-page.tsx';

export const LazySearch = createLazyRoute('/staff/search')({ component: Search });

function Search() {
  const { q, status, in: place } = useSearch({ strict: false });
  return <SearchPage words={q ?? ''} status={status ?? 'any'} isInDocuments={place !== undefined} />;
}

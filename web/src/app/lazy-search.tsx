// The search of cases, bound to its address; loads when first needed.
import { createLazyRoute, useSearch } from '@tanstack/react-router';
import { SearchPage } from '../features/search/search-page.tsx';

export const LazySearch = createLazyRoute('/staff/search')({ component: Search });

function Search() {
  const { q, in: place, status, ...filters } = useSearch({ from: '/staff/search' });
  return <SearchPage words={q ?? ''} status={status ?? 'any'} filters={filters} isInDocuments={place !== undefined} />;
}

// The search of cases, bound to its address; loads when first needed.
import { createLazyRoute, useNavigate, useSearch } from '@tanstack/react-router';
import { CaseFilterPanel } from '../features/case-list/case-filters.tsx';
import { SearchPage } from '../features/search/search-page.tsx';

export const LazySearch = createLazyRoute('/staff/search')({ component: Search });

function Search() {
  const { q = '', in: place, status, ...filters } = useSearch({ from: '/staff/search' });
  const navigate = useNavigate();
  const kept = status === undefined ? {} : { status };
  const panel = (
    <CaseFilterPanel
      filters={filters}
      hasWork={false}
      onChange={(more) => void navigate({ to: '/search', search: { ...more, ...kept, q }, replace: true })}
    />
  );
  return <SearchPage {...{ words: q, status: status ?? 'any', filters, panel }} isInDocuments={place !== undefined} />;
}

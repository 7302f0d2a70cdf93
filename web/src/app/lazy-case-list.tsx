// The list of cases, bound to its address; loads when first needed.
import { createLazyRoute, useSearch } from '@tanstack/react-router';
import { CaseListPage } from '../features/case-list/case-list-page.tsx';
import { SavedViews } from '../features/views/saved-views.tsx';

export const LazyCaseList = createLazyRoute('/staff/cases')({ component: CaseList });

function CaseList() {
  return <CaseListPage filters={useSearch({ from: '/staff/cases' })} views={viewsOf} />;
}

function viewsOf(filters: Readonly<Record<string, string>>) {
  return <SavedViews place="cases" filters={filters} />;
}

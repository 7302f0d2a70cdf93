// The pages of case types and their drafts, bound to their addresses; they load together when the first of them is needed.
import { createLazyRoute, useParams } from '@tanstack/react-router';
import { CaseTypesPage } from '../features/case-types/case-types-page.tsx';
import { DraftPage } from '../features/case-types/draft-page.tsx';
import { KindPage } from '../features/case-types/kind-page.tsx';

export const LazyCaseTypes = createLazyRoute('/staff/case-types')({ component: CaseTypesPage });
export const LazyKind = createLazyRoute('/staff/case-types/$caseType')({ component: Kind });
export const LazyDraft = createLazyRoute('/staff/case-type-drafts/$draftId')({ component: Draft });

function Kind() {
  const { caseType = '' } = useParams({ strict: false });
  return <KindPage key={caseType} name={caseType} />;
}

function Draft() {
  const { draftId = '' } = useParams({ strict: false });
  return <DraftPage key={draftId} draftId={draftId} />;
}

// The pages of oversight and audit, bound to their addresses; they load together when the first of them is needed.
import { createLazyRoute, useParams, useSearch } from '@tanstack/react-router';
import { AuditPage } from '../features/audit/audit-page.tsx';
import { AuditedCasePage } from '../features/audit/audited-case-page.tsx';
import { ReadersPage } from '../features/audit/readers-page.tsx';
import { EmergenciesPage } from '../features/review/emergencies-page.tsx';
import { ReviewPage } from '../features/review/review-page.tsx';
import { RulesPage } from '../features/review/rules-page.tsx';
import { ReviewsPage } from '../features/review/reviews-page.tsx';

export const LazyReaders = createLazyRoute('/staff/cases/$caseId/readers')({ component: Readers });
export const LazyReviews = createLazyRoute('/staff/reviews')({ component: Reviews });
export const LazyReview = createLazyRoute('/staff/reviews/$reviewId')({ component: Review });
export const LazyEmergencies = createLazyRoute('/staff/emergencies')({ component: EmergenciesPage });
export const LazyRules = createLazyRoute('/staff/access-rules')({ component: RulesPage });
export const LazyAudit = createLazyRoute('/staff/audit')({ component: AuditPage });
export const LazyAuditedCase = createLazyRoute('/staff/audit/cases/$caseId')({ component: AuditedCase });

function Readers() {
  const { caseId = '' } = useParams({ strict: false });
  return <ReadersPage key={caseId} caseId={caseId} />;
}

function Reviews() {
  const { state } = useSearch({ strict: false });
  return <ReviewsPage state={state ?? 'open'} />;
}

function Review() {
  const { reviewId = '' } = useParams({ strict: false });
  return <ReviewPage key={reviewId} reviewId={reviewId} />;
}

function AuditedCase() {
  const { caseId = '' } = useParams({ strict: false });
  return <AuditedCasePage key={caseId} caseId={caseId} />;
}

// The pages of those who keep records, bound to what stands behind `/records/`; they load together when the first of them is needed.
import { createLazyRoute, useLocation, useParams } from '@tanstack/react-router';
import { CaseRecordsPage } from '../features/records/case-records-page.tsx';
import { CasesPage } from '../features/records/cases-page.tsx';
import { CertificatePage } from '../features/records/certificate-page.tsx';
import { HoldPage } from '../features/records/hold-page.tsx';
import { HoldsPage } from '../features/records/holds-page.tsx';
import { OverviewPage } from '../features/records/overview-page.tsx';
import { RunPage } from '../features/records/run-page.tsx';
import { RunsPage } from '../features/records/runs-page.tsx';

export const LazyRecords = createLazyRoute('/staff/records/$')({ component: Records });

function Records() {
  const { _splat: path = '' } = useParams({ strict: false });
  const filter = useLocation({ select: (location) => location.searchStr });
  const [part, id, more] = path.split('/');
  if (part === 'cases')
    return id === undefined ? <CasesPage key={filter} filter={filter} /> : <CaseRecordsPage key={id} caseId={id} />;
  if (part === 'holds') return id === undefined ? <HoldsPage /> : <HoldPage key={id} holdId={id} />;
  if (part !== 'disposal') return <OverviewPage />;
  if (id === undefined) return <RunsPage />;
  return more === 'certificate' ? <CertificatePage key={id} runId={id} /> : <RunPage key={id} runId={id} />;
}

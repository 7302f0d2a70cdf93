// The pages of those who give work out, bound to what stands behind `/team/`; they load together when the first of them is needed.
import { createLazyRoute, useLocation, useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { ApprovalsPage } from '../features/team/approvals-page.tsx';
import { ClocksPage } from '../features/team/clocks-page.tsx';
import { LoadPage } from '../features/team/load-page.tsx';
import { TasksPage } from '../features/team/tasks-page.tsx';
import { Loading } from '../ui/states.tsx';

const Samples = lazy(() => import('../features/team/samples-room.tsx').then((room) => ({ default: room.SamplesRoom })));

export const LazyTeam = createLazyRoute('/staff/team/$')({ component: Team });

function Team() {
  const { _splat: part = '' } = useParams({ strict: false });
  const filter = useLocation({ select: (location) => location.searchStr });
  if (part === 'tasks') return <TasksPage key={filter} filter={filter} />;
  const [room, sample, caseId] = part.split('/');
  if (room === 'samples')
    return (
      <Suspense fallback={<Loading />}>
        <Samples key={part} sample={sample ?? null} caseId={caseId ?? null} filter={filter} />
      </Suspense>
    );
  if (part === 'clocks') return <ClocksPage filter={filter} />;
  return part === 'approvals' ? <ApprovalsPage filter={filter} /> : <LoadPage filter={filter} />;
}

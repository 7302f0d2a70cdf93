// The pages of those who give work out, bound to what stands behind `/team/`; they load together when the first of them is needed.
import { createLazyRoute, useLocation, useParams } from '@tanstack/react-router';
import { ApprovalsPage } from '../features/team/approvals-page.tsx';
import { ClocksPage } from '../features/team/clocks-page.tsx';
import { LoadPage } from '../features/team/load-page.tsx';
import { TasksPage } from '../features/team/tasks-page.tsx';

export const LazyTeam = createLazyRoute('/staff/team/$')({ component: Team });

function Team() {
  const { _splat: part = '' } = useParams({ strict: false });
  const filter = useLocation({ select: (location) => location.searchStr });
  if (part === 'tasks') return <TasksPage key={filter} filter={filter} />;
  if (part === 'clocks') return <ClocksPage filter={filter} />;
  return part === 'approvals' ? <ApprovalsPage filter={filter} /> : <LoadPage filter={filter} />;
}

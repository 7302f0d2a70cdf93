// Opens the first task of the person's list, asked of the server anew, leaving out the task that is already open.
import { useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { heldNow } from '../client/held-act.ts';
import { isAboutAccess } from '../client/notices.ts';
import { workQuery } from '../client/queries.ts';
import { firstTexts } from '#texts/first';
import { announce } from '../ui/announcer.tsx';
import { problemText } from '../ui/problem-text.ts';

export function useFindNext(): () => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  const open = useParams({ strict: false });
  const onAccess = useLocation({ select: ({ pathname }) => pathname.endsWith('/access') });
  return async () => {
    try {
      const work = await client.fetchInfiniteQuery({ ...workQuery, pages: 1, staleTime: 0 });
      // What was completed and is held back is still in the list.
      const held = heldNow();
      const next = work.pages
        .flatMap((page) => page.items)
        .filter((item) => item.caseId !== held?.caseId || item.task !== held.task)
        .find(
          (item) => item.caseId !== open.caseId || (isAboutAccess(item.task) ? !onAccess : item.task !== open.task),
        );
      if (next === undefined) announce(firstTexts.work.nothingNext);
      else if (isAboutAccess(next.task))
        await navigate({ to: '/cases/$caseId/access', params: { caseId: next.caseId } });
      else await navigate({ to: '/cases/$caseId/tasks/$task', params: { caseId: next.caseId, task: next.task } });
    } catch (error) {
      announce(problemText(error));
    }
  };
}

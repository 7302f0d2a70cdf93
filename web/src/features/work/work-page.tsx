// My work: the next task first, then all of them, in the order in which the server says they should be done.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { workQuery } from '../../client/queries.ts';
import type { WorkItem } from '../../client/types.ts';
import { firstTexts } from '#texts/first';
import { Button } from '../../ui/button.tsx';
import { dueText } from '../../ui/due-text.ts';
import { formatShortDay } from '../../ui/dates.ts';
import { LoadMore } from '../../ui/load-more.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { useOpenNext } from '../../ui/open-next.ts';
import { WorkTable } from './work-table.tsx';

export function WorkPage() {
  const work = useInfiniteQuery(workQuery);
  const items = work.data?.pages.flatMap((page) => page.items) ?? [];
  const first = items[0];
  return (
    <>
      <PageTitle title={firstTexts.work.title} />
      {work.isPending ? <Loading /> : null}
      {work.isError && items.length === 0 ? <Failed error={work.error} onRetry={() => void work.refetch()} /> : null}
      {work.isSuccess && first === undefined ? <NoWork /> : null}
      {first === undefined ? null : (
        <>
          <NextTask item={first} reason={reasonFor(first, items)} />
          <WorkTable items={items} />
          <LoadMore
            query={work}
            label={firstTexts.work.more}
            shown={firstTexts.work.shown(items.length, !work.hasNextPage)}
          />
        </>
      )}
    </>
  );
}

function NextTask({ item, reason }: { readonly item: WorkItem; readonly reason: string }) {
  const openNext = useOpenNext();
  return (
    <section className="next-task" aria-labelledby="next-task">
      <div>
        <h2 id="next-task" className="eyebrow">
          {firstTexts.work.next}
        </h2>
        <p className="next-task-title">
          <bdi>{item.title}</bdi>
        </p>
        <p className="quiet">
          {[item.reference, item.dueOn === null ? null : `${dueText(item.dueOn).text}, ${formatShortDay(item.dueOn)}`]
            .filter((part) => part !== null)
            .join(' · ')}
        </p>
        <p className="quiet">{reason}</p>
      </div>
      <Button look="primary" keyHint="n" onClick={openNext}>
        {firstTexts.work.openNext}
      </Button>
    </section>
  );
}

function NoWork() {
  return (
    <Empty title={firstTexts.work.empty}>
      <p>{firstTexts.work.emptyHint}</p>
      <p className="state-links">
        <Link to="/start" className="button button-primary">
          {firstTexts.shell.start}
        </Link>
        <Link to="/cases" className="button button-secondary">
          {firstTexts.shell.cases}
        </Link>
      </p>
    </Empty>
  );
}

/** Says only what can be seen to be true in the list. */
function reasonFor(first: WorkItem, items: readonly WorkItem[]): string {
  if (first.overdue) return firstTexts.work.whyOverdue;
  const { dueOn } = first;
  if (dueOn !== null && items.every((item) => item.dueOn === null || item.dueOn >= dueOn))
    return firstTexts.work.whyDue;
  return firstTexts.work.whyFirst;
}

// What happened in the case, newest first: what, when, by whom. A fact that has only a day gets no time.
import { useInfiniteQuery } from '@tanstack/react-query';
import { activityQuery } from '../../client/queries.ts';
import type { ActivityEntry } from '../../client/types.ts';
import { appTexts } from '#texts/app';
import { formatOccurred, recordedLater } from '../../ui/dates.ts';
import { LoadMore } from '../../ui/load-more.tsx';
import { Failed, Loading } from '../../ui/states.tsx';

export function ActivityList({ caseId }: { readonly caseId: string }) {
  const activity = useInfiniteQuery(activityQuery(caseId));
  const entries = activity.data?.pages.flatMap((page) => page.items) ?? [];
  if (activity.isPending) return <Loading />;
  if (activity.isError && entries.length === 0)
    return <Failed error={activity.error} onRetry={() => void activity.refetch()} />;
  if (entries.length === 0) return <p className="quiet">{appTexts.casePage.noActivity}</p>;
  return (
    <>
      <ol className="timeline" reversed>
        {entries.map((entry) => (
          <ActivityItem key={entry.seq} entry={entry} />
        ))}
      </ol>
      <LoadMore query={activity} label={appTexts.casePage.moreActivity} />
    </>
  );
}

/** Nothing where it is not told when something happened, and by whom. */
function ActivityMeta({ entry: { occurred, recordedAt, actorName, onBehalfOf } }: { readonly entry: ActivityEntry }) {
  if (occurred === null || recordedAt === null) return null;
  return (
    <p className="timeline-meta">
      <time dateTime={occurred}>{formatOccurred(occurred)}</time> {appTexts.casePage.by} <bdi>{actorName}</bdi>
      {onBehalfOf === null ? null : (
        <>
          {' '}
          {appTexts.casePage.onBehalf} <bdi>{onBehalfOf}</bdi>
        </>
      )}
      {recordedLater(occurred, recordedAt) ? <>, {appTexts.casePage.recorded(formatOccurred(recordedAt))}</> : null}
    </p>
  );
}

export function ActivityItem({ entry }: { readonly entry: ActivityEntry }) {
  return (
    <li className="timeline-item">
      <h3 className="timeline-title" dir="auto">
        {entry.title}
      </h3>
      <ActivityMeta entry={entry} />
      {entry.detail.map((line, index) => (
        <p key={index} className="timeline-detail" dir="auto">
          {line}
        </p>
      ))}
    </li>
  );
}

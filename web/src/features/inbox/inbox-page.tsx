// The inbox: what came in for the person's teams, soonest due first, by queue, by how it came, and by what became of it.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { inboxQueuesQuery, inboxQuery } from '../../client/inbox.ts';
import { useTeamTitles } from '../../client/team-titles.ts';
import { inboxTexts as texts } from '#texts/inbox';
import { LoadMore } from '../../ui/load-more.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Pick } from '../../ui/pick.tsx';
import { useEnterList } from '../../ui/row-keys.ts';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { InboxTable } from './inbox-table.tsx';

const TABS = ['waiting', 'mine', 'filed', 'rejected'] as const;
const CHANNELS = ['mail', 'scan', 'portal', 'api', 'import'] as const;
type InboxTab = (typeof TABS)[number];

interface InboxShown {
  readonly tab?: InboxTab;
  readonly queue?: string;
  readonly channel?: string;
}

export interface InboxProps extends InboxShown {
  /** What keeps the filters, and shows what was kept. */
  readonly views: (filters: Readonly<Record<string, string>>) => ReactNode;
}

export function InboxPage({ tab = 'waiting', queue, channel, views }: InboxProps) {
  useEnterList();
  const state = tab === 'mine' ? 'waiting' : tab;
  const asked = { state, queue: queue ?? null, channel: channel ?? null, mine: tab === 'mine' } as const;
  const found = useInfiniteQuery(inboxQuery(asked));
  const queues = useQuery(inboxQueuesQuery).data?.items ?? null;
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const isEmpty = found.isSuccess && items.length === 0;
  return (
    <>
      <PageTitle title={texts.title} />
      <p className="lead">{texts.lead}</p>
      <nav aria-label={texts.filter} className="tabs">
        {TABS.map((each) => (
          <Link
            key={each}
            to="/inbox"
            search={shownBy({ tab: each, queue, channel })}
            className="tab"
            aria-current={each === tab ? 'page' : undefined}
          >
            {texts.tabs[each]}
          </Link>
        ))}
      </nav>
      <Choices
        shown={{ tab, ...(queue === undefined ? {} : { queue }), ...(channel === undefined ? {} : { channel }) }}
      />
      {views(keptOf({ tab, queue, channel }))}
      {found.isPending ? <Loading /> : null}
      {found.isError && items.length === 0 ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
      {isEmpty && queues?.length === 0 ? (
        <Empty title={texts.noQueue}>
          <p>{texts.noQueueHint}</p>
        </Empty>
      ) : null}
      {isEmpty && queues?.length !== 0 ? (
        <Empty title={texts.empty}>
          <p>{texts.emptyHint}</p>
        </Empty>
      ) : null}
      {items.length === 0 ? null : (
        <>
          <p className="quiet keys-hint">{texts.keysHint}</p>
          <InboxTable items={items} caption={texts.list} />
          <LoadMore query={found} label={texts.more} shown={texts.shown(items.length, !found.hasNextPage)} />
        </>
      )}
    </>
  );
}

interface Address {
  readonly tab?: Exclude<InboxTab, 'waiting'>;
  readonly queue?: string;
  readonly channel?: string;
}

/** Without what is not said, so that an address says only what was chosen. */
function shownBy({ tab, queue, channel }: { readonly [K in keyof InboxShown]: InboxShown[K] | undefined }): Address {
  return {
    ...(tab === undefined || tab === 'waiting' ? {} : { tab }),
    ...(queue === undefined || queue === '' ? {} : { queue }),
    ...(channel === undefined || channel === '' ? {} : { channel }),
  };
}

function Choices({ shown }: { readonly shown: InboxShown }) {
  const teamTitle = useTeamTitles();
  const navigate = useNavigate();
  const queues = useQuery(inboxQueuesQuery).data?.items ?? [];
  const go = (change: InboxShown) => void navigate({ to: '/inbox', search: shownBy({ ...shown, ...change }) });
  return (
    <div className="file-fields">
      {queues.length < 2 ? null : (
        <Pick
          label={texts.queue}
          none={texts.all}
          value={shown.queue ?? ''}
          options={queues.map(({ queue }) => ({ value: queue, label: teamTitle(queue) }))}
          onPick={(queue) => go({ queue })}
        />
      )}
      <Pick
        label={texts.channel}
        none={texts.all}
        value={shown.channel ?? ''}
        options={CHANNELS.map((value) => ({ value, label: texts.channelOf(value) }))}
        onPick={(channel) => go({ channel })}
      />
    </div>
  );
}

/** What waits is the list itself, and no filter of it. */
function keptOf({ tab, queue, channel }: { tab: InboxTab; queue: string | undefined; channel: string | undefined }) {
  return {
    ...(tab === 'waiting' ? {} : { tab }),
    ...(queue === undefined ? {} : { queue }),
    ...(channel === undefined ? {} : { channel }),
  };
}

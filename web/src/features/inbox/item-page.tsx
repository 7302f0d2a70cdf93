// One item of the inbox: from whom it says that it comes, what it says, its parts, and what is done with it.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { inboxItemQuery, type InboxPart, type WholeInboxItem } from '../../client/inbox.ts';
import { useTeamTitles } from '../../client/team-titles.ts';
import { inboxTexts } from '#texts/inbox';
import { Badge } from '../../ui/badge.tsx';
import { formatOccurred } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { PageFailed, PageLoading } from '../../ui/states.tsx';
import { FileItem } from './file-item.tsx';
import { DueLine, OwnerName } from './inbox-table.tsx';
import { ItemParts } from './item-parts.tsx';
import { MoveItem } from './move-item.tsx';

const texts = inboxTexts.item;

export interface ItemPageProps {
  readonly item: string;
  /** Shows the bytes of a part. */
  readonly reader: (part: InboxPart) => ReactNode;
}

export function ItemPage({ item, reader }: ItemPageProps) {
  const found = useQuery(inboxItemQuery(item));
  if (found.isPending) return <PageLoading />;
  if (found.isError && found.data === undefined)
    return <PageFailed error={found.error} onRetry={() => void found.refetch()} />;
  const view = found.data;
  const isUnproved = view.channel !== 'scan' && view.from !== null;
  return (
    <div className="watch-page">
      <p className="eyebrow">
        <Link to="/inbox" className="row-link">
          <Icon name="back" /> {inboxTexts.title}
        </Link>
      </p>
      <div className="page-head">
        <div>
          <PageTitle title={view.subject ?? inboxTexts.noSubject} />
          <p className="badges">
            <Badge tone={view.state === 'waiting' ? 'info' : 'neutral'}>{inboxTexts.stateOf(view.state)}</Badge>
            <Badge>{inboxTexts.channelOf(view.channel)}</Badge>
          </p>
        </div>
      </div>
      <Ended view={view} />
      <MoveItem view={view} />
      {isUnproved ? (
        <Notice tone="warn" title={texts.unproved}>
          <p>{texts.unprovedHint}</p>
          {isOther(view) ? <p dir="auto">{texts.envelope(view.envelope ?? '')}</p> : null}
        </Notice>
      ) : null}
      <Facts view={view} />
      <Says view={view} />
      <ItemParts view={view} reader={reader} />
      {view.state === 'waiting' ? <FileItem view={view} /> : null}
    </div>
  );
}

/** Whether the server was told another sender than the mail says. */
function isOther({ envelope, hints }: WholeInboxItem): boolean {
  return envelope !== null && hints.sender !== null && envelope.toLowerCase() !== hints.sender.toLowerCase();
}

function Ended({ view }: { readonly view: WholeInboxItem }) {
  const { state, who, endedAt, reason, duplicateOf } = view;
  if (state === 'waiting') return null;
  return (
    <Notice tone={state === 'filed' ? 'good' : 'neutral'} title={inboxTexts.stateOf(state)}>
      <p>{texts.ended(who ?? '', endedAt === null ? '' : formatOccurred(endedAt))}</p>
      {reason === null ? null : <p dir="auto">{texts.reason(reason)}</p>}
      {duplicateOf === null ? null : (
        <p>
          <Link to="/inbox/$item" params={{ item: duplicateOf }}>
            {texts.duplicateOf}
          </Link>
        </p>
      )}
    </Notice>
  );
}

function Facts({ view }: { readonly view: WholeInboxItem }) {
  const teamTitle = useTeamTitles();
  const lines: readonly (readonly [string, ReactNode])[] = [
    [texts.from, <bdi key="from">{view.from ?? texts.unknown}</bdi>],
    ...(view.to.length === 0 ? [] : [[texts.to, <bdi key="to">{view.to.join(', ')}</bdi>] as const]),
    ...(view.sentAt === null ? [] : [[texts.sent, formatOccurred(view.sentAt)] as const]),
    [texts.came, formatOccurred(view.receivedAt)],
    [texts.due, <DueLine key="due" item={view} />],
    [texts.queue, <bdi key="queue">{teamTitle(view.queue)}</bdi>],
    [texts.owner, <OwnerName key="owner" owner={view.owner} />],
  ];
  return (
    <dl className="facts">
      {lines.map(([label, value]) => (
        <div key={label} className="fact">
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Says({ view: { text, warnings } }: { readonly view: WholeInboxItem }) {
  return (
    <section aria-labelledby="says">
      <h2 id="says">{texts.says}</h2>
      {warnings.map((code) => (
        <p key={code} className="quiet">
          {texts.warning(code)}
        </p>
      ))}
      {text === null || text.trim() === '' ? (
        <p>{texts.saysNothing}</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keys (WCAG 2.1.1)
        <pre className="document-text" dir="auto" tabIndex={0}>
          {text}
        </pre>
      )}
    </section>
  );
}

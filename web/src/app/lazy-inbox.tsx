// The pages of the inbox, bound to their addresses; they load when the first of them is needed. Parts are read with what reads documents.
import { createLazyRoute, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { partPath, type InboxPart } from '../client/inbox.ts';
import { DocumentContent } from '../features/documents/document-content.tsx';
import { InboxPage } from '../features/inbox/inbox-page.tsx';
import { SavedViews } from '../features/views/saved-views.tsx';
import { ItemPage } from '../features/inbox/item-page.tsx';

export const LazyInbox = createLazyRoute('/staff/inbox')({ component: Inbox });
export const LazyInboxItem = createLazyRoute('/staff/inbox/$item')({ component: Item });

function Inbox() {
  const { tab, queue, channel } = useSearch({ strict: false });
  return (
    <InboxPage
      {...(tab === undefined ? {} : { tab })}
      {...(queue === undefined ? {} : { queue })}
      {...(channel === undefined ? {} : { channel })}
      views={viewsOf}
    />
  );
}

function Item() {
  const { item = '' } = useParams({ strict: false });
  return <ItemPage key={item} item={item} reader={(part) => readerOf(item, part)} />;
}

/** A part is in no case, so nothing of it is a version of a document. */
function readerOf(item: string, part: InboxPart): ReactNode {
  const { number, name, size, mediaType, verdict } = part;
  const path = partPath(item, number);
  const version = {
    ...{ file: path, content: path, size: size ?? 0, mediaType: mediaType ?? '', name, pages: null, at: '', by: '' },
    check: { verdict: verdict ?? ('unscanned' as const), scanner: null },
  };
  return (
    <DocumentContent place={{ caseId: '', entry: '', content: path, part: path }} version={version} title={name} />
  );
}

function viewsOf(filters: Readonly<Record<string, string>>) {
  return <SavedViews place="inbox" filters={filters} />;
}

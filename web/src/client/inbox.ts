// What the staff app asks of the inbox and does with its items. The server makes each act of an item the same act when it is asked again.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';
import type { InboxItem, InboxPage, InboxQueueList, ItemFiled, SearchPage, WholeInboxItem } from './schema.d.ts';

export type { InboxItem, InboxPart, WholeInboxItem } from './schema.d.ts';

export interface InboxAsked {
  readonly state: InboxItem['state'];
  readonly queue: string | null;
  readonly channel: string | null;
  readonly mine: boolean;
}

export const inboxQueuesQuery = queryOptions({
  queryKey: ['inbox', 'queues'],
  queryFn: ({ signal }) => request<InboxQueueList>('inbox/queues', { signal }),
});

export function inboxQuery({ state, queue, channel, mine }: InboxAsked) {
  return infiniteQueryOptions({
    queryKey: ['inbox', 'list', state, queue, channel, mine],
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams({
        state,
        ...(queue === null ? {} : { queue }),
        ...(channel === null ? {} : { channel }),
        ...(mine ? { mine: 'yes' } : {}),
        ...(pageParam === null ? {} : { after: pageParam }),
      });
      return request<InboxPage>(`inbox/items?${asked.toString()}`, { signal });
    },
    initialPageParam: null as string | null, // Widened: the first page has no cursor.
    getNextPageParam: (page) => page.next,
  });
}

export function inboxItemQuery(item: string) {
  return queryOptions({
    queryKey: ['inbox', 'item', item],
    queryFn: ({ signal }) => request<WholeInboxItem>(itemPath(item), { signal }),
  });
}

/** Cases that the reader may read and that have all of these words: a reference, or an address. */
export function matchesQuery(words: string) {
  return queryOptions({
    queryKey: ['search', 'inbox', words],
    queryFn: ({ signal }) => request<SearchPage>(`search?q=${encodeURIComponent(words)}`, { signal }),
    staleTime: 60_000,
  });
}

/** @param unsent the form in which it was typed */
export function actOnItem(
  item: string,
  act: string,
  { unsent, ...body }: object & { readonly unsent?: string },
): Promise<unknown> {
  return request<unknown>(`${itemPath(item)}/${act}`, {
    ...{ method: 'POST', body },
    ...(unsent === undefined ? {} : { unsent }),
  });
}

export interface PartToFile {
  readonly number: number;
  readonly kind: string;
  readonly title: string;
  readonly audience?: string;
  readonly sender?: string;
}

export interface Filing {
  readonly caseId: string;
  readonly documents: readonly PartToFile[];
  readonly isAll: boolean;
}

/** @param unsent the form in which it was said what each is */
export function fileParts(item: string, filing: Filing, unsent: string): Promise<ItemFiled> {
  return request<ItemFiled>(`${itemPath(item)}/file`, { method: 'POST', body: filing, unsent });
}

/** The address of the bytes of a part, below that of the interface. */
export function partPath(item: string, number: number): string {
  return `${itemPath(item)}/parts/${number}`;
}

function itemPath(item: string): string {
  return `inbox/items/${encodeURIComponent(item)}`;
}

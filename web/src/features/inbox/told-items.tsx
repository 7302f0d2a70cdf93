// Items of the inbox that somebody was told are nearly due or late, among their notices.
import type { InboxItem } from '../../client/inbox.ts';
import { inboxTexts } from '#texts/inbox';
import { InboxTable } from './inbox-table.tsx';

export function ToldItems({ items }: { readonly items: readonly InboxItem[] }) {
  return (
    <section aria-labelledby="told-items">
      <h2 id="told-items">{inboxTexts.told.title}</h2>
      <InboxTable items={items} caption={inboxTexts.told.list} />
    </section>
  );
}

// Items of the inbox as a table: what each is, who has it, and how long is left, in words.
import { Link } from '@tanstack/react-router';
import type { InboxItem } from '../../client/inbox.ts';
import { usePersonNames } from '../../client/person-names.ts';
import { useSession } from '../../client/session.ts';
import { useTeamTitles } from '../../client/team-titles.ts';
import { inboxTexts as texts } from '#texts/inbox';
import { Badge } from '../../ui/badge.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatShortDay } from '../../ui/dates.ts';
import { dueText } from '../../ui/due-text.ts';
import { moveByKey } from '../../ui/row-keys.ts';

const COLUMNS = [texts.what, texts.queue, texts.channel, texts.owner, texts.due] as const;

export function InboxTable({ items, caption }: { readonly items: readonly InboxItem[]; readonly caption: string }) {
  const teamTitle = useTeamTitles();
  return (
    <DataTable caption={caption} columns={COLUMNS} onKeyDown={moveByKey}>
      {items.map((item) => (
        <Row key={item.item}>
          <Cell label={texts.what} lead>
            <Link to="/inbox/$item" params={{ item: item.item }} className="row-link" data-row={item.item}>
              <bdi>{item.subject ?? texts.noSubject}</bdi>
            </Link>
            {item.from === null ? null : <bdi className="cell-line quiet">{item.from}</bdi>}
          </Cell>
          <Cell label={texts.queue}>
            <bdi>{teamTitle(item.queue)}</bdi>
          </Cell>
          <Cell label={texts.channel}>{texts.channelOf(item.channel)}</Cell>
          <Cell label={texts.owner}>
            <OwnerName owner={item.owner} />
          </Cell>
          <Cell label={texts.due}>
            <DueLine item={item} />
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}

export function OwnerName({ owner }: { readonly owner: string | null }) {
  const session = useSession();
  const nameOf = usePersonNames();
  if (owner === null) return texts.nobody;
  return owner === session?.personId ? texts.you : <bdi>{nameOf(owner)}</bdi>;
}

/** How long is left, while it waits. */
export function DueLine({ item }: { readonly item: InboxItem }) {
  const due = dueText(item.dueOn);
  return (
    <span className="badges">
      <time dateTime={item.dueOn}>{formatShortDay(item.dueOn)}</time>
      {item.state === 'waiting' ? <Badge tone={due.tone}>{due.text}</Badge> : null}
      {item.isWhole ? null : <Badge tone="warn">{texts.arriving}</Badge>}
    </span>
  );
}

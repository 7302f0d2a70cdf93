// What the rules have noticed about who looks at what: due first.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { reviewsQuery } from '../../client/oversight.ts';
import type { Review } from '../../client/types.ts';
import { oversightTexts } from '#texts/oversight';
import { Badge } from '../../ui/badge.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatShortDay } from '../../ui/dates.ts';
import { LoadMore } from '../../ui/load-more.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { moveByKey, useEnterList } from '../../ui/row-keys.ts';
import { Empty, Failed, Loading } from '../../ui/states.tsx';

export type ReviewState = Review['state'];

const words = oversightTexts.reviews;
const STATES: readonly ReviewState[] = ['open', 'decided'];
const COLUMNS = [words.what, words.who, words.day, words.due, words.looks] as const;

export function ReviewsPage({ state }: { readonly state: ReviewState }) {
  useEnterList();
  const reviews = useInfiniteQuery(reviewsQuery(state));
  const rows = reviews.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageTitle title={words.title} />
      <nav aria-label={words.filter} className="tabs">
        {STATES.map((each) => (
          <Link
            key={each}
            to="/reviews"
            search={{ state: each }}
            className="tab"
            aria-current={each === state ? 'page' : undefined}
          >
            {words[each]}
          </Link>
        ))}
      </nav>
      {reviews.isPending ? <Loading /> : null}
      {reviews.isError && rows.length === 0 ? (
        <Failed error={reviews.error} onRetry={() => void reviews.refetch()} />
      ) : null}
      {reviews.isSuccess && rows.length === 0 ? (
        <Empty title={state === 'open' ? words.emptyOpen : words.emptyDecided}>
          <p>{words.emptyHint}</p>
        </Empty>
      ) : null}
      {rows.length === 0 ? null : (
        <>
          <DataTable caption={words.title} columns={COLUMNS} onKeyDown={moveByKey}>
            {rows.map((row) => (
              <ReviewLine key={row.reviewId} row={row} />
            ))}
          </DataTable>
          <LoadMore query={reviews} label={words.more} shown={words.shown(rows.length, !reviews.hasNextPage)} />
        </>
      )}
    </>
  );
}

function ReviewLine({ row }: { readonly row: Review }) {
  const { reviewId, kind, name, day, dueOn, overdue, lines } = row;
  return (
    <Row>
      <Cell label={words.what} lead>
        <Link to="/reviews/$reviewId" params={{ reviewId }} className="row-link" data-row={reviewId}>
          {words.kind(kind)}
        </Link>
      </Cell>
      <Cell label={words.who}>
        <bdi>{name}</bdi>
      </Cell>
      <Cell label={words.day}>
        <time dateTime={day}>{formatShortDay(day)}</time>
      </Cell>
      <Cell label={words.due}>
        <time dateTime={dueOn}>{formatShortDay(dueOn)}</time>{' '}
        {overdue ? <Badge tone="bad">{words.overdue}</Badge> : null}
      </Cell>
      <Cell label={words.looks}>{lines}</Cell>
    </Row>
  );
}

// The documents in whose texts the words stand, newest first as the server gives them, each with the piece of the page that has most of them.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { documentSearchQuery, spotOf } from '../../client/document-search.ts';
import type { FoundDocument } from '../../client/types.ts';
import { searchTexts } from '#texts/search';
import { Badge } from '../../ui/badge.tsx';
import { formatDay, today } from '../../ui/dates.ts';
import { LoadMore } from '../../ui/load-more.tsx';
import { COLON } from '../../ui/locale.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { PlaceLinks } from './place-links.tsx';

const texts = searchTexts.documents;

export function FoundDocuments({ words }: { readonly words: string }) {
  const found = useInfiniteQuery(documentSearchQuery(words));
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageTitle title={`${searchTexts.title}${COLON}${words}`} />
      <PlaceLinks words={words} isInDocuments />
      <p className="field-hint">{texts.hint}</p>
      {found.isPending ? <Loading /> : null}
      {found.isError && rows.length === 0 ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isSuccess && rows.length === 0 ? (
        <Empty title={texts.none}>
          <p>{texts.noneHint}</p>
        </Empty>
      ) : null}
      {rows.length === 0 ? null : (
        <>
          <ul className="lines">
            {rows.map((row) => (
              <FoundLine key={`${row.caseId} ${row.document} ${row.file}`} row={row} />
            ))}
          </ul>
          <LoadMore query={found} label={texts.more} shown={texts.found(rows.length, !found.hasNextPage)} />
        </>
      )}
      {found.data?.pages.at(-1)?.isCut === true ? <p role="status">{texts.cut}</p> : null}
    </>
  );
}

function FoundLine({ row }: { readonly row: FoundDocument }) {
  const { caseId, document: entry, title, reference, page, filedAt, isCurrent, status } = row;
  return (
    <li className="line kept">
      <p>
        <Link to="/cases/$caseId/documents/$entry" params={{ caseId, entry }} hash={spotOf(row)} className="row-link">
          <strong>
            <bdi>{title}</bdi>
          </strong>
        </Link>{' '}
        {isCurrent ? null : <Badge tone="warn">{texts.older}</Badge>}{' '}
        {status === 'withdrawn' ? <Badge tone="warn">{texts.withdrawn}</Badge> : null}
      </p>
      <p className="quiet">
        <Link to="/cases/$caseId" params={{ caseId }} className="row-link">
          <bdi>{reference}</bdi>
        </Link>{' '}
        · {texts.page(page)} · {texts.filed(formatDay(today(new Date(filedAt))))}
      </p>
      <p dir="auto" className="watch-id">
        <Excerpt row={row} />
      </p>
    </li>
  );
}

/** The words that were sought are marked; everything is text. */
function Excerpt({ row: { excerpt, marks } }: { readonly row: FoundDocument }) {
  const starts = [0, ...marks.map(({ to }) => to)];
  return (
    <>
      {starts.map((start, at) => {
        const mark = marks[at];
        return (
          <span key={start}>
            {excerpt.slice(start, mark?.from)}
            {mark === undefined ? null : <mark>{excerpt.slice(mark.from, mark.to)}</mark>}
          </span>
        );
      })}
    </>
  );
}

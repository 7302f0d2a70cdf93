// The cases that have the words somebody looks for, newest first as the server gives them, each with the words by which it was
// found. The words and the filter are in the address, so that a search can be come back to.
import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { askedOf, type CaseFilters } from '../../client/case-filters.ts';
import { searchQuery, type SearchStatus } from '../../client/queries.ts';
import { useTeamTitles } from '../../client/team-titles.ts';
import type { SearchPage as Found, SearchRow } from '../../client/types.ts';
import { appTexts } from '#texts/app';
import { searchTexts as texts } from '#texts/search';
import { Badge } from '../../ui/badge.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatShortDay, isDayOnly, today } from '../../ui/dates.ts';
import { LoadMore } from '../../ui/load-more.tsx';
import { COLON } from '../../ui/locale.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { moveByKey, useEnterList } from '../../ui/row-keys.ts';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { FoundDocuments } from './found-documents.tsx';
import { PlaceLinks } from './place-links.tsx';

const STATUSES: readonly SearchStatus[] = ['any', 'open', 'closed'];
const COLUMNS = [
  appTexts.caseList.reference,
  appTexts.caseList.kind,
  texts.matched,
  appTexts.caseList.team,
  appTexts.caseList.opened,
  appTexts.caseList.status,
] as const;

interface Shown {
  /** Where the filters are chosen. */
  readonly panel: ReactNode;
}

interface Asked {
  readonly words: string;
  readonly status: SearchStatus;
  /** Besides the status. */
  readonly filters: CaseFilters;
}

export interface SearchPageProps extends Asked, Shown {
  readonly isInDocuments: boolean;
}

export function SearchPage({ words, status, filters, isInDocuments, panel }: SearchPageProps) {
  if (words.trim() === '')
    return (
      <>
        <PageTitle title={texts.title} />
        <Empty title={texts.nothing}>
          <p>{texts.nothingHint}</p>
        </Empty>
      </>
    );
  return isInDocuments ? (
    <FoundDocuments key={words} words={words} />
  ) : (
    <Results words={words} status={status} filters={filters} panel={panel} />
  );
}

function Results({ words, status, filters, panel }: Asked & Shown) {
  useEnterList();
  const [day] = useState(() => today(new Date()));
  const found = useInfiniteQuery(searchQuery(words, status, askedOf(filters, day).toString()));
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageTitle title={`${texts.title}${COLON}${words}`} />
      <PlaceLinks words={words} isInDocuments={false} />
      <p className="field-hint">{texts.hint}</p>
      <StatusLinks words={words} status={status} filters={filters} />
      {panel}
      {found.isPending ? <Loading /> : null}
      {found.isError && rows.length === 0 ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isSuccess && rows.length === 0 ? (
        <Empty title={texts.none}>
          <p>{texts.noneHint}</p>
        </Empty>
      ) : null}
      {rows.length === 0 ? null : <FoundCases found={found} rows={rows} />}
      {found.data?.pages.at(-1)?.isCut === true ? <p role="status">{texts.cut}</p> : null}
    </>
  );
}

interface FoundCasesProps {
  readonly found: UseInfiniteQueryResult<InfiniteData<Found>>;
  readonly rows: readonly SearchRow[];
}

function FoundCases({ found, rows }: FoundCasesProps) {
  return (
    <>
      <DataTable caption={texts.title} columns={COLUMNS} onKeyDown={moveByKey}>
        {rows.map((row) => (
          <CaseLine key={row.caseId} row={row} />
        ))}
      </DataTable>
      <LoadMore query={found} label={texts.more} shown={texts.found(rows.length, !found.hasNextPage)} />
    </>
  );
}

function StatusLinks({ words, status, filters }: Asked) {
  return (
    <nav aria-label={appTexts.caseList.filter} className="tabs">
      {STATUSES.map((each) => (
        <Link
          key={each}
          to="/search"
          activeOptions={{ exact: true }}
          search={{ ...filters, q: words, ...(each === 'any' ? {} : { status: each }) }}
          className="tab"
          aria-current={each === status ? 'page' : undefined}
        >
          {each === 'any' ? texts.any : appTexts.caseList[each]}
        </Link>
      ))}
    </nav>
  );
}

function CaseLine({ row }: { readonly row: SearchRow }) {
  const teamTitle = useTeamTitles();
  const openedOn = isDayOnly(row.openedAt) ? row.openedAt : today(new Date(row.openedAt));
  return (
    <Row>
      <Cell label={appTexts.caseList.reference} lead>
        <Link to="/cases/$caseId" params={{ caseId: row.caseId }} className="row-link" data-row={row.caseId}>
          {row.reference}
        </Link>
      </Cell>
      <Cell label={appTexts.caseList.kind}>
        <bdi>{row.title}</bdi>
      </Cell>
      <Cell label={texts.matched}>
        <bdi>{row.matched.join(', ')}</bdi>
      </Cell>
      <Cell label={appTexts.caseList.team}>
        <bdi>{teamTitle(row.team)}</bdi>
      </Cell>
      <Cell label={appTexts.caseList.opened}>
        <time dateTime={openedOn}>{formatShortDay(openedOn)}</time>
      </Cell>
      <Cell label={appTexts.caseList.status}>
        <Badge tone={row.status === 'open' ? 'info' : 'neutral'}>{appTexts.caseStatus[row.status]}</Badge>
      </Cell>
    </Row>
  );
}

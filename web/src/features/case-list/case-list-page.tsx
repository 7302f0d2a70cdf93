// The cases of the person's teams, open or closed, by filters that stand in the address, with how many there are.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { askedOf, caseCountQuery, filteredCasesQuery, type CaseFilters } from '../../client/case-filters.ts';
import { useTeamTitles } from '../../client/team-titles.ts';
import type { CaseRow } from '../../client/types.ts';
import { appTexts } from '#texts/app';
import { viewsTexts } from '#texts/views';
import { Badge } from '../../ui/badge.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatShortDay, isDayOnly, today } from '../../ui/dates.ts';
import { LoadMore } from '../../ui/load-more.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { moveByKey, useEnterList } from '../../ui/row-keys.ts';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { CaseFilterPanel } from './case-filters.tsx';

export type CaseStatus = 'open' | 'closed';

const STATUSES: readonly CaseStatus[] = ['open', 'closed'];
const COLUMNS = [
  appTexts.caseList.reference,
  appTexts.caseList.kind,
  appTexts.caseList.team,
  appTexts.caseList.opened,
  appTexts.caseList.status,
] as const;

export interface CaseListProps {
  readonly filters: CaseFilters;
  /** What keeps them, and shows what was kept. */
  readonly views: (filters: Readonly<Record<string, string>>) => ReactNode;
}

export function CaseListPage({ filters, views }: CaseListProps) {
  useEnterList();
  const navigate = useNavigate();
  const { status = 'open', ...more } = filters;
  const isFiltered = Object.keys(more).length > 0;
  const [day] = useState(() => today(new Date()));
  const asked = askedOf({ ...filters, status }, day).toString();
  const cases = useInfiniteQuery(filteredCasesQuery(asked));
  const counted = useQuery(caseCountQuery(asked)).data;
  const rows = cases.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="page-head">
        <PageTitle title={appTexts.caseList.title} />
        <Link to="/start" className="button button-primary">
          {appTexts.shell.start}
        </Link>
      </div>
      <StatusLinks filters={filters} status={status} />
      <CaseFilterPanel
        filters={filters}
        hasWork
        onChange={(search) => void navigate({ to: '/cases', search, replace: true })}
      >
        {views(namesOf({ ...filters, status }))}
      </CaseFilterPanel>
      {counted === undefined ? null : <p className="quiet">{viewsTexts.counted(counted.count, counted.isExact)}</p>}
      {cases.isPending ? <Loading /> : null}
      {cases.isError && rows.length === 0 ? <Failed error={cases.error} onRetry={() => void cases.refetch()} /> : null}
      {cases.isSuccess && rows.length === 0 ? (
        <Empty
          title={isFiltered ? viewsTexts.none : appTexts.caseList[status === 'open' ? 'emptyOpen' : 'emptyClosed']}
        >
          <p>{isFiltered ? viewsTexts.noneHint : appTexts.caseList.emptyHint}</p>
        </Empty>
      ) : null}
      {rows.length === 0 ? null : (
        <>
          <DataTable caption={appTexts.caseList.title} columns={COLUMNS} onKeyDown={moveByKey}>
            {rows.map((row) => (
              <CaseLine key={row.caseId} row={row} />
            ))}
          </DataTable>
          <LoadMore
            query={cases}
            label={appTexts.caseList.more}
            shown={appTexts.caseList.shown(rows.length, !cases.hasNextPage)}
          />
        </>
      )}
    </>
  );
}

interface StatusLinksProps {
  readonly filters: CaseFilters;
  readonly status: CaseStatus;
}

function StatusLinks({ filters, status }: StatusLinksProps) {
  return (
    <nav aria-label={appTexts.caseList.filter} className="tabs">
      {STATUSES.map((each) => (
        <Link
          key={each}
          to="/cases"
          search={{ ...filters, status: each }}
          className="tab"
          aria-current={each === status ? 'page' : undefined}
        >
          {appTexts.caseList[each]}
        </Link>
      ))}
    </nav>
  );
}

function CaseLine({ row }: { readonly row: CaseRow }) {
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

/** All of them are texts; those that are not chosen are left out. */
function namesOf(filters: CaseFilters): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(filters).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

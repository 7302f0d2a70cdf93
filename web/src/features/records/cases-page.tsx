// The closed cases behind a number, each with the day from which it may go and why it is that day.
import { useInfiniteQuery } from '@tanstack/react-query';
import { recordsCasesQuery, type RecordsCase } from '../../client/records.ts';
import { recordsTexts as words } from '#texts/records';
import { Badge } from '../../ui/badge.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatDay } from '../../ui/dates.ts';
import { LoadMore } from '../../ui/load-more.tsx';
import { Notice } from '../../ui/notice.tsx';
import { formatPeriod } from '../../ui/periods.ts';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { RecordsFrame } from './records-frame.tsx';
import { RecordsLink } from './records-link.tsx';

const columns = words.caseColumns;

/** @param filter as the address has it */
export function CasesPage({ filter }: { readonly filter: string }) {
  const found = useInfiniteQuery(recordsCasesQuery(filter));
  const pages = found.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items);
  const { cases = 0, withheld = 0 } = pages[0] ?? {};
  return (
    <RecordsFrame title={words.casesTitle} lead={words.casesLead} part="overview">
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
      {withheld === 0 ? null : <Notice tone="info" title={words.withheld(withheld)} />}
      {found.isSuccess && items.length === 0 ? (
        <Empty title={words.noCases}>
          <p>{words.noCasesHint}</p>
        </Empty>
      ) : null}
      {items.length === 0 ? null : (
        <DataTable caption={words.casesTitle} columns={Object.values(columns)}>
          {items.map((item) => (
            <CaseRow key={item.caseId} item={item} />
          ))}
        </DataTable>
      )}
      {items.length === 0 ? null : (
        <LoadMore query={found} label={words.more} shown={words.shown(items.length, cases)} />
      )}
    </RecordsFrame>
  );
}

function CaseRow({ item }: { readonly item: RecordsCase }) {
  return (
    <Row>
      <Cell label={columns.case} lead>
        <RecordsLink to={`cases/${item.caseId}`}>
          <bdi>{item.reference}</bdi>
        </RecordsLink>
        <bdi className="cell-line quiet">{item.caseTypeTitle}</bdi>
      </Cell>
      <Cell label={columns.class}>
        <bdi>{item.class?.title ?? words.status(item.status)}</bdi>
        {item.class === null ? null : (
          <bdi className="cell-line quiet">
            {words.source(item.class.authority, item.class.number, item.class.version)}
          </bdi>
        )}
      </Cell>
      <Cell label={columns.why}>
        <WhyDay item={item} />
      </Cell>
      <Cell label={columns.due}>
        {item.dueOn === null ? words.status(item.status) : <time dateTime={item.dueOn}>{formatDay(item.dueOn)}</time>}
        {item.action === null ? null : <span className="cell-line quiet">{words.action(item.action)}</span>}
      </Cell>
      <Cell label={columns.held}>
        {item.held ? <Badge tone="warn">{words.isHeld}</Badge> : null}{' '}
        {item.isBeingReckoned ? <Badge>{words.isBeingReckoned}</Badge> : null}
      </Cell>
    </Row>
  );
}

type Why = Pick<RecordsCase, 'class' | 'countsFrom' | 'triggerOn' | 'floor'> & { readonly missing?: string | null };

/** From what the period counts, and what else moved it. */
export function WhyDay({ item }: { readonly item: Why }) {
  const { class: of, countsFrom, triggerOn, floor, missing = null } = item;
  return (
    <>
      {of === null ? null : (
        <bdi>{words.why(countsFrom, triggerOn === null ? null : formatDay(triggerOn), formatPeriod(of.period))}</bdi>
      )}
      {floor === null ? null : <span className="cell-line quiet">{words.floor(floor)}</span>}
      {missing === null ? null : <span className="cell-line quiet">{words.missing(missing)}</span>}
    </>
  );
}

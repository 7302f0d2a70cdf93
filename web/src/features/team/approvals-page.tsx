// What waits for the person as the second one, each with the way to the page where it is done.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { noticesQuery, toDecide } from '../../client/notices.ts';
import { approvalsQuery, type Approval } from '../../client/team.ts';
import { teamTexts as words } from '#texts/team';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatDay } from '../../ui/dates.ts';
import { COLON } from '../../ui/locale.ts';
import { moveByKey, useEnterList } from '../../ui/row-keys.ts';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { TeamFrame } from './team-frame.tsx';

const columns = words.approvalColumns;

export function ApprovalsPage({ filter }: { readonly filter: string }) {
  useEnterList();
  const found = useQuery(approvalsQuery);
  const { items = [], isExact = true } = found.data ?? {};
  return (
    <TeamFrame title={words.approvals} lead={words.approvalsLead} part="approvals" filter={filter}>
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isSuccess && items.length === 0 ? (
        <Empty title={words.noApprovals}>
          <p>{words.noApprovalsHint}</p>
        </Empty>
      ) : null}
      {isExact ? null : <p>{words.moreApprovals}</p>}
      {items.length === 0 ? null : (
        <DataTable caption={words.approvals} columns={Object.values(columns)} onKeyDown={moveByKey}>
          {items.map((item) => (
            <ApprovalRow key={`${item.caseId} ${item.entry} ${item.kind}`} item={item} />
          ))}
        </DataTable>
      )}
      <Others />
    </TeamFrame>
  );
}

function ApprovalRow({ item }: { readonly item: Approval }) {
  const { kind, caseId, reference, title, since } = item;
  return (
    <Row>
      <Cell label={columns.what} lead>
        <ApprovalLink item={item}>
          <span>
            {words.approvalKind(kind)}
            {COLON}
            <bdi>{title}</bdi>
          </span>
        </ApprovalLink>
      </Cell>
      <Cell label={columns.case}>
        <Link to="/cases/$caseId" params={{ caseId }} className="row-link">
          {reference}
        </Link>
      </Cell>
      <Cell label={columns.since}>
        <time dateTime={since}>{formatDay(since)}</time>
      </Cell>
    </Row>
  );
}

/** Decisions and reviews are made on the page of their case. */
function ApprovalLink({ item, children }: { readonly item: Approval; readonly children: React.ReactNode }) {
  const { kind, caseId, entry } = item;
  const common = { className: 'row-link', 'data-row': `${caseId} ${entry}` };
  if (kind === 'letter')
    return (
      <Link to="/cases/$caseId/letters/$entry" params={{ caseId, entry }} {...common}>
        {children}
      </Link>
    );
  if (kind === 'redaction')
    return (
      <Link to="/cases/$caseId/documents/$entry" params={{ caseId, entry }} {...common}>
        {children}
      </Link>
    );
  return (
    <Link to="/cases/$caseId" params={{ caseId }} hash="determinations" {...common}>
      {children}
    </Link>
  );
}

/** What is told elsewhere, with the way there. */
function Others() {
  const { items = [], records = [] } = useQuery(noticesQuery).data ?? {};
  const count = toDecide(items) + records.length;
  if (count === 0) return null;
  return (
    <section aria-labelledby="others">
      <h2 id="others">{words.otherApprovals}</h2>
      <p>
        <Link to="/notices" className="row-link">
          {words.otherApprovalsHint(count)}
        </Link>
      </p>
    </section>
  );
}

// What is kept of one case: its day, its holds, its lists; and of one that was destroyed, under which certificate.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { caseRecordsQuery, type CaseRecords } from '../../client/records.ts';
import { recordsTexts as words } from '#texts/records';
import { formatDay, formatOccurred } from '../../ui/dates.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageFailed, PageLoading } from '../../ui/states.tsx';
import { WhyDay } from './cases-page.tsx';
import { RecordsFrame } from './records-frame.tsx';
import { RecordsLink } from './records-link.tsx';
import { Fact } from './run-page.tsx';

const columns = words.caseColumns;

export function CaseRecordsPage({ caseId }: { readonly caseId: string }) {
  const found = useQuery(caseRecordsQuery(caseId));
  if (found.data !== undefined) return <Shown of={found.data} />;
  return found.isError ? <PageFailed error={found.error} onRetry={() => void found.refetch()} /> : <PageLoading />;
}

function Shown({ of }: { readonly of: CaseRecords }) {
  const { reference, caseTypeTitle, status, holds, lists } = of;
  return (
    <RecordsFrame title={words.caseTitle(reference)} part="overview">
      <p className="lead" dir="auto">
        {caseTypeTitle}
      </p>
      {status === 'open' ? <p>{words.isOpen}</p> : null}
      <Destroyed of={of} />
      <Retention of={of} />
      {status === 'destroyed' ? null : (
        <section aria-labelledby="holds">
          <h2 id="holds">{words.holdsOn}</h2>
          {holds.length === 0 ? <p>{words.noHoldsOn}</p> : null}
          <ul>
            {holds.map(({ holdId, title, since }) => (
              <li key={holdId}>
                <RecordsLink to={`holds/${holdId}`}>
                  <bdi>{title}</bdi>
                </RecordsLink>{' '}
                <time dateTime={since}>{formatOccurred(since)}</time>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="lists">
        <h2 id="lists">{words.listsWith}</h2>
        {lists.length === 0 ? <p>{words.noLists}</p> : null}
        <ul>
          {lists.map(({ runId, proposedAt, outcome, reason }) => (
            <li key={runId}>
              <RecordsLink to={`disposal/${runId}`}>{formatOccurred(proposedAt)}</RecordsLink>{' '}
              {outcome === 'destroyed' ? words.outcome.destroyed : words.reasonOf(reason ?? '')}
            </li>
          ))}
        </ul>
      </section>
      {status === 'destroyed' ? null : (
        <p>
          <Link to="/cases/$caseId" params={{ caseId: of.caseId }} className="row-link">
            {words.openCase}
          </Link>
        </p>
      )}
    </RecordsFrame>
  );
}

function Destroyed({ of: { destroyed } }: { readonly of: CaseRecords }) {
  if (destroyed === null) return null;
  const { at, approvers, authority, class: of, record, recordHash } = destroyed;
  return (
    <Notice tone="bad" title={words.destroyed}>
      <p dir="auto">{words.destroyedHow(formatOccurred(at), approvers.join(', '))}</p>
      <p dir="auto">{words.destroyedUnder(authority, of)}</p>
      <p className="watch-id">{words.destroyedProof(record, recordHash)}</p>
    </Notice>
  );
}

function Retention({ of: { retention } }: { readonly of: CaseRecords }) {
  if (retention === null) return null;
  return (
    <dl className="facts">
      <Fact name={columns.class}>
        <bdi>{retention.class?.title ?? words.status(retention.status)}</bdi>
      </Fact>
      <Fact name={columns.why}>
        <WhyDay item={retention} />
      </Fact>
      <Fact name={columns.due}>
        {retention.dueOn === null ? words.status(retention.status) : formatDay(retention.dueOn)}
      </Fact>
    </dl>
  );
}

// The certificate of a list that was gone through: by whose approval, under which authority, and the hashes that prove it.
import { useQuery } from '@tanstack/react-query';
import { certificateAddress, certificateQuery, type DisposalCertificate } from '../../client/records.ts';
import { recordsTexts as words } from '#texts/records';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatOccurred } from '../../ui/dates.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageFailed, PageLoading } from '../../ui/states.tsx';
import { RecordsFrame } from './records-frame.tsx';
import { RecordsLink } from './records-link.tsx';
import { Fact } from './run-page.tsx';

const facts = words.certificateFacts;
const columns = words.certificateColumns;
/** The rest is in the table that one takes away. */
const SHOWN = 200;

export function CertificatePage({ runId }: { readonly runId: string }) {
  const found = useQuery(certificateQuery(runId));
  if (found.data !== undefined) return <Shown of={found.data} />;
  return found.isError ? <PageFailed error={found.error} onRetry={() => void found.refetch()} /> : <PageLoading />;
}

function Shown({ of }: { readonly of: DisposalCertificate }) {
  const { runId, record, recordHash, recordedAt, certificate, people, items, withheld } = of;
  const nameOf = (person: string) => people.find((one) => one.person === person)?.name ?? person;
  return (
    <RecordsFrame title={words.certificate} lead={words.certificateLead} part="disposal">
      <p>
        <a className="button button-secondary" href={certificateAddress(runId)} download={`certificate-${record}.csv`}>
          {words.download}
        </a>
      </p>
      {withheld === 0 ? null : <Notice tone="info" title={words.withheld(withheld)} />}
      <dl className="facts">
        <Fact name={facts.record}>{record}</Fact>
        <Fact name={facts.hash}>
          <span className="watch-id">{recordHash}</span>
        </Fact>
        <Fact name={facts.at}>
          <time dateTime={recordedAt}>{formatOccurred(recordedAt)}</time>
        </Fact>
        <Fact name={facts.list}>
          <span className="watch-id">{certificate.list}</span>
        </Fact>
        <Fact name={facts.proposed}>
          <bdi>{nameOf(certificate.proposedBy)}</bdi>
        </Fact>
        <Fact name={facts.approved}>
          <bdi>{certificate.approvedBy.map(nameOf).join(', ')}</bdi>
        </Fact>
        <Fact name={facts.destroyed}>{words.cases(certificate.destroyed)}</Fact>
        <Fact name={facts.leftOut}>{words.cases(certificate.leftOut)}</Fact>
        <Fact name={facts.over}>
          <span className="watch-id">{certificate.hash}</span>
        </Fact>
      </dl>
      <Items items={items} />
      {items.length <= SHOWN ? null : <p>{words.certificateRest(items.length - SHOWN)}</p>}
    </RecordsFrame>
  );
}

function Items({ items }: Pick<DisposalCertificate, 'items'>) {
  return (
    <DataTable caption={words.items} columns={Object.values(columns)}>
      {items.slice(0, SHOWN).map((item) => (
        <Row key={item.position}>
          <Cell label={columns.case} lead>
            <RecordsLink to={`cases/${item.caseId}`}>
              <span className="watch-id">{item.caseId}</span>
            </RecordsLink>
          </Cell>
          <Cell label={columns.class}>
            <bdi>{item.class}</bdi>
          </Cell>
          <Cell label={columns.authority}>
            <bdi>{item.authority}</bdi>
          </Cell>
          <Cell label={columns.outcome}>
            {item.outcome === 'destroyed' ? words.outcome.destroyed : words.reasonOf(item.reason ?? '')}
          </Cell>
          <Cell label={columns.hash}>
            <span className="watch-id">{item.recordHash}</span>
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}

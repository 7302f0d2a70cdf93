// What the record check did and what it found, in words that an officer can repeat.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { chainQuery } from '../../client/queries.ts';
import type { CaseView, ChainReport } from '../../client/types.ts';
import { appTexts } from '#texts/app';
import { Button } from '../../ui/button.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { CaseFrame } from './case-frame.tsx';

const COLUMNS = [appTexts.record.event, appTexts.record.reason] as const;

export function RecordPage({ caseId }: { readonly caseId: string }) {
  return <CaseFrame caseId={caseId}>{(view) => <RecordBody view={view} />}</CaseFrame>;
}

function RecordBody({ view }: { readonly view: CaseView }) {
  const chain = useQuery(chainQuery(view.caseId));
  return (
    <div className="narrow">
      <p className="eyebrow">
        <Link to="/cases/$caseId" params={{ caseId: view.caseId }} className="row-link">
          <Icon name="back" /> {appTexts.task.back(view.reference)}
        </Link>
      </p>
      <PageTitle title={appTexts.record.title} />
      <p className="lead">{appTexts.record.explain}</p>
      {chain.isPending ? <Loading /> : null}
      {chain.isError && chain.data === undefined ? (
        <Failed error={chain.error} onRetry={() => void chain.refetch()} />
      ) : null}
      {chain.data === undefined ? null : <Report report={chain.data} />}
      {chain.data === undefined ? null : (
        <Button busy={chain.isFetching} onClick={() => void chain.refetch()}>
          {appTexts.record.again}
        </Button>
      )}
    </div>
  );
}

function Report({ report }: { readonly report: ChainReport }) {
  if (report.verified) {
    return (
      <Notice tone="good" title={appTexts.record.verified(report.events)}>
        <p>{appTexts.record.whole(report.events)}</p>
      </Notice>
    );
  }
  return (
    <>
      <Notice tone="bad" title={appTexts.record.broken}>
        <p>{appTexts.record.damaged}</p>
      </Notice>
      <DataTable caption={appTexts.record.broken} columns={COLUMNS}>
        {report.problems.map((problem) => (
          <Row key={`${problem.seq}/${problem.code}`}>
            <Cell label={appTexts.record.event} lead>
              {problem.seq}
            </Cell>
            <Cell label={appTexts.record.reason}>{problem.reason}</Cell>
          </Row>
        ))}
      </DataTable>
    </>
  );
}

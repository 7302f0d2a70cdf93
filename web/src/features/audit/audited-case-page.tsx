// One case under audit: whether it is as it was recorded, what was known of it on a day, and what became of it since another.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { proofAddress, verdictQuery } from '../../client/oversight.ts';
import type { CaseVerdict } from '../../client/types.ts';
import { oversightTexts } from '#texts/oversight';
import { Button } from '../../ui/button.tsx';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { CaseAsOf } from './case-as-of.tsx';

const words = oversightTexts.auditedCase;
const COLUMNS = [words.event, words.what] as const;

export function AuditedCasePage({ caseId }: { readonly caseId: string }) {
  return (
    <div className="watch-page">
      <p className="eyebrow">
        <Link to="/audit" className="row-link">
          <Icon name="back" /> {words.back}
        </Link>
      </p>
      <PageTitle title={words.title} />
      <p className="quiet">{caseId}</p>
      <Verification caseId={caseId} />
      <CaseAsOf caseId={caseId} />
    </div>
  );
}

function Verification({ caseId }: { readonly caseId: string }) {
  const verdict = useQuery(verdictQuery(caseId));
  return (
    <section aria-labelledby="verification">
      <h2 id="verification">{words.verification}</h2>
      {verdict.isPending ? <Loading /> : null}
      {verdict.isError && verdict.data === undefined ? (
        <Failed error={verdict.error} onRetry={() => void verdict.refetch()} />
      ) : null}
      {verdict.data === undefined ? null : (
        <>
          <Verdict verdict={verdict.data} />
          <div className="form-end">
            <Button busy={verdict.isFetching} onClick={() => void verdict.refetch()}>
              {words.again}
            </Button>
            <a className="button button-secondary" href={proofAddress(caseId)} download={words.proofName(caseId)}>
              {words.proof}
            </a>
          </div>
        </>
      )}
    </section>
  );
}

function Verdict({ verdict }: { readonly verdict: CaseVerdict }) {
  const { verified, events, proved, waiting, problems } = verdict;
  if (verified)
    return (
      <Notice tone="good" title={words.verified(events)}>
        <p>{words.proved(proved, waiting)}</p>
      </Notice>
    );
  return (
    <>
      <Notice tone="bad" title={words.altered}>
        <p>{words.alteredHint}</p>
      </Notice>
      <DataTable caption={words.altered} columns={COLUMNS}>
        {problems.map(({ seq, code, reason }) => (
          <Row key={`${seq}/${code}`}>
            <Cell label={words.event} lead>
              {seq}
            </Cell>
            <Cell label={words.what}>{reason}</Cell>
          </Row>
        ))}
      </DataTable>
    </>
  );
}

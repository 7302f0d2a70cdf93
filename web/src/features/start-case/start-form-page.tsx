// Starting a case of one kind: the form that its definition asks for, then on to the new case.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { openCase } from '../../client/acts.ts';
import { caseTypesQuery } from '../../client/queries.ts';
import type { CaseTypeSummary, FieldValue } from '../../client/types.ts';
import { useAct } from '../../client/use-act.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { appTexts } from '#texts/app';
import { leaveOutcome } from '../../ui/outcome.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { Empty, PageFailed, PageLoading } from '../../ui/states.tsx';

export function StartFormPage({ caseType }: { readonly caseType: string }) {
  const types = useQuery(caseTypesQuery);
  if (types.isPending) return <PageLoading />;
  if (types.isError) return <PageFailed error={types.error} onRetry={() => void types.refetch()} />;
  const type = types.data.items.find((candidate) => candidate.name === caseType);
  if (type === undefined || !type.mayOpen) return <CannotStart type={type} />;
  return <OpeningForm type={type} />;
}

function OpeningForm({ type }: { readonly type: CaseTypeSummary }) {
  const act = useAct();
  const navigate = useNavigate();

  async function submit(data: Readonly<Record<string, FieldValue>>, unsent: string) {
    const result = await act.perform({ ...openCase(type.name, data), unsent });
    if ('problem' in result) return result.problem;
    leaveOutcome({ text: appTexts.start.started(result.answer.reference), offerNext: false });
    await navigate({ to: '/cases/$caseId', params: { caseId: result.answer.caseId } });
    return null;
  }

  return (
    <div className="narrow">
      <p className="eyebrow">
        <Link to="/start" className="row-link">
          {appTexts.start.title}
        </Link>
      </p>
      <PageTitle title={type.title} />
      <p className="lead" dir="auto">
        {type.purpose}
      </p>
      <CaseForm
        form={type.opening}
        draft={`start/${type.name}`}
        submit={appTexts.start.submit}
        busy={act.busy}
        onSubmit={submit}
      />
    </div>
  );
}

function CannotStart({ type }: { readonly type: CaseTypeSummary | undefined }) {
  return (
    <>
      <PageTitle title={appTexts.start.title} />
      <Empty title={type === undefined ? appTexts.start.unknown : appTexts.start.notAllowed(type.openedBy)}>
        <p>
          <Link to="/start" className="row-link">
            {appTexts.start.title}
          </Link>
        </p>
      </Empty>
    </>
  );
}

// For somebody who is not on a case: asking for access to it, and opening it in an emergency. Whether there is such a case is
// said only to those who might be let in.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { askAccess, breakGlass, endOfDay, findCase } from '../../client/access.ts';
import type { Act } from '../../client/acts.ts';
import { caseTypesQuery } from '../../client/queries.ts';
import { RequestFailed } from '../../client/request.ts';
import type { CaseTypeSummary, FieldFace, FormFace, Problem } from '../../client/types.ts';
import { useAct } from '../../client/use-act.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { accessTexts } from '#texts/access';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import type { Answers } from './act-dialog.tsx';

export function AskPage() {
  const [asked, setAsked] = useState<string | null>(null);
  const navigate = useNavigate();
  const types = useQuery(caseTypesQuery);
  return (
    <div className="narrow parted">
      <PageTitle title={accessTexts.askPage} />
      <p className="lead">{accessTexts.askLead}</p>
      {asked === null ? null : <Notice key={asked} tone="good" title={accessTexts.asked(asked)} takeFocus />}
      <NamedCaseForm
        form={ASK}
        hint={accessTexts.askHint}
        submit={accessTexts.askSubmit}
        actFor={(caseId, answers) =>
          askAccess(caseId, { until: endOfDay(String(answers['until'])), reason: String(answers['reason']) })
        }
        onDone={({ reference }) => setAsked(reference)}
      />
      {types.isPending ? <Loading /> : null}
      {types.isError ? <Failed error={types.error} onRetry={() => void types.refetch()} /> : null}
      {types.data === undefined ? null : (
        <NamedCaseForm
          form={emergencyForm(categoriesIn(types.data.items))}
          hint={accessTexts.emergencyHint}
          submit={accessTexts.emergencySubmit}
          actFor={(caseId, { hours, category, reason }) =>
            breakGlass(caseId, { hours: Number(hours), category: String(category), reason: String(reason) })
          }
          onDone={({ caseId }) => void navigate({ to: '/cases/$caseId', params: { caseId } })}
        />
      )}
    </div>
  );
}

interface NamedCaseFormProps {
  readonly form: FormFace;
  readonly hint: string;
  readonly submit: string;
  readonly actFor: (caseId: string, answers: Answers) => Act;
  readonly onDone: (found: { readonly caseId: string; readonly reference: string }) => void;
}

function NamedCaseForm({ form, hint, submit, actFor, onDone }: NamedCaseFormProps) {
  const act = useAct();

  async function send(answers: Answers, unsent: string): Promise<Problem | null> {
    try {
      const found = await findCase(String(answers['case']).trim());
      const result = await act.perform({ ...actFor(found.caseId, answers), unsent });
      if ('problem' in result) return result.problem.status === 404 ? noSuchCase(result.problem) : result.problem;
      onDone(found);
      return null;
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      return error.problem.status === 404 ? noSuchCase(error.problem) : error.problem;
    }
  }

  return (
    <section aria-labelledby={form.form}>
      <h2 id={form.form}>{form.title}</h2>
      <p>{hint}</p>
      <CaseForm form={form} draft={form.form} submit={submit} busy={act.busy} onSubmit={send} />
    </section>
  );
}

function noSuchCase(problem: Problem): Problem {
  return { ...problem, detail: accessTexts.noSuchCase };
}

const CASE: FieldFace = { field: 'case', kind: 'text', label: accessTexts.caseName, required: true, maxLength: 100 };
const LONG = { kind: 'long-text', required: true, maxLength: 2_000 } as const;

const ASK: FormFace = {
  form: 'ask-access',
  title: accessTexts.ask,
  fields: [
    CASE,
    { field: 'until', kind: 'date', label: accessTexts.askUntil, required: true, maxLength: 10 },
    { ...LONG, field: 'reason', label: accessTexts.askWhyNeeded },
  ],
};

/** Those of every kind of case: of which kind a case is, is not known before it is opened, and the server says which are its own. */
function categoriesIn(caseTypes: readonly CaseTypeSummary[]): NonNullable<FieldFace['options']> {
  const titles = new Map(
    caseTypes.flatMap(({ emergencies }) => emergencies.map(({ category, title }) => [category, title] as const)),
  );
  return [...titles].map(([value, label]) => ({ value, label }));
}

function emergencyForm(categories: NonNullable<FieldFace['options']>): FormFace {
  return {
    form: 'emergency',
    title: accessTexts.emergency,
    fields: [
      CASE,
      {
        ...({ field: 'category', kind: 'choice', label: accessTexts.category, required: true, maxLength: 60 } as const),
        options: categories,
      },
      {
        ...({ field: 'hours', kind: 'number', label: accessTexts.hours, hint: accessTexts.hoursHint } as const),
        ...{ required: true, maxLength: 2, value: 4 },
      },
      { ...LONG, field: 'reason', label: accessTexts.emergencyWhy, hint: accessTexts.emergencyWhyHint },
    ],
  };
}

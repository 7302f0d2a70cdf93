// What became of goals, by kind, cohort and period: a table first, and the same as bars.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { goalReportQuery, goalTableAddress, type GoalReport, type GoalsAsked } from '../../client/goals.ts';
import type { FormFace } from '../../client/types.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { goalsTexts as words } from '#texts/goals';
import { latestToday, today } from '../../ui/dates.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { GoalKind } from './goal-kind.tsx';

const DAY_MS = 24 * 60 * 60 * 1000;
const SHOWN_DAYS = 365;
/** No name of a cohort, since those have no capital letter. */
const TOGETHER = 'Together';

export function GoalsPage() {
  const [asked, setAsked] = useState<GoalsAsked>(() => ({
    ...{ from: today(new Date(Date.now() - SHOWN_DAYS * DAY_MS)), to: latestToday() },
    ...{ by: 'set', period: 'quarter', cohort: null },
  }));
  const found = useQuery({ ...goalReportQuery(asked), placeholderData: keepPreviousData });
  return (
    <div className="watch-page">
      <PageTitle title={words.title} />
      <p className="lead">{words.lead}</p>
      <section aria-labelledby="question" className="watch-filters">
        <h2 id="question">{words.question}</h2>
        <CaseForm
          form={formOf(asked, found.data)}
          draft="goals"
          keeps={false}
          submit={words.submit}
          busy={found.isFetching}
          onSubmit={async ({ from, to, by, period, cohort }) => {
            setAsked({
              ...{ from: String(from), to: String(to), by: String(by), period: String(period) },
              cohort: cohort === TOGETHER ? null : String(cohort),
            });
            return null;
          }}
        />
      </section>
      {found.isPending ? <Loading /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : <Report report={found.data} table={goalTableAddress(asked)} />}
    </div>
  );
}

/** @param report says which cohorts the kinds of case offer */
function formOf(asked: GoalsAsked, report: GoalReport | undefined): FormFace {
  const day = { kind: 'date', required: true, maxLength: 10 } as const;
  const choice = { kind: 'choice', maxLength: 60 } as const;
  const offered = new Map(report?.kinds.flatMap(({ cohorts }) => cohorts.map((each) => [each.cohort, each.title])));
  const options = (of: Readonly<Record<string, string>>) =>
    Object.entries(of).map(([value, label]) => ({ value, label }));
  const cohorts = {
    [TOGETHER]: words.together,
    team: words.team,
    opened: words.opened,
    ...Object.fromEntries(offered),
  };
  return {
    form: 'goals',
    title: words.question,
    fields: [
      { ...day, field: 'from', label: words.from, value: asked.from },
      { ...day, field: 'to', label: words.to, value: asked.to },
      { ...choice, field: 'by', label: words.by, required: true, value: asked.by, options: options(words.bys) },
      {
        ...{ ...choice, field: 'period', label: words.period, required: true, value: asked.period },
        options: options(words.periods),
      },
      {
        ...{ ...choice, field: 'cohort', label: words.cohort, required: true, options: options(cohorts) },
        value: asked.cohort ?? TOGETHER,
      },
    ],
  };
}

function Report({ report: { kinds, isCut, cohort }, table }: { readonly report: GoalReport; readonly table: string }) {
  if (kinds.length === 0)
    return (
      <Empty title={words.none}>
        <p>{words.noneHint}</p>
      </Empty>
    );
  return (
    <>
      {isCut ? <Notice tone="warn" title={words.cut} /> : null}
      <p>
        <a className="button button-secondary" href={table} download="goals.csv">
          {words.download}
        </a>
      </p>
      {kinds.map((kind) => (
        <GoalKind key={`${kind.caseType}/${kind.goal}`} kind={kind} isApart={cohort !== null} />
      ))}
    </>
  );
}

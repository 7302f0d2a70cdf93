// One case: what it is, what is due by law, what is known, what there is to do, how far the plan is, what happened.
import { useLocation } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import type { CaseView } from '../../client/types.ts';
import { appTexts } from '#texts/app';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { takeOutcome } from '../../ui/outcome.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { useOpenNext } from '../../ui/open-next.ts';
import { ActivityList } from './activity-list.tsx';
import { CaseFacts } from './case-facts.tsx';
import { CaseFrame } from './case-frame.tsx';
import { CaseTools } from './case-tools.tsx';
import { ClockBanners } from './clock-banners.tsx';
import { CloseCase } from './close-case.tsx';
import { OtherNotes, RightsLink } from './corrections.tsx';
import { DocumentsPanel } from './documents-panel.tsx';
import { EntryPanels } from './entry-panels.tsx';
import { LettersPanel } from './letters-panel.tsx';
import { LegalDates } from './legal-dates.tsx';
import { NextStepPanel } from './next-step-panel.tsx';
import { AddNote } from './add-note.tsx';
import { PlanList } from './plan-list.tsx';
import { RecordBadge } from './record-badge.tsx';
import { RetentionPanel } from './retention-panel.tsx';
import { TaskLists } from './task-lists.tsx';

export interface CasePageProps {
  readonly caseId: string;
  /** What is said before anything else of the case. */
  readonly banner: ReactNode;
  /** Beside it, above what happened. */
  readonly panel: ReactNode;
}

export function CasePage({ caseId, ...around }: CasePageProps) {
  return <CaseFrame caseId={caseId}>{(view) => <CaseBody key={caseId} view={view} {...around} />}</CaseFrame>;
}

function CaseBody({ view, banner, panel }: Omit<CasePageProps, 'caseId'> & { readonly view: CaseView }) {
  useFocusOnHash();
  return (
    <div className="case-columns">
      <div className="case-main">
        <CaseHeader view={view} />
        <CaseTools view={view} />
        {banner}
        {/* What was said when it was open is over once it is closed. */}
        {view.status === 'open' ? <OutcomeNotice /> : null}
        <NextStepPanel view={view} />
        <ClockBanners view={view} />
        <section aria-labelledby="summary">
          <h2 id="summary" tabIndex={-1}>
            {appTexts.casePage.summary}
          </h2>
          <CaseFacts view={view} />
        </section>
        <OtherNotes view={view} />
        <RightsLink caseId={view.caseId} />
        <LegalDates view={view} />
        <section aria-labelledby="tasks">
          <h2 id="tasks" tabIndex={-1}>
            {appTexts.tasks.title}
          </h2>
          <TaskLists view={view} />
        </section>
        <DocumentsPanel view={view} />
        <LettersPanel view={view} />
        <EntryPanels view={view} />
        <section aria-labelledby="plan">
          <h2 id="plan" tabIndex={-1}>
            {appTexts.casePage.plan}
          </h2>
          <p className="quiet">{appTexts.casePage.planHint}</p>
          <PlanList plan={view.plan} />
        </section>
        <RetentionPanel caseId={view.caseId} />
      </div>
      <aside className="case-aside" aria-labelledby="activity">
        {panel}
        <h2 id="activity" tabIndex={-1}>
          {appTexts.casePage.activity}
        </h2>
        <RecordBadge caseId={view.caseId} />
        <ActivityList caseId={view.caseId} />
      </aside>
    </div>
  );
}

function CaseHeader({ view }: { readonly view: CaseView }) {
  return (
    <div className="page-head">
      <div>
        <p className="eyebrow">
          <bdi>{view.caseType.title}</bdi>
        </p>
        <PageTitle title={view.reference} />
        <p className="badges">
          <Badge tone={view.status === 'open' ? 'info' : 'neutral'}>{appTexts.caseStatus[view.status]}</Badge>
          {view.outcome === null ? null : <Badge tone="good">{view.outcome}</Badge>}
        </p>
      </div>
      <div className="page-actions">
        <AddNote caseId={view.caseId} />
        <CloseCase view={view} />
      </div>
    </div>
  );
}

/** What was just done on another page, said once here. */
function OutcomeNotice() {
  const [outcome] = useState(takeOutcome);
  const openNext = useOpenNext();
  if (outcome === null) return null;
  return (
    <Notice tone="good" title={outcome.text} takeFocus>
      {outcome.offerNext ? (
        <Button keyHint="n" onClick={openNext}>
          {appTexts.task.openNext}
        </Button>
      ) : null}
    </Notice>
  );
}

/** A link to a part of the page takes the focus there, not only the view. */
function useFocusOnHash(): void {
  const hash = useLocation({ select: (location) => location.hash });
  useEffect(() => {
    if (hash === '') return;
    const target = document.getElementById(hash);
    target?.focus();
    target?.scrollIntoView({ block: 'start' });
  }, [hash]);
}

// One task of a case: what it is, whose it is, its form, and what is known, side by side.
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { completeTask, startTask } from '../../client/acts.ts';
import { forgetHolding, holdBack, refusalOf, useHolding } from '../../client/held-act.ts';
import type { CaseView, FieldValue, FormFace, TaskFace } from '../../client/types.ts';
import { useAct } from '../../client/use-act.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { appTexts } from '#texts/app';
import { caseToolsTexts } from '#texts/case-tools';
import { heldTexts } from '#texts/held';
import { Button } from '../../ui/button.tsx';
import { openCaseWindow } from '../../ui/case-window.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { leaveOutcome } from '../../ui/outcome.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { preferences } from '../../ui/preferences.ts';
import { textOf } from '../../ui/problem-text.ts';
import { Empty } from '../../ui/states.tsx';
import { AddNote } from './add-note.tsx';
import { CaseFacts } from './case-facts.tsx';
import { CaseFrame } from './case-frame.tsx';
import { ChangesNotice } from './changes-notice.tsx';
import { ClockBanners } from './clock-banners.tsx';
import { OfferedFacts } from './offered-facts.tsx';
import { useKnownVersion, type KnownVersionState } from './known-version.ts';
import { TaskHolder } from './task-holder.tsx';
import { TaskStatus } from './task-status.tsx';

export interface TaskPageProps {
  readonly caseId: string;
  readonly task: string;
}

export function TaskPage({ caseId, task }: TaskPageProps) {
  return (
    <CaseFrame caseId={caseId}>{(view) => <TaskBody key={`${caseId}/${task}`} view={view} taskId={task} />}</CaseFrame>
  );
}

function TaskBody({ view, taskId }: { readonly view: CaseView; readonly taskId: string }) {
  const known = useKnownVersion(view);
  const task = view.tasks.find((candidate) => candidate.task === taskId);
  if (task === undefined) return <UnknownTask view={view} />;
  return (
    <div className="case-columns">
      <div className="case-main">
        <BackLink view={view} />
        <div className="page-head">
          <div>
            <p className="eyebrow">
              <bdi>{view.caseType.title}</bdi>
            </p>
            <PageTitle title={`${task.title}, ${view.reference}`}>
              <bdi>{task.title}</bdi>
            </PageTitle>
            <p className="badges">
              <TaskStatus task={task} />
            </p>
          </div>
          <div className="page-actions">
            <AddNote caseId={view.caseId} />
            <Button
              keyHint="w"
              data-command="why"
              onClick={() => openCaseWindow({ kind: 'why', caseId: view.caseId, item: task.task })}
            >
              {caseToolsTexts.why}
            </Button>
          </div>
        </div>
        <TaskHolder caseId={view.caseId} task={task} onDone={known.follow} />
        {known.isBehind ? <ChangesNotice view={view} known={known.known} onRead={known.catchUp} /> : null}
        <TaskWork view={view} task={task} known={known} />
      </div>
      <aside className="case-aside" aria-labelledby="known">
        <h2 id="known">{appTexts.task.facts}</h2>
        <ClockBanners view={view} readOnly />
        <CaseFacts view={view} />
      </aside>
    </div>
  );
}

interface TaskWorkProps {
  readonly view: CaseView;
  readonly task: TaskFace;
  readonly known: KnownVersionState;
}

/** What can be done with the task as it stands. */
function TaskWork({ view, task, known }: TaskWorkProps) {
  if (task.standing === 'waiting') return <Notice tone="neutral" title={appTexts.task.waiting} />;
  if (task.standing === 'ended') return <Notice tone="neutral" title={appTexts.task.ended} />;
  if (task.missing.length > 0) return <Notice tone="neutral" title={appTexts.task.missing(task.missing)} />;
  if (!task.mayDo) return <Notice tone="neutral" title={appTexts.task.notYours(task.by)} />;
  if (task.standing === 'optional') return <StartTask view={view} task={task} known={known} />;
  return <TaskForm view={view} task={task} known={known} />;
}

function StartTask({ view, task, known }: TaskWorkProps) {
  const act = useAct();

  async function start() {
    await act.perform(startTask(view.caseId, task.task), known.follow);
    document.querySelector<HTMLElement>('h1')?.focus();
  }

  return (
    <>
      <p>{appTexts.task.startHint}</p>
      {act.problem === null ? null : (
        <Notice tone="bad" title={appTexts.states.notDone} takeFocus>
          <p>{textOf(act.problem)}</p>
        </Notice>
      )}
      <Button look="primary" busy={act.busy} onClick={() => void start()}>
        {appTexts.task.start}
      </Button>
    </>
  );
}

function TaskForm({ view, task, known }: TaskWorkProps) {
  const act = useAct();
  const navigate = useNavigate();

  const draft = `task/${view.caseId}/${task.task}`;
  const [refusal] = useState(() => refusalOf(draft));
  const holding = useHolding();
  useEffect(() => {
    if (refusal !== null) forgetHolding();
  }, [refusal]);

  async function submit(data: Readonly<Record<string, FieldValue>>, unsent: string) {
    const completing = { ...completeTask(view.caseId, task.task, { data, ifVersion: known.known.version }), unsent };
    const { undoSeconds } = preferences();
    if (undoSeconds > 0) {
      const { caseId } = view;
      await holdBack({ act: completing, caseId, task: task.task, title: task.title, draft }, undoSeconds);
      await navigate({ to: '/cases/$caseId', params: { caseId } });
      return 'kept';
    }
    const result = await act.perform(completing, known.follow);
    if ('problem' in result) return result.problem;
    leaveOutcome({ text: appTexts.task.done(task.title), offerNext: true });
    await navigate({ to: '/cases/$caseId', params: { caseId: view.caseId } });
    return null;
  }

  if (holding !== null && holding.state !== 'refused' && holding.held.draft === draft)
    return <Notice tone="neutral" title={heldTexts.waitsHere} />;
  return (
    <>
      {task.form === null ? (
        <p className="lead">{appTexts.task.noForm}</p>
      ) : (
        <OfferedFacts view={view} task={task.task} form={task.form} onTaken={known.follow} />
      )}
      <CaseForm
        form={task.form ?? emptyForm(task)}
        draft={draft}
        refusal={refusal}
        submit={appTexts.task.complete}
        submitKey="e"
        busy={act.busy}
        onSubmit={submit}
      />
    </>
  );
}

function emptyForm(task: TaskFace): FormFace {
  return { form: task.task, title: task.title, fields: [] };
}

function BackLink({ view }: { readonly view: CaseView }) {
  return (
    <p className="back">
      <Link to="/cases/$caseId" params={{ caseId: view.caseId }} className="row-link">
        <Icon name="back" /> {appTexts.task.back(view.reference)}
      </Link>
    </p>
  );
}

function UnknownTask({ view }: { readonly view: CaseView }) {
  return (
    <>
      <BackLink view={view} />
      <PageTitle title={appTexts.task.unknown} />
      <Empty title={appTexts.states.noAccess} />
    </>
  );
}

// What comes next in a case, said at the top of its page, so that nobody has to look for it: the first task that the reader may do,
// whose turn it is otherwise, or what else moves the case on where no task waits.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CaseView, TaskFace } from '../../client/types.ts';
import { useHolding } from '../../client/held-act.ts';
import { nextStepTexts as texts } from '#texts/next-step';
import { nextStepOf, type NextStep } from './next-step.ts';

export function NextStepPanel({ view }: { readonly view: CaseView }) {
  const holding = useHolding();
  const isHeld = holding?.held.caseId === view.caseId && (holding.state === 'held' || holding.state === 'sending');
  const next = nextStepOf(view, isHeld ? holding.held.task : null);
  return (
    <section className="next-task" aria-labelledby="next-step" data-next={next.kind}>
      <div>
        <h2 id="next-step" className="eyebrow">
          {texts.title}
        </h2>
        <Said view={view} next={next} />
      </div>
      {next.kind === 'task' ? (
        <TaskLink view={view} task={next.task} look="button button-primary">
          {texts.open}
        </TaskLink>
      ) : null}
    </section>
  );
}

function Said({ view, next }: { readonly view: CaseView; readonly next: NextStep }) {
  switch (next.kind) {
    case 'closed':
      return <p>{texts.closed(view.outcome)}</p>;
    case 'task':
      return (
        <>
          <p className="next-task-title">
            <bdi>{next.task.title}</bdi>
          </p>
          {next.others === 0 ? null : <p className="quiet">{texts.others(next.others)}</p>}
        </>
      );
    case 'held':
      return <p>{texts.held}</p>;
    case 'elsewhere':
      return <p>{texts.elsewhere(next.task.title, next.task.by)}</p>;
    case 'issue':
      return (
        <p>
          <bdi>{texts.decide(next.words)}</bdi> <ToIssues view={view} />
        </p>
      );
    case 'nothing':
      return <Nothing view={view} next={next} />;
  }
}

/** Nothing waits: what may be done, what each waits for, and that it can be closed. */
function Nothing({ view, next }: { readonly view: CaseView; readonly next: NextStep & { readonly kind: 'nothing' } }) {
  return (
    <>
      <p>{texts.nothing}</p>
      <ul className="next-ways">
        {next.optional.map((task) => (
          <li key={task.task}>
            {texts.mayDo}{' '}
            <TaskLink view={view} task={task} look="row-link">
              <bdi>{task.title}</bdi>
            </TaskLink>
          </li>
        ))}
        {next.mayRaise ? (
          <li>
            {texts.mayRaise} <ToIssues view={view} />
          </li>
        ) : null}
        {next.mayClose ? <li>{texts.mayClose}</li> : null}
      </ul>
    </>
  );
}

/** Also where the address names them already, which then tells the page nothing new. */
function goToIssues(): void {
  const issues = document.getElementById('issues');
  issues?.focus();
  issues?.scrollIntoView({ block: 'start' });
}

interface TaskLinkProps {
  readonly view: CaseView;
  readonly task: TaskFace;
  readonly look: string;
  readonly children: ReactNode;
}

function ToIssues({ view }: { readonly view: CaseView }) {
  return (
    <Link to="/cases/$caseId" params={{ caseId: view.caseId }} hash="issues" onClick={goToIssues}>
      {texts.toIssues}
    </Link>
  );
}

function TaskLink({ view, task, look, children }: TaskLinkProps) {
  return (
    <Link to="/cases/$caseId/tasks/$task" params={{ caseId: view.caseId, task: task.task }} className={look}>
      {children}
    </Link>
  );
}

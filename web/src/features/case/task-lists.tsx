// The tasks of a case by what can be done with them: to do, can be done, cannot start yet, finished.
import { Link } from '@tanstack/react-router';
import { usePersonNames } from '../../client/person-names.ts';
import { useSession } from '../../client/session.ts';
import type { CaseView, TaskFace } from '../../client/types.ts';
import { appTexts } from '#texts/app';
import { caseToolsTexts } from '#texts/case-tools';
import { Button } from '../../ui/button.tsx';
import { openCaseWindow } from '../../ui/case-window.ts';
import { Cell, DataTable, Row } from '../../ui/data-table.tsx';
import { formatShortDay } from '../../ui/dates.ts';
import { moveByKey, useEnterList } from '../../ui/row-keys.ts';
import { PlannableWork } from './plannable-work.tsx';
import { TaskStatus } from './task-status.tsx';

const COLUMNS = [appTexts.tasks.task, appTexts.tasks.owner, appTexts.tasks.due, appTexts.tasks.status] as const;

export function TaskLists({ view }: { readonly view: CaseView }) {
  useEnterList();
  const by = (standing: TaskFace['standing']) => view.tasks.filter((task) => task.standing === standing);
  const [toDo, optional, waiting, ended] = [by('to-do'), by('optional'), by('waiting'), by('ended')];
  return (
    <>
      {toDo.length + optional.length === 0 ? <p className="quiet">{appTexts.tasks.none}</p> : null}
      <OpenTasks caseId={view.caseId} title={appTexts.tasks.toDo} tasks={toDo} />
      <OpenTasks caseId={view.caseId} title={appTexts.tasks.optional} tasks={optional} />
      <PlannableWork view={view} />
      <FoldedTasks caseId={view.caseId} title={appTexts.tasks.waiting} tasks={waiting} />
      <FoldedTasks caseId={view.caseId} title={appTexts.tasks.ended} tasks={ended} />
    </>
  );
}

interface TaskListProps {
  readonly caseId: string;
  readonly title: string;
  readonly tasks: readonly TaskFace[];
}

function OpenTasks({ caseId, title, tasks }: TaskListProps) {
  if (tasks.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <DataTable caption={title} columns={COLUMNS} onKeyDown={moveByKey}>
        {tasks.map((task) => (
          <TaskRow key={task.task} caseId={caseId} task={task} />
        ))}
      </DataTable>
    </>
  );
}

function TaskRow({ caseId, task }: { readonly caseId: string; readonly task: TaskFace }) {
  return (
    <Row>
      <Cell label={appTexts.tasks.task} lead>
        <Link
          to="/cases/$caseId/tasks/$task"
          params={{ caseId, task: task.task }}
          className="row-link"
          data-row={task.task}
          data-case={caseId}
          data-item={task.task}
        >
          <bdi>{task.title}</bdi>
        </Link>
      </Cell>
      <Cell label={appTexts.tasks.owner}>
        <TaskOwner task={task} />
      </Cell>
      <Cell label={appTexts.tasks.due}>
        {task.dueOn === null ? appTexts.due.none : <time dateTime={task.dueOn}>{formatShortDay(task.dueOn)}</time>}
      </Cell>
      <Cell label={appTexts.tasks.status}>
        <TaskStatus task={task} />
      </Cell>
    </Row>
  );
}

function TaskOwner({ task }: { readonly task: TaskFace }) {
  const session = useSession();
  const nameOf = usePersonNames();
  if (task.assignee === null) return <bdi>{task.by}</bdi>;
  return task.assignee === session?.personId ? appTexts.you : <bdi>{nameOf(task.assignee)}</bdi>;
}

function FoldedTasks({ caseId, title, tasks }: TaskListProps) {
  if (tasks.length === 0) return null;
  return (
    <details className="folded">
      <summary>{appTexts.tasks.count(title, tasks.length)}</summary>
      <ul className="lines">
        {tasks.map((task) => (
          <li key={task.task} className="line">
            <Link to="/cases/$caseId/tasks/$task" params={{ caseId, task: task.task }} className="row-link">
              <bdi>{task.title}</bdi>
            </Link>
            <TaskStatus task={task} />
            <Button
              look="quiet"
              aria-label={caseToolsTexts.whyStep(task.title)}
              data-case={caseId}
              data-item={task.task}
              onClick={() => openCaseWindow({ kind: 'why', caseId, item: task.task })}
            >
              {caseToolsTexts.why}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}

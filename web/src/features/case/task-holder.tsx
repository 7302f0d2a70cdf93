// Who has the task, by when it is due, and taking it or putting it back.
import { assignTask } from '../../client/acts.ts';
import { usePersonNames } from '../../client/person-names.ts';
import { useWorker } from '../../client/session.ts';
import type { CommandAnswer, TaskFace } from '../../client/types.ts';
import { useAct } from '../../client/use-act.ts';
import { appTexts } from '#texts/app';
import { caseToolsTexts } from '#texts/case-tools';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { openCaseWindow } from '../../ui/case-window.ts';
import { formatDay } from '../../ui/dates.ts';
import { Notice } from '../../ui/notice.tsx';
import { textOf } from '../../ui/problem-text.ts';

export interface TaskHolderProps {
  readonly caseId: string;
  readonly task: TaskFace;
  readonly onDone: (answer: CommandAnswer) => void;
}

export function TaskHolder({ caseId, task, onDone }: TaskHolderProps) {
  const act = useAct();
  const worker = useWorker();
  const nameOf = usePersonNames();
  const mine = worker !== null && task.assignee === worker;
  const movable = task.mayDo && task.standing === 'to-do' && (mine || task.assignee === null);

  async function move() {
    const result = await act.perform(assignTask(caseId, task.task, mine ? null : worker), onDone);
    if ('problem' in result) return;
    announce(mine ? appTexts.task.released : appTexts.task.taken);
  }

  return (
    <div className="panel holder">
      <dl className="facts">
        <Line
          label={appTexts.tasks.owner}
          value={task.assignee === null ? appTexts.work.queue : nameOf(task.assignee)}
        />
        <Line label={appTexts.task.role} value={task.by} />
        <Line label={appTexts.tasks.due} value={task.dueOn === null ? appTexts.due.none : formatDay(task.dueOn)} />
      </dl>
      {movable ? (
        <Button busy={act.busy} onClick={() => void move()}>
          {mine ? appTexts.task.release : appTexts.task.take}
        </Button>
      ) : null}
      {task.standing === 'to-do' ? (
        <Button
          keyHint="a"
          data-command="assign"
          onClick={() => openCaseWindow({ kind: 'assign', caseId, task: task.task })}
        >
          {caseToolsTexts.giveTo}
        </Button>
      ) : null}
      {act.problem === null ? null : (
        <Notice tone="bad" title={appTexts.states.notDone} takeFocus>
          <p>{textOf(act.problem)}</p>
        </Notice>
      )}
    </div>
  );
}

function Line({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  );
}

// How a task stands, in a word or two.
import type { TaskFace } from '../../client/types.ts';
import { appTexts } from '#texts/app';
import { Badge } from '../../ui/badge.tsx';
import { dueText } from '../../ui/due-text.ts';

export function TaskStatus({ task }: { readonly task: TaskFace }) {
  if (task.standing === 'ended') {
    return task.state === 'completed' ? (
      <Badge tone="good">{appTexts.standing.done}</Badge>
    ) : (
      <Badge>{appTexts.standing.dropped}</Badge>
    );
  }
  if (task.standing === 'to-do' && task.dueOn !== null) {
    const due = dueText(task.dueOn);
    return <Badge tone={due.tone === 'neutral' ? 'info' : due.tone}>{due.text}</Badge>;
  }
  return <Badge tone={task.standing === 'to-do' ? 'info' : 'neutral'}>{appTexts.standing[task.standing]}</Badge>;
}

// How a task is called in a list: its case and its name. Knows no screen.
import type { WorkItem } from '../../client/types.ts';

export function keyOf({ caseId, task }: Pick<WorkItem, 'caseId' | 'task'>): string {
  return `${caseId}/${task}`;
}

// Work that lies in a queue is assigned to the queue. No person's id has a colon, so the two cannot be taken for each other.
const PREFIX = 'queue:';

export function assigneeOfQueue(queue: string): string {
  return PREFIX + queue;
}

/** The queue that an assignee stands for; null for a person and for nobody. */
export function queueOfAssignee(assignee: string | null | undefined): string | null {
  return assignee?.startsWith(PREFIX) === true ? assignee.slice(PREFIX.length) : null;
}

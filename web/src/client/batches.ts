// Giving many tasks to somebody: one command for each, with a key made of the batch and the task, so that a batch that was broken off goes on
// and does nothing twice. What is kept in the browser until it has ended are ids alone, for this tab.
import { newKey } from './acts.ts';
import { isUncertain, request, RequestFailed } from './request.ts';
import type { TaskNamed } from './team.ts';

export interface Batch {
  readonly id: string;
  readonly assignee: string | null;
  readonly tasks: readonly TaskNamed[];
  /** Who began it: it is nobody else's to go on with. */
  readonly by: string;
  /** What became of each, in the order of the tasks; null while that is not known. */
  readonly became: readonly (Became | null)[];
}

/** Done, or why not, as the server said it. */
export type Became = 'done' | { readonly refused: string };

const PLACE = 'casewright-batch';
const AT_ONCE = 4;
const RETRY_MS = 800;

export function beginBatch(by: string, tasks: readonly TaskNamed[], assignee: string | null): Batch {
  return keep({ id: newKey(), by, assignee, tasks, became: tasks.map(() => null) });
}

/** The one that was broken off, if there is one of this person. */
export function unfinishedBatch(by: string): Batch | null {
  const text = sessionStorage.getItem(PLACE);
  if (text === null) return null;
  const batch = JSON.parse(text) as Batch; // Only `keep` writes there.
  return batch.by === by && batch.became.includes(null) ? batch : null;
}

export function forgetBatch(): void {
  sessionStorage.removeItem(PLACE);
}

function keep(batch: Batch): Batch {
  sessionStorage.setItem(PLACE, JSON.stringify(batch));
  return batch;
}

/**
 * Sends what is left of a batch, few at a time and those of one case after one another. It ends when every task has its end, or at the first
 * of which that cannot be known; then it may be run again.
 */
export async function runBatch(start: Batch, onChange: (batch: Batch) => void): Promise<Batch> {
  let batch = start;
  let isBroken = false;
  const waiting = [...byCase(start)];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      for (const at of next) {
        if (isBroken) return;
        const became = await give(start, at);
        if (became === null) isBroken = true;
        batch = keep({ ...batch, became: batch.became.with(at, became) });
        onChange(batch);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  if (!batch.became.includes(null)) forgetBatch();
  return batch;
}

/** Places of what is left, by case. */
function byCase({ tasks, became }: Batch): readonly (readonly number[])[] {
  const places = new Map<string, number[]>();
  for (const [at, { caseId }] of tasks.entries()) {
    if (became[at] !== null) continue;
    const group = places.get(caseId);
    if (group === undefined) places.set(caseId, [at]);
    else group.push(at);
  }
  return [...places.values()];
}

/** Null where it cannot be known what became of it. */
async function give({ id, tasks, assignee }: Batch, at: number): Promise<Became | null> {
  const { caseId, task } = tasks[at] ?? { caseId: '', task: '' };
  const path = `cases/${encodeURIComponent(caseId)}/tasks/${encodeURIComponent(task)}/assign`;
  const send = () => request<unknown>(path, { method: 'POST', body: { assignee }, idempotencyKey: `${id}.${at}` });
  for (const wait of [RETRY_MS, 0]) {
    try {
      await send();
      return 'done';
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      const { status, detail } = error.problem;
      if (status === 401) return null;
      if (!isUncertain(error) && status !== 429) return { refused: detail };
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return null;
}

// What became of tasks that were given: how far it is, what was refused and why, and going on where it was broken off.
import type { Batch } from '../../client/batches.ts';
import { teamTexts as words } from '#texts/team';
import { Button } from '../../ui/button.tsx';
import { COLON } from '../../ui/locale.ts';
import { Notice } from '../../ui/notice.tsx';
import type { BatchState } from './use-batch.ts';

export function BatchRun({ batch: { batch, isRunning, goOn, leave } }: { readonly batch: BatchState }) {
  if (batch === null) return null;
  const { became, tasks } = batch;
  const left = became.filter((one) => one === null).length;
  const done = became.filter((one) => one === 'done').length;
  if (isRunning)
    return (
      <Notice tone="info" title={words.doing} takeFocus>
        <label>
          {words.progress(tasks.length - left, tasks.length)}{' '}
          <progress value={tasks.length - left} max={tasks.length} />
        </label>
      </Notice>
    );
  if (left > 0)
    return (
      <Notice tone="warn" title={words.stopped(left)} takeFocus>
        <p>{words.stoppedHint}</p>
        <p className="state-links">
          <Button look="primary" onClick={goOn}>
            {words.goOn}
          </Button>
          <Button onClick={leave}>{words.leave}</Button>
        </p>
      </Notice>
    );
  const refused = became.length - done;
  return (
    <Notice tone={refused === 0 ? 'good' : 'warn'} title={words.finished(done)} takeFocus>
      {refused === 0 ? null : (
        <>
          <p>{words.finishedRefused(refused)}</p>
          <Refusals batch={batch} />
        </>
      )}
    </Notice>
  );
}

/** Each reason once, with how many it is about. */
function Refusals({ batch: { became } }: { readonly batch: Batch }) {
  const reasons = new Map<string, number>();
  for (const one of became) {
    if (one !== null && one !== 'done') reasons.set(one.refused, (reasons.get(one.refused) ?? 0) + 1);
  }
  return (
    <ul>
      {[...reasons].map(([reason, count]) => (
        <li key={reason}>
          {words.tasks(count)}
          {COLON}
          {reason}
        </li>
      ))}
    </ul>
  );
}

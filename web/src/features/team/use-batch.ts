// A batch under way: begun, watched while it runs, told when it has ended, and gone on with where it was broken off.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { beginBatch, forgetBatch, runBatch, unfinishedBatch, type Batch } from '../../client/batches.ts';
import { useSession } from '../../client/session.ts';
import type { TaskNamed } from '../../client/team.ts';
import { teamTexts as words } from '#texts/team';
import { announce } from '../../ui/announcer.tsx';

export interface BatchState {
  /** Null where none was begun, or it was left. */
  readonly batch: Batch | null;
  readonly isRunning: boolean;
  readonly begin: (tasks: readonly TaskNamed[], assignee: string | null) => void;
  readonly goOn: () => void;
  /** Leaves what is left as it is. */
  readonly leave: () => void;
}

export function useBatch(onEnd: () => void): BatchState {
  const client = useQueryClient();
  const person = useSession()?.personId ?? '';
  const [begun, setBegun] = useState<Batch | null>(null);
  const [isRunning, setRunning] = useState(false);
  const batch = begun ?? unfinishedBatch(person);

  async function run(start: Batch) {
    setBegun(start);
    setRunning(true);
    try {
      const ended = await runBatch(start, setBegun);
      announce(words.finished(ended.became.filter((one) => one === 'done').length));
    } finally {
      setRunning(false);
      onEnd();
      for (const key of ['team', 'work', 'cases', 'case']) void client.invalidateQueries({ queryKey: [key] });
    }
  }

  return {
    batch,
    isRunning,
    begin: (tasks, assignee) => void run(beginBatch(person, tasks, assignee)),
    goOn: () => void (batch === null ? null : run(batch)),
    leave: () => {
      forgetBatch();
      setBegun(null);
    },
  };
}

// The hook by which a screen does something to an item of the inbox: sends it, reads again what it changed, hands back the refusal.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { RequestFailed } from '../../client/request.ts';
import type { Problem } from '../../client/types.ts';

export interface ItemAct {
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** Resolves to what was answered, or to the problem; never rejects for a refusal. */
  readonly perform: <T>(act: () => Promise<T>) => Promise<{ readonly answer: T } | { readonly problem: Problem }>;
}

export function useItemAct(): ItemAct {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function perform<T>(act: () => Promise<T>): ReturnType<typeof performed<T>> {
    setBusy(true);
    setProblem(null);
    try {
      return await performed(act);
    } finally {
      setBusy(false);
    }
  }

  async function performed<T>(act: () => Promise<T>): Promise<{ readonly answer: T } | { readonly problem: Problem }> {
    try {
      const answer = await act();
      void client.invalidateQueries({ queryKey: ['notices'] });
      await client.invalidateQueries({ queryKey: ['inbox'] });
      return { answer };
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      if (error.problem.status === 401) void client.invalidateQueries({ queryKey: ['session'] });
      // What a colleague did meanwhile must be on the screen before the person decides again.
      if (error.problem.status === 409) await client.invalidateQueries({ queryKey: ['inbox'] });
      setProblem(error.problem);
      return { problem: error.problem };
    }
  }

  return { busy, problem, perform };
}

// The hook by which a screen does something to a case: sends the act, refreshes what it changed, hands back the refusal.
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { createPerformer, type Act } from './acts.ts';
import { isConflict, RequestFailed } from './request.ts';
import type { CommandAnswer, Problem } from './types.ts';

export type Performed = { readonly answer: CommandAnswer } | { readonly problem: Problem };

export interface ActState {
  readonly busy: boolean;
  readonly problem: Problem | null;
  /**
   * Resolves to the answer, or to the problem where the act was refused; never rejects for a refusal. `onAnswer` is
   * called before the case is read again, so that a screen can tell its own change from somebody else's.
   */
  readonly perform: (act: Act, onAnswer?: (answer: CommandAnswer) => void) => Promise<Performed>;
  readonly forget: () => void;
}

export function useAct(): ActState {
  const client = useQueryClient();
  const performer = useRef<ReturnType<typeof createPerformer> | null>(null);
  performer.current ??= createPerformer();
  const send = performer.current;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function perform(act: Act, onAnswer?: (answer: CommandAnswer) => void): Promise<Performed> {
    setBusy(true);
    setProblem(null);
    try {
      const answer = await send(act);
      onAnswer?.(answer);
      await refreshCase(client, answer.caseId);
      return { answer };
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      if (error.problem.status === 401) void client.invalidateQueries({ queryKey: ['session'] });
      // What changed must be on the screen before the person decides again.
      if (isConflict(error)) await client.invalidateQueries({ queryKey: ['case'] });
      setProblem(error.problem);
      return { problem: error.problem };
    } finally {
      setBusy(false);
    }
  }

  return { busy, problem, perform, forget: () => setProblem(null) };
}

/** Waits for the case itself, so that a screen never shows the old state after a success; lists follow by themselves. */
export async function refreshCase(client: ReturnType<typeof useQueryClient>, caseId: string): Promise<void> {
  void client.invalidateQueries({ queryKey: ['work'] });
  void client.invalidateQueries({ queryKey: ['cases'] });
  void client.invalidateQueries({ queryKey: ['notices'] });
  await client.invalidateQueries({ queryKey: ['case', caseId] });
}

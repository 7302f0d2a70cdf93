// Sends something and says meanwhile that it is busy. A refusal comes back as what it says; anything else is thrown.
import { useState } from 'react';
import { RequestFailed } from './request.ts';
import type { Problem } from './types.ts';

export interface Sending {
  readonly busy: boolean;
  /** Resolves to the refusal, or to null when all of `work` was done. */
  readonly send: (work: () => Promise<unknown>) => Promise<Problem | null>;
}

export function useSending(): Sending {
  const [busy, setBusy] = useState(false);

  async function send(work: () => Promise<unknown>): Promise<Problem | null> {
    setBusy(true);
    try {
      await work();
      return null;
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      return error.problem;
    } finally {
      setBusy(false);
    }
  }

  return { busy, send };
}

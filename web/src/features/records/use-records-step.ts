// Does one thing with a list or a hold and loads what is shown again, also after a refusal: what is new must be on the screen first.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { takeRecordsStep } from '../../client/records.ts';
import { RequestFailed } from '../../client/request.ts';
import type { Problem } from '../../client/types.ts';
import { recordsTexts as words } from '#texts/records';
import { announce } from '../../ui/announcer.tsx';

export interface RecordsStep {
  readonly busy: boolean;
  /** @param unsent the form in which it was typed. Resolves to the refusal, or to null when it was done. */
  readonly take: (path: string, body: object, unsent: string) => Promise<Problem | null>;
}

export function useRecordsStep(): RecordsStep {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);

  async function take(path: string, body: object, unsent: string): Promise<Problem | null> {
    setBusy(true);
    try {
      await takeRecordsStep(path, body, unsent);
      announce(words.done);
      return null;
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      return error.problem;
    } finally {
      await client.invalidateQueries({ queryKey: ['records'] });
      await client.invalidateQueries({ queryKey: ['notices'] });
      setBusy(false);
    }
  }

  return { busy, take };
}

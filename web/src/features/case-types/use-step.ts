// Takes one step with a draft and loads it again, also after a refusal: what is new must be on the screen before the next.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { takeStep, type DraftOfCaseType } from '../../client/case-type-drafts.ts';
import { RequestFailed } from '../../client/request.ts';
import type { Problem } from '../../client/types.ts';
import { draftsTexts as words } from '#texts/drafts';
import { announce } from '../../ui/announcer.tsx';

export interface Step {
  readonly busy: boolean;
  /** Resolves to the refusal, or to null when it was done. */
  readonly take: (step: string, body: object, unsent: string) => Promise<Problem | null>;
}

export function useStep(draft: DraftOfCaseType): Step {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);

  async function take(step: string, body: object, unsent: string): Promise<Problem | null> {
    setBusy(true);
    try {
      await takeStep(draft, step, { ...body, unsent });
      announce(words.done);
      return null;
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      return error.problem;
    } finally {
      await client.invalidateQueries({ queryKey: ['case-type-drafts'] });
      await client.invalidateQueries({ queryKey: ['case-types'] });
      setBusy(false);
    }
  }

  return { busy, take };
}

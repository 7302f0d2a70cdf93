// Begins a draft and goes to it.
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { beginDraft, type DraftText } from '../../client/case-type-drafts.ts';
import type { Problem } from '../../client/types.ts';
import { useSending } from '../../client/use-sending.ts';

export interface Beginning {
  readonly busy: boolean;
  /** Resolves to the refusal, or to null when it was begun and the page of it is on its way. */
  readonly begin: (name: string, text: () => Promise<DraftText>, unsent?: string) => Promise<Problem | null>;
}

export function useBeginning(): Beginning {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { busy, send } = useSending();

  function begin(name: string, text: () => Promise<DraftText>, unsent?: string): Promise<Problem | null> {
    return send(async () => {
      const draftId = await beginDraft(name, await text(), unsent);
      await client.invalidateQueries({ queryKey: ['case-type-drafts'] });
      void navigate({ to: '/case-type-drafts/$draftId', params: { draftId } });
    });
  }

  return { busy, begin };
}

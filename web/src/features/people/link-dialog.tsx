// Saying that two records are of one person, or that one is of somebody else: a window that asks why.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { mergePeople, PEOPLE_KEY, unmergePeople, type PartyOfCase } from '../../client/people.ts';
import { RequestFailed } from '../../client/request.ts';
import type { FieldValue, FormFace, Problem } from '../../client/types.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { peopleTexts as words } from '#texts/people';
import { announce } from '../../ui/announcer.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export type Linking =
  | { readonly kind: 'merge'; readonly party: PartyOfCase; readonly other: PartyOfCase }
  | { readonly kind: 'unmerge'; readonly party: PartyOfCase };

const REASON_MAX = 2_000;

export function LinkDialog({ linking, onClose }: { readonly linking: Linking; readonly onClose: () => void }) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const isMerge = linking.kind === 'merge';

  async function submit(data: Readonly<Record<string, FieldValue>>, unsent: string): Promise<Problem | null> {
    setBusy(true);
    const said = { reason: String(data['reason']), unsent };
    try {
      await (isMerge ? mergePeople(linking.party, linking.other, said) : unmergePeople(linking.party, said));
      announce(isMerge ? words.merged : words.unmerged);
      onClose();
      return null;
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      return error.problem;
    } finally {
      await client.invalidateQueries({ queryKey: PEOPLE_KEY });
      setBusy(false);
    }
  }

  const title = isMerge ? words.mergeTitle : words.unmergeTitle;
  return (
    <Dialog title={title} onClose={onClose}>
      <CaseForm
        form={{ ...FORM, title }}
        draft={`people/${linking.kind}/${linking.party.caseId}/${linking.party.entry}`}
        submit={isMerge ? words.merge : words.unmerge}
        busy={busy}
        onSubmit={submit}
      />
    </Dialog>
  );
}

const FORM: FormFace = {
  form: 'people',
  title: '',
  fields: [
    {
      ...{ field: 'reason', kind: 'long-text', label: words.reason, hint: words.reasonHint, required: true },
      maxLength: REASON_MAX,
    },
  ],
};

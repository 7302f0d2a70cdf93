// Closing a case with one of the outcomes of its kind. Says first what is still to do.
import { useState } from 'react';
import { closeCase } from '../../client/acts.ts';
import type { CaseView, FieldValue, FormFace } from '../../client/types.ts';
import { useAct } from '../../client/use-act.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { appTexts } from '#texts/app';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ChangesNotice } from './changes-notice.tsx';
import { useKnownVersion } from './known-version.ts';

export function CloseCase({ view }: { readonly view: CaseView }) {
  const [open, setOpen] = useState(false);
  if (!view.closing.mayClose || view.status === 'closed') return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{appTexts.casePage.closeCase}</Button>
      {open ? <CloseDialog view={view} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function CloseDialog({ view, onClose }: { readonly view: CaseView; readonly onClose: () => void }) {
  const act = useAct();
  const known = useKnownVersion(view);
  const toDo = view.tasks.filter((task) => task.standing === 'to-do').length;

  async function submit(data: Readonly<Record<string, FieldValue>>, unsent: string) {
    const asked = closeCase(view.caseId, String(data['outcome']), known.known.version);
    const result = await act.perform({ ...asked, unsent });
    if ('problem' in result) return result.problem;
    announce(appTexts.closing.closed);
    onClose();
    return null;
  }

  return (
    <Dialog title={appTexts.closing.title} onClose={onClose}>
      {toDo === 0 ? null : <Notice tone="warn" title={appTexts.closing.openTasks(toDo)} />}
      {known.isBehind ? <ChangesNotice view={view} known={known.known} onRead={known.catchUp} /> : null}
      <CaseForm
        form={formOf(view)}
        draft={`close/${view.caseId}`}
        submit={appTexts.closing.submit}
        busy={act.busy}
        onSubmit={submit}
      />
    </Dialog>
  );
}

function formOf(view: CaseView): FormFace {
  const { outcomes } = view.closing;
  return {
    form: 'close',
    title: appTexts.closing.title,
    fields: [
      {
        field: 'outcome',
        kind: 'choice',
        label: appTexts.closing.question,
        required: true,
        maxLength: 64,
        options: outcomes,
      },
    ],
  };
}

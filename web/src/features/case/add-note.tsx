// Writing a note on a case: a button, its key, and the window it opens. What was typed stays when the window closes.
import { useState } from 'react';
import { addNote } from '../../client/acts.ts';
import type { FieldValue, FormFace } from '../../client/types.ts';
import { useAct } from '../../client/use-act.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { appTexts } from '#texts/app';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useShortcut } from '../../ui/use-shortcut.ts';

const NOTE_LENGTH = 20_000;

export function AddNote({ caseId }: { readonly caseId: string }) {
  const [open, setOpen] = useState(false);
  useShortcut('m', () => setOpen(true));
  return (
    <>
      <Button keyHint="m" onClick={() => setOpen(true)}>
        {appTexts.casePage.addNote}
      </Button>
      {open ? <NoteDialog caseId={caseId} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function NoteDialog({ caseId, onClose }: { readonly caseId: string; readonly onClose: () => void }) {
  const act = useAct();

  async function submit(data: Readonly<Record<string, FieldValue>>, unsent: string) {
    const result = await act.perform({ ...addNote(caseId, String(data['text'])), unsent });
    if ('problem' in result) return result.problem;
    announce(appTexts.note.saved);
    onClose();
    return null;
  }

  return (
    <Dialog title={appTexts.note.title} onClose={onClose}>
      <CaseForm form={FORM} draft={`note/${caseId}`} submit={appTexts.note.submit} busy={act.busy} onSubmit={submit} />
    </Dialog>
  );
}

const FORM: FormFace = {
  form: 'note',
  title: appTexts.note.title,
  fields: [
    {
      field: 'text',
      kind: 'long-text',
      label: appTexts.note.label,
      hint: appTexts.note.hint,
      required: true,
      maxLength: NOTE_LENGTH,
    },
  ],
};

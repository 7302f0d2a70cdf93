// Writing a note on a case: a button, its key, and the window it opens. What was typed stays when the window closes.
import { useState } from 'react';
import { addNote } from '../../client/acts.ts';
import type { FieldValue, FormFace } from '../../client/types.ts';
import { useAct } from '../../client/use-act.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { en } from '../../texts/en.ts';
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
        {en.casePage.addNote}
      </Button>
      {open ? <NoteDialog caseId={caseId} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function NoteDialog({ caseId, onClose }: { readonly caseId: string; readonly onClose: () => void }) {
  const act = useAct();

  async function submit(data: Readonly<Record<string, FieldValue>>) {
    const result = await act.perform(addNote(caseId, String(data['text'])));
    if ('problem' in result) return result.problem;
    announce(en.note.saved);
    onClose();
    return null;
  }

  return (
    <Dialog title={en.note.title} onClose={onClose}>
      <CaseForm form={FORM} draft={`note/${caseId}`} submit={en.note.submit} busy={act.busy} onSubmit={submit} />
    </Dialog>
  );
}

const FORM: FormFace = {
  form: 'note',
  title: en.note.title,
  fields: [
    {
      field: 'text',
      kind: 'long-text',
      label: en.note.label,
      hint: en.note.hint,
      required: true,
      maxLength: NOTE_LENGTH,
    },
  ],
};

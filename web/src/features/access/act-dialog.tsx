// A window with one form that does one thing to the access of a case, and says so when it is done.
import type { Act } from '../../client/acts.ts';
import type { FieldFace, FieldValue } from '../../client/types.ts';
import { useAct } from '../../client/use-act.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { accessTexts } from '#texts/access';
import { announce } from '../../ui/announcer.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export type Answers = Readonly<Record<string, FieldValue>>;

export interface ActDialogProps {
  readonly title: string;
  readonly lead?: string;
  readonly fields: readonly FieldFace[];
  /** Under which name unsent answers are kept. */
  readonly draft: string;
  readonly submit: string;
  readonly done: string;
  readonly actFor: (answers: Answers) => Act;
  readonly onClose: () => void;
}

export function ActDialog({ title, lead, fields, draft, submit, done, actFor, onClose }: ActDialogProps) {
  const act = useAct();

  async function send(answers: Answers, unsent: string) {
    const result = await act.perform({ ...actFor(answers), unsent });
    if ('problem' in result) return result.problem;
    announce(done);
    onClose();
    return null;
  }

  return (
    <Dialog title={title} onClose={onClose}>
      {lead === undefined ? null : (
        <p className="lead" dir="auto">
          {lead}
        </p>
      )}
      <CaseForm form={{ form: draft, title, fields }} draft={draft} submit={submit} busy={act.busy} onSubmit={send} />
    </Dialog>
  );
}

/** The reason that goes on the record with every change of access. */
export const REASON: FieldFace = {
  field: 'reason',
  kind: 'long-text',
  label: accessTexts.reason,
  hint: accessTexts.reasonHint,
  required: true,
  maxLength: 2_000,
};

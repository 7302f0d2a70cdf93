// Moving a legal date, with the reason that goes on the record.
import { changeDueDate } from '../../client/acts.ts';
import type { ClockFace, FieldValue, FormFace } from '../../client/types.ts';
import { useAct } from '../../client/use-act.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { appTexts } from '#texts/app';
import { announce } from '../../ui/announcer.tsx';
import { formatDay } from '../../ui/dates.ts';
import { Dialog } from '../../ui/dialog.tsx';

const REASON_LENGTH = 2_000;

export interface ChangeDueDateProps {
  readonly caseId: string;
  readonly clock: ClockFace;
  readonly onClose: () => void;
}

export function ChangeDueDate({ caseId, clock, onClose }: ChangeDueDateProps) {
  const act = useAct();

  async function submit(data: Readonly<Record<string, FieldValue>>) {
    const to = { dueOn: String(data['dueOn']), reason: String(data['reason']) };
    const result = await act.perform(changeDueDate(caseId, clock.clock, to));
    if ('problem' in result) return result.problem;
    announce(appTexts.dueDate.changed);
    onClose();
    return null;
  }

  return (
    <Dialog title={appTexts.dueDate.title} onClose={onClose}>
      <p className="lead">
        <strong>
          <bdi>{clock.title}</bdi>
        </strong>
        . {appTexts.dueDate.now(formatDay(clock.dueOn))}
      </p>
      <CaseForm
        form={FORM}
        draft={`due-date/${caseId}/${clock.clock}`}
        submit={appTexts.dueDate.submit}
        busy={act.busy}
        onSubmit={submit}
      />
    </Dialog>
  );
}

const FORM: FormFace = {
  form: 'due-date',
  title: appTexts.dueDate.title,
  fields: [
    { field: 'dueOn', kind: 'date', label: appTexts.dueDate.newDate, required: true, maxLength: 10 },
    {
      field: 'reason',
      kind: 'long-text',
      label: appTexts.dueDate.reason,
      hint: appTexts.dueDate.reasonHint,
      required: true,
      maxLength: REASON_LENGTH,
    },
  ],
};

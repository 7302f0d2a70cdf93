// Moving a legal date, with the reason that goes on the record.
import { changeDueDate } from '../../client/acts.ts';
import type { CaseView, ClockFace, FieldValue, FormFace } from '../../client/types.ts';
import { useAct } from '../../client/use-act.ts';
import { useGuard } from '../../client/use-guard.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { appTexts } from '#texts/app';
import { announce } from '../../ui/announcer.tsx';
import { ClashNotice } from '../../ui/clash-notice.tsx';
import { formatDay } from '../../ui/dates.ts';
import { Dialog } from '../../ui/dialog.tsx';

const REASON_LENGTH = 2_000;

export interface ChangeDueDateProps {
  readonly view: CaseView;
  readonly clock: ClockFace;
  readonly onClose: () => void;
}

export function ChangeDueDate({ view, clock, onClose }: ChangeDueDateProps) {
  const { caseId } = view;
  const act = useAct();
  // As it is now: a colleague may have changed it since the window was opened.
  const current = view.clocks.find((one) => one.clock === clock.clock) ?? clock;
  const guard = useGuard(act, view, ({ clocks }) => {
    const due = clocks.find((one) => one.clock === clock.clock)?.dueOn;
    return due === undefined ? '' : formatDay(due);
  });

  async function submit(data: Readonly<Record<string, FieldValue>>, unsent: string) {
    const to = { dueOn: String(data['dueOn']), reason: String(data['reason']) };
    const result = await guard.perform({ ...changeDueDate(caseId, clock.clock, to), unsent });
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
        . {appTexts.dueDate.now(formatDay(current.dueOn))}
      </p>
      {guard.clash === null ? null : <ClashNotice {...guard.clash} onKeep={onClose} onGoOn={guard.goOn} />}
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

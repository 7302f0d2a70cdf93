// A window with one form that does one thing, and says so when it is done.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createPerformer, type Act } from '../../client/acts.ts';
import { RequestFailed } from '../../client/request.ts';
import { RIGHTS_KEY } from '../../client/rights.ts';
import type { FieldFace, FieldValue, Problem } from '../../client/types.ts';
import { CaseForm, type CaseFormProps } from '../../fields/case-form.tsx';
import type { Typed } from '../../fields/answers.ts';
import { announce } from '../../ui/announcer.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export type Answers = Readonly<Record<string, FieldValue>>;
export type Perform = (act: Act) => Promise<unknown>;

export interface SentForm {
  readonly unsent: string;
  readonly typed: Typed;
}

export interface FormWindowProps {
  readonly title: string;
  readonly fields: readonly FieldFace[];
  /** Under which name unsent answers are kept. */
  readonly draft: string;
  readonly submit: string;
  readonly done: string;
  /**
   * @param perform sends an act with what is kept of the form; the same one again keeps its key until its outcome is known
   * @param form its name, for what is no act of a case, and what stands in it
   */
  readonly send: (answers: Answers, perform: Perform, form: SentForm) => Promise<unknown>;
  readonly onClose: () => void;
  /** As of a form: what is chosen beside its fields, and kept with them. */
  readonly beside?: CaseFormProps['beside'];
}

export function FormWindow({ title, fields, draft, submit, done, send, onClose, beside }: FormWindowProps) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [performAct] = useState(() => createPerformer());

  async function perform(answers: Answers, unsent: string, typed: Typed): Promise<Problem | null> {
    setBusy(true);
    try {
      await send(answers, (act) => performAct({ ...act, unsent }), { unsent, typed });
      announce(done);
      onClose();
      return null;
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      return error.problem;
    } finally {
      await client.invalidateQueries({ queryKey: ['case'] });
      await client.invalidateQueries({ queryKey: RIGHTS_KEY });
      setBusy(false);
    }
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <CaseForm
        form={{ form: draft, title, fields }}
        {...{ draft, submit, busy, ...(beside === undefined ? {} : { beside }) }}
        onSubmit={perform}
      />
    </Dialog>
  );
}

export function textIn(answers: Answers, field: string): string {
  const value = answers[field];
  return typeof value === 'string' ? value.trim() : '';
}

export function field(name: string, kind: FieldFace['kind'], label: string): FieldFace {
  return { field: name, kind, label, required: true, maxLength: 2_000 };
}

export function choice(
  name: string,
  label: string,
  options: readonly { readonly value: string; readonly label: string }[],
): FieldFace {
  return { ...field(name, 'choice', label), options };
}

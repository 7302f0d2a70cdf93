// A window with one form that does one thing, and says so when it is done.
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { createPerformer, type Act } from '../../client/acts.ts';
import { RequestFailed } from '../../client/request.ts';
import { RIGHTS_KEY } from '../../client/rights.ts';
import type { FieldFace, FieldValue, Problem } from '../../client/types.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { announce } from '../../ui/announcer.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export type Answers = Readonly<Record<string, FieldValue>>;
export type Perform = (act: Act) => Promise<unknown>;

export interface FormWindowProps {
  readonly title: string;
  readonly fields: readonly FieldFace[];
  /** Under which name unsent answers are kept. */
  readonly draft: string;
  readonly submit: string;
  readonly done: string;
  /** @param perform sends an act; the same one again keeps its key until its outcome is known */
  readonly send: (answers: Answers, perform: Perform) => Promise<unknown>;
  readonly onClose: () => void;
  /** Before the form. */
  readonly children?: ReactNode;
}

export function FormWindow({ title, fields, draft, submit, done, send, onClose, children }: FormWindowProps) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [performAct] = useState(() => createPerformer());

  async function perform(answers: Answers): Promise<Problem | null> {
    setBusy(true);
    try {
      await send(answers, performAct);
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
      {children}
      <CaseForm form={{ form: draft, title, fields }} draft={draft} submit={submit} busy={busy} onSubmit={perform} />
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

// A form that is closed until it is wanted, so that there is more to read than to fill in. The button stays, and with it the focus.
import { useId, useState, type ReactNode } from 'react';
import type { FieldFace, FieldValue, Problem } from '../client/types.ts';
import { Button } from '../ui/button.tsx';
import { CaseForm } from './case-form.tsx';

export interface FoldedFormProps {
  /** Under which name unsent answers are kept. */
  readonly draft: string;
  readonly title: string;
  readonly hint?: string;
  readonly submit: string;
  readonly busy: boolean;
  /** From the beginning, for what is wanted first. */
  readonly isOpen?: boolean;
  readonly fields: readonly FieldFace[];
  /** As of a form. */
  readonly keeps?: boolean;
  readonly onSubmit: (data: Readonly<Record<string, FieldValue>>, unsent: string) => Promise<Problem | 'kept' | null>;
  readonly children?: ReactNode;
}

export function FoldedForm(props: FoldedFormProps) {
  const { draft, title, hint, submit, busy, isOpen = false, keeps = true, fields, onSubmit, children } = props;
  const [open, setOpen] = useState(isOpen);
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {title}
        </Button>
      </h2>
      {open && hint !== undefined ? <p>{hint}</p> : null}
      {open ? (
        <CaseForm
          keeps={keeps}
          form={{ form: draft, title, fields: [...fields] }}
          draft={draft}
          submit={submit}
          busy={busy}
          onSubmit={onSubmit}
        >
          {children}
        </CaseForm>
      ) : null}
    </section>
  );
}

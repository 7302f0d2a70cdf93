// A form that is closed until it is wanted, so that there is more to read than to fill in. The button stays, and with it the focus.
import { useId, useState, type ReactNode } from 'react';
import type { FieldFace, FieldValue, Problem } from '../../client/types.ts';
import { CaseForm } from '../../fields/case-form.tsx';
import { Button } from '../../ui/button.tsx';

export interface FoldedFormProps {
  readonly name: string;
  readonly title: string;
  readonly hint?: string;
  readonly submit: string;
  readonly busy: boolean;
  readonly fields: readonly FieldFace[];
  readonly onSubmit: (data: Readonly<Record<string, FieldValue>>) => Promise<Problem | null>;
  readonly children?: ReactNode;
}

export function FoldedForm({ name, title, hint, submit, busy, fields, onSubmit, children }: FoldedFormProps) {
  const [open, setOpen] = useState(false);
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
          form={{ form: name, title, fields: [...fields] }}
          draft={`records/${name}`}
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

const WORDS_MAX = 2_000;

export function wordsFace(field: string, label: string, hint?: string): FieldFace {
  const face = { field, kind: 'long-text', label, required: true, maxLength: WORDS_MAX } as const;
  return hint === undefined ? face : { ...face, hint };
}

export function dayFace(field: string, label: string, value?: string): FieldFace {
  const face = { field, kind: 'date', label, required: value !== undefined, maxLength: 10 } as const;
  return value === undefined || value === '' ? face : { ...face, value };
}

export function textFace(field: string, label: string, hint?: string): FieldFace {
  const face = { field, kind: 'text', label, required: false, maxLength: 200 } as const;
  return hint === undefined ? face : { ...face, hint };
}

export function textOf(data: Readonly<Record<string, FieldValue>>, field: string): string {
  const value = data[field];
  return value === undefined || value === null ? '' : String(value).trim();
}

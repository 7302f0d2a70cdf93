// One line of text to type, under its label.
import { useId, type ReactNode } from 'react';

export interface TextLineProps {
  /** Absent: one of its own. */
  readonly id?: string;
  readonly label: ReactNode;
  readonly hint?: string;
  readonly value: string;
  /** `auto` for what people write in their own language; codes and references have none. */
  readonly dir?: 'auto';
  readonly maxLength?: number;
  readonly onType: (value: string) => void;
}

export function TextLine({ id: given, label, hint, value, dir, maxLength = 200, onType }: TextLineProps) {
  const own = useId();
  const id = given ?? own;
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      <input
        {...{ id, className: 'input', dir, maxLength, value }}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onType(event.target.value)}
      />
    </div>
  );
}

// A list from which one is picked, under its label. Before anything is chosen it says so, or what not choosing means.
import { useId } from 'react';
import { appTexts } from '#texts/app';

export interface PickProps {
  readonly label: string;
  readonly value: string;
  /** What stands where nothing is chosen. */
  readonly none?: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onPick: (value: string) => void;
}

export function Pick({ label, value, none = appTexts.form.choose, options, onPick }: PickProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="input" value={value} onChange={(event) => onPick(event.target.value)}>
        <option value="">{none}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

// What a consent covers and who may have it: boxes to tick, of which none means all.
import { useId } from 'react';

export interface ScopeOption {
  readonly value: string;
  readonly label: string;
}

export interface ConsentScopeProps {
  readonly legend: string;
  readonly hint: string;
  readonly options: readonly ScopeOption[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

export function ConsentScope({ legend, hint, options, chosen, onChange }: ConsentScopeProps) {
  const id = useId();
  const toggle = (value: string): void =>
    onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <fieldset className="field" aria-describedby={id}>
      <legend className="field-label">
        <bdi>{legend}</bdi>
      </legend>
      <p id={id} className="field-hint">
        {hint}
      </p>
      <div className="options">
        {options.map(({ value, label }) => (
          <label key={value} className="option">
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
            <bdi>{label}</bdi>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

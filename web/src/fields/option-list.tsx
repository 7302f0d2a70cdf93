// A list of which one is chosen, with the way back to no answer where none is needed.
import type { FieldFace } from '../client/types.ts';
import { appTexts } from '#texts/app';
import { Button } from '../ui/button.tsx';

export interface OptionListProps {
  readonly face: FieldFace;
  readonly id: string;
  readonly typed: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onType: (typed: string) => void;
}

export function OptionList({ face, id, typed, options, onType }: OptionListProps) {
  return (
    <div className="options">
      {options.map((option, index) => (
        <label key={option.value} className="option">
          <input
            id={index === 0 ? id : undefined}
            type="radio"
            name={id}
            value={option.value}
            checked={typed === option.value}
            required={face.required}
            onChange={() => onType(option.value)}
          />
          <bdi>{option.label}</bdi>
        </label>
      ))}
      {face.required || typed === '' ? null : (
        <Button look="quiet" aria-label={appTexts.form.clearFor(face.label)} onClick={() => onType('')}>
          {appTexts.form.clear}
        </Button>
      )}
    </div>
  );
}

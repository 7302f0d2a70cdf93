// A number, typed as text: the browser's own number input loses what it cannot read and turns with the mouse wheel.
import { appTexts } from '#texts/app';
import { readDecimal } from './decimal.ts';
import { describedBy, FieldFrame } from './field-frame.tsx';
import { isEmptyText, writeText, type FaceProps, type FieldPart } from './field-part.ts';

export const numberPart: FieldPart = {
  Face: NumberFace,
  write: writeText,
  read: (face, typed) => {
    const text = readDecimal(typed);
    return text === null ? { error: appTexts.form.notNumber(face.label) } : { value: Number(text) };
  },
  isBlank: isEmptyText,
};

export function NumberFace({ face, id, typed, error, onType }: FaceProps) {
  return (
    <FieldFrame face={face} id={id} error={error}>
      <input
        id={id}
        className="input input-short"
        type="text"
        inputMode="decimal"
        autoComplete="off"
        value={typed}
        aria-required={face.required}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(face, id, error)}
        onChange={(event) => onType(event.target.value)}
      />
    </FieldFrame>
  );
}

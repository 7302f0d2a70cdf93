// A line of text.
import { appTexts } from '#texts/app';
import { describedBy, FieldFrame } from './field-frame.tsx';
import { isEmptyText, writeText, type FaceProps, type FieldPart } from './field-part.ts';

export const textPart: FieldPart = {
  Face: TextFace,
  write: writeText,
  read: (face, typed) =>
    typed.length > face.maxLength
      ? { error: appTexts.form.tooLong(face.label, face.maxLength) }
      : { value: typed.trim() },
  isBlank: isEmptyText,
};

function TextFace({ face, id, typed, error, onType }: FaceProps) {
  return (
    <FieldFrame face={face} id={id} error={error}>
      <input
        id={id}
        className="input"
        type="text"
        dir="auto"
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

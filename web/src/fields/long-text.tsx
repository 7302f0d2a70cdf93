// Text of several lines, with a count once the limit comes near.
import { appTexts } from '#texts/app';
import { describedBy, FieldFrame } from './field-frame.tsx';
import { isEmptyText, writeText, type FaceProps, type FieldPart } from './field-part.ts';

export const longTextPart: FieldPart = {
  Face: LongTextFace,
  write: writeText,
  read: (face, typed) =>
    typed.length > face.maxLength
      ? { error: appTexts.form.tooLong(face.label, face.maxLength) }
      : { value: typed.trim() },
  isBlank: isEmptyText,
};

function LongTextFace({ face, id, typed, error, onType }: FaceProps) {
  const left = face.maxLength - typed.length;
  return (
    <FieldFrame face={face} id={id} error={error}>
      <textarea
        id={id}
        className="input"
        rows={5}
        dir="auto"
        value={typed}
        aria-required={face.required}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(face, id, error)}
        onChange={(event) => onType(event.target.value)}
      />
      <p className="field-count" role="status">
        {left <= face.maxLength / 10 ? appTexts.form.left(left) : ''}
      </p>
    </FieldFrame>
  );
}

// Text of several lines, with a count once the limit comes near, and phrases that come in by a key.
import { useRef } from 'react';
import { appTexts } from '#texts/app';
import { describedBy, FieldFrame } from './field-frame.tsx';
import { PhraseInsert } from './phrase-insert.tsx';
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

/** What is longer is no letter and no note, but the text of a kind of case. */
const LETTERS_MOST = 50_000;

function LongTextFace({ face, id, typed, error, onType }: FaceProps) {
  const left = face.maxLength - typed.length;
  const area = useRef<HTMLTextAreaElement>(null);
  return (
    <FieldFrame face={face} id={id} error={error}>
      <textarea
        ref={area}
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
      {face.maxLength > LETTERS_MOST ? null : <PhraseInsert {...{ area, typed, onType }} />}
      <p className="field-count" role="status">
        {left <= face.maxLength / 10 ? appTexts.form.left(left) : ''}
      </p>
    </FieldFrame>
  );
}

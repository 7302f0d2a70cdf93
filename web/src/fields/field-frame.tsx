// Around every field: its label, why it is asked, its error. One frame for a single input, one for a group of them.
import type { ReactNode } from 'react';
import type { FieldFace } from '../client/types.ts';
import { appTexts } from '#texts/app';

export interface FrameProps {
  readonly face: FieldFace;
  readonly id: string;
  readonly error: string | undefined;
  readonly children: ReactNode;
}

/** Ids of the texts that describe an input, for `aria-describedby`; undefined where there are none. */
export function describedBy(face: FieldFace, id: string, error: string | undefined): string | undefined {
  const ids = [];
  if (face.hint !== undefined || face.purpose !== undefined) ids.push(`${id}-hint`);
  if (error !== undefined) ids.push(`${id}-error`);
  return ids.length === 0 ? undefined : ids.join(' ');
}

export function FieldFrame({ face, id, error, children }: FrameProps) {
  return (
    <div className={error === undefined ? 'field' : 'field field-wrong'}>
      <label className="field-label" htmlFor={id}>
        <LabelText face={face} />
      </label>
      <FieldHints face={face} id={id} error={error} />
      {children}
    </div>
  );
}

export function GroupFrame({ face, id, error, children }: FrameProps) {
  return (
    <fieldset
      className={error === undefined ? 'field' : 'field field-wrong'}
      aria-describedby={describedBy(face, id, error)}
    >
      <legend className="field-label">
        <LabelText face={face} />
      </legend>
      <FieldHints face={face} id={id} error={error} />
      {children}
    </fieldset>
  );
}

function LabelText({ face }: { readonly face: FieldFace }) {
  return (
    <>
      <bdi>{face.label}</bdi> {face.required ? null : <span className="field-optional">{appTexts.optionalField}</span>}
    </>
  );
}

function FieldHints({ face, id, error }: Pick<FrameProps, 'face' | 'id' | 'error'>) {
  const hasHint = face.hint !== undefined || face.purpose !== undefined;
  return (
    <>
      {hasHint ? (
        <div id={`${id}-hint`} className="field-hint" dir="auto">
          {face.hint === undefined ? null : <p>{face.hint}</p>}
          {face.purpose === undefined ? null : (
            <p className="field-why">
              <span>{appTexts.form.why}</span> {face.purpose}
            </p>
          )}
        </div>
      ) : null}
      {error === undefined ? null : (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
    </>
  );
}

// From what was typed in a form to what is sent, or to what is wrong with it. The server decides again; this only spares
// people a wait for the mistakes that can be seen here.
import type { FieldFace, FieldValue, FormFace } from '../client/types.ts';
import { appTexts } from '#texts/app';
import { FIELD_PARTS } from './field-parts.ts';

/** What stands in the inputs, by field. */
export type Typed = Readonly<Record<string, string>>;

export interface Answers {
  readonly data: Readonly<Record<string, FieldValue>>;
  /** One sentence a field, by field. */
  readonly errors: Readonly<Record<string, string>>;
}

/** What the inputs hold before anything is typed: what the case already knows. */
export function writeAnswers(form: FormFace): Typed {
  return Object.fromEntries(form.fields.map((face) => [face.field, writeAnswer(face)]));
}

/** Reads a whole form. A blank optional field that held a value before is sent as null, which empties it. */
export function readAnswers(form: FormFace, typed: Typed): Answers {
  const data: Record<string, FieldValue> = {};
  const errors: Record<string, string> = {};
  for (const face of form.fields) {
    if (face.readOnly === true) continue;
    const answer = typed[face.field] ?? '';
    const part = FIELD_PARTS[face.kind];
    if (part.isBlank(answer)) {
      // Whether what stands under a condition is there now, the server says.
      if (face.required && face.when === undefined) errors[face.field] = missing(face);
      else if (face.value !== undefined && face.value !== null) data[face.field] = null;
      continue;
    }
    const reading = part.read(face, answer);
    if ('error' in reading) errors[face.field] = reading.error;
    else data[face.field] = reading.value;
  }
  return { data, errors };
}

function writeAnswer(face: FieldFace): string {
  return face.value === undefined ? '' : FIELD_PARTS[face.kind].write(face.value);
}

function missing(face: FieldFace): string {
  return face.kind === 'choice' || face.kind === 'boolean'
    ? appTexts.form.missingChoice(face.label)
    : appTexts.form.missing(face.label);
}

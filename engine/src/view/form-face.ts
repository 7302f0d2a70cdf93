// A form as it is shown: its fields with labels, what is required, and what the case already knows. Whether answers
// are valid is decided by the form room, never here.
import type { FieldValue } from '../case/state.ts';
import type { CaseType, FieldDefinition, FieldKind, FormDefinition } from '../definition/case-type.ts';

export interface FieldFace {
  readonly field: string;
  readonly kind: FieldKind;
  readonly label: string;
  readonly hint?: string;
  readonly purpose?: string;
  /** Present where another case of the same person may have it on record. */
  readonly asksFact?: true;
  readonly required: boolean;
  readonly maxLength: number;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly value?: FieldValue;
}

export interface FormFace {
  readonly form: string;
  readonly title: string;
  readonly fields: readonly FieldFace[];
}

/** A form without a case, made once for each form of a case type: most of what is shown of it never changes. */
const emptyForms = new WeakMap<FormDefinition, FormFace>();

/**
 * The face of a form of a checked case type, filled with what `data` already says.
 * Throws only where the name is not one of the case type's forms, which the checker rules out.
 */
export function faceOfForm(caseType: CaseType, name: string, data: Readonly<Record<string, FieldValue>>): FormFace {
  const form = caseType.forms.get(name);
  if (form === undefined) throw new Error(`The case type ${caseType.name} has no form ${name}.`);
  const empty = emptyForms.get(form) ?? makeEmpty(caseType, form);
  if (!empty.fields.some(({ field }) => isKnown(data[field]))) return empty;
  return { ...empty, fields: empty.fields.map((face) => filled(face, data[face.field])) };
}

function makeEmpty(caseType: CaseType, form: FormDefinition): FormFace {
  const fields = form.fields.flatMap(({ field, required }) => {
    const definition = caseType.fields.get(field);
    return definition === undefined ? [] : [faceOfField(definition, required)];
  });
  const empty = { form: form.name, title: form.title, fields };
  emptyForms.set(form, empty);
  return empty;
}

function filled(face: FieldFace, value: FieldValue | undefined): FieldFace {
  return isKnown(value) ? { ...face, value } : face;
}

function isKnown(value: FieldValue | undefined): value is FieldValue {
  return value !== undefined && value !== null;
}

function faceOfField(definition: FieldDefinition, required: boolean): FieldFace {
  return {
    field: definition.name,
    kind: definition.kind,
    label: definition.label,
    ...(definition.hint === undefined ? {} : { hint: definition.hint }),
    ...(definition.purpose === undefined ? {} : { purpose: definition.purpose }),
    ...(definition.fact === undefined ? {} : { asksFact: true as const }),
    required,
    maxLength: definition.maxLength,
    ...(definition.options === undefined ? {} : { options: definition.options }),
  };
}

// A form as it is shown: its fields with labels, what is required, and what the case already knows. Whether answers
// are valid is decided by the form room, never here.
import type { FieldValue } from '../case/state.ts';
import type { CaseType, FieldDefinition, FieldKind, FormDefinition, FormField } from '../definition/case-type.ts';

export interface FieldFace {
  readonly field: string;
  readonly kind: FieldKind;
  readonly label: string;
  readonly hint?: string;
  readonly purpose?: string;
  /** Present where another case of the same person may have it on record. */
  readonly asksFact?: true;
  readonly required: boolean;
  /** Shown and not asked. */
  readonly readOnly?: true;
  /** The page of the form on which it stands. */
  readonly page?: string;
  /** Conditions in FEEL, all of which must hold for it to be there; it is required only then. */
  readonly when?: readonly string[];
  readonly maxLength: number;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly value?: FieldValue;
}

export interface FormFace {
  readonly form: string;
  readonly title: string;
  /** Pages in their order; absent where the form is one page. */
  readonly pages?: readonly { readonly page: string; readonly title: string }[];
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
  const fields = form.fields.flatMap((asked) => {
    const definition = caseType.fields.get(asked.field);
    return definition === undefined ? [] : [faceOfField(definition, asked)];
  });
  const pages = form.pages.map(({ name, title }) => ({ page: name, title }));
  const empty = { form: form.name, title: form.title, ...(pages.length === 0 ? {} : { pages }), fields };
  emptyForms.set(form, empty);
  return empty;
}

function filled(face: FieldFace, value: FieldValue | undefined): FieldFace {
  return isKnown(value) ? { ...face, value } : face;
}

function isKnown(value: FieldValue | undefined): value is FieldValue {
  return value !== undefined && value !== null;
}

function faceOfField(definition: FieldDefinition, asked: FormField): FieldFace {
  const { required, readOnly, page, when } = asked;
  return {
    field: definition.name,
    kind: definition.kind,
    label: asked.label ?? definition.label,
    ...(definition.hint === undefined ? {} : { hint: definition.hint }),
    ...(definition.purpose === undefined ? {} : { purpose: definition.purpose }),
    ...(definition.fact === undefined ? {} : { asksFact: true as const }),
    required,
    ...(readOnly === undefined ? {} : { readOnly }),
    ...(page === undefined ? {} : { page }),
    ...(when === undefined ? {} : { when: when.map(({ source }) => source) }),
    maxLength: definition.maxLength,
    ...(definition.options === undefined ? {} : { options: definition.options }),
  };
}

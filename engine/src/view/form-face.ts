// A form as it is shown: its fields with labels, what is required, and what the case already knows. Whether answers
// are valid is decided by the form room, never here.
import type { FieldValue } from '../case/state.ts';
import type { CaseType, FieldDefinition, FieldKind } from '../definition/case-type.ts';

export interface FieldFace {
  readonly field: string;
  readonly kind: FieldKind;
  readonly label: string;
  readonly hint?: string;
  readonly purpose?: string;
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

/**
 * The face of a form of a checked case type, filled with what `data` already says.
 * Throws only where the name is not one of the case type's forms, which the checker rules out.
 */
export function faceOfForm(caseType: CaseType, name: string, data: Readonly<Record<string, FieldValue>>): FormFace {
  const form = caseType.forms.get(name);
  if (form === undefined) throw new Error(`The case type ${caseType.name} has no form ${name}.`);
  return {
    form: form.name,
    title: form.title,
    fields: form.fields.flatMap((asked) => {
      const definition = caseType.fields.get(asked.field);
      return definition === undefined ? [] : [faceOfField(definition, asked.required, data[asked.field])];
    }),
  };
}

function faceOfField(definition: FieldDefinition, required: boolean, value: FieldValue | undefined): FieldFace {
  return {
    field: definition.name,
    kind: definition.kind,
    label: definition.label,
    ...(definition.hint === undefined ? {} : { hint: definition.hint }),
    ...(definition.purpose === undefined ? {} : { purpose: definition.purpose }),
    required,
    maxLength: definition.maxLength,
    ...(definition.options === undefined ? {} : { options: definition.options }),
    ...(value === undefined || value === null ? {} : { value }),
  };
}

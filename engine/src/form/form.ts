// The door of this room: what a form asks, and whether answers are valid. The same code runs in the API, the decider
// and the browser; it knows nothing of who may fill in a form or of the plan.
import { reasonOf } from '../sentences/in-words.ts';
import { say } from '../sentences/say.ts';
import type { FieldProblem } from '../case/rejections.ts';
import type { CaseType, FieldDefinition, FieldKind, FormDefinition, FormField } from '../definition/case-type.ts';
import { isShown, type Known } from './asked.ts';
import { faultOf, isAbsent } from './field-value.ts';

export { isShown, valueOver } from './asked.ts';

/** Answers by field name. Values are judged and therefore unknown. */
export type Answers = Readonly<Record<string, unknown>>;

/** One question of a form as a person meets it. */
export interface FieldFace {
  readonly name: string;
  readonly kind: FieldKind;
  readonly label: string;
  readonly hint?: string;
  readonly required: boolean;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** Why it is asked; absent where the case type does not say. */
  readonly purpose?: string;
  readonly personal: boolean;
  readonly maxLength: number;
  /** What is on record now; null where nothing is. */
  readonly value: string | number | boolean | null;
}

export interface FormFace {
  readonly name: string;
  readonly title: string;
  readonly fields: readonly FieldFace[];
}

type Recorded = Readonly<Record<string, string | number | boolean | null>>;

/**
 * A form to show, its questions in the order of the case type, filled with what is on record.
 * @returns null where the case type has no form of that name
 */
export function formFace(caseType: CaseType, formName: string, data: Recorded): FormFace | null {
  const form = caseType.forms.get(formName);
  if (form === undefined) return null;
  return {
    name: form.name,
    title: form.title,
    fields: form.fields.flatMap((asked) => fieldFace(caseType, asked, data)),
  };
}

/**
 * Every problem of some answers, in the order in which they were given, then what is missing in the order of the form.
 *
 * @param formName the form that is filled in; null where data is recorded without one, when any field of the case
 *   type may be given and none is required
 * @returns an empty list where all is well
 */
export function validateFields(caseType: CaseType, formName: string | null, fields: Answers): readonly FieldProblem[] {
  return validateForm(caseType, { form: formName, recorded: NOTHING }, fields);
}

const NOTHING: Known = Object.freeze({});

/** A form in a case, where what is on record says which of its fields are there. */
export interface FormInCase {
  readonly form: string | null;
  readonly recorded: Known;
}

/** The same as `validateFields`, in a case: its conditions are asked over what is on record and the answers. */
export function validateForm(
  caseType: CaseType,
  { form: formName, recorded }: FormInCase,
  fields: Answers,
): readonly FieldProblem[] {
  const form = formName === null ? null : (caseType.forms.get(formName) ?? null);
  const known = { ...recorded, ...fields };
  const problems: FieldProblem[] = [];
  for (const [name, value] of Object.entries(fields)) {
    const asked = form?.fields.find(({ field }) => field === name);
    const problem =
      problemOf(caseType, form, { name, value }) ?? notAskedNow(caseType, asked, { value, known, recorded });
    if (problem !== null) problems.push(problem);
  }
  for (const asked of form?.fields ?? []) {
    const { field, required } = asked;
    if (!required || !isAbsent(Object.hasOwn(fields, field) ? fields[field] : null)) continue;
    if (isShown(caseType, asked, known))
      problems.push({ field, code: 'required', ...reasonOf(say('this-must-be-answered')) });
  }
  return problems;
}

/** What is only shown may be sent back as it is, and what is not there may be sent empty. */
function notAskedNow(
  caseType: CaseType,
  asked: FormField | undefined,
  { value, known, recorded }: { readonly value: unknown; readonly known: Known; readonly recorded: Known },
): FieldProblem | null {
  if (asked === undefined) return null;
  const { field, readOnly } = asked;
  const before = Object.hasOwn(recorded, field) ? recorded[field] : null;
  if (value === before || (isAbsent(value) && (readOnly !== true || isAbsent(before)))) return null;
  if (readOnly === true) return { field, code: 'not-on-form', ...reasonOf(say('this-is-shown-here-and-cannot')) };
  if (isShown(caseType, asked, known)) return null;
  return { field, code: 'not-on-form', ...reasonOf(say('as-the-other-answers-stand-this')) };
}

function problemOf(
  caseType: CaseType,
  form: FormDefinition | null,
  answer: { readonly name: string; readonly value: unknown },
): FieldProblem | null {
  const { name, value } = answer;
  if (caseType.openData) return openFault(name, value);
  const field = caseType.fields.get(name);
  if (field === undefined) return { field: name, code: 'unknown-field', ...reasonOf(say('this-kind-of-case-has-no')) };
  if (form !== null && !form.fields.some((asked) => asked.field === name)) {
    return { field: name, code: 'not-on-form', ...reasonOf(say('the-form-does-not-ask-for', { title: form.title })) };
  }
  if (caseType.derived.some((derived) => derived.field === name)) {
    return { field: name, code: 'not-on-form', ...reasonOf(say('this-is-computed-from-other-fields')) };
  }
  if (value === null || (isAbsent(value) && form !== null && isRequired(form, name))) return null;
  const fault = faultOf(field, value);
  return fault === null ? null : { field: name, ...fault };
}

/** A name that nobody declared takes any single value. */
function openFault(name: string, value: unknown): FieldProblem | null {
  // Names become keys of plain objects, where `constructor` would find what nobody put there.
  if (name in Object.prototype)
    return { field: name, code: 'unknown-field', ...reasonOf(say('this-name-cannot-be-used')) };
  const single = value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
  return single
    ? null
    : { field: name, code: 'wrong-kind', ...reasonOf(say('record-single-values-text-numbers-true')) };
}

function isRequired(form: FormDefinition, name: string): boolean {
  return form.fields.some((asked) => asked.field === name && asked.required);
}

function fieldFace(
  caseType: CaseType,
  asked: { readonly field: string; readonly required: boolean },
  data: Recorded,
): readonly FieldFace[] {
  const field: FieldDefinition | undefined = caseType.fields.get(asked.field);
  if (field === undefined) return [];
  const { name, kind, label, personal, maxLength } = field;
  const value = Object.hasOwn(data, name) ? (data[name] ?? null) : null;
  return [
    {
      ...{ name, kind, label, personal, maxLength, value, required: asked.required },
      ...(field.hint === undefined ? {} : { hint: field.hint }),
      ...(field.options === undefined ? {} : { options: field.options }),
      ...(field.purpose === undefined ? {} : { purpose: field.purpose }),
    },
  ];
}

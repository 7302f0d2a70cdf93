// A kind of case as each of its roles would meet it, before any case is there: the forms that the role fills in, and the fields that it is not
// shown. For whoever writes or approves a new version. Clearances and grants are of single people and are not in it.
import { type CaseType, mayRoleRead } from '../definition/definition.ts';
import { faceOfForm, type FormFace } from './form-face.ts';

export interface RolePreview {
  readonly role: string;
  readonly title: string;
  /** With the task for which it is; null: it opens a case. */
  readonly forms: readonly { readonly task: string | null; readonly form: FormFace }[];
  /** Labels of the fields that the role alone may not read. */
  readonly hidden: readonly string[];
}

/** @returns the roles of a checked case type in the order of its text, each with its forms in the order of the plan */
export function previewRoles(caseType: CaseType): readonly RolePreview[] {
  return [...caseType.roles.values()].map(({ name: role, title }) => {
    const { opening, items, fields } = caseType;
    const opens = opening.by.includes(role) ? [{ task: null, form: faceOfForm(caseType, opening.form, {}) }] : [];
    const works = [...items.values()].flatMap((item) => {
      const form = item.task?.form;
      if (form === undefined || item.task?.by.includes(role) !== true) return [];
      return [{ task: item.title, form: faceOfForm(caseType, form, {}) }];
    });
    const hidden = [...fields.values()].filter(({ name }) => !mayRoleRead(caseType, name, role));
    return { role, title, forms: [...opens, ...works], hidden: hidden.map(({ label }) => label) };
  });
}

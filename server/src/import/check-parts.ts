// What the mappings of logs and of tables have in common to be checked: plan items, fields and their forms, outcomes, people.
// It knows no mapping as a whole.
import type { CaseType, FieldDefinition } from '@casewright/engine/definition';
import type { PlanItemKind } from '@casewright/engine/plan';
import type { ActivityMapping, ActorMapping, FieldConstant, FieldSource } from './mapping.ts';

const PERSON_ID = /^[A-Za-z0-9_.{}-]{1,64}$/u;

export interface Finding {
  readonly path: readonly string[];
  readonly reason: string;
}

export function checkOutcome(caseType: CaseType, path: readonly string[], outcome: string | undefined): Finding[] {
  if (outcome === undefined || caseType.closing.outcomes.some((known) => known.value === outcome)) return [];
  const known = caseType.closing.outcomes.map(({ value }) => value).join(', ');
  return [{ path, reason: `${outcome} is not an outcome; known are ${known}` }];
}

/** What goes with a verb: fields where it takes some, all that its form asks for, and nothing else. */
export function checkWithFields(caseType: CaseType, path: readonly string[], doing: Doing): Finding[] {
  const found: Finding[] = [];
  const given = Object.keys(doing.fields ?? {}).length;
  if (doing.start !== undefined && given > 0)
    found.push({ path: [...path, 'fields'], reason: 'beginning a task records no fields' });
  if (doing.record === true && given === 0) found.push({ path, reason: 'record: true needs fields' });
  return [...found, ...checkFields(caseType, path, doing.fields ?? {}), ...checkForm(caseType, path, doing)];
}

/** The verbs with which fields may go. */
type Doing = Pick<ActivityMapping, 'open' | 'complete' | 'start' | 'record' | 'fields'>;

export function checkFields(
  caseType: CaseType,
  path: readonly string[],
  fields: Readonly<Record<string, FieldSource>>,
): Finding[] {
  return Object.entries(fields).flatMap(([field, source]) => {
    const at = [...path, 'fields', field];
    const definition = caseType.fields.get(field);
    if (definition === undefined) return [{ path: at, reason: 'is not a field of the case type' }];
    return checkSource(caseType, definition, source).map((reason) => ({ path: at, reason }));
  });
}

export function checkItem(
  caseType: CaseType,
  path: readonly string[],
  wanted: { id: string | undefined; kind: PlanItemKind },
): Finding[] {
  if (wanted.id === undefined) return [];
  const kind = caseType.items.get(wanted.id)?.kind;
  if (kind === wanted.kind) return [];
  return [
    {
      path,
      reason: `${wanted.id} is ${kind === undefined ? 'not in the plan' : `a ${kind}`}, and a ${wanted.kind} is needed`,
    },
  ];
}

/** What a form asks for must have a source, and nothing else may be sent with it. */
export function checkForm(caseType: CaseType, path: readonly string[], activity: Doing): Finding[] {
  const task = activity.complete === undefined ? undefined : caseType.items.get(activity.complete)?.task;
  if (activity.open !== true && task === undefined) return [];
  const form = activity.open === true ? caseType.opening.form : task?.form;
  const asked = (form === undefined ? undefined : caseType.forms.get(form)?.fields) ?? [];
  const given = Object.keys(activity.fields ?? {});
  const missing = asked.filter(({ field, required, when }) => required && when === undefined && !given.includes(field));
  const extra = given.filter((field) => caseType.fields.has(field) && !asked.some((each) => each.field === field));
  return [
    ...missing.map(({ field }) => ({
      path: [...path, 'fields', field],
      reason: `is required by the form ${form ?? ''} and has no source`,
    })),
    ...extra.map((field) => ({
      path: [...path, 'fields', field],
      reason: form === undefined ? 'cannot be recorded: the task has no form' : `is not on the form ${form}`,
    })),
  ];
}

function checkSource(caseType: CaseType, field: FieldDefinition, source: FieldSource): string[] {
  if (caseType.derived.some((derived) => derived.field === field.name))
    return ['is derived from other fields and cannot be filled'];
  if (typeof source === 'string') {
    return source === '$time' && field.kind !== 'instant'
      ? [`is a ${field.kind}, and $time is an instant; use $date`]
      : [];
  }
  const said = [source.column, source.columns, source.value].filter((one) => one !== undefined);
  if (said.length !== 1) return ['must name either a column, columns or a value'];
  if (source.columns !== undefined && field.kind !== 'text' && field.kind !== 'long-text')
    return [`is a ${field.kind}, and several columns make a text`];
  const constants: readonly FieldConstant[] = [
    ...Object.values(source.values ?? {}),
    ...(source.missing === undefined ? [] : [source.missing]),
    ...(source.value === undefined ? [] : [source.value]),
  ];
  const options = field.options?.map(({ value }) => value);
  if (options === undefined) return [];
  return constants
    .filter((constant) => !options.includes(String(constant)))
    .map((constant) => `has no option ${String(constant)}; its options are ${options.join(', ')}`);
}

export function checkPeople(actor: ActorMapping, path: readonly string[]): Finding[] {
  const found: Finding[] = [];
  if (!PERSON_ID.test(actor.id))
    found.push({ path: [...path, 'id'], reason: 'may have letters, digits, hyphens, dots and {value}' });
  if (!PERSON_ID.test(actor.missing.id))
    found.push({ path: [...path, 'missing', 'id'], reason: 'may have letters, digits, hyphens and dots' });
  if (actor.column !== undefined && !actor.id.includes('{value}')) {
    found.push({ path: [...path, 'id'], reason: 'must contain {value}, or everybody would be the same person' });
  }
  return found;
}

// Checks what the names in a mapping refer to: tasks, timers, fields, clocks and outcomes of the case type it is for.
// It finds every problem at once and reads no log.
import type { CaseType, FieldDefinition } from '@casewright/engine/definition';
import type { PlanItemKind } from '@casewright/engine/plan';
import {
  located,
  type ActivityMapping,
  type FieldConstant,
  type FieldSource,
  type MappingProblem,
  type MappingSource,
} from './mapping.ts';

const VERBS = ['open', 'complete', 'start', 'listener', 'matches', 'record'] as const;
const PERSON_ID = /^[A-Za-z0-9_.{}-]{1,64}$/u;

interface Finding {
  readonly path: readonly string[];
  readonly reason: string;
}

/** Everything in the mapping that the case type does not have or does not allow; none when it can be played. */
export function checkMapping(source: MappingSource, caseType: CaseType): readonly MappingProblem[] {
  const { mapping } = source;
  const found: Finding[] = [];
  if (mapping.caseType !== caseType.name) {
    found.push({ path: ['caseType'], reason: `is ${mapping.caseType}, and the case type at hand is ${caseType.name}` });
  }
  for (const [name, activity] of Object.entries(mapping.activities))
    found.push(...checkActivity(caseType, name, activity));
  if (!Object.values(mapping.activities).some((activity) => activity.open === true)) {
    found.push({ path: ['activities'], reason: 'has no activity with open: true, so no case could begin' });
  }
  for (const name of Object.keys(mapping.clocks ?? {})) {
    if (!caseType.clocks.has(name))
      found.push({ path: ['clocks', name], reason: `is not a clock; known are ${names(caseType.clocks)}` });
  }
  const outcome = mapping.closing?.outcome;
  if (outcome !== undefined && !caseType.closing.outcomes.some((known) => known.value === outcome)) {
    const known = caseType.closing.outcomes.map(({ value }) => value).join(', ');
    found.push({ path: ['closing', 'outcome'], reason: `is not an outcome; known are ${known}` });
  }
  found.push(...checkPeople(mapping.log.actor));
  return found.map((finding) => located(finding, source.lineOf));
}

/** Every column that the mapping names; a CSV file must have them all. */
export function columnsOf({ mapping }: Pick<MappingSource, 'mapping'>): readonly string[] {
  const { log, closing, clocks } = mapping;
  const columns = [
    log.case,
    log.activity,
    log.time.column,
    log.lifecycle,
    log.actor.column,
    closing?.at,
    closing?.actor,
  ];
  for (const { due } of Object.values(clocks ?? {})) columns.push(due);
  for (const { fields } of Object.values(mapping.activities)) {
    for (const source of Object.values(fields ?? {})) columns.push(columnOf(source));
  }
  return [...new Set(columns.filter((column) => column !== undefined))];
}

function columnOf(source: FieldSource): string | undefined {
  if (typeof source !== 'string') return source.column;
  return source.startsWith('$') ? undefined : source;
}

function checkActivity(caseType: CaseType, name: string, activity: ActivityMapping): Finding[] {
  const path = ['activities', name];
  const verbs = VERBS.filter((verb) => activity[verb] !== undefined);
  if (verbs.length !== 1) {
    return [{ path, reason: `must say exactly one of ${VERBS.join(', ')}; it says ${verbs.join(', ') || 'none'}` }];
  }
  const found = [
    ...checkItem(caseType, [...path, 'complete'], { id: activity.complete, kind: 'task' }),
    ...checkItem(caseType, [...path, 'start'], { id: activity.start, kind: 'task' }),
    ...checkItem(caseType, [...path, 'listener'], { id: activity.listener, kind: 'listener' }),
    ...checkItem(caseType, [...path, 'matches'], { id: activity.matches, kind: 'timer' }),
  ];
  const fields = Object.entries(activity.fields ?? {});
  if (activity.start !== undefined && fields.length > 0)
    found.push({ path: [...path, 'fields'], reason: 'beginning a task records no fields' });
  if (activity.record === true && fields.length === 0) found.push({ path, reason: 'record: true needs fields' });
  for (const [field, source] of fields) {
    const at = [...path, 'fields', field];
    const definition = caseType.fields.get(field);
    if (definition === undefined) found.push({ path: at, reason: 'is not a field of the case type' });
    else found.push(...checkSource(caseType, definition, source).map((reason) => ({ path: at, reason })));
  }
  return [...found, ...checkForm(caseType, path, activity)];
}

function checkItem(
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
function checkForm(caseType: CaseType, path: readonly string[], activity: ActivityMapping): Finding[] {
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
  if ((source.column === undefined) === (source.value === undefined)) return ['must name either a column or a value'];
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

function checkPeople(actor: {
  id: string;
  name: string;
  column?: string;
  missing: { id: string; name: string };
}): Finding[] {
  const found: Finding[] = [];
  const path = ['log', 'actor'];
  if (!PERSON_ID.test(actor.id))
    found.push({ path: [...path, 'id'], reason: 'may have letters, digits, hyphens, dots and {value}' });
  if (!PERSON_ID.test(actor.missing.id))
    found.push({ path: [...path, 'missing', 'id'], reason: 'may have letters, digits, hyphens and dots' });
  if (actor.column !== undefined && !actor.id.includes('{value}')) {
    found.push({ path: [...path, 'id'], reason: 'must contain {value}, or everybody would be the same person' });
  }
  return found;
}

function names(map: ReadonlyMap<string, unknown>): string {
  return [...map.keys()].join(', ') || 'none';
}

// What people and timers may do with a case as it stands: everything that is offered, data of every kind that matters,
// and the next timers. Movements by which people overrule the plan, such as to terminate a task, are not among them.
import type { CaseCommand, CaseState, Fields, FieldValue } from '../case/case.ts';
import type { CaseType } from '../definition/definition.ts';
import { type Act, CASE_PLAN, definitionOf, standingOf } from '../plan/plan.ts';
import { entryCommands } from './entry-steps.ts';
import { someValue, type TrialValues } from './trial-values.ts';

/** More combinations of values than this are not tried at once, but one field after the other. */
export const MOST_COMBINATIONS = 150;

export interface Step {
  readonly command: CaseCommand;
  readonly occurred: string;
}

/** Commands that open the case. */
export function openings(caseType: CaseType, values: TrialValues, occurred: string): readonly Step[] {
  const subjects = Object.fromEntries([...caseType.parties.keys()].map((name) => [name, `subject-${name}`]));
  const forms = answersTo(caseType, caseType.opening.form, values);
  return forms.map((data) => ({ occurred, command: { type: 'OpenCase', reference: 'P-1', data, subjects } }));
}

export function nextSteps(
  caseType: CaseType,
  state: CaseState,
  { values, occurred }: { readonly values: TrialValues; readonly occurred: string },
): readonly Step[] {
  const now = (command: CaseCommand): Step => ({ command, occurred });
  const { acts, timers } = standingOf(caseType, state);
  const acting = acts.flatMap((act) => commandsOf(caseType, act, values)).map(now);
  const known = new Map(
    [...values.byField].map(([field, all]) => [field, all.filter((one) => one !== (state.data[field] ?? null))]),
  );
  const recording = dataOf(known).map((data) => now({ type: 'RecordData', data }));
  const firing = timers.map((timer): Step => {
    const dueAt = state.timers[timer]?.dueAt ?? occurred;
    return { command: { type: 'FireTimer', timer }, occurred: dueAt > occurred ? dueAt : occurred };
  });
  return [...acting, ...firing, ...entryCommands(caseType, state).map(now), ...recording];
}

function commandsOf(caseType: CaseType, act: Act, values: TrialValues): readonly CaseCommand[] {
  if ('plan' in act) return [{ type: 'PlanItem', item: act.plan, stage: act.stage }];
  const task = act.item === CASE_PLAN ? undefined : caseType.items.get(definitionOf(act.item))?.task;
  if (act.on === 'occur') return [{ type: 'OccurListener', listener: act.item, data: {} }];
  if (act.on === 'complete' && task !== undefined) {
    const forms = task.form === undefined ? [{}] : answersTo(caseType, task.form, values);
    return forms.map((data) => ({ type: 'CompleteTask', task: act.item, data }));
  }
  // Acts are movements that people may ask for; only an occurrence has a command of its own.
  return [{ type: 'MovePlanItem', item: act.item, on: act.on as 'complete' }];
}

/** Ways to fill in a form that matter. */
function answersTo(caseType: CaseType, form: string, values: TrialValues): readonly Fields[] {
  // What stands under a condition is not needed; where it is asked after all, the other ways are there.
  const asked = (caseType.forms.get(form)?.fields ?? [])
    .filter(({ readOnly }) => readOnly !== true)
    .map((one) => ({ ...one, required: one.required && one.when === undefined }));
  const needed: Record<string, FieldValue> = {};
  const open = new Map<string, readonly FieldValue[]>();
  for (const { field, required } of asked) {
    const definition = caseType.fields.get(field);
    const all = values.byField.get(field);
    if (all !== undefined) open.set(field, required ? all.filter((value) => value !== null) : all);
    else if (required && definition !== undefined) needed[field] = someValue(definition);
  }
  for (const [field, [first = null]] of open)
    if (asked.find((one) => one.field === field)?.required === true) needed[field] = first;
  const answers = dataOf(open).map((data) => ({ ...needed, ...data }));
  return answers.length === 0 ? [needed] : [needed, ...answers];
}

/** All combinations where they are few; else each value of each field by itself. */
export function dataOf(open: ReadonlyMap<string, readonly FieldValue[]>): readonly Fields[] {
  const fields = [...open].filter(([, all]) => all.length > 0);
  if (combinationsOf(open) > MOST_COMBINATIONS) {
    return fields.flatMap(([field, all]) => all.map((value) => ({ [field]: value })));
  }
  let combinations: readonly Fields[] = [{}];
  for (const [field, all] of fields) {
    combinations = combinations.flatMap((data) => [data, ...all.map((value) => ({ ...data, [field]: value }))]);
  }
  return combinations.slice(1);
}

export function combinationsOf(open: ReadonlyMap<string, readonly FieldValue[]>): number {
  return [...open.values()].reduce((product, all) => product * (all.length + 1), 1);
}

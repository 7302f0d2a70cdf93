// Turns a case type of ours into a CMMN model. What CMMN has words for is written in them; the rest of the file (data,
// forms, clocks, closing) and of each item goes along as JSON in extensions of our own, so that nothing is lost.
import type { CaseType, Criterion, MappedField, PlanItemDefinition, Rule } from '../definition/definition.ts';
import { withoutImpliedWork } from '../definition/implied-work.ts';
import type {
  CmmnControl,
  CmmnCriterion,
  CmmnDefinition,
  CmmnFileItem,
  CmmnKind,
  CmmnModel,
  CmmnOnPart,
  CmmnPlanItem,
  CmmnSentry,
  CmmnTable,
} from './model.ts';

/** The parsed source of a case type; only what stands beside its plan is taken from it. */
export type CaseTypeSource = Readonly<Record<string, unknown>>;

const HERE = { line: 0, column: 0 };
const NO_CONTROL: CmmnControl = { required: null, manual: null, repetition: null };
/** Fields and plan items may have the same name; ids of a file may not. */
export const FIELD = 'field.';

/** Items of the plan of that file that wait for what happens to an entry of the case, which a CMMN model cannot say. */
export function waitsUnknownToCmmn(source: CaseTypeSource, caseType: CaseType): readonly string[] {
  const { items } = withoutImpliedWork(source['plan'], caseType);
  return [...items.values()].flatMap(({ id, entry, exit }) =>
    [...entry, ...exit].some(({ on }) => on.some(({ source }) => source === 'entry')) ? [id] : [],
  );
}

/** @param source the file as plain data, of which `whole` is the checked form */
export function modelOf(source: CaseTypeSource, whole: CaseType): CmmnModel {
  const { plan: written, ...frame } = source;
  const caseType = withoutImpliedWork(written, whole);
  const root = caseType.items.get('case');
  const more = { title: root?.title, ends: caseType.endsWithPlan };
  const plan = stageDefinition(caseType, 'case', { id: 'plan', autoComplete: root?.autoComplete === true });
  return {
    name: caseType.title,
    targetNamespace: 'https://casewright.example/case-types',
    decisions: [],
    cases: [
      {
        ...HERE,
        ...{ id: caseType.name, name: caseType.title, plan, frame: JSON.stringify({ ...frame, ...{ '': more } }) },
        roles: [...caseType.roles.values()].map(({ name, title }) => ({ id: name, name: title })),
        fileItems: fileItems(caseType, null),
        exit: criteria(root?.exit ?? []),
      },
    ],
  };
}

function stageDefinition(
  caseType: CaseType,
  stage: string,
  { id, autoComplete }: { readonly id: string; readonly autoComplete: boolean },
): CmmnDefinition {
  const held = (caseType.children.get(stage) ?? []).flatMap((child) => caseType.items.get(child) ?? []);
  const owners = stage === 'case' ? [caseType.items.get('case'), ...held] : held;
  const planned = held.filter((item) => item.discretionary === undefined);
  return {
    ...emptyDefinition(id, 'stage'),
    autoComplete,
    body: {
      items: planned.map(planItem),
      sentries: owners.flatMap((owner) => (owner === undefined ? [] : sentries(owner))),
      definitions: held.map((item) => definitionOf(caseType, item)),
    },
    table: tableOf(held, stage),
  };
}

function definitionOf(caseType: CaseType, item: PlanItemDefinition): CmmnDefinition {
  const id = `${item.id}.definition`;
  if (item.kind === 'stage') return stageDefinition(caseType, item.id, { id, autoComplete: item.autoComplete });
  const { task } = item;
  return {
    ...emptyDefinition(id, kindOf(item)),
    // A model names one performer; where several may do it, the others stand with what is ours.
    performer: task?.by[0] ?? null,
    blocking: task?.blocking !== false,
    uses: task?.uses === undefined ? null : { ref: task.uses, expression: false },
    timer: item.timer?.due.source ?? null,
  };
}

function kindOf({ kind, task }: PlanItemDefinition): CmmnKind {
  if (kind === 'milestone') return 'milestone';
  if (kind === 'timer') return 'timerEventListener';
  if (kind === 'listener') return 'userEventListener';
  const kinds = { external: 'task', case: 'caseTask', decision: 'decisionTask' } as const;
  return task?.performs === undefined ? 'humanTask' : kinds[task.performs];
}

function emptyDefinition(id: string, kind: CmmnKind): CmmnDefinition {
  return {
    ...HERE,
    ...{ id, kind, name: null, control: NO_CONTROL, blocking: true, autoComplete: false, performer: null },
    ...{ uses: null, timer: null, timerStart: null, body: null, table: null },
  };
}

function planItem(item: PlanItemDefinition): CmmnPlanItem {
  return {
    ...HERE,
    ...{ id: item.id, name: item.title, definitionRef: `${item.id}.definition`, more: moreOf(item) },
    control: { required: condition(item.required), manual: condition(item.manual), repetition: condition(item.repeat) },
    entry: criteria(item.entry),
    exit: criteria(item.exit),
  };
}

/** Members of the item as its YAML names them, for which CMMN has no place. */
function moreOf({ task, timer, concurrent, sets, discretionary }: PlanItemDefinition): string {
  const uses = task?.performs === 'case' || task?.performs === 'decision' ? undefined : task?.uses;
  const priority = task === undefined || task.priority === 2 ? undefined : task.priority === 1 ? 'urgent' : 'low';
  return JSON.stringify({
    ...(task === undefined
      ? {}
      : { by: oneOrAll(task.by), form: task.form, dueWithinDays: task.dueWithinDays, priority, uses }),
    ...childOf(task),
    ...(task?.routedBy === undefined ? {} : { routedBy: task.routedBy }),
    ...(task?.notBy === undefined ? {} : { notBy: task.notBy }),
    ...(task?.complete === undefined
      ? {}
      : { complete: { when: task.complete.when.source, otherwise: task.complete.otherwise } }),
    ...(timer === undefined ? {} : { every: timer.every, times: timer.times }),
    ...(concurrent === 1 ? {} : { concurrent }),
    ...(discretionary?.during === undefined ? {} : { during: discretionary.during }),
    ...(sets.length === 0 ? {} : { sets: Object.fromEntries(sets.map(({ field, to }) => [field, to.source])) }),
  });
}

/** What goes to a child case and comes back, as YAML says it. */
function childOf(task: PlanItemDefinition['task']): Readonly<Record<string, unknown>> {
  if (task?.child === undefined) return {};
  const { version, opening, parties, closing } = task.child;
  const child = {
    ...(version === undefined ? {} : { version }),
    ...(opening.length === 0 ? {} : { opening: sources(opening) }),
    ...(parties.length === 0 ? {} : { parties: Object.fromEntries(parties.map(({ party, is }) => [party, is])) }),
    ...(closing.length === 0 ? {} : { closing: sources(closing) }),
  };
  return Object.keys(child).length === 0 ? {} : { child };
}

function sources(fields: readonly MappedField[]): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.map(({ field, from }) => [field, from.source]));
}

function criteria(list: readonly Criterion[]): readonly CmmnCriterion[] {
  return list.map(({ id, only = null, as = null }) => ({ ...HERE, id: null, sentryRef: `${id}.sentry`, only, as }));
}

function sentries({ entry, exit }: PlanItemDefinition): readonly CmmnSentry[] {
  return [...entry, ...exit].map(({ id, on, when }) => ({
    ...HERE,
    ...{ id: `${id}.sentry`, name: null, when: when?.source ?? null },
    on: on.flatMap((part): readonly CmmnOnPart[] => {
      if (part.source === 'field')
        return [{ ...HERE, source: 'file', ref: `${FIELD}${part.field}`, event: part.change }];
      // CMMN has no word for it; whoever writes the model has asked before (`waitsUnknownToCmmn`).
      if (part.source === 'entry') return [];
      const ref = part.item === 'case' ? 'plan' : part.item;
      return [{ ...HERE, source: 'item', ref, event: part.transition, exitCriterion: null }];
    }),
  }));
}

function tableOf(held: readonly PlanItemDefinition[], stage: string): CmmnTable | null {
  const planned = held.flatMap((item) =>
    item.discretionary === undefined ? [] : [{ item, table: item.discretionary }],
  );
  if (planned.length === 0) return null;
  return {
    ...HERE,
    ...{ id: `${stage}.table`, tables: [], ruleRefs: [], roleRefs: [] },
    items: planned.map(({ item, table }) => ({
      ...planItem(item),
      ruleRefs: table.when.map((_, at) => `${item.id}.rule.${at}`),
      roleRefs: table.roles,
    })),
    rules: planned.flatMap(({ item, table }) =>
      table.when.map((rule, at) => ({ ...HERE, id: `${item.id}.rule.${at}`, condition: rule.source })),
    ),
  };
}

function fileItems(caseType: CaseType, within: string | null): readonly CmmnFileItem[] {
  return [...caseType.fields.values()]
    .filter((field) => (field.within ?? null) === within)
    .map(({ name, label }) => ({
      ...HERE,
      ...{ id: `${FIELD}${name}`, name: label, multiplicity: null, children: fileItems(caseType, name) },
    }));
}

/** A constant false is an absent rule, and a constant true one without condition. */
function condition(rule: Rule): string | null {
  if (typeof rule === 'boolean') return rule ? '' : null;
  return rule.source;
}

/** As it is written in YAML. */
function oneOrAll(roles: readonly string[]): string | readonly string[] {
  return roles.length > 1 ? roles : (roles[0] ?? '');
}

// Turns one case of a CMMN model into the same compiled form that a case type in YAML has. References are resolved here;
// one that leads nowhere, a stage inside itself and a condition that cannot be evaluated are refused where they stand.
import {
  caseTypeOfPlan,
  type CaseType,
  type FieldDefinition,
  type PlanItemDefinition,
} from '../definition/definition.ts';
import { type Compiling, makeCompiling, type Slot } from './compiling.ts';
import { compileControl, compileCriteria, fieldOf, ruleExpression } from './compile-rules.ts';
import { compileTimer } from './compile-timer.ts';
import { placeOf, problem } from './element.ts';
import { expandPlan } from './expand-plan.ts';
import type { CmmnCase, CmmnDiscretionary, CmmnFileItem, CmmnModel } from './model.ts';
import type { XmlProblem } from './xml-tree.ts';

export interface CompileOptions {
  /** FEEL for conditions by their text, where a caller knows better than the adapter. */
  readonly conditions?: ReadonlyMap<string, string>;
  /** Identifies the source; kept with each case. */
  readonly hash: string;
  /** IANA zone in which days are counted; UTC where it does not say. */
  readonly zone?: string;
}

export type CompiledCase = { readonly caseType: CaseType } | { readonly problems: readonly XmlProblem[] };

/** Compiles the case of that id. */
export function compileCase(model: CmmnModel, caseId: string, options: CompileOptions): CompiledCase {
  const found = model.cases.find(({ id }) => id === caseId);
  if (found === undefined) {
    const reason = `There is no case “${caseId}” in this model.`;
    return { problems: [{ line: 1, column: 1, code: 'dangling', reason }] };
  }
  const compiling = makeCompiling(model, found, options.conditions ?? new Map());
  const slots = expandPlan(found, compiling);
  const items = new Map<string, PlanItemDefinition>();
  const children = new Map<string, string[]>([['case', []]]);
  if (compiling.problems.length === 0) {
    items.set('case', casePlan(found, compiling));
    for (const slot of slots) {
      items.set(slot.id, itemOf(slot, compiling));
      children.get(slot.parent)?.push(slot.id);
      if (slot.definition.kind === 'stage') children.set(slot.id, []);
    }
  }
  refuseSelfWaits(items, compiling);
  if (compiling.problems.length > 0) return { problems: compiling.problems };
  const title = found.name ?? found.id;
  const { hash, zone = 'UTC' } = options;
  const roles = new Map(found.roles.map(({ id, name }) => [id, { name: id, title: name ?? id }]));
  return {
    caseType: caseTypeOfPlan({ name: found.id, title, hash, zone, items, children, fields: fieldsOf(found), roles }),
  };
}

function casePlan(found: CmmnCase, compiling: Compiling): PlanItemDefinition {
  return {
    ...{ id: 'case', kind: 'case', title: found.name ?? found.id, parent: null, entry: [] },
    exit: compileCriteria(compiling, { criteria: found.exit, item: 'case', side: 'exit', within: null }),
    ...{ required: false, manual: false, repeat: false, concurrent: 1, sets: [] },
    autoComplete: found.plan.autoComplete,
  };
}

const KINDS = {
  stage: 'stage',
  humanTask: 'task',
  task: 'task',
  caseTask: 'task',
  decisionTask: 'task',
  milestone: 'milestone',
  userEventListener: 'listener',
  eventListener: 'listener',
  timerEventListener: 'timer',
} as const;

function itemOf(slot: Slot, compiling: Compiling): PlanItemDefinition {
  const { id, parent, item, definition } = slot;
  const kind = KINDS[definition.kind];
  const start =
    definition.timerStart === null
      ? []
      : [{ ...placeOf(definition), id: `${id}.entry.0`, on: [definition.timerStart] }];
  const timer = kind === 'timer' ? compileTimer(compiling, definition) : null;
  return {
    ...{ id, kind, parent, title: item.name ?? definition.name ?? item.id },
    entry: compileCriteria(compiling, { criteria: item.entry, item: id, side: 'entry', within: parent, starts: start }),
    exit: compileCriteria(compiling, { criteria: item.exit, item: id, side: 'exit', within: parent }),
    ...compileControl(compiling, slot),
    // In CMMN nothing limits how many repetitions are open at once.
    concurrent: Number.MAX_SAFE_INTEGER,
    autoComplete: kind === 'stage' && definition.autoComplete,
    ...(kind === 'task' ? { task: taskOf(slot, compiling) } : {}),
    ...(timer === null ? {} : { timer }),
    ...(slot.discretionary === null ? {} : { discretionary: discretionaryOf(slot, slot.discretionary, compiling) }),
    ...(id === item.id ? {} : { alias: item.id }),
    sets: [],
  };
}

function taskOf({ definition }: Slot, compiling: Compiling): NonNullable<PlanItemDefinition['task']> {
  const performs = { humanTask: undefined, task: 'external', caseTask: 'case', decisionTask: 'decision' } as const;
  const kind =
    definition.kind === 'task' || definition.kind === 'caseTask' || definition.kind === 'decisionTask'
      ? performs[definition.kind]
      : undefined;
  const uses = usedBy(definition, compiling);
  return {
    ...{ by: definition.performer === null ? [] : [definition.performer], priority: 2 },
    ...(kind === undefined ? {} : { performs: kind }),
    ...(definition.blocking ? {} : { blocking: false as const }),
    ...(uses === null ? {} : { uses }),
  };
}

/** A decision task may name a decision of the file, whose external reference is the decision that is meant. */
function usedBy({ kind, uses, line, column }: Slot['definition'], compiling: Compiling): string | null {
  if (kind !== 'decisionTask' && kind !== 'caseTask') return null;
  const place = { line, column };
  if (uses === null) {
    problem(compiling, place, {
      code: 'missing',
      reason: `The task does not say which ${kind === 'caseTask' ? 'case' : 'decision'} it uses.`,
    });
    return null;
  }
  if (kind === 'caseTask') return uses.ref;
  const declared = compiling.model.decisions.find(({ id }) => id === uses.ref);
  return declared?.externalRef ?? uses.ref;
}

function discretionaryOf(
  { table }: Slot,
  item: CmmnDiscretionary,
  compiling: Compiling,
): NonNullable<PlanItemDefinition['discretionary']> {
  const refs = [...(table?.ruleRefs ?? []), ...item.ruleRefs];
  const roles = item.roleRefs.length > 0 ? item.roleRefs : (table?.roleRefs ?? []);
  for (const role of roles) {
    if (!compiling.found.roles.some(({ id }) => id === role)) {
      problem(compiling, item, { code: 'dangling', reason: `There is no role “${role}”.` });
    }
  }
  const when = refs.flatMap((ref) => {
    const rule = compiling.rules.get(ref);
    if (rule !== undefined) return ruleExpression(compiling, rule) ?? [];
    problem(compiling, item, { code: 'dangling', reason: `There is no applicability rule “${ref}”.` });
    return [];
  });
  return { when, roles, ...(table?.during === undefined ? {} : { during: table.during }) };
}

function fieldsOf(found: CmmnCase): ReadonlyMap<string, FieldDefinition> {
  const fields = new Map<string, FieldDefinition>();
  const add = (item: CmmnFileItem, within: string | null): void => {
    const shared = {
      name: fieldOf(item.id),
      kind: 'text',
      label: item.name ?? item.id,
      personal: false,
      maxLength: 10_000,
    } as const;
    fields.set(fieldOf(item.id), within === null ? shared : { ...shared, within });
    for (const child of item.children) add(child, fieldOf(item.id));
  };
  for (const item of found.fileItems) add(item, null);
  return fields;
}

/** An item whose every way in waits for the item itself could never start. */
function refuseSelfWaits(items: ReadonlyMap<string, PlanItemDefinition>, compiling: Compiling): void {
  for (const item of items.values()) {
    const waits = (criterion: PlanItemDefinition['entry'][number]): boolean =>
      criterion.on.some((on) => on.source === 'item' && on.item === item.id && on.transition !== 'create');
    if (item.entry.length === 0 || !item.entry.every(waits)) continue;
    const place = compiling.places.get(item.id) ?? { line: 1, column: 1 };
    const reason = `“${item.alias ?? item.id}” waits for itself and can never start. Let its sentry wait for something else.`;
    problem(compiling, place, { code: 'self-reference', reason });
  }
}

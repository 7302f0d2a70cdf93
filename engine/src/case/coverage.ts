// What of a case type its scenarios use: measured while they are played, from the events of the decider and from what it says of
// criteria and tables as it evaluates them. What was refused, and what a failing scenario did, counts for nothing.
import type { CaseType, PlanItemDefinition } from '../definition/case-type.ts';
import { readersOfPart } from '../definition/role-reads.ts';
import { COLLECTION_OF } from '../entries/entries.ts';
import { CASE_PLAN, definitionOf } from '../plan/instance.ts';
import { factsOf } from '../plan/rules.ts';
import { ruleNow } from '../routing/route.ts';
import { rolesOfCommand } from './command-roles.ts';
import type { CaseCommand, CommandContext } from './commands.ts';
import { decide } from './decide.ts';
import { decisionsOf } from './decisions.ts';
import { isEntryCommand } from './entry-roles.ts';
import { expectedUse, guardName, notByName, PARTS, type Part } from './expected-use.ts';
import type { CaseEvent } from './events.ts';
import type { Rejection } from './rejections.ts';
import type { Scenario } from './read-scenario.ts';
import { runScenario, type ScenarioOutcome } from './run-scenario.ts';
import type { CaseState } from './state.ts';

export interface CoveragePart {
  readonly part: Part;
  readonly covered: number;
  readonly total: number;
  /** What no scenario used, by the names that the case type gives. */
  readonly missing: readonly string[];
}

/** Plays a scenario and says what of its case type it used, as `coverageOf` counts it; nothing where it does not hold. */
export function usedBy(
  caseType: CaseType,
  scenario: Scenario,
): { readonly outcome: ScenarioOutcome; readonly used: ReadonlySet<string> } {
  const used = new Set<string>();
  const outcome = runScenario(caseType, scenario, { decide: watchedDecide(used) });
  if (outcome.failures.length > 0) return { outcome, used: new Set() };
  for (const then of [...scenario.steps.map((step) => step.then), scenario.then]) {
    for (const part of partsCompared(caseType, then?.reads ?? {})) used.add(part);
  }
  return { outcome, used };
}

/** How much of the case type was used, part by part; parts of which it has nothing are left out. */
export function coverageOf(caseType: CaseType, used: ReadonlySet<string>): readonly CoveragePart[] {
  const expected = expectedUse(caseType);
  return PARTS.flatMap((part) => {
    const names = expected.get(part) ?? [];
    const missing = names.filter((name) => !used.has(`${part} ${name}`));
    if (names.length === 0) return [];
    return [{ part, covered: names.length - missing.length, total: names.length, missing }];
  });
}

function watchedDecide(used: Set<string>): typeof decide {
  return (...asked: Parameters<typeof decide>) => {
    const [caseType, state, command, context] = asked;
    const seen = new Set<string>();
    const decision = decide(caseType, state, command, watching(caseType, context, seen));
    if ('rejection' in decision) noteRefusal(decision.rejection, used);
    if ('event' in decision) {
      noteChanges(caseType, decision, seen);
      noteMove(decision.event, decision.after, seen);
      notePermission(caseType, { command, roles: context.roles ?? [] }, seen);
      if (command.type === 'OpenCase') noteTeam(caseType, command.data, seen);
      for (const each of seen) used.add(each);
    }
    return decision;
  };
}

function watching(caseType: CaseType, context: CommandContext, seen: Set<string>): CommandContext {
  const evaluate = context.evaluateDecision ?? decisionsOf(caseType);
  const onCriterion = (criterion: string): void => void seen.add(`criteria ${criterion}`);
  if (evaluate === undefined) return { ...context, onCriterion };
  return {
    ...context,
    onCriterion,
    evaluateDecision: (name, data) => {
      const outcome = evaluate(name, data);
      const rules = 'outputs' in outcome ? (outcome.rules ?? []) : [];
      for (const rule of rules) seen.add(`decisions ${name}.rules[${rule - 1}]`);
      return outcome;
    },
  };
}

/** What keeps people from something is used where it does. */
function noteRefusal(rejection: Rejection, used: Set<string>): void {
  if (rejection.code === 'condition-not-met') used.add(`criteria ${guardName(definitionOf(rejection.of))}`);
  if (rejection.code === 'same-person') used.add(`criteria ${notByName(definitionOf(rejection.item))}`);
}

const DONE: Readonly<Record<string, Part>> = { stage: 'stages', task: 'tasks' };

function noteChanges(
  caseType: CaseType,
  { event, after }: { readonly event: CaseEvent; readonly after: CaseState },
  seen: Set<string>,
): void {
  for (const change of event.changes) {
    if (!('item' in change)) continue;
    const item = caseType.items.get(definitionOf(change.item));
    if (item === undefined) continue;
    if (isDone(item, change)) seen.add(`${DONE[item.kind] ?? 'happenings'} ${item.id}`);
    const table = caseType.routing.get(item.task?.routedBy ?? '')?.table;
    if (change.task === undefined || table === undefined) continue;
    const rule = ruleNow(table, factsOf(caseType.fields, after.data));
    seen.add(`routing ${table.name}.${rule.id}`);
  }
}

/** A stage was begun, a task completed, a milestone or another happening occurred. */
function isDone(item: PlanItemDefinition, { on, to }: { readonly on: string; readonly to: string }): boolean {
  if (item.kind === 'stage') return to === 'active';
  return item.kind === 'task' ? on === 'complete' : on === 'occur';
}

function noteTeam(caseType: CaseType, data: CaseState['data'], seen: Set<string>): void {
  const table = caseType.routing.get(caseType.routedBy ?? '')?.table;
  if (table === undefined) return;
  seen.add(`routing ${table.name}.${ruleNow(table, factsOf(caseType.fields, data)).id}`);
}

function noteMove(event: CaseEvent, after: CaseState, seen: Set<string>): void {
  const entry = 'entry' in event ? after.entries?.[event.entry] : undefined;
  if (entry === undefined) return;
  seen.add(`entries ${COLLECTION_OF[entry.kind]}.${entry.of} ${event.type}`);
  const last = entry.kind === 'document' ? entry.disclosures?.at(-1) : undefined;
  if (last !== undefined) seen.add(`entries disclosures.${last.duty} ${event.type}`);
}

/** Only a step that says which roles its actor has shows that this role may. */
function notePermission(
  caseType: CaseType,
  { command, roles }: { readonly command: CaseCommand; readonly roles: readonly string[] },
  seen: Set<string>,
): void {
  for (const by of rolesOfCommand(caseType, command) ?? [])
    if (roles.includes(by)) seen.add(`permissions ${by}: ${objectOf(command)}`);
  if (command.type === 'BreakGlass') seen.add(`permissions emergency: ${command.category}`);
  if (command.type !== 'PlanItem') return;
  for (const role of roles) seen.add(`permissions ${role}: plan ${command.item}`);
}

const OF_ACCESS: readonly CaseCommand['type'][] = [
  ...(['ClassifyCase', 'GiveAccess', 'EndAccess', 'DecideAccess', 'ReviewBreakGlass'] as const),
];

function objectOf(command: CaseCommand): string {
  if (command.type === 'StartTask' || command.type === 'CompleteTask') return definitionOf(command.task);
  if (isEntryCommand(command)) return `${command.type} ${command.of}`;
  if (command.type === 'MovePlanItem' && command.item !== CASE_PLAN) return `${command.type} ${command.item}`;
  return OF_ACCESS.includes(command.type) ? 'access' : command.type;
}

/** A section or a field was compared where somebody may read it and where somebody may not. */
function partsCompared(caseType: CaseType, reads: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const parts = [
    ...(caseType.access?.sections ?? []).map(({ name }) => name),
    ...(caseType.access?.fields.keys() ?? []),
  ];
  const roles = Object.keys(reads);
  return parts.flatMap((part) => {
    const readers = readersOfPart(caseType, part) ?? [];
    const isBoth = roles.some((role) => readers.includes(role)) && roles.some((role) => !readers.includes(role));
    return isBoth ? [`permissions readers: ${part}`] : [];
  });
}

// Plays a scenario of the conformance format against the real decider and says in which step something was not as
// expected. Models come in as text; nothing here reads files.
import type { CaseCommand, Movement } from '../case/case.ts';
import type { CaseType } from '../definition/definition.ts';
import { CASE_PLAN, type EvaluateDecision, isEnded, nextState, type PlanItemKind } from '../plan/plan.ts';
import { type Found, instancesAt } from './address.ts';
import { advance, command, type LiveCase, openCase, type World } from './case-world.ts';
import { compileCase } from './compile-case.ts';
import type { CmmnModel } from './model.ts';
import type { Action, CmmnExpectation, CmmnScenario, CmmnStep } from './read-cmmn-scenario.ts';
import { readCmmn } from './read-model.ts';

export interface PlayOptions {
  /** Text of each deployed CMMN file; DMN files are the business of `evaluateDecision`. */
  readonly models: readonly string[];
  readonly evaluateDecision?: EvaluateDecision | undefined;
  /** What is done to each model once it was read, such as writing and reading it again. */
  readonly through?: (model: CmmnModel) => CmmnModel;
}

const START = '2024-01-01T00:00:00Z';

/** @returns a sentence for everything that is not as it should be; empty where the scenario holds */
export function playCmmnScenario(scenario: CmmnScenario, options: PlayOptions): readonly string[] {
  const caseTypes = deploy(scenario, options);
  if ('problems' in caseTypes) return caseTypes.problems;
  const { evaluateDecision = null } = options;
  const world: World = { caseTypes: caseTypes.deployed, evaluateDecision, cases: [], clock: START };
  const failures: string[] = [];
  let current: LiveCase | null = null;
  for (const [at, step] of scenario.steps.entries()) {
    const where = `Step ${at + 1} (${step.action}${step.item === null ? '' : ` ${step.item}`})`;
    if (step.clock !== null) world.clock = new Date(step.clock).toISOString();
    const result: LiveCase | string | null =
      step.action === 'createCase'
        ? openCase(world, { caseId: step.case ?? '', data: step.variables })
        : act(world, current, step);
    if (typeof result === 'object' && result !== null) current = result;
    const refused = typeof result === 'string' ? result : null;
    if (refused !== null && !step.expectError) failures.push(`${where} was refused: ${refused}`);
    if (refused === null && step.expectError) failures.push(`${where} was applied and should have been refused.`);
    if (current !== null) failures.push(...differences(current, step.expect).map((line) => `${where}: ${line}`));
  }
  return failures;
}

function deploy(
  { conditions }: CmmnScenario,
  { models, through }: PlayOptions,
): { readonly deployed: ReadonlyMap<string, CaseType> } | { readonly problems: readonly string[] } {
  const deployed = new Map<string, CaseType>();
  for (const source of models) {
    const read = readCmmn(source);
    if ('problems' in read) return { problems: read.problems.map(sentence) };
    const model = through === undefined ? read.model : through(read.model);
    for (const { id } of model.cases) {
      const compiled = compileCase(model, id, { conditions, hash: id });
      if ('problems' in compiled) return { problems: compiled.problems.map(sentence) };
      deployed.set(id, compiled.caseType);
    }
  }
  return { deployed };
}

function sentence({ line, column, reason }: { line: number; column: number; reason: string }): string {
  return `The model, ${line}:${column}: ${reason}`;
}

/** @returns why the step was refused, or null where it was applied */
function act(world: World, live: LiveCase | null, step: CmmnStep): string | null {
  if (live === null) return 'There is no case yet.';
  switch (step.action) {
    case 'createCase':
      return null;
    case 'setVariables':
      return unlessSame(command(world, live, { command: { type: 'RecordData', data: step.variables } }));
    case 'advanceClock':
      return advance(world, step.by ?? '');
    case 'completeCase':
    case 'terminateCase':
    case 'suspendCase':
    case 'faultCase':
    case 'reactivateCase':
    case 'closeCase':
      return command(world, live, {
        command: { type: 'MovePlanItem', item: CASE_PLAN, on: CASE_MOVES[step.action] },
      });
    case 'reopenCase':
      return command(world, live, { command: { type: 'ReopenCase', again: step.again, reason: step.reason ?? '' } });
    case 'planItem':
      return planned(world, live, step);
    case 'complete':
    case 'completeStage':
    case 'terminate':
    case 'manualStart':
    case 'disable':
    case 'reenable':
    case 'occur':
    case 'suspend':
    case 'resume':
    case 'fault':
    case 'reactivate':
      return moved(world, instancesAt(live, step.item ?? ''), step.action);
  }
}

const CASE_MOVES = {
  completeCase: 'complete',
  terminateCase: 'terminate',
  suspendCase: 'suspend',
  faultCase: 'fault',
  reactivateCase: 'reactivate',
  closeCase: 'close',
} as const satisfies Partial<Record<Action, Movement>>;

type ItemAction = Exclude<
  Action,
  keyof typeof CASE_MOVES | 'createCase' | 'setVariables' | 'advanceClock' | 'reopenCase' | 'planItem'
>;

const ITEM_MOVES = {
  complete: 'complete',
  completeStage: 'complete',
  terminate: 'terminate',
  manualStart: 'manualStart',
  disable: 'disable',
  reenable: 'reenable',
  suspend: 'suspend',
  resume: 'resume',
  fault: 'fault',
  reactivate: 'reactivate',
} as const satisfies Record<Exclude<ItemAction, 'occur'>, Movement>;

/** Recording what is recorded already is no error in a scenario. */
function unlessSame(refused: string | null): string | null {
  return refused === JSON.stringify({ code: 'nothing-to-do' }) ? null : refused;
}

function moved(world: World, found: readonly Found[], action: ItemAction): string | null {
  const on = action === 'occur' ? 'occur' : ITEM_MOVES[action];
  const target = found.find(({ item, state }) => allows(action, item.kind) && nextState(item.kind, state, on) !== null);
  if (target === undefined)
    return `No instance is in a state for it: ${found.map(({ state }) => state).join(', ') || 'there is none'}.`;
  const { live, instance } = target;
  const asked: CaseCommand =
    on === 'occur'
      ? { type: 'OccurListener', listener: instance, data: {} }
      : { type: 'MovePlanItem', item: instance, on };
  return command(world, live, { command: asked });
}

function allows(action: ItemAction, kind: PlanItemKind): boolean {
  if (action === 'complete') return kind === 'task';
  if (action === 'completeStage') return kind === 'stage';
  return action !== 'occur' || kind === 'listener';
}

/** A discretionary item has no instance before it is planned, so it is named by its definition, in a stage or not. */
function planned(world: World, live: LiveCase, { item, roles }: CmmnStep): string | null {
  const path = (item ?? '').split('/');
  const name = path.pop() ?? '';
  const stage =
    path.length === 0 ? undefined : instancesAt(live, path.join('/')).find(({ state }) => state === 'active');
  const meant = [...live.caseType.items.values()].filter((one) => (one.alias ?? one.id) === name);
  const definition = meant.find(({ parent }) => stage === undefined || parent === stage.item.id);
  if (definition === undefined) return `There is no discretionary item “${name}”.`;
  const where = stage === undefined ? {} : { stage: stage.instance };
  return command(world, live, { command: { type: 'PlanItem', item: definition.id, ...where }, roles });
}

function differences(live: LiveCase, expect: CmmnExpectation): readonly string[] {
  const lines: string[] = [];
  const plan = live.state.items[CASE_PLAN] ?? 'none';
  if (
    expect.case !== undefined &&
    !(expect.case === 'ended' ? plan !== 'none' && isEnded(plan) : plan === expect.case)
  ) {
    lines.push(`the case is ${plan} and should be ${expect.case}.`);
  }
  for (const [address, should] of Object.entries(expect.items ?? {})) {
    const found = instancesAt(live, address);
    if (!fits(found, should)) {
      const is = found.map(({ state }) => state).join(', ') || 'none';
      lines.push(`${address} is ${is} and should be ${JSON.stringify(should)}.`);
    }
  }
  for (const [name, should] of Object.entries(expect.variables ?? {})) {
    const is = live.state.data[name] ?? null;
    if (JSON.stringify(is) !== JSON.stringify(should))
      lines.push(`${name} is ${JSON.stringify(is)} and should be ${JSON.stringify(should)}.`);
  }
  return lines;
}

function fits(found: readonly Found[], should: string | readonly string[]): boolean {
  const live = found.map(({ state }) => state).filter((state) => !isEnded(state));
  if (typeof should !== 'string') return JSON.stringify(live.toSorted()) === JSON.stringify([...should].sort());
  if (should === 'ended') return live.length === 0;
  if (should === 'completed' || should === 'terminated') return live.length === 0 && found.at(-1)?.state === should;
  return live.length === 1 && live[0] === should;
}

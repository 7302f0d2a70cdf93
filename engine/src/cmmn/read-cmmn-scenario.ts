// Reads a scenario of the format `cmmn-scenario/1`, or of ours, which adds actions for what that format cannot ask. Refuses
// what it does not know: an expectation that nobody checks would be a test that cannot fail.
import type { FieldValue } from '../case/case.ts';
import { type Group, isGroup } from './group.ts';
import { isDuration } from '../plan/iso-duration.ts';

export interface CmmnExpectation {
  readonly case?: string;
  readonly variables?: Readonly<Record<string, FieldValue>>;
  readonly items?: Readonly<Record<string, string | readonly string[]>>;
}

export interface CmmnStep {
  readonly action: Action;
  readonly case: string | null;
  readonly item: string | null;
  readonly clock: string | null;
  readonly by: string | null;
  readonly reason: string | null;
  readonly variables: Readonly<Record<string, FieldValue>>;
  readonly again: readonly string[];
  readonly roles: readonly string[] | null;
  readonly expectError: boolean;
  readonly expect: CmmnExpectation;
}

export interface CmmnScenario {
  readonly id: string;
  readonly title: string;
  readonly conditions: ReadonlyMap<string, string>;
  readonly deploy: readonly string[];
  readonly steps: readonly CmmnStep[];
}

export type Action = (typeof ACTIONS)[number] | (typeof OUR_ACTIONS)[number];

const ACTIONS = [
  ...(['createCase', 'complete', 'terminate', 'manualStart', 'disable', 'reenable', 'occur', 'completeStage'] as const),
  ...(['completeCase', 'terminateCase', 'setVariables', 'advanceClock'] as const),
] as const;

const OUR_ACTIONS = [
  ...(['suspend', 'resume', 'fault', 'reactivate', 'planItem'] as const),
  ...(['suspendCase', 'faultCase', 'reactivateCase', 'closeCase', 'reopenCase'] as const),
] as const;

const WITH_ITEM: ReadonlySet<string> = new Set([
  ...['complete', 'terminate', 'manualStart', 'disable', 'reenable', 'occur', 'completeStage'],
  ...['suspend', 'resume', 'fault', 'reactivate', 'planItem'],
]);

const LIVE = ['available', 'enabled', 'disabled', 'active', 'suspended', 'failed'];
const STATES: ReadonlySet<string> = new Set([...LIVE, 'completed', 'terminated', 'ended']);
const CASE_STATES: ReadonlySet<string> = new Set([
  ...['active', 'completed', 'terminated', 'ended', 'suspended', 'failed', 'closed'],
]);
const MEMBERS: ReadonlySet<string> = new Set([
  ...[
    'schema',
    'id',
    'group',
    'title',
    'source',
    'expressionLanguage',
    'conditions',
    'notes',
    'deploy',
    'steps',
    'clause',
  ],
]);
const STEP_MEMBERS: ReadonlySet<string> = new Set([
  ...['action', 'case', 'clock', 'variables', 'item', 'by', 'expectError', 'expect', 'again', 'reason', 'roles'],
]);

/** @returns the scenario, or a sentence for each thing that is wrong with it */
export function readCmmnScenario(
  source: unknown,
): { readonly scenario: CmmnScenario } | { readonly problems: readonly string[] } {
  if (!isGroup(source)) return { problems: ['A scenario is an object.'] };
  const problems: string[] = [];
  const ours = source['schema'] === 'casewright-cmmn-scenario/1';
  if (!ours && source['schema'] !== 'cmmn-scenario/1') problems.push('“schema” must be cmmn-scenario/1.');
  for (const key of Object.keys(source)) if (!MEMBERS.has(key)) problems.push(`“${key}” is not known in a scenario.`);
  const conditions = new Map<string, string>();
  for (const one of listAt(source, 'conditions')) {
    if (isGroup(one)) conditions.set(textAt(one, 'source') ?? '', textAt(one, 'feel') ?? '');
  }
  const deploy = listAt(source, 'deploy').filter((file) => typeof file === 'string');
  if (deploy.length === 0) problems.push('“deploy” names no file.');
  const steps = listAt(source, 'steps').map((step, at) => readStep(step, { where: `Step ${at + 1}`, ours, problems }));
  if (steps.length === 0) problems.push('There are no steps.');
  if (problems.length > 0) return { problems };
  const id = textAt(source, 'id') ?? '';
  return { scenario: { id, title: textAt(source, 'title') ?? id, conditions, deploy, steps } };
}

interface ReadingStep {
  readonly where: string;
  readonly ours: boolean;
  readonly problems: string[];
}

function readStep(step: unknown, { where, ours, problems }: ReadingStep): CmmnStep {
  const group = isGroup(step) ? step : {};
  for (const key of Object.keys(group)) if (!STEP_MEMBERS.has(key)) problems.push(`${where}: “${key}” is not known.`);
  const known: readonly Action[] = ours ? [...ACTIONS, ...OUR_ACTIONS] : ACTIONS;
  const action = known.find((name) => name === group['action']);
  if (action === undefined) problems.push(`${where}: the action “${String(group['action'])}” is not known.`);
  const found: CmmnStep = {
    action: action ?? 'createCase',
    case: textAt(group, 'case'),
    item: textAt(group, 'item'),
    clock: textAt(group, 'clock'),
    by: textAt(group, 'by'),
    reason: textAt(group, 'reason'),
    variables: valuesAt(group, 'variables'),
    again: listAt(group, 'again').filter((item) => typeof item === 'string'),
    roles: group['roles'] === undefined ? null : listAt(group, 'roles').filter((role) => typeof role === 'string'),
    expectError: group['expectError'] === true,
    expect: readExpectation(group['expect'], { where, ours, problems }),
  };
  if (found.action === 'createCase' && found.case === null) problems.push(`${where}: createCase needs “case”.`);
  if (WITH_ITEM.has(found.action) && found.item === null) problems.push(`${where}: ${found.action} needs “item”.`);
  if (found.action === 'advanceClock' && !isDuration(found.by ?? '')) {
    problems.push(`${where}: advanceClock needs “by”, a duration such as PT1H.`);
  }
  return found;
}

function readExpectation(source: unknown, { where, problems }: ReadingStep): CmmnExpectation {
  if (source === undefined) return {};
  const group = isGroup(source) ? source : {};
  for (const key of Object.keys(group)) {
    if (!['case', 'items', 'variables'].includes(key)) problems.push(`${where}: “${key}” is not an expectation.`);
  }
  const items = isGroup(group['items']) ? group['items'] : {};
  const expected: Record<string, string | readonly string[]> = {};
  for (const [item, state] of Object.entries(items)) {
    const states: readonly unknown[] = Array.isArray(state) ? state : [state];
    const good = states.filter((one) => typeof one === 'string').filter((one) => STATES.has(one));
    if (good.length !== states.length) problems.push(`${where}: ${item} cannot be ${JSON.stringify(state)}.`);
    expected[item] = Array.isArray(state) ? good : (good[0] ?? '');
  }
  const state = textAt(group, 'case');
  if (state !== null && !CASE_STATES.has(state)) problems.push(`${where}: a case cannot be “${state}”.`);
  return { ...(state === null ? {} : { case: state }), items: expected, variables: valuesAt(group, 'variables') };
}

/** Single values; what is not one is left for the engine to refuse. */
function valuesAt(group: Group, key: string): Readonly<Record<string, FieldValue>> {
  const held = group[key];
  // JSON holds what it holds; the decider judges each value.
  return isGroup(held) ? (held as Readonly<Record<string, FieldValue>>) : {};
}

function textAt(group: Group, key: string): string | null {
  const value = group[key];
  return typeof value === 'string' ? value : null;
}

function listAt(group: Group, key: string): readonly unknown[] {
  const value = group[key];
  return Array.isArray(value) ? value : [];
}

// Reads a scenario from plain data, as a YAML reader gives it, and refuses what it does not know: a misspelt
// expectation that nobody checks would be a test that cannot fail.
import { isDate, isOccurred } from '../calendar/calendar.ts';
import type { Delegation } from '../entries/entries.ts';
import type { CaseCommand } from './commands.ts';
import { ENTRY_COMMANDS } from './entry-roles.ts';
import type { FieldValue, Occurred } from './state.ts';

/** What is asked of a case in a scenario. `data` may be left out; a case opens with made-up subjects and reference. */
export interface ScenarioCommand {
  readonly type: CaseCommand['type'];
  readonly [member: string]: unknown;
}

/** What must hold after a step. Everything that is named is compared, nothing else. */
export interface Expectation {
  /** The code with which the step is refused; without it the step must be applied. */
  readonly rejected?: string;
  /** Words that the refusal has: of several reasons for one code, this one. */
  readonly saying?: string;
  readonly status?: 'open' | 'closed';
  /** State of plan item instances; `absent` for one that was never created. */
  readonly items?: Readonly<Record<string, string>>;
  readonly data?: Readonly<Record<string, FieldValue>>;
  /** Members of clocks; null for a clock that has not started. */
  readonly clocks?: Readonly<Record<string, Readonly<Record<string, FieldValue>> | null>>;
  /** Members of issues and the like, by id; null for one that is not there. */
  readonly entries?: Readonly<Record<string, Readonly<Record<string, FieldValue>> | null>>;
  /** Due dates (or instants) of timers; null for one that is not set. */
  readonly timers?: Readonly<Record<string, string | null>>;
  /**
   * Members of tasks that are to be done: `dueOn`, the role that does it (`by`), and where its routing table sends it now: the
   * `rule` that holds and the team, queue or person (`to`). Null for one that nobody can do now.
   */
  readonly tasks?: Readonly<Record<string, Readonly<Record<string, FieldValue>> | null>>;
  /**
   * By role, the fields with a value that whoever has this role alone may read, as the case type says; neither clearances nor
   * grants are asked.
   */
  readonly reads?: Readonly<Record<string, readonly string[]>>;
  /** The team that has the case. */
  readonly team?: string;
}

export interface ScenarioStep {
  /** The virtual clock is moved to this before the step; timers that have become due fire first, each at its time. */
  readonly at: Occurred;
  readonly actor: string;
  /** Roles of the actor. Without them nobody asks whether they may; with them, what is for another role is refused. */
  readonly roles?: readonly string[];
  /** For whom the actor stands in. */
  readonly onBehalfOf?: string;
  /** What the actor has opened: made-up files by name, each whole or some of its pages. Without it, nothing. */
  readonly opened?: Readonly<Record<string, 'whole' | readonly number[]>>;
  /** Absent where only time passes. */
  readonly command?: ScenarioCommand;
  /** The name of the entry that it makes, for `$name` in later steps. */
  readonly as?: string;
  readonly then?: Expectation;
}

export interface Scenario {
  readonly title: string;
  /** What the register of delegations holds. */
  readonly delegations: readonly Delegation[];
  /** Steps that set the scene, then those that are tried. All must be applied unless they say `rejected`. */
  readonly steps: readonly ScenarioStep[];
  /** What must hold at the end. */
  readonly then: Expectation;
}

/**
 * Reads `{ scenario, delegations, given: [step], when: [step], then: { … } }`, a step being
 * `{ at, actor, onBehalfOf, roles, do: { type, … }, as, then }`.
 *
 * @returns the scenario, or a sentence for everything that is wrong with it
 */
export function readScenario(
  source: unknown,
): { readonly scenario: Scenario } | { readonly problems: readonly string[] } {
  const problems: string[] = [];
  if (!isGroup(source)) return { problems: ['A scenario is a group of keys: scenario, given, when, then.'] };
  refuseUnknown(source, { known: KEYS, where: 'the scenario', problems });
  const title = typeof source['scenario'] === 'string' ? source['scenario'] : '';
  if (title === '') problems.push('“scenario” is missing: a sentence that says what should be so.');
  const steps = [...readSteps(source, 'given', problems), ...readSteps(source, 'when', problems)];
  if (steps.length === 0) problems.push('The scenario has no steps. Add given or when.');
  const delegations = readDelegations(source['delegations'], problems);
  const then = readExpectation(source['then'], 'then', problems);
  const expects = Object.keys(then).length + steps.filter((step) => step.then !== undefined).length;
  if (expects === 0) problems.push('The scenario expects nothing. Add then.');
  return problems.length > 0 ? { problems } : { scenario: { title, delegations, steps, then } };
}

const KEYS = ['scenario', 'delegations', 'given', 'when', 'then'];

function readDelegations(source: unknown, problems: string[]): readonly Delegation[] {
  if (source === undefined) return [];
  const all: readonly unknown[] = Array.isArray(source) ? source : [null];
  return all.flatMap((one) => {
    const { id, instrument, person, from, until = null } = isGroup(one) ? one : {};
    const isNamed = typeof id === 'string' && typeof instrument === 'string' && typeof person === 'string';
    const isDay = (day: unknown): day is string => typeof day === 'string' && isDate(day);
    if (isNamed && isDay(from) && (until === null || isDay(until))) return [{ id, instrument, person, from, until }];
    problems.push('“delegations” is a list of { id, instrument, person, from, until }, whose days are dates.');
    return [];
  });
}

function readSteps(source: Group, key: 'given' | 'when', problems: string[]): readonly ScenarioStep[] {
  const list = source[key];
  if (list === undefined) return [];
  if (!Array.isArray(list)) {
    problems.push(`“${key}” must be a list of steps.`);
    return [];
  }
  return list.flatMap((step: unknown, index) => readStep(step, `${key}[${index}]`, problems) ?? []);
}

function readStep(step: unknown, where: string, problems: string[]): ScenarioStep | null {
  if (!isGroup(step)) {
    problems.push(`${where} must be a group of keys: at, do, then.`);
    return null;
  }
  refuseUnknown(step, { known: ['at', 'actor', 'onBehalfOf', 'roles', 'opened', 'do', 'as', 'then'], where, problems });
  const { at, actor = 'officer', onBehalfOf, roles, opened, do: command, as, then } = step;
  if (typeof at !== 'string' || !isOccurred(at)) {
    problems.push(`${where} needs “at”: a date, or an instant with its offset.`);
    return null;
  }
  if (typeof actor !== 'string') problems.push(`${where}.actor must be text.`);
  if (roles !== undefined && !isTexts(roles)) {
    problems.push(`${where}.roles must be a list of roles.`);
    return null;
  }
  if (opened !== undefined && !isOpened(opened)) {
    problems.push(`${where}.opened says of files, by name, whole or a list of pages.`);
    return null;
  }
  if (onBehalfOf !== undefined && typeof onBehalfOf !== 'string') problems.push(`${where}.onBehalfOf must be text.`);
  if (as !== undefined && (typeof as !== 'string' || !/^[a-z][A-Za-z0-9-]*$/.test(as))) {
    problems.push(`${where}.as must be a name: letters, digits and hyphens, starting with a small letter.`);
    return null;
  }
  if (command !== undefined && !isCommand(command)) {
    problems.push(`${where}.do needs a type: ${COMMANDS.join(', ')}.`);
    return null;
  }
  return {
    ...{ at, actor: String(actor) },
    ...(roles === undefined ? {} : { roles }),
    ...(typeof onBehalfOf === 'string' ? { onBehalfOf } : {}),
    ...(opened === undefined ? {} : { opened }),
    ...(command === undefined ? {} : { command }),
    ...(typeof as === 'string' ? { as } : {}),
    ...(then === undefined ? {} : { then: readExpectation(then, `${where}.then`, problems) }),
  };
}

const COMMANDS: readonly CaseCommand['type'][] = [
  ...(['OpenCase', 'StartTask', 'CompleteTask', 'AssignTask', 'OccurListener', 'RecordData', 'FireTimer'] as const),
  ...(['ChangeDueDate', 'SuspendClock', 'ResumeClock', 'ExtendClock', 'AddNote', 'CloseCase'] as const),
  ...(['MovePlanItem', 'PlanItem', 'ReopenCase', 'RecountClocks'] as const),
  ...(['RecordChild', 'ReturnChild', 'ClassifyCase', 'GiveAccess', 'EndAccess', 'RequestAccess'] as const),
  ...(['DecideAccess', 'BreakGlass', 'ReviewBreakGlass', 'SuggestWall'] as const),
  ...ENTRY_COMMANDS,
];

const GROUPS = ['items', 'data', 'clocks', 'timers', 'entries', 'tasks', 'reads'];
const TEXTS = ['rejected', 'saying', 'status', 'team'];
const EXPECTATIONS = [...TEXTS, ...GROUPS];

function readExpectation(source: unknown, where: string, problems: string[]): Expectation {
  if (source === undefined) return {};
  if (!isGroup(source)) {
    problems.push(`${where} must be a group of keys: ${EXPECTATIONS.join(', ')}.`);
    return {};
  }
  refuseUnknown(source, { known: EXPECTATIONS, where, problems });
  for (const key of GROUPS) {
    if (source[key] !== undefined && !isGroup(source[key])) problems.push(`${where}.${key} must be a group of keys.`);
  }
  for (const key of TEXTS) {
    if (source[key] !== undefined && typeof source[key] !== 'string') problems.push(`${where}.${key} must be text.`);
  }
  if (source['saying'] !== undefined && source['rejected'] === undefined) {
    problems.push(`${where}.saying is what a refusal says. Add rejected.`);
  }
  // Its keys and their kinds were checked above; what the groups hold is compared and may be anything.
  return source;
}

type Group = Readonly<Record<string, unknown>>;

function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isOpened(value: unknown): value is NonNullable<ScenarioStep['opened']> {
  const isPages = (pages: unknown): boolean =>
    pages === 'whole' || (Array.isArray(pages) && pages.every((page) => typeof page === 'number'));
  return isGroup(value) && Object.values(value).every(isPages);
}

function isCommand(value: unknown): value is ScenarioCommand {
  return isGroup(value) && COMMANDS.some((type) => type === value['type']);
}

function refuseUnknown(
  group: Group,
  {
    known,
    where,
    problems,
  }: { readonly known: readonly string[]; readonly where: string; readonly problems: string[] },
): void {
  for (const key of Object.keys(group)) {
    if (!known.includes(key)) problems.push(`“${key}” is not known in ${where}. Known: ${known.join(', ')}.`);
  }
}

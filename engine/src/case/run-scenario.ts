// Plays a scenario against the real decider with a virtual clock and reports every expectation that does not hold.
// Pure: the decider and the fold come in as arguments, and time is what the steps say.
import { instantOf } from '../calendar/calendar.ts';
import type { CaseType } from '../definition/case-type.ts';
import { mayRoleRead } from '../definition/role-reads.ts';
import { contentOf, filesMadeFor, type Opened } from '../entries/entries.ts';
import type { CaseCommand } from './commands.ts';
import type { decide, Decision } from './decide.ts';
import type { Expectation, Scenario, ScenarioCommand, ScenarioStep } from './read-scenario.ts';
import { factsOf } from '../plan/rules.ts';
import { definitionOf } from '../plan/instance.ts';
import { ruleNow } from '../routing/route.ts';
import { rolesOfCommand } from './command-roles.ts';
import { entryMade, type EntryNames, withIds } from './scenario-names.ts';
import type { CaseState, Occurred } from './state.ts';

/** The engine that a scenario is played against. */
export interface Engine {
  readonly decide: typeof decide;
}

export interface ScenarioOutcome {
  readonly title: string;
  /** Sentences about what was not as expected; empty where the scenario holds. */
  readonly failures: readonly string[];
  /** Events that were decided, timers included. */
  readonly events: number;
}

interface Play {
  readonly caseType: CaseType;
  readonly engine: Engine;
  readonly delegations: Scenario['delegations'];
  readonly failures: string[];
  readonly names: EntryNames;
  state: CaseState | null;
  events: number;
}

/** Commands of one virtual moment after which a clock that never comes to rest is given up. */
const MOST_TIMERS_AT_ONCE = 1000;

/**
 * Plays one scenario of a case type.
 *
 * @example runScenario(caseType, scenario, { decide }).failures // []
 */
export function runScenario(caseType: CaseType, scenario: Scenario, engine: Engine): ScenarioOutcome {
  const { delegations } = scenario;
  const play: Play = { caseType, engine, delegations, failures: [], names: new Map(), state: null, events: 0 };
  scenario.steps.forEach((step, index) => playStep(play, step, index + 1));
  compare(play, named(play, scenario.then, 'At the end'), 'At the end');
  return { title: scenario.title, failures: play.failures, events: play.events };
}

function playStep(play: Play, step: ScenarioStep, number: number): void {
  const where = `Step ${number} (${step.at}${step.command === undefined ? '' : `, ${step.command.type}`})`;
  if (play.state === null && step.command?.type !== 'OpenCase') {
    play.failures.push(`${where} comes before the case is open. Begin with OpenCase.`);
    return;
  }
  letTimePass(play, step.at);
  const command = step.command === undefined ? undefined : named(play, step.command, where);
  const before = play.state;
  const decision = command === undefined ? null : asked(play, completed(play, withNumbers(play, command)), step);
  if (step.as !== undefined) nameEntry(play, step.as, { where, before, decision });
  const refused = decision !== null && 'rejection' in decision ? decision.rejection : null;
  const expected = step.then?.rejected ?? null;
  if ((refused?.code ?? null) !== expected) {
    const why = refused === null ? 'was applied' : `was refused: ${JSON.stringify(refused)}`;
    play.failures.push(`${where} ${why}${expected === null ? '' : `, and should have been refused as ${expected}`}.`);
  }
  const { saying } = step.then ?? {};
  if (refused !== null && saying !== undefined && !JSON.stringify(refused).includes(saying)) {
    play.failures.push(`${where} was refused with ${JSON.stringify(refused)}, and should say: ${saying}`);
  }
  if (step.then !== undefined) compare(play, named(play, step.then, where), where);
}

/** With the ids of entries in place of the names that earlier steps gave them. */
function named<T>({ names, failures }: Play, given: T, where: string): T {
  return withIds(given, names, (name) => {
    failures.push(`${where}: no step before it says “as: ${name}”.`);
  });
}

function nameEntry(
  { names, failures }: Play,
  as: string,
  { where, before, decision }: { where: string; before: CaseState | null; decision: Decision | null },
): void {
  const made = decision !== null && 'event' in decision ? entryMade(before, decision.event) : null;
  if (made === null) failures.push(`${where} makes nothing that could be called ${as}.`);
  else names.set(as, made);
}

/** Where a step says which roles its actor has, what is for another role is refused, as whoever knows people would. */
function asked(play: Play, command: CaseCommand, step: ScenarioStep): Decision {
  const { caseType } = play;
  const { roles } = step;
  const by = rolesOfCommand(caseType, command);
  if (roles === undefined || by === undefined || by.some((role) => roles.includes(role)))
    return apply(play, command, step);
  return { rejection: { code: 'not-authorised', item: command.type, roles: by } };
}

/** Fires what has become due before this moment, in order, each at its own time. */
function letTimePass(play: Play, now: Occurred): void {
  const until = instantOf(now, play.caseType.zone);
  for (let fired = 0; fired < MOST_TIMERS_AT_ONCE; fired += 1) {
    const next = Object.entries(play.state?.timers ?? {})
      .filter(([, timer]) => timer.dueAt < until)
      .toSorted(([, a], [, b]) => (a.dueAt < b.dueAt ? -1 : Number(a.dueAt > b.dueAt)))[0];
    if (next === undefined) return;
    const [timer, { dueAt, dueOn }] = next;
    const decision = apply(play, { type: 'FireTimer', timer }, { at: dueOn ?? dueAt, actor: 'system' });
    if ('rejection' in decision) {
      play.failures.push(`The timer ${timer} was due and was refused: ${JSON.stringify(decision.rejection)}.`);
      return;
    }
  }
  play.failures.push(`More than ${MOST_TIMERS_AT_ONCE} timers fired before ${now}.`);
}

function apply(
  play: Play,
  command: CaseCommand,
  { at, actor, onBehalfOf, roles, opened = {} }: Pick<ScenarioStep, 'at' | 'actor' | 'onBehalfOf' | 'roles' | 'opened'>,
): Decision {
  const who = {
    actor,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(roles === undefined ? {} : { roles }),
  };
  const given = {
    occurred: at,
    ...who,
    delegations: play.delegations,
    files: filesMadeFor(command),
    opened: openedBy(opened),
  };
  const decision = play.engine.decide(play.caseType, play.state, command, given);
  if ('event' in decision) {
    play.state = decision.after;
    play.events += 1;
  }
  return decision;
}

function openedBy(files: NonNullable<ScenarioStep['opened']>): Opened {
  return new Map(
    Object.entries(files).map(([file, pages]) => [contentOf(file), pages === 'whole' ? pages : new Set(pages)]),
  );
}

/** Adds what a scenario need not say: empty data, a reference, a subject for every party that needs one, numbers of events. */
function completed(play: Play, command: ScenarioCommand): CaseCommand {
  const subjects = [...play.caseType.parties.values()].filter((party) => party.subject);
  const opening = {
    reference: 'SCENARIO-1',
    subjects: Object.fromEntries(subjects.map(({ name }) => [name, `subject-${name}`])),
  };
  const needsData = ['OpenCase', 'CompleteTask', 'OccurListener', 'RecordData'].includes(command.type);
  const whole = { ...(command.type === 'OpenCase' ? opening : {}), ...(needsData ? { data: {} } : {}), ...command };
  // A scenario is a test and may say anything; the decider refuses what it does not know, which the step then reports.
  return whole as unknown as CaseCommand;
}

/** Of a decision, the numbers of events that its scenario leaves out: the draft, and what was considered, as they are now. */
function withNumbers({ state }: Play, command: ScenarioCommand): ScenarioCommand {
  const { entry, manifest, draft } = command;
  const drafted =
    command.type === 'MakeDetermination' && typeof entry === 'string' ? state?.entries?.[entry] : undefined;
  const items: readonly unknown[] = Array.isArray(manifest) ? manifest : [];
  const considered = items.map((item) =>
    typeof item === 'object' && item !== null ? { version: state?.version, ...item } : item,
  );
  return {
    ...command,
    ...(draft === undefined && drafted !== undefined && 'draft' in drafted ? { draft: drafted.draft } : {}),
    ...(Array.isArray(manifest) ? { manifest: considered } : {}),
  };
}

function compare(play: Play, expected: Expectation, where: string): void {
  const { state, failures } = play;
  const check: Check = (what, is, should) => {
    if (is !== should) failures.push(`${where}: ${what} is ${shown(is)} and should be ${shown(should)}.`);
  };
  if (expected.status !== undefined) check('the case', state?.status, expected.status);
  if (expected.team !== undefined) check('the team', state?.team, expected.team);
  for (const [item, should] of Object.entries(expected.items ?? {}))
    check(item, state?.items[item] ?? 'absent', should);
  for (const [field, should] of Object.entries(expected.data ?? {})) check(field, state?.data[field] ?? null, should);
  for (const [timer, should] of Object.entries(expected.timers ?? {})) {
    const set = state?.timers[timer];
    check(`the timer ${timer}`, set?.dueOn ?? set?.dueAt ?? null, should);
  }
  for (const [clock, should] of Object.entries(expected.clocks ?? {})) {
    compareMembers(state?.clocks[clock], should, { check, what: `the clock ${clock}`, name: clock });
  }
  for (const [id, should] of Object.entries(expected.entries ?? {})) {
    const entry = state?.entries?.[id];
    if (entry === undefined && should !== null) failures.push(`${where}: there is no ${id}. There are: ${ids(state)}.`);
    else compareMembers(entry, should, { check, what: id, name: id });
  }
  for (const [role, should] of Object.entries(expected.reads ?? {})) {
    const known = Object.keys(state?.data ?? {}).filter((field) => (state?.data[field] ?? null) !== null);
    const is = known.filter((field) => mayRoleRead(play.caseType, field, role));
    check(`what ${role} may read`, is.toSorted().join(', '), should.toSorted().join(', '));
  }
  for (const [task, should] of Object.entries(expected.tasks ?? {})) {
    compareMembers(taskNow(play, task), should, { check, what: `the task ${task}`, name: task });
  }
}

/** Their numbers are those of events, so nobody knows them by heart. */
function ids(state: CaseState | null): string {
  return Object.keys(state?.entries ?? {}).join(', ') || 'none';
}

/** A task that is to be done, with who does it as the case type says. People and what they can do, a scenario does not know. */
function taskNow({ caseType, state }: Play, id: string): object | undefined {
  const task = state?.tasks[id];
  const definition = caseType.items.get(definitionOf(id))?.task;
  if (state === null || task === undefined || definition === undefined) return undefined;
  const by = definition.by.join(', ');
  const table = caseType.routing.get(definition.routedBy ?? '')?.table;
  if (table === undefined) return { ...task, by };
  const { id: rule, to } = ruleNow(table, factsOf(caseType.fields, state.data));
  return { ...task, by, rule, to: Object.values(to)[0] ?? null };
}

type Check = (what: string, is: unknown, should: unknown) => void;

function compareMembers(
  found: object | undefined,
  should: Readonly<Record<string, unknown>> | null,
  { check, what, name }: { readonly check: Check; readonly what: string; readonly name: string },
): void {
  const is: Readonly<Record<string, unknown>> | null = found === undefined ? null : { ...found };
  if (should === null) check(what, is, null);
  else for (const [member, value] of Object.entries(should)) check(`${name}.${member}`, is?.[member] ?? null, value);
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

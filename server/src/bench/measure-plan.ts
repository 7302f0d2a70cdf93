// The plan engine alone, on case types made here: one of about thirty items whose criteria have conditions, and the same
// with items beside it that no event touches. Each case begins anew and nothing is remembered from one to the next.
import { decide, type CaseCommand, type CaseState } from '@casewright/engine/case';
import { checkCaseType, type CaseType } from '@casewright/engine/definition';

export interface PlanFigures {
  /** Plan items of the case type, the plan itself not counted. */
  readonly items: number;
  readonly commands: number;
  readonly commandsPerSecond: number;
  /** Processor time of one command, opening included. */
  readonly microseconds: number;
  /** Conditions and rules with an expression evaluated by each command, on average. */
  readonly conditionsPerCommand: number;
}

export interface FlatFigures {
  /** Items beside the plan that no event touches. */
  readonly untouched: number;
  /** Processor time of one command on an open case. */
  readonly microseconds: number;
}

const CONTEXT = { occurred: '2024-03-01T09:00:00Z', actor: 'bench' };
const ROUNDS = 8;

/** Whole cases of a case type of about thirty items. */
export function measurePlan(seconds: number): PlanFigures {
  const caseType = benchCaseType(0);
  const { microseconds, commands } = timed(seconds, () => playCase(caseType, 0).commands);
  const conditionsPerCommand = CONDITIONS_PER_ROUND / COMMANDS_PER_ROUND;
  const items = caseType.items.size - 1;
  return { items, commands, commandsPerSecond: Math.round(1e6 / microseconds), microseconds, conditionsPerCommand };
}

/** The same commands on open cases that hold more and more items which nothing touches. */
export function measureFlatness(seconds: number): readonly FlatFigures[] {
  return [10, 100, 1000].map((untouched) => {
    const caseType = benchCaseType(untouched);
    const open = opened(caseType);
    const { microseconds } = timed(seconds, () => playRounds(caseType, open, ROUNDS).commands);
    return { untouched, microseconds };
  });
}

function timed(seconds: number, play: () => number): { readonly microseconds: number; readonly commands: number } {
  const warmUntil = performance.now() + Math.min(2000, seconds * 500);
  while (performance.now() < warmUntil) play();
  const before = process.cpuUsage();
  const until = performance.now() + seconds * 1000;
  let commands = 0;
  while (performance.now() < until) commands += play();
  const used = process.cpuUsage(before);
  return { microseconds: (used.user + used.system) / commands, commands };
}

function playCase(caseType: CaseType, rounds: number): { readonly commands: number } {
  return { commands: 1 + playRounds(caseType, opened(caseType), rounds === 0 ? ROUNDS : rounds).commands };
}

function opened(caseType: CaseType): CaseState {
  const command: CaseCommand = {
    type: 'OpenCase',
    reference: 'B-1',
    data: { amount: 10, urgent: false },
    subjects: {},
  };
  return apply(caseType, null, command);
}

/** What one round does: each task of the chain once, and the data that their conditions ask for. */
const COMMANDS_PER_ROUND = 4;
/** The three entries of the chain, the stage's rule of repetition and the two criteria on data. */
const CONDITIONS_PER_ROUND = 6;

function playRounds(caseType: CaseType, open: CaseState, rounds: number): { readonly commands: number } {
  let state = open;
  for (let round = 1; round <= rounds; round += 1) {
    state = apply(caseType, state, { type: 'CompleteTask', task: 'receive', data: { amount: 10 + round } });
    state = apply(caseType, state, { type: 'CompleteTask', task: 'assess', data: {} });
    state = apply(caseType, state, { type: 'CompleteTask', task: 'decide', data: {} });
    state = apply(caseType, state, { type: 'RecordData', data: { urgent: round % 2 === 1 } });
  }
  return { commands: rounds * COMMANDS_PER_ROUND };
}

function apply(caseType: CaseType, state: CaseState | null, command: CaseCommand): CaseState {
  const decision = decide(caseType, state, command, CONTEXT);
  if ('event' in decision) return decision.after;
  throw new Error(`The bench was refused: ${JSON.stringify(decision.rejection)}`);
}

/** A chain of work that goes round, stages and milestones that wait, and any number of items that nothing touches. */
function benchCaseType(untouched: number): CaseType {
  const task = { title: 'Task', by: 'officer' };
  const tasks: Record<string, object> = {
    receive: { ...task, form: 'receive', repeat: true },
    assess: { ...task, repeat: true, entry: [{ after: 'receive', when: 'amount > 0' }] },
    decide: { ...task, repeat: true, entry: [{ after: 'assess', when: 'amount < 1000 and amount != 500' }] },
    inform: { ...task, manual: true, entry: [{ after: 'decide', when: 'amount > 5000' }] },
    rush: { ...task, manual: true, entry: [{ when: 'urgent = true and amount > 5000' }] },
  };
  for (let at = 1; at <= 11; at += 1) tasks[`optional-${at}`] = { ...task, manual: true };
  const inner: Record<string, object> = {};
  for (let at = 1; at <= 6; at += 1) inner[`step-${at}`] = { ...task, entry: [{ after: `optional-${at}` }] };
  const milestones: Record<string, object> = {};
  for (let at = 1; at <= 6; at += 1)
    milestones[`reached-${at}`] = { title: 'Reached', entry: [{ after: `step-${at}` }] };
  for (let at = 1; at <= untouched; at += 1) milestones[`idle-${at}`] = { title: 'Idle', entry: [{ after: 'signal' }] };
  const source = {
    ...{ caseType: 'bench', version: '1.0.0', title: 'Bench', archetype: 'service', reference: 'B-{sequence}' },
    purpose: { statement: 'Measuring', authority: 'None' },
    classification: { scale: 'au-pspf', level: 'OFFICIAL' },
    ...{ zone: 'Europe/Rome', team: 'desk', roles: { officer: 'Officer' } },
    data: {
      amount: { type: 'number', label: 'Amount', purpose: 'Test' },
      urgent: { type: 'boolean', label: 'Urgent', purpose: 'Test' },
    },
    opening: { form: 'open', by: 'officer' },
    forms: {
      open: { title: 'Open', fields: { amount: 'optional', urgent: 'optional' } },
      receive: { title: 'Receive', fields: { amount: 'optional' } },
    },
    plan: {
      tasks,
      milestones,
      listeners: { signal: { title: 'Signal' } },
      stages: { work: { title: 'Work', tasks: inner, autoComplete: false } },
    },
    closing: { by: 'officer', outcomes: { done: 'Done' }, afterwards: [] },
  };
  // JSON is YAML.
  const checked = checkCaseType(JSON.stringify(source), 'f'.repeat(64));
  if ('problems' in checked) throw new Error(checked.problems.map(({ reason }) => reason).join(' '));
  return checked.caseType;
}

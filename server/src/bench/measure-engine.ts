// The engine alone: the commands of the shipped scenarios, decided again and again on one core. Each replay
// begins with a new case, so nothing is remembered from one to the next but what a server remembers: the case types.
import { decide, type CaseCommand, type CaseState, type CommandContext } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { type FlatFigures, measureFlatness, measurePlan, type PlanFigures } from './measure-plan.ts';

export interface EngineFigures {
  readonly scenarios: number;
  readonly commands: number;
  readonly commandsPerSecond: number;
  /** Processor time of one command. */
  readonly microseconds: number;
  /** A case type of about thirty items, made for this. */
  readonly plan: PlanFigures;
  /** The cost of a command beside more and more items that nothing touches. */
  readonly flat: readonly FlatFigures[];
}

export interface RecordedCall {
  readonly command: CaseCommand;
  readonly context: CommandContext;
}

export interface RecordedScenario {
  readonly caseType: CaseType;
  readonly calls: readonly RecordedCall[];
}

/** The decider as a scenario is played against it. */
export interface Engine {
  readonly decide: typeof decide;
}

/** Plays a scenario once and keeps what was asked of the decider, refused commands and fired timers included. */
export function recordScenario(caseType: CaseType, play: (engine: Engine) => void): RecordedScenario {
  const calls: RecordedCall[] = [];
  play({
    decide(...asked) {
      const [, , command, context] = asked;
      calls.push({ command, context });
      return decide(...asked);
    },
  });
  return { caseType, calls };
}

export function measureEngine(scenarios: readonly RecordedScenario[], seconds: number): EngineFigures {
  const replayAll = (): number => scenarios.reduce((sum, scenario) => sum + replay(scenario), 0);
  // Until the compiler of JavaScript has seen it all.
  const warmUntil = performance.now() + Math.min(2000, seconds * 500);
  while (performance.now() < warmUntil) replayAll();
  const before = process.cpuUsage();
  const until = performance.now() + seconds * 1000;
  let commands = 0;
  while (performance.now() < until) commands += replayAll();
  const used = process.cpuUsage(before);
  const microseconds = (used.user + used.system) / commands;
  const shipped = { scenarios: scenarios.length, commands, commandsPerSecond: 1e6 / microseconds, microseconds };
  return { ...shipped, plan: measurePlan(seconds), flat: measureFlatness(seconds) };
}

function replay({ caseType, calls }: RecordedScenario): number {
  let state: CaseState | null = null;
  for (const { command, context } of calls) {
    const decision = decide(caseType, state, command, context);
    if ('event' in decision) state = decision.after;
  }
  return calls.length;
}

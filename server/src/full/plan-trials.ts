// A million commands by chance on case types by chance: the laws of the plan engine, held for as long as one likes.
import { runTrials } from '@casewright/engine/trial';
import { resultOf, type SuiteOptions, type SuiteResult } from './suite.ts';

export interface PlanTrialsOptions extends SuiteOptions {
  readonly commands: number;
}

export function planTrials({ seed, commands, say }: PlanTrialsOptions): Promise<SuiteResult> {
  let told = 0;
  const { failures, ...counts } = runTrials({
    seed,
    commands,
    progress: (done) => {
      if (done - told < 50_000) return;
      told = done;
      say(`${done} of ${commands} commands.`);
    },
  });
  return Promise.resolve(resultOf(counts, failures));
}

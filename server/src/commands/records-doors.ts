// What the mains give to the interface for those who keep records.
import { proposeList, type StepsDeps, takeDisposalStep } from './disposal-steps.ts';
import { placeHold, takeHoldStep } from './hold-steps.ts';

type First<F> = F extends (deps: never, ...rest: infer R) => infer A ? (...rest: R) => A : never;

export interface RecordsDoorsOfCommands {
  readonly proposeList: First<typeof proposeList>;
  readonly takeDisposalStep: First<typeof takeDisposalStep>;
  readonly placeHold: First<typeof placeHold>;
  readonly takeHoldStep: First<typeof takeHoldStep>;
}

export function recordsDoors(deps: StepsDeps): RecordsDoorsOfCommands {
  return {
    proposeList: (by, asked) => proposeList(deps, by, asked),
    takeDisposalStep: (by, act) => takeDisposalStep(deps, by, act),
    placeHold: (by, asked) => placeHold(deps, by, asked),
    takeHoldStep: (by, act) => takeHoldStep(deps, by, act),
  };
}

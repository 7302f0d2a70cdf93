// The door of this room: trials of the plan engine by chance, for tests and for the long proofs. Production uses none of it.
export { chanceOf, type Chance } from './chance.ts';
export { runTrials, type TrialFigures, type TrialOptions } from './run-trials.ts';

// Commands about who may read a case, by chance, between those that move its plan: they may not disturb it, and are folded
// like any other. They draw from a chance of their own, so that the plans that a seed plays stay what they were.
import type { CaseCommand, CaseState } from '../case/case.ts';
import type { Chance } from './chance.ts';

const PEOPLE: readonly [string, ...string[]] = ['p1', 'p2', 'p3'];
const NAMES = ['a', 'b', 'c'];
const DAY = 86_400_000;

/** Who gives it, and what. */
export interface AccessStep {
  readonly actor: string;
  readonly command: CaseCommand;
}

/** @param clock milliseconds since 1970 */
export function accessStep(chance: Chance, state: CaseState, clock: number): AccessStep {
  return { actor: chance.pick(PEOPLE), command: accessCommand(chance, state, clock) };
}

function accessCommand(chance: Chance, state: CaseState, clock: number): CaseCommand {
  const fact = chance.maybe(Object.keys(state.access?.facts ?? {})) ?? 'wall.1';
  const request = chance.maybe(Object.keys(state.access?.requests ?? {})) ?? 'request.1';
  const until = new Date(clock + chance.below(3) * DAY).toISOString();
  const reason = 'A reason of more than twenty characters.';
  switch (chance.below(8)) {
    case 0:
    case 1:
      return classification(chance, state, reason);
    case 2:
      return {
        type: 'GiveAccess',
        fact: { kind: 'wall', person: chance.pick(PEOPLE), unit: null, standing: 'declared' },
      };
    case 3:
      return { type: 'EndAccess', fact, reason };
    case 4:
      return { type: 'RequestAccess', sections: chance.share(0.5) ? null : ['general'], until, reason };
    case 5:
      return { type: 'DecideAccess', request, granted: chance.share(0.7), until: null, reason };
    case 6:
      return { type: 'BreakGlass', category: 'life', hours: 1 + chance.below(24), reason };
    default:
      return { type: 'ReviewBreakGlass', fact, finding: 'justified', reason };
  }
}

/** Half of the time what was proposed is said again, by whoever it is. */
function classification(chance: Chance, state: CaseState, reason: string): CaseCommand {
  const proposed = state.access?.proposed;
  if (proposed !== undefined && chance.share(0.5)) {
    const { classification: level, compartments, purposes, matters } = proposed;
    return { type: 'ClassifyCase', classification: level, compartments, purposes, matters, reason };
  }
  return {
    type: 'ClassifyCase',
    classification: chance.share(0.5) ? null : { scale: 'au', level: chance.share(0.5) ? 'LOW' : 'HIGH', markers: [] },
    compartments: NAMES.filter(() => chance.share(0.5)),
    purposes: null,
    matters: NAMES.filter(() => chance.share(0.3)),
    reason,
  };
}

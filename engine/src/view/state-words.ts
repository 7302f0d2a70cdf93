// The words for how a step stands, for refusals and reasons.
import { say, type SaidValue } from '../sentences/say.ts';

const STATES = [
  ...(['available', 'enabled', 'disabled', 'active', 'suspended', 'failed'] as const),
  ...(['completed', 'terminated', 'closed', 'not-created'] as const),
];

/** What is no state of a step stays as it is. */
export function stateWords(state: string): SaidValue {
  const known = STATES.find((one) => one === state);
  return known === undefined ? state : say(`state-${known}`);
}

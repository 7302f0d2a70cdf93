// The words for how a step is called and how it stands, and for the values that a condition saw: for refusals and reasons.
import { say, type Said, type SaidValue } from '../sentences/say.ts';
import type { CaseType } from '../definition/case-type.ts';
import { CASE_PLAN, definitionOf } from '../plan/plan.ts';

const STATES = [
  ...(['available', 'enabled', 'disabled', 'active', 'suspended', 'failed'] as const),
  ...(['completed', 'terminated', 'closed', 'not-created'] as const),
];

/** What is no state of a step stays as it is. */
export function stateWords(state: string): SaidValue {
  const known = STATES.find((one) => one === state);
  return known === undefined ? state : say(`state-${known}`);
}

/** A step by the title of its definition. */
export function stepTitle({ items }: CaseType, id: string): Said {
  return say('quoted', { title: items.get(definitionOf(id))?.title ?? id });
}

/** The same where the plan of the case may be meant, at the beginning of a sentence. */
export function firstTitle(caseType: CaseType, id: string): Said {
  return id === CASE_PLAN ? say('the-case-first') : stepTitle(caseType, id);
}

/** After a condition: what was known of each field; nothing where it looked at none. */
export function withValues(each: readonly Said[]): SaidValue {
  return each.length === 0 ? '' : say('with-values', { values: { each, by: 'comma' } });
}

// Plain sentences for commands that are refused for what they are, and not for what the case waits for.
import type { CaseState, Rejection } from '../case/case.ts';
import type { CaseType } from '../definition/definition.ts';
import { CASE_PLAN, definitionOf } from '../plan/plan.ts';

const PLAIN_REFUSALS = {
  'invalid-data': 'The answers are not complete or not valid.',
  'case-closed': 'The case is closed.',
  'case-exists': 'The case is open already.',
  'unknown-access': 'The case has no access and no request of this id.',
  'access-ended': 'It has ended, or was decided already.',
  'nobody-to-review': 'Nobody else could review or answer it.',
  'nothing-to-do': 'It would change nothing.',
  'fact-not-offered': 'No such fact of another case is offered here, or not any more.',
  'needs-another-person': 'Nobody decides in their own matter: another person has to.',
  'move-differs': 'Moving the case would change something else by now than what was looked at.',
} as const;

type Plain = Extract<Rejection, { readonly code: keyof typeof PLAIN_REFUSALS }>;

function isPlain(rejection: Rejection): rejection is Plain {
  return Object.hasOwn(PLAIN_REFUSALS, rejection.code);
}

/** One sentence for each code; it names what would have to be otherwise. */
export function refusalWords(rejection: Rejection, caseType: CaseType, state: CaseState | null): string {
  const title = (id: string): string => titleOf(caseType, id);
  if (isPlain(rejection)) return PLAIN_REFUSALS[rejection.code];
  switch (rejection.code) {
    case 'unknown-item':
      return `The plan has nothing of the name ${rejection.item}.`;
    case 'wrong-kind':
      return `${title(rejection.item)} is not ${withArticle(rejection.expected)}.`;
    case 'not-available':
      return `${title(rejection.item)} is ${rejection.state}.`;
    case 'timer-not-set':
      return `Nothing is set to happen for ${title(rejection.timer)}.`;
    case 'timer-not-due':
      return `${title(rejection.timer)} is set for ${rejection.dueAt}, which has not come.`;
    case 'unknown-clock':
    case 'clock-not-running':
    case 'clock-refused':
      return clockWords(rejection, caseType, state);
    case 'routing-differs':
      return `The routing of ${title(rejection.task)} chose somebody else.`;
    case 'assignee-may-not-open':
      return `${rejection.assignee} may not open the case, so ${title(rejection.task)} cannot be theirs.`;
    case 'unknown-outcome':
      return `A case of this kind cannot end with ${rejection.outcome}: ${outcomesOf(caseType)}.`;
    case 'unknown-subject':
      return `It is not said who “${caseType.parties.get(rejection.party)?.title ?? rejection.party}” is.`;
    case 'expression-failed':
      return `What ${title(rejection.where)} is reckoned from has no value. ${rejection.reason}`;
    case 'not-completable':
      return `${title(rejection.blockedBy)} in it is not done.`;
    case 'not-applicable':
    case 'condition-not-met':
    case 'invalid-access':
    case 'entry-refused':
    case 'no-consent':
      return rejection.reason;
    case 'same-person':
      return `Whoever did ${title(rejection.did)}, or for whom that was done, may not do ${title(rejection.item)}: another person has to.`;
    case 'not-movable':
      return rejection.reasons.join(' ');
    case 'not-authorised':
      return `It needs one of the roles ${rejection.roles.join(', ')}.`;
    case 'nothing-to-act-on':
      return 'Nothing would be left for anybody to do in the case: nothing was named that is to be done again.';
    case 'unknown-entry':
      return `The case keeps nothing of this kind as ${rejection.entry}.`;
    case 'open-entries':
      return `These must be settled first: ${rejection.entries.join(', ')}.`;
    case 'plan-does-not-settle':
      return `What would follow from it comes to no end: after ${rejection.steps} steps there was still more.`;
  }
}

function clockWords(
  rejection: Extract<Rejection, { clock: string }>,
  caseType: CaseType,
  state: CaseState | null,
): string {
  const { code, clock } = rejection;
  if (code === 'unknown-clock') return `The case type has no clock of the name ${clock}.`;
  const title = clockTitle(caseType, clock);
  if (code === 'clock-not-running') return `The clock ${title} ${standing(state, clock)}.`;
  return `The clock ${title} does not allow it. ${rejection.reason}`;
}

function titleOf({ items }: CaseType, id: string): string {
  return id === CASE_PLAN ? 'The case' : `“${items.get(definitionOf(id))?.title ?? id}”`;
}

function clockTitle({ clocks }: CaseType, clock: string): string {
  return `“${clocks.get(clock)?.title ?? clock}”`;
}

function standing(state: CaseState | null, clock: string): string {
  const stopped = state?.clocks[clock]?.stoppedOn;
  return stopped === undefined ? 'has not begun' : `was stopped on ${stopped}`;
}

function outcomesOf({ closing }: CaseType): string {
  return `there is ${closing.outcomes.map(({ value }) => value).join(', ')}`;
}

function withArticle(expected: string): string {
  return /^an? /.test(expected) ? expected : `a ${expected}`;
}

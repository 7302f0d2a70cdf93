// Says in one plain sentence why the engine refused a row. It decides nothing; the code beside it is what programs
// read.
import type { Rejection } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { definitionOf } from '@casewright/engine/plan';

/** Sentences that name nothing of the case. */
const PLAIN = {
  'case-exists': 'The case is already open.',
  'nothing-to-act-on': 'The case would be open with nothing to do.',
  'nothing-to-do': 'It would change nothing.',
  // No row of a log takes a fact over.
  'fact-not-offered': 'It would change nothing.',
  'no-consent': 'Nobody has consented to it.',
  // No row of a log moves a case to another version.
  'not-movable': 'It would change nothing.',
  'move-differs': 'It would change nothing.',
  'nobody-to-review': 'Another person has to do this.',
  'needs-another-person': 'Another person has to do this.',
} as const;

type Plain = Extract<Rejection, { readonly code: keyof typeof PLAIN }>;

function isPlain(rejection: Rejection): rejection is Plain {
  return Object.hasOwn(PLAIN, rejection.code);
}

export function reasonOf(caseType: CaseType, rejection: Rejection): string {
  if (isPlain(rejection)) return PLAIN[rejection.code];
  switch (rejection.code) {
    case 'case-closed':
      return `The case was closed on ${rejection.closedAt.slice(0, 10)}, and this cannot be done afterwards.`;
    case 'unknown-item':
      return `The plan has no item ${rejection.item}.`;
    case 'wrong-kind':
      return `${titleOf(caseType, rejection.item)} is not a ${rejection.expected}.`;
    case 'not-available':
      return `"${titleOf(caseType, rejection.item)}" cannot be done now: it is ${standing(rejection.state)}.`;
    case 'invalid-data':
      return rejection.problems.map(({ field, reason }) => `${field}: ${reason}`).join(' ');
    case 'timer-not-set':
    case 'timer-not-due':
      return ofTimer(titleOf(caseType, rejection.timer), rejection);
    case 'routing-differs':
      return `The routing of ${titleOf(caseType, rejection.task)} chose somebody else.`;
    case 'assignee-may-not-open':
      return `${rejection.assignee} may not open the case.`;
    case 'unknown-clock':
    case 'clock-not-running':
    case 'clock-refused':
      return ofClock(rejection);
    case 'unknown-outcome':
      return `There is no outcome ${rejection.outcome}.`;
    case 'unknown-subject':
      return `The case names nobody as ${rejection.party}.`;
    case 'expression-failed':
      return `A condition could not be evaluated (${rejection.where}): ${rejection.reason}`;
    case 'not-completable':
      return `"${titleOf(caseType, rejection.item)}" is not complete: "${titleOf(caseType, rejection.blockedBy)}" is open.`;
    case 'same-person':
      return `"${titleOf(caseType, rejection.item)}" is for somebody else than who did "${titleOf(caseType, rejection.did)}".`;
    case 'not-applicable':
      return `"${titleOf(caseType, rejection.item)}" cannot be planned now. ${rejection.reason}`;
    case 'not-authorised':
      return `"${titleOf(caseType, rejection.item)}" is planned by ${rejection.roles.join(', ')}.`;
    case 'invalid-access':
    case 'entry-refused':
    case 'condition-not-met':
      return rejection.reason;
    case 'unknown-access':
    case 'access-ended':
      return `There is no access ${rejection.access} that could be changed.`;
    case 'unknown-entry':
    case 'open-entries':
      return ofEntries(rejection);
    case 'plan-does-not-settle':
      return `The plan did not come to rest within ${rejection.steps} steps.`;
  }
}

function ofClock(rejection: Extract<Rejection, { clock: string }>): string {
  const { code, clock } = rejection;
  if (code === 'unknown-clock') return `There is no clock ${clock}.`;
  return code === 'clock-refused'
    ? `The clock ${clock} does not allow it: ${rejection.reason}`
    : `The clock ${clock} is not running.`;
}

function ofTimer(title: string, rejection: Extract<Rejection, { code: 'timer-not-set' | 'timer-not-due' }>): string {
  if (rejection.code === 'timer-not-set') return `"${title}" is not running.`;
  return `"${title}" is due at ${rejection.dueAt}, which is later.`;
}

function ofEntries(rejection: Extract<Rejection, { code: 'unknown-entry' | 'open-entries' }>): string {
  if (rejection.code === 'unknown-entry') return `The case keeps nothing of this kind as ${rejection.entry}.`;
  return `These must be settled first: ${rejection.entries.join(', ')}.`;
}

function titleOf(caseType: CaseType, instance: string): string {
  return caseType.items.get(definitionOf(instance))?.title ?? instance;
}

function standing(state: string): string {
  const words: Readonly<Record<string, string>> = {
    available: 'waiting for something that has not happened',
    completed: 'already done',
    terminated: 'no longer part of the case',
    'not-created': 'not part of the case yet',
  };
  return words[state] ?? state;
}

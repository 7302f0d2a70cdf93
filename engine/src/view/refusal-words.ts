// Plain sentences for commands that are refused for what they are, and not for what the case waits for.
import { say, type Said, type SaidValue } from '../sentences/say.ts';
import type { CaseState, Rejection } from '../case/case.ts';
import type { CaseType } from '../definition/definition.ts';
import { firstTitle, stateWords } from './step-words.ts';

const PLAIN_REFUSALS = {
  'invalid-data': say('the-answers-are-not-complete-or'),
  'case-closed': say('the-case-is-closed'),
  'case-exists': say('the-case-is-open-already'),
  'unknown-access': say('the-case-has-no-access-and'),
  'access-ended': say('it-has-ended-or-was-decided'),
  'nobody-to-review': say('nobody-else-could-review-or-answer'),
  'nothing-to-do': say('it-would-change-nothing'),
  'fact-not-offered': say('no-such-fact-of-another-case'),
  'needs-another-person': say('nobody-decides-in-their-own-matter'),
  'move-differs': say('moving-the-case-would-change-something'),
} as const;

type Plain = Extract<Rejection, { readonly code: keyof typeof PLAIN_REFUSALS }>;

function isPlain(rejection: Rejection): rejection is Plain {
  return Object.hasOwn(PLAIN_REFUSALS, rejection.code);
}

/** One sentence for each code; it names what would have to be otherwise. */
export function refusalWords(rejection: Rejection, caseType: CaseType, state: CaseState | null): Said {
  const title = (id: string): Said => firstTitle(caseType, id);
  if (isPlain(rejection)) return PLAIN_REFUSALS[rejection.code];
  switch (rejection.code) {
    case 'unknown-item':
      return say('the-plan-has-nothing-of-the', { item: rejection.item });
    case 'wrong-kind':
      return say('is-not', { item: title(rejection.item), expected: withArticle(rejection.expected) });
    case 'not-available':
      return say('it-stands-at', { item: title(rejection.item), state: stateWords(rejection.state) });
    case 'timer-not-set':
      return say('nothing-is-set-to-happen-for', { timer: title(rejection.timer) });
    case 'timer-not-due':
      return say('is-set-for-which-has-not', { timer: title(rejection.timer), dueAt: rejection.dueAt });
    case 'unknown-clock':
    case 'clock-not-running':
    case 'clock-refused':
      return clockWords(rejection, caseType, state);
    case 'routing-differs':
      return say('the-routing-of-chose-somebody-else', { task: title(rejection.task) });
    case 'assignee-may-not-open':
      return say('may-not-open-the-case-so', { assignee: rejection.assignee, task: title(rejection.task) });
    case 'unknown-outcome':
      return say('a-case-of-this-kind-cannot', { outcome: rejection.outcome, outcomes: outcomesOf(caseType) });
    case 'unknown-subject':
      return say('it-is-not-said-who-is', { title: caseType.parties.get(rejection.party)?.title ?? rejection.party });
    case 'expression-failed':
      return say('what-it-is-reckoned-from', { item: title(rejection.where), reason: rejection.reason });
    case 'not-completable':
      return say('in-it-is-not-done', { item: title(rejection.blockedBy) });
    case 'condition-not-met':
      // A sentence of the case type.
      return say('as-it-is-said', { words: rejection.reason });
    case 'not-applicable':
    case 'invalid-access':
    case 'entry-refused':
    case 'no-consent':
      return rejection.sentence;
    case 'same-person':
      return say('whoever-did-or-for-whom-that', { did: title(rejection.did), item: title(rejection.item) });
    case 'not-movable':
      return say('as-it-is-said', { words: rejection.reasons.join(' ') });
    case 'not-authorised':
      return say('it-needs-one-of-the-roles', { roles: rejection.roles.join(', ') });
    case 'nothing-to-act-on':
      return say('nothing-would-be-left-for-anybody');
    case 'unknown-entry':
      return say('the-case-keeps-nothing-of-this', { entry: rejection.entry });
    case 'open-entries':
      return say('these-must-be-settled-first', { entries: rejection.entries.join(', ') });
    case 'plan-does-not-settle':
      return say('what-would-follow-from-it-comes', { steps: rejection.steps });
  }
}

function clockWords(
  rejection: Extract<Rejection, { clock: string }>,
  caseType: CaseType,
  state: CaseState | null,
): Said {
  const { code, clock } = rejection;
  if (code === 'unknown-clock') return say('the-case-type-has-no-clock', { clock });
  const title = clockTitle(caseType, clock);
  if (code === 'clock-not-running') return say('the-clock-stands', { title, standing: standing(state, clock) });
  return say('the-clock-does-not-allow-it', { title, reason: rejection.sentence });
}

function clockTitle({ clocks }: CaseType, clock: string): Said {
  return say('quoted', { title: clocks.get(clock)?.title ?? clock });
}

function standing(state: CaseState | null, clock: string): Said {
  const stopped = state?.clocks[clock]?.stoppedOn;
  return stopped === undefined ? say('has-not-begun') : say('was-stopped-on', { on: stopped });
}

function outcomesOf({ closing }: CaseType): string {
  return closing.outcomes.map(({ value }) => value).join(', ');
}

/** Kinds of step that a command asks for; another word stays as it is. */
function withArticle(expected: string): SaidValue {
  const kind = STEPS.find((step) => step === expected);
  if (kind !== undefined) return say(`a-${kind}`);
  return /^an? /.test(expected) ? expected : `a ${expected}`;
}

const STEPS = ['task', 'stage', 'milestone', 'listener', 'timer'] as const;

// Plain sentences for what brought a plan item to where it is.
import { say, type Said } from '../sentences/say.ts';
import type { CaseType } from '../definition/definition.ts';
import { isCollection } from '../expression/expression.ts';
import { CASE_PLAN } from '../plan/plan.ts';
import { firstTitle, stepTitle, withValues } from './step-words.ts';
import type { BegunCause } from './why-begun.ts';

/** One sentence that says the cause. */
export function sentenceOf(cause: BegunCause, caseType: CaseType): Said {
  const title = (id: string): Said => (id === CASE_PLAN ? say('the-case-within') : stepTitle(caseType, id));
  switch (cause.kind) {
    case 'case-opened':
      return say('it-is-there-from-the-opening');
    case 'case-reopened':
      return say('the-case-was-opened-again');
    case 'case-closed':
      return say('the-case-was-closed');
    case 'stage-began':
      return say('it-came-with-its-stage-which', { stage: title(cause.stage) });
    case 'stage-ended':
      return say('what-holds-it-ended', { stage: title(cause.stage) });
    case 'with-stage':
      return say('it-goes-with-what-holds-it', { stage: title(cause.stage) });
    case 'planned':
      return say('somebody-planned-it');
    case 'repeats':
      return say('it-repeats-went-before-it', { after: cause.after });
    case 'happened':
      return happened(cause, caseType);
    case 'condition':
      return condition(cause);
    case 'by-person':
      return say('it-is-for-a-person-to');
    case 'by-hand':
      return say('somebody-did', { what: say(`by-hand-${cause.on}`) });
    case 'time-came':
      return cause.dueAt === null ? say('its-time-came') : say('its-time-came-2', { dueAt: cause.dueAt });
    case 'child-returned':
      return say('the-case-that-it-opened-has');
    case 'ran':
      return say(cause.failed ? 'it-runs-by-itself-and-could' : 'it-runs-by-itself-and-was');
    case 'part-done':
      return say('in-it-is-done', { item: firstTitle(caseType, cause.item) });
    case 'not-readable':
      return say('it-rests-on-something-that-may');
    case 'nothing-left':
      return say('nothing-in-it-had-to-be');
  }
}

function happened({ on, what }: Extract<BegunCause, { kind: 'happened' }>, caseType: CaseType): Said {
  if (on.source === 'entry') {
    return say('entry-happened', {
      entry: say(`entry-${on.primitive}`, { entry: what }),
      happened: say(`was-${on.move}`),
    });
  }
  if (on.source === 'field') return say('field-happened', { field: on.field, happened: say(`changed-${on.change}`) });
  return say('item-happened', { item: firstTitle(caseType, what), happened: say(`happened-${on.transition}`) });
}

function condition({ criterion, source, held, values: fields }: Extract<BegunCause, { kind: 'condition' }>): Said {
  // A list of the case is no single value.
  const single = Object.entries(fields).filter(([field, value]) => value !== null || !isCollection(field));
  const each = single.map(([field, value]) =>
    value === null ? say('field-had-no-value', { field }) : say('field-was', { field, value: String(value) }),
  );
  const values = withValues(each);
  if (criterion === null) return say(held ? 'the-rule-held' : 'the-rule-did-not-hold', { source, values });
  return say(held ? 'the-condition-held' : 'the-condition-did-not-hold', { source, values });
}

// Plain sentences for what brought a plan item to where it is.
import type { FieldValue } from '../case/case.ts';
import type { CaseType, EntryMove } from '../definition/definition.ts';
import { isCollection } from '../expression/expression.ts';
import { CASE_PLAN, definitionOf, type Transition } from '../plan/plan.ts';
import type { BegunCause } from './why-begun.ts';

/** What happened, after the name of an item. */
const HAPPENED: Readonly<Record<Transition, string>> = {
  create: 'came into the plan',
  enable: 'could be begun',
  disable: 'was disabled',
  reenable: 'was enabled again',
  start: 'began',
  manualStart: 'was begun',
  complete: 'was completed',
  occur: 'occurred',
  terminate: 'was ended',
  exit: 'was ended by a rule or with its stage',
  suspend: 'was suspended',
  resume: 'went on',
  parentSuspend: 'was suspended with its stage',
  parentResume: 'went on with its stage',
  parentTerminate: 'was ended with its stage',
  fault: 'failed',
  reactivate: 'was set going again',
  close: 'was closed',
};

/** What somebody did to it. */
const BY_HAND: Readonly<Partial<Record<Transition, string>>> = {
  manualStart: 'began it',
  complete: 'completed it',
  occur: 'said that it had happened',
  disable: 'disabled it',
  reenable: 'enabled it again',
  terminate: 'ended it',
  suspend: 'suspended it',
  resume: 'let it go on',
  fault: 'said that it had failed',
  reactivate: 'set it going again',
  close: 'closed it for good',
};

const FIELD_CHANGES: Readonly<Record<string, string>> = {
  create: 'was recorded',
  update: 'got another value',
  replace: 'got another value',
  delete: 'was emptied',
  addChild: 'got a part',
  removeChild: 'lost a part',
};

/** One sentence that says the cause. */
export function sentenceOf(cause: BegunCause, caseType: CaseType): string {
  const title = (id: string): string =>
    id === CASE_PLAN ? 'the case' : `“${caseType.items.get(definitionOf(id))?.title ?? id}”`;
  switch (cause.kind) {
    case 'case-opened':
      return 'It is there from the opening of the case.';
    case 'case-reopened':
      return 'The case was opened again.';
    case 'case-closed':
      return 'The case was closed.';
    case 'stage-began':
      return `It came with its stage, ${title(cause.stage)}, which began.`;
    case 'stage-ended':
      return `What holds it, ${title(cause.stage)}, ended.`;
    case 'with-stage':
      return `It goes with what holds it, ${title(cause.stage)}.`;
    case 'planned':
      return 'Somebody planned it.';
    case 'repeats':
      return `It repeats: ${cause.after} went before it.`;
    case 'happened':
      return capital(`${nameOf(cause, title)} ${howOf(cause)}.`);
    case 'condition':
      return `The ${cause.criterion === null ? 'rule' : 'condition'} \`${cause.source}\` ${cause.held ? 'held' : 'did not hold'}${values(cause)}.`;
    case 'by-person':
      return 'It is for a person to begin it.';
    case 'by-hand':
      return `Somebody ${BY_HAND[cause.on] ?? `asked for it: ${cause.on}`}.`;
    case 'time-came':
      return cause.dueAt === null ? 'Its time came.' : `Its time came: ${cause.dueAt}.`;
    case 'child-returned':
      return 'The case that it opened has ended.';
    case 'ran':
      return cause.failed ? 'It runs by itself and could not.' : 'It runs by itself, and was done at once.';
    case 'part-done':
      return `${capital(title(cause.item))} in it is done.`;
    case 'not-readable':
      return 'It rests on something that may not be read.';
    case 'nothing-left':
      return 'Nothing in it had to be done.';
  }
}

type Happened = Extract<BegunCause, { kind: 'happened' }>;

function nameOf({ on, what }: Happened, title: (id: string) => string): string {
  if (on.source === 'entry') return `the ${on.primitive} ${what}`;
  return on.source === 'item' ? title(what) : `the field “${on.field}”`;
}

function howOf({ on }: Happened): string {
  if (on.source === 'entry') return movedWords(on.move);
  return on.source === 'item' ? HAPPENED[on.transition] : (FIELD_CHANGES[on.change] ?? on.change);
}

/** What happened to an entry, after its name. */
function movedWords(move: EntryMove): string {
  return move === 'lapsed' ? 'lapsed' : `was ${move.replaceAll('-', ' ')}`;
}

function values({ values: fields }: Extract<BegunCause, { kind: 'condition' }>): string {
  // A list of the case is no single value.
  const single = Object.entries(fields).filter(([field, value]) => value !== null || !isCollection(field));
  const each = single.map(([field, value]) => `${field} ${wording(value)}`);
  return each.length === 0 ? '' : `: ${each.join(', ')}`;
}

function wording(value: FieldValue): string {
  return value === null ? 'had no value' : `was ${String(value)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

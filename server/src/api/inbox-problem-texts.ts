// Why something is not done with an item of the inbox: in the words that whoever works it is told.
import type { InboxRefusal } from '../commands/inbox-steps.ts';

export type { InboxRefusal } from '../commands/inbox-steps.ts';

interface InboxProblem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

export const INBOX: Readonly<Record<InboxRefusal, InboxProblem>> = {
  'item-ended': {
    status: 409,
    title: 'It is done with',
    detail: 'This item was filed or rejected meanwhile. Load it again to see what became of it.',
  },
  'item-claimed': {
    status: 409,
    title: 'Somebody else has it',
    detail: 'A colleague has taken this item. Ask them, or give it back to the queue and take it.',
  },
  'queue-unknown': {
    status: 422,
    title: 'No such queue',
    detail: 'That team has no queue of the inbox. Choose one of the list.',
  },
  'person-unknown': {
    status: 422,
    title: 'Not of that team',
    detail: 'Whoever is to have it must be of the team of the queue. Choose somebody else, or the queue alone.',
  },
  'part-unknown': {
    status: 422,
    title: 'This part cannot be filed',
    detail: 'There is no such part, or the check of files holds it back. File the others, or reject the item.',
  },
  'original-unknown': {
    status: 422,
    title: 'No such other item',
    detail: 'Name another item of a queue of yours that is not a duplicate itself.',
  },
};

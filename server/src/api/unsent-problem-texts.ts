// Why what somebody types is not kept, in the words that they are told.
import type { UnsentRefusal } from '../commands/unsent-texts.ts';
import type { ProblemText } from './problem-texts.ts';

export type { UnsentRefusal } from '../commands/unsent-texts.ts';

export const UNSENT_PROBLEMS: Readonly<Record<UnsentRefusal, ProblemText>> = {
  'unsent-moved': {
    status: 409,
    title: 'Changed in another window',
    detail:
      'You saved, sent or discarded this text in another window meanwhile. Look at what is kept now, and choose which goes on.',
  },
  'unsent-of-another': {
    status: 409,
    title: 'Somebody else is signed in',
    detail: 'Somebody else signed in on this machine since this was typed, so it is not kept for them. Sign in again.',
  },
  'unsent-too-many': {
    status: 409,
    title: 'Too many texts wait',
    detail: 'You have hundreds of texts that were never sent. Send or discard some of them first.',
  },
};

// Why a view is not saved or shared, and a phrase not kept, in words.
import type { PhraseRefusal } from '../commands/phrase-steps.ts';
import type { ViewRefusal } from '../commands/view-steps.ts';
import type { ProblemText } from './problem-texts.ts';

export type { PhraseRefusal } from '../commands/phrase-steps.ts';
export type { ViewRefusal } from '../commands/view-steps.ts';

export const PHRASE_PROBLEMS: Readonly<Record<PhraseRefusal, ProblemText>> = {
  'phrases-too-many': {
    status: 409,
    title: 'Too many phrases',
    detail: 'You, or the team, have as many phrases as can be kept. Remove one that is not needed, then try again.',
  },
};

export const VIEW_PROBLEMS: Readonly<Record<ViewRefusal, ProblemText>> = {
  'views-too-many': {
    status: 409,
    title: 'Too many views',
    detail: 'You, or the team, have as many saved views as can be kept. Remove one that is not needed, then try again.',
  },
  'view-filters': {
    status: 422,
    title: 'Not a filter of this list',
    detail:
      'A view keeps the filters that the list has, and no words that were sought. Take out what is not one of them.',
  },
};

// Why a sample is not drawn, or what was found in one of its cases is not kept, in words.
import type { SampleRefusal } from '../commands/sample-steps.ts';
import type { ProblemText } from './problem-texts.ts';

export type { SampleRefusal } from '../commands/sample-steps.ts';

export const SAMPLE_PROBLEMS: Readonly<Record<SampleRefusal, ProblemText>> = {
  'sample-nothing': {
    status: 409,
    title: 'Nothing to draw from',
    detail: 'No case that you may read ended that way in this period. Choose other days, or another kind of case.',
  },
  'sample-too-many': {
    status: 409,
    title: 'Too many cases',
    detail: 'A sample is drawn from at most 50,000 cases and has at most 500. Choose fewer days, or draw fewer.',
  },
  'sample-definition': {
    status: 422,
    title: 'No sample can be drawn so',
    detail:
      'Say a number of cases or a share, not both; a period that ends after it begins; and, by decision, which kind.',
  },
  'sample-own-work': {
    status: 409,
    title: 'You worked on this case',
    detail:
      'By the rule sample-own-work nobody reviews a case on which they worked. Leave it to a colleague who did not.',
  },
  'sample-reviewed': {
    status: 409,
    title: 'Somebody else has reviewed this case',
    detail: 'What a colleague found is not written over. Load the page again to read it.',
  },
  'sample-moved': {
    status: 409,
    title: 'Changed in another window',
    detail: 'You have saved this review in another window since. Load the page again, and look at what is there.',
  },
  'sample-answers': {
    status: 422,
    title: 'Not every question is answered',
    detail: 'Answer each question of the sample: met, not met, or not applicable.',
  },
};

// What is said where letters on paper cannot be printed, posted or brought back as asked.
import type { PrintRefusal } from '../commands/print-steps.ts';
import type { ProblemText } from './problem-texts.ts';

export type { PrintRefusal } from '../commands/print-steps.ts';

export const PRINT_PROBLEMS: Readonly<Record<PrintRefusal, ProblemText>> = {
  'print-nothing': {
    status: 409,
    title: 'No letter waits',
    detail: 'No letter waits for post. Those that were printed can be printed once more, by their label.',
  },
  'print-label': {
    status: 409,
    title: 'No such label',
    detail:
      'No letter that was printed has this label, or it came back before. Look at the cover sheet, where it stands such as 12-3.',
  },
  'print-day': {
    status: 409,
    title: 'Not on that day',
    detail: 'Letters are posted after they were printed, and on no day that is to come. Look at the day again.',
  },
  'print-posted': {
    status: 409,
    title: 'Posted already',
    detail: 'Somebody has said when this batch was posted. Load the list again to see when.',
  },
};

// Every sentence and phrase in English, by its code. Each subject has a file of its own in `en`.
import { casesTexts } from './en/cases.ts';
import { clocksTexts } from './en/clocks.ts';
import { entriesTexts } from './en/entries.ts';
import { formsTexts } from './en/forms.ts';
import { statesTexts } from './en/states.ts';
import { whyTexts } from './en/why.ts';

export const ENGLISH = {
  ...casesTexts,
  ...clocksTexts,
  ...entriesTexts,
  ...formsTexts,
  ...statesTexts,
  ...whyTexts,
} as const;

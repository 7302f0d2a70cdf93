// Every sentence and phrase in English, by its code. Words for what a case keeps, for plans and clocks, and for checking case types
// stand in files of their own.
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

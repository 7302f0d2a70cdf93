// Every sentence and phrase in French, by its code. A code without its words does not compile.
import type { ENGLISH } from './english.ts';
import { casesTexts } from './fr/cases.ts';
import { clocksTexts } from './fr/clocks.ts';
import { entriesTexts } from './fr/entries.ts';
import { formsTexts } from './fr/forms.ts';
import { statesTexts } from './fr/states.ts';
import { whyTexts } from './fr/why.ts';
import type { TextsOf } from './texts-of.ts';

export const FRENCH: TextsOf<typeof ENGLISH> = {
  ...casesTexts,
  ...clocksTexts,
  ...entriesTexts,
  ...formsTexts,
  ...statesTexts,
  ...whyTexts,
};

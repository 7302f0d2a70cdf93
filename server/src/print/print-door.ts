// The door of this room: a letter printed for whoever keeps it, as bytes or a sentence that says why it cannot be printed and what to do,
// and the sheet on top of one that goes by post.
import type { Letter } from '@casewright/engine/letters';
import { printLetter } from './letter-pdf.ts';

export { type CoverToPrint, printCover } from './cover-sheet.ts';

export async function printForKeeping(
  letter: Letter,
  madeAt: string,
): Promise<{ readonly pdf: Buffer } | { readonly reason: string }> {
  const printed = await printLetter({ letter, madeAt });
  if ('pdf' in printed) return printed;
  const { unprintable } = printed;
  if (unprintable.code === 'right-to-left')
    return {
      reason:
        'A letter that is read from right to left cannot be printed here yet. Write it in another language, or outside.',
    };
  return { reason: `The font of letters has no sign for ${unprintable.signs.join(' ')}. Write it in other letters.` };
}

// What is asked of a file while its redaction is prepared, as one value for whoever starts the program.
import { suggestBoxes } from './suggest-boxes.ts';
import { textLeft } from './text-left.ts';

export interface RedactionTools {
  readonly suggest: typeof suggestBoxes;
  readonly textLeft: typeof textLeft;
}

export const redactionTools: RedactionTools = { suggest: suggestBoxes, textLeft };

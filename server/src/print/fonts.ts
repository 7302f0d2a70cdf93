// The font of letters: Noto Sans, which may be embedded by anybody (SIL Open Font License 1.1), and has the Latin, Greek and Cyrillic
// scripts. What it has no sign for is not printed as an empty box: the letter is not made, and the signs are named.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export interface Fonts {
  readonly regular: Buffer;
  readonly bold: Buffer;
}

const FOLDER = '@expo-google-fonts/noto-sans';

let loaded: Fonts | null = null;

/** Read once for a process. */
export function letterFonts(): Fonts {
  loaded ??= { regular: fontFile('400Regular'), bold: fontFile('700Bold') };
  return loaded;
}

function fontFile(weight: string): Buffer {
  const find = createRequire(import.meta.url);
  return readFileSync(find.resolve(`${FOLDER}/${weight}/NotoSans_${weight}.ttf`));
}

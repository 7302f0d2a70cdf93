// The font of the layer of text that lies over a picture of a page: every letter has the same width and no ink, so that the
// text can be found, marked, read aloud and taken out while nothing but the picture is seen. Letters get codes as they come.
import { dictOf, nameOf, type Ref, type Value } from './objects.ts';
import type { FileWriter } from './file-writer.ts';
import { toUnicode } from './to-unicode.ts';
import { emptyFont } from './true-type.ts';

/** Of the height of the font, how far each letter goes on before it is stretched to its place. */
export const HIDDEN_ADVANCE = 0.5;

export interface LetterCodes {
  /** Codes of the letters of a text, four hex digits each. */
  readonly codesOf: (text: string) => { readonly hex: string; readonly count: number };
  readonly letters: () => ReadonlyMap<number, string>;
}

export function openLetters(): LetterCodes {
  const codes = new Map<string, number>();
  return {
    codesOf(text) {
      const all = Array.from(text).map((letter) => {
        const known = codes.get(letter);
        if (known !== undefined) return known;
        const code = codes.size + 1;
        if (code > 0xffff) throw new RangeError('more letters than a font has codes');
        codes.set(letter, code);
        return code;
      });
      return { hex: all.map((code) => code.toString(16).padStart(4, '0')).join(''), count: all.length };
    },
    letters: () => new Map([...codes].map(([letter, code]) => [code, letter])),
  };
}

/** Writes the font for all letters that got a code; call it when every page has been written. */
export function writeHiddenFont(file: FileWriter, letters: LetterCodes, at: Ref): Ref {
  const name = nameOf('AAAAAA+NoInk');
  const program = emptyFont(HIDDEN_ADVANCE);
  const descriptor = file.write(
    dictOf({
      ...{ Type: nameOf('FontDescriptor'), FontName: name, Flags: 5, ItalicAngle: 0, Ascent: 750, Descent: -250 },
      ...{ FontBBox: [0, -250, HIDDEN_ADVANCE * 1000, 750], CapHeight: 700, StemV: 80 },
      FontFile2: file.writeStream({ Length1: program.length }, program),
    }),
  );
  const descendant = file.write(
    dictOf({
      ...{ Type: nameOf('Font'), Subtype: nameOf('CIDFontType2'), BaseFont: name, FontDescriptor: descriptor },
      CIDSystemInfo: systemInfo(),
      DW: HIDDEN_ADVANCE * 1000,
      // Every letter is drawn by the one outline that has no ink.
      CIDToGIDMap: file.writeStream({}, Buffer.alloc(2 * (letters.letters().size + 1), Buffer.from([0, 1]))),
    }),
  );
  return file.write(
    dictOf({
      ...{ Type: nameOf('Font'), Subtype: nameOf('Type0'), BaseFont: name, Encoding: nameOf('Identity-H') },
      ...{ DescendantFonts: [descendant], ToUnicode: file.writeStream({}, toUnicode(letters.letters())) },
    }),
    at,
  );
}

export function systemInfo(): Value {
  return dictOf({
    ...{ Registry: { bytes: Buffer.from('Adobe') }, Ordering: { bytes: Buffer.from('Identity') }, Supplement: 0 },
  });
}

// A font for text that is seen: the whole font file goes into the document, so that it looks alike everywhere, with the
// letters that were used by name, so that they can be taken out again.
import type { FileWriter } from './file-writer.ts';
import { systemInfo } from './hidden-font.ts';
import { dictOf, nameOf, type Ref, type Value } from './objects.ts';
import { toUnicode } from './to-unicode.ts';
import { readOutlines } from './true-type.ts';

export interface ShownFont {
  /** Known once it has been written. */
  readonly ref: Ref;
  /** The name that content calls it by. */
  readonly name: 'F' | 'B';
  /** Outlines of a text, four hex digits each; a letter that the font lacks shows as an empty box, and is still found. */
  readonly codesOf: (text: string) => string;
  /** How wide a text is at a height of 1. */
  readonly widthOf: (text: string) => number;
  /** @returns whether it was written: only when some text was set in it */
  readonly write: () => boolean;
}

/** Codes of letters that the font lacks; each font file here has far fewer outlines. */
const LACKING = 0xe000;

export function openShownFont(file: FileWriter, name: 'Plain' | 'Bold', program: Buffer): ShownFont {
  const outlines = readOutlines(program);
  let ref: Ref | null = null;
  const used = new Map<string, { readonly code: number; readonly outline: number }>();
  const codes = new Set<number>();
  const codeOf = (letter: string): number => {
    const known = used.get(letter);
    if (known !== undefined) return known.code;
    const outline = outlines.outlineOf(letter);
    // Two letters may share an outline; each must keep its own name.
    const code = outline === 0 || codes.has(outline) ? LACKING + used.size : outline;
    codes.add(code);
    used.set(letter, { code, outline });
    return code;
  };
  return {
    get ref() {
      if (ref === null) throw new Error('the font has not been written');
      return ref;
    },
    name: name === 'Bold' ? 'B' : 'F',
    codesOf: (text) =>
      Array.from(text)
        .map((letter) => codeOf(letter).toString(16).padStart(4, '0'))
        .join(''),
    widthOf: (text) =>
      Array.from(text).reduce((sum, letter) => sum + outlines.advanceOf(outlines.outlineOf(letter)), 0),
    write() {
      if (used.size > 0) ref = writeFont({ file, name, program, used: [...used], advanceOf: outlines.advanceOf });
      return used.size > 0;
    },
  };
}

interface Writing {
  readonly file: FileWriter;
  readonly name: string;
  readonly program: Buffer;
  readonly used: readonly (readonly [string, { readonly code: number; readonly outline: number }])[];
  readonly advanceOf: (outline: number) => number;
}

function writeFont({ file, name, program, used, advanceOf }: Writing): Ref {
  const baseFont = nameOf(`Casewright${name}`);
  const sorted = used.toSorted(([, one], [, other]) => one.code - other.code);
  const widths = sorted.flatMap(([, { code, outline }]): Value[] => [code, [Math.round(advanceOf(outline) * 1000)]]);
  const outlineOfCode = Buffer.alloc(0x20000);
  for (const [, { code, outline }] of sorted) outlineOfCode.writeUInt16BE(outline, code * 2);
  const descriptor = file.write(
    dictOf({
      ...{ Type: nameOf('FontDescriptor'), FontName: baseFont, Flags: 4, ItalicAngle: 0, Ascent: 905, Descent: -212 },
      ...{ FontBBox: [-544, -303, 1302, 980], CapHeight: 729, StemV: name === 'Bold' ? 120 : 80 },
      FontFile2: file.writeStream({ Length1: program.length }, program),
    }),
  );
  const descendant = file.write(
    dictOf({
      ...{ Type: nameOf('Font'), Subtype: nameOf('CIDFontType2'), BaseFont: baseFont, FontDescriptor: descriptor },
      ...{ CIDSystemInfo: systemInfo(), W: widths, CIDToGIDMap: file.writeStream({}, outlineOfCode) },
    }),
  );
  const letters = new Map(sorted.map(([letter, { code }]) => [code, letter]));
  return file.write(
    dictOf({
      ...{ Type: nameOf('Font'), Subtype: nameOf('Type0'), BaseFont: baseFont, Encoding: nameOf('Identity-H') },
      ...{ DescendantFonts: [descendant], ToUnicode: file.writeStream({}, toUnicode(letters)) },
    }),
  );
}

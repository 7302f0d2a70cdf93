// The small files of a bag that say what it is: `bagit.txt`, and labels with values such as `bag-info.txt` (RFC 8493, 2.1.1 and 2.2.2).
// Text in and out; knows no files.

/** What `bagit.txt` declares. */
export interface Declaration {
  /** Such as `1.0`. */
  readonly version: string;
  readonly encoding: string;
}

/** What this program writes. */
export const DECLARED: Declaration = { version: '1.0', encoding: 'UTF-8' };

export function declarationText({ version, encoding }: Declaration): string {
  return `BagIt-Version: ${version}\nTag-File-Character-Encoding: ${encoding}\n`;
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** @returns the declaration, or what is wrong with it as a sentence */
export function readDeclaration(bytes: Buffer): Declaration | { readonly reason: string } {
  if (bytes.subarray(0, 3).equals(BOM)) return { reason: 'bagit.txt begins with a byte order mark.' };
  const text = decodeText(bytes, 'UTF-8');
  if (text === null) return { reason: 'bagit.txt is not UTF-8.' };
  const lines = linesOf(text);
  const version = /^BagIt-Version: (?<number>\d+\.\d+)$/.exec(lines[0] ?? '')?.groups?.['number'];
  const encoding = /^Tag-File-Character-Encoding: (?<name>[A-Za-z0-9._:-]+)$/.exec(lines[1] ?? '')?.groups?.['name'];
  if (version === undefined) return { reason: 'The first line of bagit.txt is not "BagIt-Version: M.N".' };
  if (encoding === undefined)
    return { reason: 'The second line of bagit.txt is not "Tag-File-Character-Encoding: NAME".' };
  if (lines.length > 2) return { reason: 'bagit.txt has more than its two lines.' };
  return { version, encoding };
}

/** A label and its value; labels may repeat, and their order is kept. */
export type Label = readonly [label: string, value: string];

const LABEL = /^(?<label>[^:]+?)\s*:[ \t]*(?<value>.*)$/s;

/** @returns the labels in their order, or what is wrong as a sentence */
export function readLabels(text: string): readonly Label[] | { readonly reason: string } {
  const labels: [string, string][] = [];
  for (const line of linesOf(text)) {
    const last = labels.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) {
      last[1] = `${last[1]} ${line.trim()}`;
      continue;
    }
    if (line.trim() === '') continue;
    const { label, value } = LABEL.exec(line)?.groups ?? {};
    if (label === undefined || value === undefined)
      return { reason: `“${line.slice(0, 80)}” is no label with a value.` };
    labels.push([label.trim(), value.trim()]);
  }
  return labels;
}

/** Values are put on one line each; a label is not one if it has a colon. */
export function labelsText(labels: readonly Label[]): string {
  return labels.map(([label, value]) => `${label}: ${value.replaceAll(/\s+/g, ' ').trim()}\n`).join('');
}

/** Lines may end with LF, CR or both (RFC 8493, 2.1.1). */
export function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\n|\r/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** Null for an encoding that is not known, and for bytes that are not of it. */
export function decodeText(bytes: Buffer, encoding: string): string | null {
  // "UTF-16" alone takes its order from the mark in front, and without one the high byte comes first (RFC 2781, 4.3).
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
  const label = encoding.toUpperCase() === 'UTF-16' ? (isLittle ? 'utf-16le' : 'utf-16be') : encoding;
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

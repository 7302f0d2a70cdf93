// The table of a font that says which letter each code stands for (ISO 32000-2, 9.10.3).

/** @param letters by their codes of two bytes; a letter may be several code points */
export function toUnicode(letters: ReadonlyMap<number, string>): Buffer {
  const hex = (code: number): string => code.toString(16).padStart(4, '0');
  const rows = [...letters]
    .toSorted(([one], [other]) => one - other)
    .map(([code, letter]) => `<${hex(code)}> <${Buffer.from(letter, 'utf16le').swap16().toString('hex')}>`);
  const blocks: string[] = [];
  // A block may have a hundred rows.
  for (let at = 0; at < rows.length; at += 100) {
    const part = rows.slice(at, at + 100);
    blocks.push(`${part.length} beginbfchar`, ...part, 'endbfchar');
  }
  return Buffer.from(
    [
      ...['/CIDInit /ProcSet findresource begin', '12 dict begin', 'begincmap'],
      '/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def',
      ...['/CMapName /Adobe-Identity-UCS def', '/CMapType 2 def'],
      ...['1 begincodespacerange', '<0000> <ffff>', 'endcodespacerange'],
      ...blocks,
      ...['endcmap', 'CMapName currentdict /CMap defineresource pop', 'end', 'end', ''],
    ].join('\n'),
  );
}

// Makes of one JSON object the columns of a row: `state.value` where the file nests, `tags.0` of a list, and every value as it
// stands in the file, so that a long number loses no digit. Absent, null and empty are the same. It knows no file.

export type Flat = { readonly values: Readonly<Record<string, string>> } | { readonly fault: string };

/** A text, or a number as JSON writes it. */
const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gu;

/** @returns the values by column, or why the text is not one object with each member once */
export function flattenJson(text: string): Flat {
  let members = 0;
  try {
    JSON.parse(text);
    // Numbers become texts before they are read, since a number that is read may be another one.
    const asTexts = text.replaceAll(TOKEN, (token: string, colon: string | undefined) => {
      if (colon !== undefined) members += 1;
      return token.startsWith('"') ? token : `"${token}"`;
    });
    const value: unknown = JSON.parse(asTexts);
    if (typeof value !== 'object' || value === null) return { fault: 'it is not an object' };
    const values = new Map<string, string>();
    const seen = addTo(values, value, '');
    // Made of entries, so that no name of a member means anything else than a name.
    return seen === members
      ? { values: Object.fromEntries(values) }
      : { fault: 'an object in it names a member, or a column, twice' };
  } catch (error) {
    return { fault: `it is not JSON (${error instanceof Error ? error.name : 'unknown'})` };
  }
}

/** Adds everything below a value and answers how many members its objects have. */
function addTo(values: Map<string, string>, value: unknown, path: string): number {
  if (value === null || value === '') return 0;
  if (typeof value !== 'object') {
    // `a.b` beside an `a` with a `b`: two values for one column.
    if (values.has(path)) return Number.NaN;
    values.set(path, typeof value === 'string' ? value : JSON.stringify(value));
    return 0;
  }
  const entries = Object.entries(value);
  let members = Array.isArray(value) ? 0 : entries.length;
  for (const [name, item] of entries) members += addTo(values, item, path === '' ? name : `${path}.${name}`);
  return members;
}

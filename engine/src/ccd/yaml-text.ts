// Writes a case type as YAML text: keys one below the other, and what stands deeper on one line, as a bound on the parts of a text
// asks of a definition with thousands of them.

export type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain | undefined };

/** @param depth how many levels of groups get lines of their own */
export function yamlText(
  value: Readonly<Record<string, Plain | undefined>>,
  depths: Readonly<Record<string, number>>,
): string {
  return Object.entries(value)
    .flatMap(([key, held]) => (held === undefined ? [] : [`${key}:${below(held, depths[key] ?? 0, '  ')}`]))
    .join('\n')
    .concat('\n');
}

function below(value: Plain, depth: number, indent: string): string {
  if (depth === 0 || typeof value !== 'object') return ` ${flow(value)}`;
  if (isList(value)) return value.map((one) => `\n${indent}- ${flow(one)}`).join('');
  return Object.entries(value)
    .flatMap(([key, held]) =>
      held === undefined ? [] : [`\n${indent}${keyText(key)}:${below(held, depth - 1, `${indent}  `)}`],
    )
    .join('');
}

/** JSON is YAML. */
function flow(value: Plain): string {
  return JSON.stringify(value);
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

/** Keys that YAML might take for something else are in quotes. */
function keyText(key: string): string {
  return /^[a-zA-Z][a-zA-Z0-9-]*$/.test(key) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(key)
    ? key
    : JSON.stringify(key);
}

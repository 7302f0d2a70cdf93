// Pieces of HTML as text: everything that comes from a case type is escaped, and nothing else makes a tag.

/** Made here only; a text is never taken for one. */
export interface Html {
  readonly text: string;
}

export type Content = Html | string | number | null;

/** An element. Texts among its contents are escaped. */
export function el(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...contents: readonly (Content | readonly Content[])[]
): Html {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const inside = contents.flat().map((content) => textOf(content));
  if (VOID.has(name)) return { text: `<${name}${given.join('')} />` };
  return { text: `<${name}${given.join('')}>${inside.join('')}</${name}>` };
}

export function join(parts: readonly (Html | null)[]): Html {
  return { text: parts.flatMap((part) => (part === null ? [] : [part.text])).join('\n') };
}

/** A table with its caption; null where it has no rows. */
export function table(caption: string, heads: readonly string[], rows: readonly (readonly Content[])[]): Html | null {
  if (rows.length === 0) return null;
  const body = rows.map((row) =>
    el(
      'tr',
      {},
      row.map((cell, at) => (at === 0 ? el('th', { scope: 'row' }, cell) : el('td', {}, cell))),
    ),
  );
  return el(
    'div',
    { class: 'wide', tabindex: 0, role: 'region', 'aria-label': caption },
    el(
      'table',
      {},
      el('caption', {}, caption),
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          heads.map((head) => el('th', { scope: 'col' }, head)),
        ),
      ),
      el('tbody', {}, body),
    ),
  );
}

/** A list; null where there is nothing in it. */
export function list(items: readonly Content[]): Html | null {
  return items.length === 0
    ? null
    : el(
        'ul',
        {},
        items.map((item) => el('li', {}, item)),
      );
}

/** Elements without contents. Those of pictures must say that they end, or what follows would be inside them. */
const VOID = new Set(['meta', 'rect', 'path']);

function textOf(content: Content): string {
  if (content === null) return '';
  return typeof content === 'object' ? content.text : escaped(String(content));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

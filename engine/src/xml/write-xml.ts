// Elements of XML as text, with every character that XML cannot hold as it is written so that it is read back the same.

export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | null>>;
  readonly children: readonly XmlNode[];
  readonly text: string | null;
}

/** An element; attributes that are null are left out. */
export function element(name: string, attributes: XmlNode['attributes'], children: readonly XmlNode[] = []): XmlNode {
  return { name, attributes, children, text: null };
}

/** An element that holds nothing but text. */
export function leaf(name: string, text: string): XmlNode {
  return { name, attributes: {}, children: [], text };
}

export function xmlText(node: XmlNode, indent = ''): string {
  const attributes = Object.entries(node.attributes)
    .flatMap(([name, value]) => (value === null ? [] : [` ${name}="${escaped(value, true)}"`]))
    .join('');
  if (node.text !== null) return `${indent}<${node.name}${attributes}>${escaped(node.text, false)}</${node.name}>`;
  if (node.children.length === 0) return `${indent}<${node.name}${attributes}/>`;
  const inner = node.children.map((child) => xmlText(child, `${indent}  `)).join('\n');
  return `${indent}<${node.name}${attributes}>\n${inner}\n${indent}</${node.name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** In an attribute, line breaks and tabs would be read back as spaces. */
function escaped(text: string, attribute: boolean): string {
  const plain = text.replaceAll(/[&<>"\r]/g, (sign) => ENTITIES[sign] ?? sign);
  return attribute ? plain.replaceAll('\n', '&#10;').replaceAll('\t', '&#9;') : plain;
}

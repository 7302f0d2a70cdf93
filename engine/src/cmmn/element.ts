// Short ways to ask an element of a model for what the reader wants of it. Elements and attributes of other namespaces
// are not seen: they are the extensions of some product.
import type { XmlElement, XmlPlace, XmlProblem, XmlProblemCode } from './xml-tree.ts';

/** Ours, for what CMMN has no place for. */
export const OURS = 'https://casewright.example/cmmn';

const CMMN = /^http:\/\/www\.omg\.org\/spec\/CMMN\/\d{8}\/MODEL$/;

export interface Reading {
  readonly problems: XmlProblem[];
}

export function isCmmn(element: XmlElement): boolean {
  return CMMN.test(element.namespace);
}

/** Children of that name in a namespace of CMMN, whichever its version. */
export function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name && isCmmn(child));
}

export function childNamed(element: XmlElement, name: string): XmlElement | null {
  return childrenNamed(element, name)[0] ?? null;
}

export function attribute(element: XmlElement, name: string): string | null {
  return element.attributes.find((one) => one.name === name && one.namespace === '')?.value ?? null;
}

/** The attribute whatever its namespace: one product writes it as its own. */
export function anyAttribute(element: XmlElement, name: string): string | null {
  return attribute(element, name) ?? element.attributes.find((one) => one.name === name)?.value ?? null;
}

export function ourAttribute(element: XmlElement, name: string): string | null {
  return element.attributes.find((one) => one.name === name && one.namespace === OURS)?.value ?? null;
}

/** Our own element inside the extensions of an element. */
export function ourText(element: XmlElement, name: string): string | null {
  const extensions = childNamed(element, 'extensionElements');
  return extensions?.children.find((child) => child.name === name && child.namespace === OURS)?.text ?? null;
}

/** Names in a list that is separated by spaces; none where there is no list. */
export function names(list: string | null): readonly string[] {
  return (list ?? '').split(/\s+/).filter((name) => name !== '');
}

/** Text of an expression: written directly, or in CMMN 1.0 in a `body`. */
export function expressionText(element: XmlElement): string {
  return (childNamed(element, 'body')?.text ?? element.text).trim();
}

export function placeOf({ line, column }: XmlPlace): XmlPlace {
  return { line, column };
}

export function problem(
  reading: Reading,
  place: XmlPlace,
  found: { readonly code: XmlProblemCode; readonly reason: string },
): void {
  if (reading.problems.length < 200) reading.problems.push({ ...placeOf(place), ...found });
}

/** An attribute that must be there; an empty text and a problem where it is not. */
export function needed(reading: Reading, element: XmlElement, name: string): string {
  const value = anyAttribute(element, name);
  if (value !== null && value.trim() !== '') return value.trim();
  problem(reading, element, { code: 'missing', reason: `<${element.name}> needs the attribute ${name}.` });
  return '';
}

// The source as a tree of plain nodes that know where they stand. Reading from it never fails: what is absent or of
// another type is null, and the shape check has said so already.
import type { Place } from './problem.ts';

export interface ScalarNode extends Place {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** Offset of the value's first character where value and source text agree, else null. */
  readonly textOffset: number | null;
}

export interface ListNode extends Place {
  readonly kind: 'list';
  readonly items: readonly LocatedNode[];
}

export interface MapEntry {
  readonly key: string;
  /** Where the key stands. */
  readonly at: Place;
  readonly value: LocatedNode;
}

export interface MapNode extends Place {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, MapEntry>;
}

export type LocatedNode = ScalarNode | ListNode | MapNode;

type Maybe = LocatedNode | null | undefined;

export function childOf(node: Maybe, key: string): LocatedNode | null {
  return node?.kind === 'map' ? (node.entries.get(key)?.value ?? null) : null;
}

/** Entries of a map in the order of the file; none where it is not a map. */
export function entriesOf(node: Maybe): readonly MapEntry[] {
  return node?.kind === 'map' ? [...node.entries.values()] : [];
}

export function itemsOf(node: Maybe): readonly LocatedNode[] {
  return node?.kind === 'list' ? node.items : [];
}

export function textOf(node: Maybe): string | null {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : null;
}

export function textAt(node: Maybe, key: string): string | null {
  return textOf(childOf(node, key));
}

/** One text or a list of them, such as the roles that do something. */
export function rolesAt(node: Maybe, key: string): readonly string[] {
  const child = childOf(node, key);
  const one = textOf(child);
  return one === null ? itemsOf(child).flatMap((item) => textOf(item) ?? []) : [one];
}

export function flagAt(node: Maybe, key: string, otherwise: boolean): boolean {
  const child = childOf(node, key);
  return child?.kind === 'scalar' && typeof child.value === 'boolean' ? child.value : otherwise;
}

export function numberAt(node: Maybe, key: string): number | null {
  const child = childOf(node, key);
  return child?.kind === 'scalar' && typeof child.value === 'number' ? child.value : null;
}

/** What stands there without its places: values, lists and plain objects. */
export function plainOf(node: LocatedNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plainOf);
  return Object.fromEntries([...node.entries.values()].map(({ key, value }) => [key, plainOf(value)]));
}

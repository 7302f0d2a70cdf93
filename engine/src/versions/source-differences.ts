// What differs between two texts of a case type, place by place. Comments, quotes, and the order of names count for nothing;
// the order of a list does. It knows the form of the files and not what they mean.
import type { LocatedNode } from '../definition/located.ts';
import { readYaml } from '../definition/read-yaml.ts';

export type Scalar = string | number | boolean | null;

/** What stands at a place: a value, or the names of what it holds. */
export type Shown = Scalar | { readonly holds: readonly string[] };

export interface SourceDifference {
  /** Names from the root on: `data`, `fineAmount`, `label`. What has a name in a list stands under that name. */
  readonly path: readonly string[];
  readonly change: 'added' | 'removed' | 'changed' | 'reordered';
  readonly before: Shown | undefined;
  readonly after: Shown | undefined;
  /** The part of the text that was added or removed, for rules that look into it. */
  readonly part: Part;
}

/** A text without its places: what is compared. */
export type Part = Scalar | { readonly members: ReadonlyMap<string, Part>; readonly ordered: boolean };

/**
 * @param before text of a case type that was checked
 * @param after another one
 * @returns every difference, in the order of the older text, then what is new
 * @throws where a text is not YAML: neither is then a checked case type
 */
export function sourceDifferences(before: string, after: string): readonly SourceDifference[] {
  return [...differences(partOfText(before), partOfText(after), [])];
}

/** The text of a case type as a part. @throws where it is not YAML */
export function partOfText(source: string): Part {
  const { root } = readYaml(source);
  if (root === null) throw new Error('The text of a case type cannot be read.');
  return partOf(root);
}

/** What stands at a place below a part; undefined where nothing does. */
export function partAt(part: Part | undefined, path: readonly string[]): Part | undefined {
  let found = part;
  for (const name of path) found = isHolder(found) ? found.members.get(name) : undefined;
  return found;
}

export function isHolder(part: Part | undefined): part is Exclude<Part, Scalar> {
  return typeof part === 'object' && part !== null;
}

function* differences(before: Part, after: Part, path: readonly string[]): Generator<SourceDifference> {
  if (!isHolder(before) || !isHolder(after)) {
    if (before === after) return;
    yield { path, change: 'changed', before: shown(before), after: shown(after), part: after };
    return;
  }
  for (const [name, one] of before.members) {
    const other = after.members.get(name);
    const place = [...path, name];
    if (other === undefined) yield { path: place, change: 'removed', before: shown(one), after: undefined, part: one };
    else yield* differences(one, other, place);
  }
  for (const [name, other] of after.members) {
    if (before.members.has(name)) continue;
    yield { path: [...path, name], change: 'added', before: undefined, after: shown(other), part: other };
  }
  if (before.ordered && isReordered(before, after))
    yield { path, change: 'reordered', before: shown(before), after: shown(after), part: after };
}

/** Whether what both hold stands in another order. */
function isReordered(before: Exclude<Part, Scalar>, after: Exclude<Part, Scalar>): boolean {
  const inBoth = [...before.members.keys()].filter((name) => after.members.has(name));
  const now = [...after.members.keys()].filter((name) => before.members.has(name));
  return inBoth.some((name, at) => now[at] !== name);
}

function shown(part: Part): Shown {
  return isHolder(part) ? { holds: [...part.members.keys()] } : part;
}

function partOf(node: LocatedNode): Part {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'map') {
    const members = [...node.entries.values()].map(({ key, value }): [string, Part] => [key, partOf(value)]);
    return { members: new Map(members), ordered: false };
  }
  const members = new Map<string, Part>();
  for (const [at, item] of node.items.entries()) members.set(nameInList(item, at), partOf(item));
  // Two with one name would hide one of them, so then all of them stand by number.
  if (members.size === node.items.length) return { members, ordered: true };
  return { members: new Map(node.items.map((item, at) => [`${at + 1}`, partOf(item)])), ordered: true };
}

const NAMING = ['name', 'id', 'field', 'category'];

/** Its own name where it has one, a text itself, or else its number from 1. */
function nameInList(node: LocatedNode, at: number): string {
  if (node.kind === 'scalar') return String(node.value);
  if (node.kind === 'map') {
    for (const naming of NAMING) {
      const value = node.entries.get(naming)?.value;
      if (value?.kind === 'scalar' && typeof value.value === 'string') return value.value;
    }
  }
  return `${at + 1}`;
}

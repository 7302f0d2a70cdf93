// Merges the sections of a block into the text of a case type, as trees that keep their comments. Groups of names grow by the
// names of the block; a name that is there already is a problem and never replaced. Knows where groups are, and not what they mean.
import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import type { ScalarNode } from './located.ts';

/** A name that both define: its path, and the node of the block that is not merged. */
export interface Conflict {
  readonly path: string;
  readonly node: Node;
}

/** What lies below a key: names that people chose, a list, or groups with shapes of their own. */
type Shape = 'names' | 'list' | 'stages' | 'forms' | 'languages' | Groups;
interface Groups {
  readonly [key: string]: Shape;
}

const STAGE: Groups = { tasks: 'names', milestones: 'names', timers: 'names', listeners: 'names', stages: 'stages' };
const LANGUAGES = 'languages.';
const FORM: Groups = { fields: 'names' };

/** Every other section is a group of names. */
const SECTIONS: Readonly<Record<string, Shape>> = {
  plan: STAGE,
  forms: 'forms',
  languages: 'languages',
  routing: { teams: 'names', queues: 'names', skills: 'names', tables: 'names' },
  access: {
    ...{ sections: 'list', fields: 'list', tells: 'list', compartments: 'list', purposes: 'list', emergencies: 'list' },
  },
  closing: { outcomes: 'names', afterwards: 'list' },
  retention: { classes: 'names', floors: 'names' },
};

/** Adds to `target` what `from` says; what conflicts is left out and told. */
export function mergeSections(target: YAMLMap, from: YAMLMap): readonly Conflict[] {
  const conflicts: Conflict[] = [];
  for (const pair of from.items) {
    const key = keyOf(pair);
    mergePair(target, pair, { shape: SECTIONS[key] ?? 'names', path: key, conflicts, isGroup: true });
  }
  return conflicts;
}

export function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}

interface Merging {
  readonly shape: Shape | null;
  readonly path: string;
  readonly conflicts: Conflict[];
  /** False for a name, which only one may define. */
  readonly isGroup: boolean;
}

function mergePair(target: YAMLMap, pair: Pair, merging: Merging): void {
  const mine = target.items.find((one) => keyOf(one) === keyOf(pair));
  if (mine === undefined || (isScalar(mine.value) && mine.value.value === null)) {
    if (mine === undefined) target.items.push(pair);
    else mine.value = pair.value;
    target.flow = false;
    return;
  }
  const { shape, path, conflicts, isGroup } = merging;
  if (isGroup && shape === 'list') {
    if (isScalar(mine.value) && mine.value.value === 'all') return;
    if (isSeq<Node>(mine.value) && isSeq<Node>(pair.value)) {
      mine.value.items.push(...pair.value.items);
      return;
    }
  }
  if (isGroup && shape !== null && isMap(mine.value) && isMap(pair.value)) {
    for (const inner of pair.value.items) mergeInner(mine.value, inner, { shape, path, conflicts });
    return;
  }
  // What the case type and a block both say is translated once.
  const isText = path.startsWith(LANGUAGES);
  if (isText && isScalar(mine.value) && isScalar(pair.value) && mine.value.value === pair.value.value) return;
  conflicts.push({ path, node: nodeOf(pair) });
}

function mergeInner(
  target: YAMLMap,
  pair: Pair,
  { shape, path, conflicts }: { readonly shape: Shape; readonly path: string; readonly conflicts: Conflict[] },
): void {
  const key = keyOf(pair);
  const at = `${path}.${key}`;
  if (typeof shape === 'object') {
    const inner = Object.hasOwn(shape, key) ? (shape[key] ?? null) : null;
    mergePair(target, pair, { shape: inner, path: at, conflicts, isGroup: inner !== null });
    return;
  }
  if (shape === 'languages') {
    mergePair(target, pair, { shape: 'names', path: at, conflicts, isGroup: true });
    return;
  }
  // A stage or a form of which the block says only what it holds grows; one that it defines is its own.
  const within = shape === 'stages' ? STAGE : shape === 'forms' ? FORM : null;
  const adds =
    within !== null && isMap(pair.value) && pair.value.items.every((one) => Object.hasOwn(within, keyOf(one)));
  mergePair(target, pair, { shape: within, path: at, conflicts, isGroup: adds });
}

function nodeOf(pair: Pair): Node {
  // The keys of a parsed map are nodes; the library types them as unknown for hand-made documents.
  return pair.key as Node;
}

/** Every node of a tree, keys among them, in the order of the text. */
export function nodesOf(node: unknown): readonly Node[] {
  if (isScalar(node)) return [node];
  if (isSeq(node)) return [node, ...node.items.flatMap(nodesOf)];
  if (!isMap(node)) return [];
  return [node, ...node.items.flatMap((pair) => [...nodesOf(pair.key), ...nodesOf(pair.value)])];
}

/** Puts the values of parameters where they are named; a value that stands alone keeps its type. */
export function fillIn(root: Node, values: ReadonlyMap<string, ScalarNode['value']>, places: RegExp): void {
  for (const node of nodesOf(root)) {
    if (!isScalar(node) || typeof node.value !== 'string' || !node.value.includes('$(')) continue;
    const [alone] = node.value.matchAll(places);
    const text = node.value.replaceAll(places, (_, name: string) => String(values.get(name) ?? ''));
    if (alone?.[0] === node.value) {
      node.value = values.get(alone[1] ?? '') ?? null;
      delete node.type;
    } else node.value = text;
    delete node.source;
  }
}

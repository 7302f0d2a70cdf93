// What a block is: a versioned fragment of case types, with parameters that whoever imports it fills in. Types, the places of
// parameters in its text, and reading one. It knows no case type and no folder.
import { blockShape } from './block-schema.ts';
import { checkShape } from './check-shape.ts';
import { childOf, entriesOf, itemsOf, type LocatedNode, type ScalarNode, textAt, textOf } from './located.ts';
import { type CaseTypeProblem, type Findings, inOrder, report } from './problem.ts';
import { readYaml } from './read-yaml.ts';

/** A block as it lies on the shelf. */
export interface BlockFile {
  readonly file: string;
  readonly source: string;
}

/** Blocks by `name@version`. */
export type BlockShelf = ReadonlyMap<string, BlockFile>;

export interface BlockParameter {
  readonly name: string;
  readonly type: string;
  readonly title: string;
  /** Absent: whoever imports the block must say. */
  readonly otherwise?: ScalarNode['value'];
  readonly options: readonly string[];
}

export interface Block {
  /** `name@version`. */
  readonly id: string;
  readonly root: LocatedNode;
  readonly parameters: ReadonlyMap<string, BlockParameter>;
}

/** Keys of a block that say what it is; all others are sections of a case type. */
export const BLOCK_HEAD: ReadonlySet<string> = new Set(['block', 'version', 'title', 'about', 'parameters']);

/** Where a value is put: `$(days)`, also within a longer text. */
export const PLACE_OF_PARAMETER = /\$\(([a-z][A-Za-z0-9-]{0,59})\)/g;

/** Reads and checks a block by itself: its head, its shape, and that it names no parameter that it does not declare. */
export function checkBlock(
  source: string,
): { readonly block: Block } | { readonly problems: readonly CaseTypeProblem[] } {
  const { root, findings } = readYaml(source);
  if (root === null) return { problems: inOrder(findings.problems) };
  checkShape(root, blockShape, { findings, isOpen: true });
  const parameters = new Map(
    entriesOf(childOf(root, 'parameters')).map(({ key, value }) => [key, parameter(key, value)]),
  );
  const used = new Set<string>();
  for (const { key, value } of entriesOf(root)) {
    if (!BLOCK_HEAD.has(key)) checkPlaces(value, { parameters, used, findings });
  }
  for (const { key, at } of entriesOf(childOf(root, 'parameters'))) {
    if (used.has(key)) continue;
    const reason = `Nothing in the block uses “${key}”. Put $(${key}) where it belongs, or remove it.`;
    report(findings, at, { code: 'block-parameter', reason });
  }
  if (findings.problems.length > 0) return { problems: inOrder(findings.problems) };
  return { block: { id: `${textAt(root, 'block') ?? ''}@${textAt(root, 'version') ?? ''}`, root, parameters } };
}

function parameter(name: string, node: LocatedNode): BlockParameter {
  const otherwise = childOf(node, 'default');
  return {
    name,
    type: textAt(node, 'type') ?? 'text',
    title: textAt(node, 'title') ?? name,
    options: itemsOf(childOf(node, 'options')).flatMap((option) => textOf(option) ?? []),
    ...(otherwise?.kind === 'scalar' ? { otherwise: otherwise.value } : {}),
  };
}

interface Placing {
  readonly parameters: ReadonlyMap<string, BlockParameter>;
  readonly used: Set<string>;
  readonly findings: Findings;
}

function checkPlaces(node: LocatedNode, placing: Placing): void {
  const name = (at: Pick<LocatedNode, 'offset' | 'path'>, text: string): void => {
    for (const [, named = ''] of text.matchAll(PLACE_OF_PARAMETER)) {
      placing.used.add(named);
      if (placing.parameters.has(named)) continue;
      const known = [...placing.parameters.keys()].join(', ') || 'none';
      const reason = `“${named}” is no parameter of this block. Declare it under parameters; there are: ${known}.`;
      report(placing.findings, at, { code: 'block-parameter', reason });
    }
  };
  if (node.kind === 'scalar') name(node, textOf(node) ?? '');
  for (const item of itemsOf(node)) checkPlaces(item, placing);
  for (const { key, at, value } of entriesOf(node)) {
    name(at, key);
    checkPlaces(value, placing);
  }
}

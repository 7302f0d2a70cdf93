// Turns the grammar's tree into plain nodes that a checker can walk. The only file that knows feelin's parser.
import { parseExpression as parseFeel } from 'feelin';

export interface SyntaxNode {
  /** The grammar's own name, for example `Comparison` or `VariableName`. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly broken: boolean;
  readonly children: readonly SyntaxNode[];
}

interface OpenNode {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly broken: boolean;
  readonly children: OpenNode[];
}

/** The tree of a FEEL expression. Never fails: what could not be read is a node marked `broken`. */
export function syntaxTree(source: string): SyntaxNode {
  const root: OpenNode = { name: 'Root', from: 0, to: source.length, broken: false, children: [] };
  const open: OpenNode[] = [root];
  parseFeel(source, {}, undefined).iterate({
    enter(found) {
      const node = { name: found.name, from: found.from, to: found.to, broken: found.type.isError, children: [] };
      open.at(-1)?.children.push(node);
      open.push(node);
    },
    leave() {
      open.pop();
    },
  });
  return root.children[0] ?? root;
}

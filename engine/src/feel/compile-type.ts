// Types as they are written in expressions, after `instance of` and in parameters (DMN 1.5, 10.3.1.2, rules 59 to 63).
import { type Compiling, textOf } from './compiling.ts';
import { normalName, type SyntaxNode } from './syntax-tree.ts';
import { ANY, builtinType } from './type.ts';
import type { FeelType } from './value.ts';

/** The type that a `Type` node names; null where there is none of that name. */
export function compileType(node: SyntaxNode, compiling: Compiling): FeelType | null {
  const [inner] = node.children;
  if (inner === undefined) return null;
  const types = inner.children.filter((child) => child.name === 'Type').map((child) => compileType(child, compiling));
  const [first = null] = types;
  switch (inner.name) {
    case 'ListType':
      if (first === null) return null;
      return { kind: textOf(inner, compiling).trim().startsWith('list') ? 'list' : 'range', of: first };
    case 'ContextType':
      return contextType(inner, compiling);
    case 'FunctionType':
      return functionType(inner, compiling);
    default:
      return namedType(inner, compiling);
  }
}

function namedType(node: SyntaxNode, compiling: Compiling): FeelType | null {
  const name = normalName(textOf(node, compiling));
  return compiling.typeNamed(name) ?? builtinType(name);
}

function contextType(node: SyntaxNode, compiling: Compiling): FeelType | null {
  const entries = new Map<string, FeelType>();
  for (const entry of node.children.flatMap((child) => child.children)) {
    const [name, typeNode] = entry.children;
    const type = typeNode === undefined ? null : compileType(typeNode, compiling);
    if (name === undefined || type === null) return null;
    entries.set(normalName(textOf(name, compiling)), type);
  }
  return { kind: 'context', entries };
}

function functionType(node: SyntaxNode, compiling: Compiling): FeelType | null {
  const listed = node.children.find((child) => child.name === 'ArgumentTypes')?.children ?? [];
  const resultNode = node.children.find((child) => child.name === 'Type');
  const parameters = listed.map((argument) => argument.children[0]).map((type) => type && compileType(type, compiling));
  const result = resultNode === undefined ? ANY : compileType(resultNode, compiling);
  const known = parameters.filter((type) => type !== null && type !== undefined);
  return result === null || known.length < parameters.length ? null : { kind: 'function', parameters: known, result };
}

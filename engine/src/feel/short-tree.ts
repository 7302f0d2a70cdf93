// Trees of the shortest texts, which fill most cells of decision tables: one literal, with or without a comparison before
// it. They are made without the grammar, whose reading would take far longer than everything that is done with them.
import type { Dialect, SyntaxNode } from './syntax-tree.ts';

const SHORT = /^\s*(<=|>=|<|>)?\s*("[^"\\\n]*"|-?\d+(?:\.\d+)?|true|false|null)\s*$/;

/** The tree that the grammar would make; null for every other text. */
export function shortTree(source: string, dialect: Dialect): SyntaxNode | null {
  const parts = SHORT.exec(source);
  const [, sign, literal] = parts ?? [];
  if (literal === undefined || (sign !== undefined && dialect === 'Expression')) return null;
  const from = source.lastIndexOf(literal);
  const value = node(literalName(literal), from, { to: from + literal.length, children: [] });
  if (dialect === 'Expression') return around('Expression', value);
  const at = sign === undefined ? 0 : source.indexOf(sign);
  const operator = node('CompareOp', at, { to: at + (sign?.length ?? 0), children: [] });
  const test =
    sign === undefined ? value : node('SimplePositiveUnaryTest', at, { to: value.to, children: [operator, value] });
  return around('UnaryTests', around('PositiveUnaryTests', around('PositiveUnaryTest', test)));
}

function literalName(literal: string): string {
  if (literal.startsWith('"')) return 'StringLiteral';
  if (literal === 'null') return 'null';
  return literal === 'true' || literal === 'false' ? 'BooleanLiteral' : 'NumericLiteral';
}

function around(name: string, inner: SyntaxNode): SyntaxNode {
  return node(name, inner.from, { to: inner.to, children: [inner] });
}

function node(name: string, from: number, { to, children }: Pick<SyntaxNode, 'to' | 'children'>): SyntaxNode {
  return { name, from, to, broken: false, children };
}

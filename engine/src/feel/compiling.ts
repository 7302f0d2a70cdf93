// What the parts of the compiler hand one another: the place they compile for, and small evaluators they all use.
import { fail, type Run } from './run.ts';
import type { Evaluator, Scope } from './scope.ts';
import type { SyntaxNode } from './syntax-tree.ts';
import type { FeelFunction, FeelType, FeelValue } from './value.ts';

export interface Compiling {
  readonly source: string;
  readonly scope: Scope;
  /** Types by name that the model defines. */
  readonly typeNamed: (name: string) => FeelType | null;
  readonly builtins: ReadonlyMap<string, FeelFunction>;
  /** Compiles a part within a scope, by default this one. */
  readonly compile: (node: SyntaxNode, scope?: Scope) => Evaluator;
  /** Compiles a test of a value: a range, a comparison without its left side, a value, a list. */
  readonly compileTest: (node: SyntaxNode) => Tester;
}

/** Whether a value passes a test; null where it cannot be told. */
export type Tester = (frame: Parameters<Evaluator>[0], value: FeelValue) => boolean | null;

const constants = new WeakMap<Evaluator, { readonly value: FeelValue }>();

/** An evaluator that always answers this. */
export function constant(value: FeelValue): Evaluator {
  const evaluator: Evaluator = () => value;
  constants.set(evaluator, { value });
  return evaluator;
}

/** The answer of an evaluator that was made by `constant`; undefined for any other. */
export function constantOf(evaluator: Evaluator): { readonly value: FeelValue } | undefined {
  return constants.get(evaluator);
}

export function textOf(node: SyntaxNode, { source }: Compiling): string {
  return source.slice(node.from, node.to);
}

/** Remembers which part is being evaluated, for a problem found deeper down. */
export function at(run: Run, node: SyntaxNode): Run {
  run.from = node.from;
  run.to = node.to;
  return run;
}

export function failAt(run: Run, node: SyntaxNode, reason: string): null {
  return fail(at(run, node), reason);
}

/** An evaluator for what cannot be evaluated. */
export function failing(
  node: SyntaxNode,
  reason: string,
  code: 'wrong-value' | 'unknown-name' = 'wrong-value',
): Evaluator {
  return (frame) => fail(at(frame.run, node), reason, code);
}

/** Children without the punctuation of lists and calls. */
export function operands(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter((child) => !PUNCTUATION.has(child.name));
}

const PUNCTUATION: ReadonlySet<string> = new Set(['(', ')', '[', ']', '{', '}', ',', '.', ':']);

// Turns the tree of an expression into closures, once; evaluating then walks no tree and looks up no names. Decides
// which part of the compiler answers for which kind of node, and compiles the plain ones itself.
import { compileArithmetic } from './compile-arithmetic.ts';
import { compileCall, compileDateTime, compileFunction } from './compile-call.ts';
import { compileComparison, compileJunction, compileRange, compileTest, compileTests } from './compile-logic.ts';
import { compileFilter, compileFor, compilePath, compileQuantified } from './compile-iteration.ts';
import { compileType } from './compile-type.ts';
import { type Compiling, constant, failing, operands, textOf } from './compiling.ts';
import { parseNumber } from './number.ts';
import { allocateElements } from './run.ts';
import { type Evaluator, innerScope, type Frame, resolve, type Scope } from './scope.ts';
import { normalName, type SyntaxNode } from './syntax-tree.ts';
import { isInstance } from './type.ts';
import type { FeelFunction, FeelType, FeelValue } from './value.ts';

export interface CompileSettings {
  readonly source: string;
  readonly scope: Scope;
  readonly typeNamed: (name: string) => FeelType | null;
  readonly builtins: ReadonlyMap<string, FeelFunction>;
}

/** Compiles a tree without broken nodes. What has no meaning becomes an evaluator that says so. */
export function compileTree(tree: SyntaxNode, settings: CompileSettings): Evaluator {
  return compilingIn(settings, settings.scope).compile(tree);
}

function compilingIn(settings: CompileSettings, scope: Scope): Compiling {
  const compiling: Compiling = {
    ...settings,
    scope,
    compile: (node, inner = scope) => compileNode(node, inner === scope ? compiling : compilingIn(settings, inner)),
    compileTest: (node) => compileTest(node, compiling),
  };
  return compiling;
}

type NodeCompiler = (node: SyntaxNode, compiling: Compiling) => Evaluator;

const COMPILERS: Readonly<Record<string, NodeCompiler>> = {
  Expression: compileOnly,
  ParenthesizedExpression: compileOnly,
  FunctionBody: compileOnly,
  UnaryTests: compileTests,
  null: () => constant(null),
  BooleanLiteral: (node, compiling) => constant(textOf(node, compiling) === 'true'),
  NumericLiteral: compileNumber,
  StringLiteral: (node, compiling) => constant(unescaped(textOf(node, compiling))),
  VariableName: compileName,
  '?': compileName,
  List: compileList,
  Context: compileContext,
  IfExpression: compileIf,
  InstanceOfExpression: compileInstanceOf,
  Conjunction: compileJunction,
  Disjunction: compileJunction,
  Comparison: compileComparison,
  SimplePositiveUnaryTest: compileRange,
  Interval: compileRange,
  ArithmeticExpression: compileArithmetic,
  PathExpression: compilePath,
  FilterExpression: compileFilter,
  ForExpression: compileFor,
  QuantifiedExpression: compileQuantified,
  FunctionDefinition: compileFunction,
  FunctionInvocation: compileCall,
  DateTimeLiteral: compileDateTime,
};

function compileNode(node: SyntaxNode, compiling: Compiling): Evaluator {
  const compiler = Object.hasOwn(COMPILERS, node.name) ? COMPILERS[node.name] : undefined;
  return compiler === undefined
    ? failing(node, 'This part of the expression has no meaning here.')
    : compiler(node, compiling);
}

function compileOnly(node: SyntaxNode, compiling: Compiling): Evaluator {
  const [only] = operands(node);
  return only === undefined ? failing(node, 'The parentheses are empty.') : compiling.compile(only);
}

function compileNumber(node: SyntaxNode, compiling: Compiling): Evaluator {
  const value = parseNumber(textOf(node, compiling).replaceAll(/\s/g, ''));
  return value === null ? failing(node, 'The number is beyond 34 digits and exponents of 6144.') : constant(value);
}

function compileName(node: SyntaxNode, compiling: Compiling): Evaluator {
  const name = normalName(textOf(node, compiling));
  const found = resolve(compiling.scope, name);
  if (found !== null) return found;
  const builtin = compiling.builtins.get(name);
  return builtin === undefined ? failing(node, `“${shown(name)}” is not known.`, 'unknown-name') : constant(builtin);
}

function compileList(node: SyntaxNode, compiling: Compiling): Evaluator {
  const elements = operands(node).map((child) => compiling.compile(child));
  return (frame) => {
    allocateElements(frame.run, elements.length);
    return elements.map((element) => element(frame));
  };
}

/** Later entries of a context see earlier ones (DMN 1.5, 10.3.2.6). */
function compileContext(node: SyntaxNode, compiling: Compiling): Evaluator {
  const keys: string[] = [];
  const values: Evaluator[] = [];
  for (const entry of operands(node)) {
    const [key, value] = operands(entry);
    if (key === undefined || value === undefined) return failing(entry, 'The entry has no value.');
    const scope = innerScope(keys, compiling.scope);
    values.push(compiling.compile(value, scope));
    const name = keyOf(key, compiling);
    if (keys.includes(name)) return failing(key, `The context has two entries “${shown(name)}”.`);
    keys.push(name);
  }
  return (frame) => contextOf(keys, values, frame);
}

function contextOf(keys: readonly string[], values: readonly Evaluator[], frame: Frame): FeelValue {
  allocateElements(frame.run, keys.length);
  const slots: FeelValue[] = [];
  const inner: Frame = { slots, parent: frame, run: frame.run };
  const context = new Map<string, FeelValue>();
  keys.forEach((key, index) => {
    const value = values[index]?.(inner) ?? null;
    slots.push(value);
    context.set(key, value);
  });
  return context;
}

function keyOf(key: SyntaxNode, compiling: Compiling): string {
  const text = textOf(key, compiling).trim();
  return text.startsWith('"') ? unescaped(text) : normalName(text);
}

function compileIf(node: SyntaxNode, compiling: Compiling): Evaluator {
  const [condition, yes, no] = node.children
    .filter((child) => !/^(if|then|else)$/.test(child.name))
    .map((child) => compiling.compile(child));
  if (condition === undefined || yes === undefined || no === undefined)
    return failing(node, 'The choice is incomplete.');
  return (frame) => (condition(frame) === true ? yes(frame) : no(frame));
}

function compileInstanceOf(node: SyntaxNode, compiling: Compiling): Evaluator {
  const [operand, , , typeNode] = node.children;
  if (operand === undefined || typeNode === undefined) return failing(node, 'The type is missing.');
  const value = compiling.compile(operand);
  const type = compileType(typeNode, compiling);
  if (type === null) return failing(typeNode, `“${shown(textOf(typeNode, compiling))}” is no type.`);
  return (frame) => {
    const found = value(frame);
    return isInstance(found, type, frame.run);
  };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', "'": "'", '\\': '\\' };

/** The text of a literal: its quotes taken off and its escapes undone (DMN 1.5, 10.3.1.2, rule 64). */
function unescaped(literal: string): string {
  const inner = literal.slice(1, literal.endsWith('"') ? -1 : undefined);
  if (!inner.includes('\\')) return inner;
  return inner.replaceAll(/\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{6})|(.))/gs, (whole, short, long, letter) => {
    const code: unknown = short ?? long;
    if (typeof code === 'string') {
      const point = Number.parseInt(code, 16);
      return point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole;
    }
    return ESCAPES[String(letter)] ?? whole;
  });
}

function shown(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}…` : name;
}

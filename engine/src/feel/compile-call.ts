// Compiles calls, function definitions and literals of dates and times (DMN 1.5, 10.3.2.12 and 10.3.2.13.5).
import { callFunction, type CallArguments } from './call.ts';
import { at, type Compiling, constant, constantOf, failing, operands, textOf } from './compiling.ts';
import { compileType } from './compile-type.ts';
import { allocateElements, descend, spend, startRun } from './run.ts';
import { binds, type Evaluator, type Frame, innerScope } from './scope.ts';
import { depthOf, normalName, type SyntaxNode } from './syntax-tree.ts';
import { ANY } from './type.ts';
import { type FeelFunction, type FeelParameter, type FeelValue, isFunction } from './value.ts';

/** Conversions whose answer depends on nothing but their arguments and is small: computed once where those are known. */
const FOLDED: ReadonlySet<string> = new Set(['date', 'time', 'date and time', 'duration', 'number', '@']);

export function compileCall(node: SyntaxNode, compiling: Compiling): Evaluator {
  const [callee, ...rest] = operands(node);
  if (callee === undefined) return failing(node, 'The name of the function is missing.');
  const list = compileArguments(rest, compiling);
  const name = normalName(textOf(callee, compiling));
  const builtin = binds(compiling.scope, name) ? undefined : compiling.builtins.get(name);
  if (builtin !== undefined) return calling(node, builtin, list);
  const called = compiling.compile(callee);
  return (frame) => {
    const found = called(frame);
    if (!isFunction(found)) {
      at(frame.run, callee);
      return found === null ? null : failing(callee, 'This is called like a function and is none.')(frame);
    }
    return invoke(found, { list, frame, node });
  };
}

/** `date("…")` and its like, and `@"…"`. */
export function compileDateTime(node: SyntaxNode, compiling: Compiling): Evaluator {
  const [first, ...rest] = operands(node);
  if (first === undefined) return failing(node, 'The text is missing.');
  const literal = first.name === 'AtLiteral';
  const name = literal ? '@' : normalName(textOf(first, compiling));
  const builtin = compiling.builtins.get(name);
  if (builtin === undefined) return failing(node, 'There is no such function.', 'unknown-name');
  return calling(node, builtin, compileArguments(literal ? first.children : rest, compiling, literal));
}

interface CompiledArguments {
  readonly values: readonly Evaluator[];
  /** Null for arguments by position. */
  readonly names: readonly string[] | null;
}

function compileArguments(nodes: readonly SyntaxNode[], compiling: Compiling, bare = false): CompiledArguments {
  if (bare) return { values: nodes.map((node) => compiling.compile(node)), names: null };
  const named = nodes.find((node) => node.name === 'NamedParameters');
  if (named === undefined) {
    const listed = nodes.find((node) => node.name === 'PositionalParameters');
    return { values: operands(listed ?? EMPTY).map((node) => compiling.compile(node)), names: null };
  }
  const parameters = operands(named).map((parameter) => operands(parameter));
  return {
    values: parameters.map(([, value]) => (value === undefined ? constant(null) : compiling.compile(value))),
    names: parameters.map(([name]) => (name === undefined ? '' : normalName(textOf(name, compiling)))),
  };
}

const EMPTY: SyntaxNode = { name: 'PositionalParameters', from: 0, to: 0, broken: false, children: [] };

function calling(node: SyntaxNode, called: FeelFunction, list: CompiledArguments): Evaluator {
  const known = list.values.map((value) => constantOf(value));
  if (FOLDED.has(called.name) && known.every((value) => value !== undefined)) {
    const run = startRun({ steps: 1000, space: 1000 });
    const values = known.map((value) => value?.value ?? null);
    const folded = callFunction(called, { values, names: list.names }, run);
    if (folded !== null) return constant(folded);
  }
  return (frame) => invoke(called, { list, frame, node });
}

interface Invocation {
  readonly list: CompiledArguments;
  readonly frame: Frame;
  readonly node: SyntaxNode;
}

function invoke(called: FeelFunction, { list, frame, node }: Invocation): FeelValue {
  const values = list.values.map((value) => value(frame));
  const given: CallArguments = { values, names: list.names };
  return callFunction(called, given, at(frame.run, node));
}

/** A function as a value. It keeps the frame in which it was made, so that it can use the names around it. */
export function compileFunction(node: SyntaxNode, compiling: Compiling): Evaluator {
  const parameters = (node.children.find((child) => child.name === 'FormalParameters')?.children ?? []).flatMap(
    (parameter): FeelParameter[] => {
      const [name, type] = parameter.children;
      if (name === undefined) return [];
      const known = type === undefined ? ANY : (compileType(type, compiling) ?? ANY);
      return [{ name: normalName(textOf(name, compiling)), type: known, optional: false, variadic: false }];
    },
  );
  if (node.children.some((child) => child.name === 'external')) {
    return failing(node, 'Functions in other languages are not run.');
  }
  const body = node.children.at(-1);
  if (body === undefined) return failing(node, 'The function has no body.');
  const scope = innerScope(
    parameters.map(({ name }) => name),
    compiling.scope,
  );
  const evaluator = compiling.compile(body, scope);
  const levels = depthOf(body) + 2;
  return (frame) => {
    allocateElements(frame.run, 1);
    return {
      kind: 'function',
      name: '',
      signatures: [parameters],
      result: null,
      invoke(values, run) {
        return invokeBody({ evaluator, levels, frame }, values, run);
      },
    };
  };
}

interface Body {
  readonly evaluator: Evaluator;
  readonly levels: number;
  readonly frame: Frame;
}

function invokeBody({ evaluator, levels, frame }: Body, values: readonly FeelValue[], run: Frame['run']): FeelValue {
  spend(run, 1);
  descend(run, levels);
  const value = evaluator({ slots: [...values], parent: frame, run });
  run.depth -= levels;
  return value;
}

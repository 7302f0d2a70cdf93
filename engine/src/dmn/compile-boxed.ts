// Compiles boxed expressions to closures in the scopes and frames of FEEL (DMN 1.5, chapters 7.3, 8 and 10.2.2). What
// cannot be read is a problem with its path, and evaluates to null with the same problem.
import { callFunction } from '../feel/call.ts';
import { filterList, visitValues } from '../feel/compile-iteration.ts';
import { allocateElements, descend, fail, type Run, spend } from '../feel/run.ts';
import { elementScope, type Evaluator, type Frame, innerScope } from '../feel/scope.ts';
import { type NameShape, normalName } from '../feel/syntax-tree.ts';
import { ANY } from '../feel/type.ts';
import { type FeelValue, isFunction, isList } from '../feel/value.ts';
import { below, type BoxedPlace, coerced, compileText, inside, typed } from './boxed-place.ts';
import { compileTable } from './compile-table.ts';
import type { Boxed, BoxedFunction, BoxedIterator, Named } from './model.ts';
import { shapeOfVariable } from './types.ts';

/** Levels of the stack that one boxed expression takes, counted like levels of syntax. */
const LEVELS = 4;

/** Compiles; the value is converted to the type of the expression where it has one. */
export function compileBoxed(boxed: Boxed, place: BoxedPlace): Evaluator {
  const evaluator = compileKind(boxed, place);
  return boxed.type === null || boxed.kind === 'function' ? evaluator : typed(evaluator, boxed.type, place);
}

function compileKind(boxed: Boxed, place: BoxedPlace): Evaluator {
  switch (boxed.kind) {
    case 'literal':
      return compileText(boxed.text, place);
    case 'context':
      return compileContext(boxed, place);
    case 'list':
      return listing(boxed.items.map((item, index) => compileBoxed(item, below(place, `item ${index + 1}`))));
    case 'relation':
      return compileRelation(boxed, place);
    case 'function':
      return compileFunctionDefinition(boxed, place);
    case 'invocation':
      return compileInvocation(boxed, place);
    case 'conditional':
      return compileConditional(boxed, place);
    case 'filter':
      return compileFilter(boxed, place);
    case 'for':
    case 'some':
    case 'every':
      return compileIterator(boxed, place);
    case 'table':
      return compileTable(boxed, place);
  }
}

function listing(items: readonly Evaluator[]): Evaluator {
  return (frame) => {
    allocateElements(frame.run, items.length);
    return items.map((item) => item(frame));
  };
}

/** Every entry sees all before it, so that the work grows with the square of their number. */
const MOST_ENTRIES = 500;

/** Later entries see earlier ones; an entry without a name is the result of the whole (7.3.4). */
function compileContext(boxed: Extract<Boxed, { kind: 'context' }>, place: BoxedPlace): Evaluator {
  const names: string[] = [];
  let shape: NameShape = {};
  const values: Evaluator[] = [];
  let result: Evaluator | null = null;
  if (boxed.entries.length > MOST_ENTRIES) {
    const reason = `The context has ${boxed.entries.length} entries; at most ${MOST_ENTRIES} are read. Split it.`;
    place.problems.push({ code: 'budget', path: place.path, reason });
    return () => null;
  }
  for (const { variable, value } of boxed.entries) {
    const inner = inside(place, innerScope(names, place.scope), shape);
    const at = below(inner, variable === null ? 'result' : `entry “${variable.name}”`);
    const compiled = compileBoxed(value, at);
    if (variable === null) {
      result = compiled;
      continue;
    }
    values.push(variable.type === null ? compiled : typed(compiled, variable.type, at));
    names.push(normalName(variable.name));
    shape = { ...shape, [variable.name]: shapeOfVariable(variable.type, value, place.typeNamed) };
  }
  return (frame) => {
    allocateElements(frame.run, values.length);
    const slots: FeelValue[] = [];
    const inner: Frame = { slots, parent: frame, run: frame.run };
    for (const value of values) slots.push(value(inner));
    return result === null ? new Map(names.map((name, index) => [name, slots[index] ?? null])) : result(inner);
  };
}

function compileRelation(boxed: Extract<Boxed, { kind: 'relation' }>, place: BoxedPlace): Evaluator {
  const rows = boxed.rows.map((row, index) => {
    const cells = row.map((cell, column) => compileBoxed(cell, below(place, `row ${index + 1}, column ${column + 1}`)));
    return cells.map((cell, column) => typedColumn(cell, boxed.columns[column], place));
  });
  return (frame) => {
    allocateElements(frame.run, rows.length * boxed.columns.length);
    return rows.map(
      (row) => new Map(boxed.columns.map(({ name }, index) => [normalName(name), row[index]?.(frame) ?? null])),
    );
  };
}

function typedColumn(cell: Evaluator, column: Named | undefined, place: BoxedPlace): Evaluator {
  return column === undefined || column.type === null ? cell : typed(cell, column.type, place);
}

/** A function as a value. Functions in other languages are never run. */
export function compileFunctionDefinition(boxed: BoxedFunction, place: BoxedPlace): Evaluator {
  const { parameters, body } = boxed;
  if (boxed.language !== 'FEEL' || body === null) {
    return (frame) => fail(frame.run, 'Functions in other languages are not run.');
  }
  const scope = innerScope(
    parameters.map(({ name }) => name),
    place.scope,
  );
  const shape = Object.fromEntries(
    parameters.map(({ name, type }) => [name, shapeOfVariable(type, null, place.typeNamed)]),
  );
  const evaluator = compileBoxed(body, inside(place, scope, shape));
  const checked = boxed.type === null ? evaluator : typedResult(evaluator, boxed.type, place);
  const signature = parameters.map(({ name, type }) => {
    const known = type === null ? ANY : (place.typeNamed(type) ?? ANY);
    return { name: normalName(name), type: known, optional: false, variadic: false };
  });
  const result = boxed.type === null ? null : place.typeNamed(boxed.type);
  return (frame) => ({
    kind: 'function',
    name: '',
    signatures: [signature],
    result: result?.kind === 'function' ? result.result : result,
    invoke(values, run) {
      spend(run, 1);
      descend(run, LEVELS * 4);
      const value = checked({ slots: [...values], parent: frame, run });
      run.depth -= LEVELS * 4;
      return value;
    },
  });
}

/** The type of a function definition is that of the function or, in older models, of what it gives. */
function typedResult(evaluator: Evaluator, typeName: string, place: BoxedPlace): Evaluator {
  const type = place.typeNamed(typeName);
  if (type?.kind === 'function') return (frame) => coerced(evaluator(frame), type.result, frame.run, place.path);
  return typed(evaluator, typeName, place);
}

function compileInvocation(boxed: Extract<Boxed, { kind: 'invocation' }>, place: BoxedPlace): Evaluator {
  const called = compileBoxed(boxed.called, place);
  const names = boxed.bindings.map(({ parameter }) => normalName(parameter));
  const bound = boxed.bindings.map(({ parameter, value }) =>
    compileBoxed(value, below(place, `argument “${parameter}”`)),
  );
  return (frame) => {
    const found = called(frame);
    if (!isFunction(found)) return found === null ? null : fail(frame.run, 'What is invoked is no function.');
    const values = bound.map((value) => value(frame));
    return callFunction(found, { values, names: values.length === 0 ? null : names }, frame.run);
  };
}

function compileConditional(boxed: Extract<Boxed, { kind: 'conditional' }>, place: BoxedPlace): Evaluator {
  const condition = compileBoxed(boxed.if, below(place, 'if'));
  const yes = compileBoxed(boxed.then, below(place, 'then'));
  const no = compileBoxed(boxed.else, below(place, 'else'));
  return (frame) => {
    const answer = condition(frame);
    if (answer === true) return yes(frame);
    return answer === false || answer === null
      ? no(frame)
      : fail(frame.run, 'The condition is neither true nor false.');
  };
}

function compileFilter(boxed: Extract<Boxed, { kind: 'filter' }>, place: BoxedPlace): Evaluator {
  const list = compileBoxed(boxed.in, below(place, 'in'));
  const condition = compileBoxed(boxed.match, below({ ...place, scope: elementScope(place.scope) }, 'match'));
  return (frame) => {
    const found = list(frame);
    if (found === null) return null;
    return filterList(isList(found) ? found : [found], condition, frame);
  };
}

function compileIterator(boxed: BoxedIterator, place: BoxedPlace): Evaluator {
  const domain = compileBoxed(boxed.in, below(place, 'in'));
  const names = boxed.kind === 'for' ? [boxed.variable, 'partial'] : [boxed.variable];
  const body = compileBoxed(boxed.body, below({ ...place, scope: innerScope(names, place.scope) }, boxed.kind));
  return (frame) => {
    const results: FeelValue[] = [];
    const { run } = frame;
    const whole = visitValues(domain(frame), run, (value) => {
      spend(run, 1);
      const partial = boxed.kind === 'for' ? results.slice() : null;
      allocateElements(run, 1 + (partial?.length ?? 0));
      results.push(body({ slots: [value, partial], parent: frame, run }));
      return true;
    });
    if (whole === null) return null;
    return boxed.kind === 'for' ? results : quantified(results, boxed.kind === 'some', run);
  };
}

function quantified(results: readonly FeelValue[], deciding: boolean, run: Run): FeelValue {
  const foreign = results.some((value) => value !== null && typeof value !== 'boolean');
  if (foreign) return fail(run, 'What each element must satisfy is neither true nor false for one of them.');
  if (results.includes(deciding)) return deciding;
  return results.every((value) => value === !deciding) ? !deciding : null;
}

// The item definitions of a model as types of FEEL, and the shapes of names that the grammar needs to read them.
import { compileWithin } from '../feel/feel.ts';
import type { Run } from '../feel/run.ts';
import { innerScope } from '../feel/scope.ts';
import type { NameShape } from '../feel/syntax-tree.ts';
import { normalName } from '../feel/syntax-tree.ts';
import { ANY, builtinType, listOf } from '../feel/type.ts';
import { type FeelType, type FeelValue, isList } from '../feel/value.ts';
import type { Boxed, DmnModel, ItemDefinition } from './model.ts';

/** Finds types by the names that one model uses; null where it has none of that name. */
export type TypeNamed = (name: string) => FeelType | null;

const DEEPEST_SHAPE = 6;
/** Definitions that refer to one another in a longer row than this hold anything at its end. */
const DEEPEST_TYPE = 100;

/** The types of a model, each made when it is first asked for. A definition that contains itself holds anything there. */
export function typesOf(model: DmnModel): TypeNamed {
  const made = new Map<string, FeelType>();
  const making = new Set<string>();
  const definitions = new Map(model.types.toReversed().map((one) => [normalName(one.name), one]));
  const imported = new Map(model.imports.map((one) => [one.name, typesOf(one.model)]));
  const typeNamed: TypeNamed = (written) => {
    const name = normalName(written);
    const known = made.get(name);
    if (known !== undefined) return known;
    const definition = definitions.get(name);
    if (definition === undefined) return builtinType(name) ?? importedType(name, imported);
    if (making.has(name) || making.size > DEEPEST_TYPE) return ANY;
    making.add(name);
    const type = typeOfDefinition(definition, typeNamed);
    making.delete(name);
    made.set(name, type);
    return type;
  };
  return typeNamed;
}

function importedType(name: string, imported: ReadonlyMap<string, TypeNamed>): FeelType | null {
  for (const [prefix, typeNamed] of imported) {
    if (prefix === '') {
      const found = typeNamed(name);
      if (found !== null) return found;
    } else if (name.startsWith(`${normalName(prefix)}.`)) return typeNamed(name.slice(prefix.length + 1));
  }
  return null;
}

function typeOfDefinition(definition: ItemDefinition, typeNamed: TypeNamed): FeelType {
  const single = allowed(bareType(definition, typeNamed), definition.allowedValues, typeNamed);
  const whole = definition.isCollection ? listOf(single) : single;
  return allowed(whole, definition.typeConstraint, typeNamed);
}

function bareType(definition: ItemDefinition, typeNamed: TypeNamed): FeelType {
  const named = (name: string | null): FeelType => (name === null ? ANY : (typeNamed(name) ?? ANY));
  if (definition.function !== null) {
    const parameters = definition.function.parameters.map((parameter) => named(parameter.type));
    return { kind: 'function', parameters, result: named(definition.function.result) };
  }
  if (definition.components.length === 0) return named(definition.type);
  const entries = definition.components.map((one): [string, FeelType] => [
    normalName(one.name),
    typeOfDefinition(one, typeNamed),
  ]);
  return { kind: 'context', entries: new Map(entries) };
}

/** The type, narrowed to the values that pass these tests. */
export function allowed(of: FeelType, tests: string | null, typeNamed: TypeNamed): FeelType {
  if (tests === null) return of;
  const compiled = compileWithin(tests, { scope: innerScope(['?'], null), shape: {}, typeNamed }, 'UnaryTests');
  if ('problem' in compiled) return of;
  const { evaluator } = compiled;
  const passes = (value: FeelValue, run: Run): boolean => evaluator({ slots: [value], parent: null, run }) === true;
  // Tests on a type that is itself a list are meant for its elements (DMN 1.5, 7.3.3), unless the list passes as a whole.
  return {
    kind: 'allowed',
    of,
    allows: (value, run) => passes(value, run) || (isList(value) && value.every((one) => passes(one, run))),
  };
}

/** Names below a value of this type. */
export function shapeOfType(type: FeelType, depth = 0): NameShape | 1 {
  if (depth > DEEPEST_SHAPE) return 1;
  switch (type.kind) {
    case 'allowed':
    case 'list':
      return shapeOfType(type.of, depth + 1);
    case 'function':
      return shapeOfType(type.result, depth + 1);
    case 'context':
      return Object.fromEntries([...type.entries].map(([name, entry]) => [name, shapeOfType(entry, depth + 1)]));
    case 'simple':
    case 'range':
      return 1;
  }
}

/** Names below what a boxed expression gives, as far as its form or its type says them. */
export function shapeOfBoxed(boxed: Boxed | null, typeNamed: TypeNamed, depth = 0): NameShape | 1 {
  if (boxed === null || depth > DEEPEST_SHAPE) return 1;
  const type = boxed.type === null ? null : typeNamed(boxed.type);
  const typed = type === null ? 1 : shapeOfType(type);
  if (typed !== 1) return typed;
  switch (boxed.kind) {
    case 'context': {
      const result = boxed.entries.find((entry) => entry.variable === null);
      if (result !== undefined) return shapeOfBoxed(result.value, typeNamed, depth + 1);
      return Object.fromEntries(
        boxed.entries.flatMap(({ variable, value }) =>
          variable === null ? [] : [[variable.name, shapeOfVariable(variable.type, value, typeNamed)] as const],
        ),
      );
    }
    case 'relation':
      return Object.fromEntries(boxed.columns.map((column) => [column.name, 1 as const]));
    case 'table':
      return Object.fromEntries(
        boxed.outputs.flatMap((output) => (output.name === null ? [] : [[output.name, 1 as const]])),
      );
    case 'function':
      return shapeOfBoxed(boxed.body, typeNamed, depth + 1);
    case 'filter':
      return shapeOfBoxed(boxed.in, typeNamed, depth + 1);
    case 'literal':
    case 'list':
    case 'invocation':
    case 'conditional':
    case 'for':
    case 'some':
    case 'every':
      return 1;
  }
}

/** Names below a variable: by its type where it has one that says them, else by the form of its value. */
export function shapeOfVariable(type: string | null, value: Boxed | null, typeNamed: TypeNamed): NameShape | 1 {
  const known = type === null ? null : typeNamed(type);
  const typed = known === null ? 1 : shapeOfType(known);
  return typed === 1 ? shapeOfBoxed(value, typeNamed, 1) : typed;
}

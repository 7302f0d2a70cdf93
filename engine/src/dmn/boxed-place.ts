// Where a boxed expression stands while it is compiled, and how a text of FEEL is compiled there: problems met while
// running carry the path of that place. Knows no kinds of boxed expressions.
import { compileWithin, type FeelPlace } from '../feel/feel.ts';
import { fail, type FeelProblem, type Run } from '../feel/run.ts';
import type { Evaluator, Scope } from '../feel/scope.ts';
import { shortTree } from '../feel/short-tree.ts';
import type { Dialect, NameShape } from '../feel/syntax-tree.ts';
import { coerce } from '../feel/type.ts';
import type { FeelType, FeelValue } from '../feel/value.ts';
import type { DmnProblem } from './model.ts';

/** Counts down with every text that is read, by its length and more than that for long ones. */
export interface Effort {
  left: number;
}

/** Problems reported of one model: who has that many will look at the first ones. */
const MOST_PROBLEMS = 1000;

/**
 * About fourteen hundred texts of the usual length, which is most of a second of reading by the grammar. Cells that hold one literal
 * cost next to nothing.
 */
export const EFFORT_OF_MODEL = 30_000;

/** Where a boxed expression stands. */
export interface BoxedPlace extends FeelPlace {
  /** In words from the outside in. */
  readonly path: string;
  readonly problems: DmnProblem[];
  /** What reading the texts of the model may still cost; shared by all its places. */
  readonly effort: Effort;
}

/** A text of FEEL at a place of the model: the problems that it meets while running carry that place. */
export function compileText(text: string, place: BoxedPlace, dialect: Dialect = 'Expression'): Evaluator {
  const { path, effort } = place;
  effort.left -= shortTree(text, dialect) !== null ? 1 : effortOf(text, place);
  const compiled = effort.left < 0 ? TOO_MUCH : compileWithin(text, place, dialect);
  if ('problem' in compiled) {
    if (place.problems.length < MOST_PROBLEMS) place.problems.push(dmnProblem({ ...compiled.problem, path }));
    return (frame) => {
      frame.run.problems.push({ ...compiled.problem, path });
      return null;
    };
  }
  const { evaluator } = compiled;
  return (frame) => {
    const { run } = frame;
    const outer = run.path;
    run.path = path;
    const value = evaluator(frame);
    run.path = outer;
    return value;
  };
}

/** At each word the grammar compares what follows with the names that are known, whose usual length is free. */
function effortOf(text: string, { scope, shape }: BoxedPlace): number {
  let characters = 0;
  for (const name in shape) characters += name.length;
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    for (const name of at.names.keys()) characters += name.length;
  }
  const searched = (Math.max(0, characters - USUAL_NAMES) * text.length) / 5000;
  return 20 + (text.length * text.length) / 2000 + searched;
}

const USUAL_NAMES = 2000;

const TOO_MUCH: { readonly problem: FeelProblem } = {
  problem: {
    code: 'budget',
    reason: 'The model holds more expressions than can be read. Split it.',
    from: 0,
    to: 0,
    path: '',
  },
};

/** An evaluator whose value is converted to a type, or null and a problem. */
export function typed(evaluator: Evaluator, typeName: string, place: BoxedPlace): Evaluator {
  const type = place.typeNamed(typeName);
  if (type === null) {
    place.problems.push({ code: 'model', path: place.path, reason: `There is no type “${typeName}”.` });
    return evaluator;
  }
  if (type.kind === 'simple' && type.name === 'any') return evaluator;
  return (frame) => coerced(evaluator(frame), type, frame.run, place.path);
}

/** A value as a type wants it; null and a problem where it does not fit. */
export function coerced(value: FeelValue, type: FeelType, ...[run, path]: readonly [Run, string]): FeelValue {
  const converted = coerce(value, type, run);
  if (converted !== undefined) return converted;
  const outer = run.path;
  run.path = path;
  fail(run, 'The value is not of the type that is asked for here, or not one of its allowed values.');
  run.path = outer;
  return null;
}

export function below(place: BoxedPlace, part: string): BoxedPlace {
  return { ...place, path: `${place.path} > ${part}` };
}

/** The place of what stands inside a scope with these names. */
export function inside(place: BoxedPlace, scope: Scope, shape: NameShape): BoxedPlace {
  return { ...place, scope, shape: { ...place.shape, ...shape } };
}

/** A problem of FEEL as a problem of the model. */
export function dmnProblem({ code, reason, path, from, to }: FeelProblem): DmnProblem {
  const kind = code === 'syntax' || code === 'budget' ? code : 'value';
  return { code: kind, reason, path, from, to };
}

// The compiled form of each checked expression, made once and held as long as the expression is. Knows no scope.
import { type CompiledFeel, compileFeel, type FeelProblem } from '../feel/feel.ts';
import type { Expression } from './parse.ts';

type CompiledForm = { readonly compiled: CompiledFeel } | { readonly problem: FeelProblem };

const forms = new WeakMap<Expression, CompiledForm>();

/** A problem only where the evaluator's own bounds are narrower than those of the text; the parser refuses it then. */
export function compiledFormOf(expression: Expression): CompiledForm {
  const known = forms.get(expression);
  if (known !== undefined) return known;
  const made = compileFeel(expression.source, { names: expression.names });
  forms.set(expression, made);
  return made;
}

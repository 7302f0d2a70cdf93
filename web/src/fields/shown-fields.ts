// Which fields of a form are there as the answers stand. The evaluator is fetched only for a form that has conditions; until it has
// come, and where a condition asks about more than the form holds, a field is shown and the server decides.
import type * as Expressions from '@casewright/engine/expression';
import { useEffect, useState } from 'react';
import type { FieldFace, FormFace } from '../client/types.ts';
import type { Typed } from './answers.ts';
import { FIELD_PARTS } from './field-parts.ts';

type Evaluator = typeof Expressions;
type Value = Expressions.Value;

/** The form as it is now: without the fields whose conditions do not hold. */
export function useShownForm(form: FormFace, typed: Typed): FormFace {
  const evaluator = useEvaluator(form.fields.some(({ when }) => when !== undefined));
  if (evaluator === null) return form;
  const fields = form.fields.filter(({ when }) => when === undefined || isShown(when, { form, typed, evaluator }));
  return fields.length === form.fields.length ? form : { ...form, fields };
}

function useEvaluator(isNeeded: boolean): Evaluator | null {
  const [evaluator, setEvaluator] = useState<Evaluator | null>(null);
  useEffect(() => {
    if (!isNeeded) return;
    let isGone = false;
    const set = (loaded: Evaluator): void => {
      if (!isGone) setEvaluator(loaded);
    };
    // Without it every field is shown, as before.
    import('@casewright/engine/expression').then(set, () => undefined);
    return () => {
      isGone = true;
    };
  }, [isNeeded]);
  return evaluator;
}

interface Answered {
  readonly form: FormFace;
  readonly typed: Typed;
  readonly evaluator: Evaluator;
}

/** Exported for tests. */
export function isShown(when: readonly string[], { form, typed, evaluator }: Answered): boolean {
  return when.every((source) => {
    const parsed = evaluator.parseExpression(source);
    if (!('expression' in parsed)) return true;
    const { expression } = parsed;
    const faces = new Map(form.fields.map((face) => [face.field, face]));
    if (!expression.names.every((name) => faces.has(name))) return true;
    const valueOf = (name: string): Value => {
      const face = faces.get(name);
      return face === undefined ? null : valueIn(face, typed[name]);
    };
    return evaluator.evaluateNames(expression, valueOf).value === true;
  });
}

/** What stands in an input as a value of conditions; what is wrong with it is no value yet. */
function valueIn(face: FieldFace, typed: string | undefined): Value {
  const part = FIELD_PARTS[face.kind];
  const answer = typed ?? '';
  const reading = part.isBlank(answer) ? { value: null } : part.read(face, answer);
  const value = 'error' in reading ? null : reading.value;
  if (typeof value !== 'string') return value;
  if (face.kind === 'date') return { date: value };
  if (face.kind === 'instant') return { instant: value };
  return face.kind === 'money' ? { decimal: value } : value;
}

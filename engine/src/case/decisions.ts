// Evaluates the decision tables of a case type for its decision tasks. Each table is compiled once for its case type.
import type { CaseType } from '../definition/case-type.ts';
import { modelOfDecision } from '../definition/compile-decision.ts';
import { decideFields } from '../dmn/decide-fields.ts';
import { type CompiledDmn, compileDmn } from '../dmn/evaluate.ts';
import type { EvaluateDecision } from '../plan/draft.ts';

/** How the decisions that the case type itself holds are evaluated; undefined where it holds none. */
export function decisionsOf(caseType: CaseType): EvaluateDecision | undefined {
  if (caseType.decisions.size === 0) return undefined;
  let evaluate = evaluators.get(caseType);
  if (evaluate === undefined) {
    const compiled = new Map<string, CompiledDmn>();
    for (const [name, decision] of caseType.decisions) {
      compiled.set(name, compileDmn(modelOfDecision(decision, caseType.fields)));
    }
    evaluate = (name, data) => {
      const found = compiled.get(name);
      return decideFields(found === undefined ? [] : [found], name, data);
    };
    evaluators.set(caseType, evaluate);
  }
  return evaluate;
}

// A case type never changes, so what follows from it is kept as long as it is.
const evaluators = new WeakMap<CaseType, EvaluateDecision>();

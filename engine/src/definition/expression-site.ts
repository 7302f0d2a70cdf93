// An expression in a case type, with where it stands and what it is for, so that its names can be judged later.
import { type Expression, parseExpression } from '../expression/expression.ts';
import type { LocatedNode } from './located.ts';
import { textOf } from './located.ts';
import { type Findings, type Place, report } from './problem.ts';

export interface ExpressionUse {
  /** A condition and a rule may use `repetition`; a derived field, a form and who may act have none. */
  readonly use:
    | 'derived'
    | 'condition'
    | 'rule'
    | 'due'
    | 'sets'
    | 'mapped'
    | 'routing'
    | 'form'
    | 'retention'
    | 'letter';
  /** The field that receives the value, where there is one. */
  readonly target?: string;
  /** What it must yield, where that is checked. */
  readonly yields?: 'boolean' | 'number' | 'text';
  /** Its value is stored in the clear, so that nothing personal may go into it. */
  readonly open?: true;
}

export interface ExpressionSite extends ExpressionUse {
  readonly place: Place;
  readonly expression: Expression;
}

interface Collecting {
  readonly findings: Findings;
  readonly sites: ExpressionSite[];
}

/** Parses the expression of a node and remembers its site; an empty expression stands for one that does not parse. */
export function expressionAt(node: LocatedNode, use: ExpressionUse, { findings, sites }: Collecting): Expression {
  const nothing: Expression = { source: '', names: [], valueNames: [] };
  const source = textOf(node);
  if (source === null) return nothing;
  const parsed = parseExpression(source);
  if ('expression' in parsed) {
    sites.push({ ...use, place: node, expression: parsed.expression });
    return parsed.expression;
  }
  const start = node.kind === 'scalar' ? node.textOffset : null;
  for (const problem of parsed.problems) {
    const offset = start === null ? node.offset : start + problem.from;
    report(findings, { path: node.path, offset }, { code: 'expression', reason: problem.reason });
  }
  return nothing;
}

// Compiles + − * / **, with whole numbers first, since most conditions hold only those.
import { minus, negated, over, plus, times, toThe, type Operator } from './arithmetic.ts';
import { at, type Compiling, constant, constantOf, failing, textOf } from './compiling.ts';
import { spend } from './run.ts';
import type { Evaluator } from './scope.ts';
import type { SyntaxNode } from './syntax-tree.ts';
import { isNumber } from './value.ts';
import { negate } from './number.ts';

const OPERATORS: Readonly<Record<string, Operator>> = {
  '+': plus,
  '-': minus,
  '*': times,
  '/': over,
  '**': toThe,
  '^': toThe,
};

/** A power of decimals takes as long as some hundred sums. */
const STEPS_OF_POWER = 200;

export function compileArithmetic(node: SyntaxNode, compiling: Compiling): Evaluator {
  const [first, second, third] = node.children;
  if (first?.name === 'ArithOp') return compileSign(node, compiling);
  if (first === undefined || second === undefined || third === undefined)
    return failing(node, 'An operand is missing.');
  const sign = textOf(second, compiling);
  const operator = OPERATORS[sign];
  if (operator === undefined) return failing(second, 'There is no such operator.');
  const left = compiling.compile(first);
  const right = compiling.compile(third);
  if (sign === '+') return compileSum({ node, left, right, sign: 1 });
  if (sign === '-') return compileSum({ node, left, right, sign: -1 });
  const steps = operator === toThe ? STEPS_OF_POWER : 0;
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    spend(frame.run, steps);
    return operator(a, b, at(frame.run, node));
  };
}

interface Sum {
  readonly node: SyntaxNode;
  readonly left: Evaluator;
  readonly right: Evaluator;
  readonly sign: 1 | -1;
}

function compileSum({ node, left, right, sign }: Sum): Evaluator {
  const operator = sign === 1 ? plus : minus;
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    if (typeof a === 'number' && typeof b === 'number') {
      const sum = sign === 1 ? a + b : a - b;
      if (Number.isSafeInteger(sum)) return sum;
    }
    return operator(a, b, at(frame.run, node));
  };
}

function compileSign(node: SyntaxNode, compiling: Compiling): Evaluator {
  const [sign, operand] = node.children;
  if (sign === undefined || operand === undefined) return failing(node, 'An operand is missing.');
  const value = compiling.compile(operand);
  if (textOf(sign, compiling) === '+') return value;
  const known = constantOf(value)?.value;
  if (known !== undefined && isNumber(known)) return constant(negate(known));
  return (frame) => {
    const found = value(frame);
    return negated(found, at(frame.run, node));
  };
}
